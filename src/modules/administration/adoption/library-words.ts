const longest = 300;

/** What the library says, as one line under a field: without marks, cut between two words. */
export function libraryWords(text: string): string {
  const line = text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(#+|-)\s+/gm, '')
    .replaceAll('**', '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}\u00a0…`;
}
