/** The spans of a day as people type them: "8h30-12h, 13:30 – 17:00". */

/** @returns spans HH:MM-HH:MM in order, none for an empty text; undefined for what is not hours */
export function readSpans(typed: string): string[] | undefined {
  const parts = typed
    .split(/[,;/]|\bet\b|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spans: string[] = [];
  for (const part of parts) {
    const ends = part.split(/\s*(?:-|–|à|to)\s*/);
    const [from, to] = ends.map(readTime);
    if (ends.length !== 2 || from === undefined || to === undefined || to <= from) return undefined;
    spans.push(`${from}-${to}`);
  }
  spans.sort();
  const overlap = spans.some((span, index) => index > 0 && span.slice(0, 5) < (spans[index - 1] ?? '').slice(6));
  return overlap ? undefined : spans;
}

function readTime(text: string): string | undefined {
  const found = /^(\d{1,2})\s*(?:h|:|$)\s*(\d{2})?$/i.exec(text.trim());
  if (found === null) return undefined;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? '0');
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "08:30-12:00, 13:30-17:00" */
export function spansInWords(spans: readonly string[]): string {
  return spans.join(', ');
}
