/** As many rows as are read at once, on a phone too. */
export const rowsPerPage = 30;

export interface PagedRows<Row> {
  readonly rows: readonly Row[];
  /** From 1; the last one when the address asks for more than there is. */
  readonly page: number;
  readonly pages: number;
}

/** The rows of the page that the address asks for (`page=2`); the first for what is no number. */
export function pageOfRows<Row>(rows: readonly Row[], asked: string | undefined, size = rowsPerPage): PagedRows<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const number = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1;
  const page = Math.min(Math.max(1, number), pages);
  return { rows: rows.slice((page - 1) * size, page * size), page, pages };
}

/** Whether each of the words is in the text, whatever the accents and capitals. No word is always found. */
export function holdsWords(text: string, words: string): boolean {
  const searched = plain(text);
  return plain(words)
    .split(/\s+/)
    .every((word) => searched.includes(word));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .trim();
}
