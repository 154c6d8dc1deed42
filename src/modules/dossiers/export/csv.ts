/** A byte order mark: spreadsheets then read UTF-8. */
export const csvStart = '\uFEFF';

/** One line, semicolons between, as French spreadsheets read it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(';')}\r\n`;
}

/**
 * A cell that a spreadsheet would take for a formula is told to be text by an apostrophe (OWASP, "CSV injection"). A
 * phone number or a negative number stays as it is.
 */
export function harmless(cell: string): string {
  if (/^[+-]?\d[\d .,]*$/.test(cell)) return cell;
  return /^[=+\-@\t\r\n|%]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
