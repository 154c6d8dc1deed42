/**
 * A line of CSV (RFC 4180) with semicolons, as spreadsheets set in French open it. A cell that a spreadsheet would take for
 * a formula is made text by an apostrophe.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)).join(';')}\r\n`;
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
