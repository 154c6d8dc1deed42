/** What somebody wrote, and what their program put under it: the messages before, a signature. */
export interface SplitText {
  readonly body: string;
  readonly quoted: string;
}

const introductions = [
  /^\s*(le|on|am|el)\b.{5,200}\b(a écrit|wrote|schrieb|escribió)\s*:\s*$/i,
  /^\s*-{2,}\s*(message d.origine|original message|message transféré|forwarded message|message transmis)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
];
const headerLine = /^\s*\*?(de|from|envoyé|sent|à|to|date|objet|subject|cc)\s?\*?\s?:\*?\s/i;
const phoneSignature =
  /^\s*(envoyé (de|depuis) mon\b|sent from my\b|envoyé à partir d|obtenez outlook pour|télécharger? outlook)/i;

/**
 * Cuts a message where its own words end. Nothing is lost: what is cut is kept beside. A message that is all quotation
 * (forwarded as it came) stays whole.
 */
export function splitQuoted(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const start = beginningOfQuote(lines);
  if (start === undefined) return withoutSignature(lines, []);
  const after = lines.slice(start);
  const introduced = isFolded(after) ? 2 : 1;
  const own = after.filter((line, index) => index >= introduced && !isQuoted(line) && line.trim() !== '');
  const isMarked = after.some(isQuoted);
  // Answers written between the lines of what they answer.
  if (isMarked && own.length > 0 && !introductions.slice(1).some((one) => one.test(lines[start] ?? ''))) {
    const between = after.filter(
      (line, index) => !isQuoted(line) && !isIntroduction(after, index) && !(index === 1 && introduced === 2),
    );
    const body = [...lines.slice(0, start), ...between];
    return settled(body, after, text);
  }
  return withoutSignature(lines.slice(0, start), after, text);
}

function isQuoted(line: string): boolean {
  return /^\s*>/.test(line);
}

/** "Le … a" and "écrit :" on two lines, as programs fold it after 72 columns. */
function isFolded(lines: readonly string[], index = 0): boolean {
  const line = lines[index] ?? '';
  const [said] = introductions;
  return /^\s*(le|on)\b/i.test(line) && said?.test(line) === false && said.test(`${line} ${lines[index + 1] ?? ''}`);
}

function isIntroduction(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  return (
    introductions.some((one) => one.test(line)) ||
    isFolded(lines, index) ||
    (headerLine.test(line) && [1, 2].every((next) => headerLine.test(lines[index + next] ?? '')))
  );
}

function beginningOfQuote(lines: readonly string[]): number | undefined {
  const found = lines.findIndex((line, index) => isQuoted(line) || isIntroduction(lines, index));
  return found === -1 ? undefined : found;
}

function withoutSignature(own: readonly string[], quoted: readonly string[], whole?: string): SplitText {
  const cut = own.findIndex((line, index) => /^--\s*$/.test(line) || (index > 0 && phoneSignature.test(line)));
  if (cut === -1) return settled(own, quoted, whole);
  return settled(own.slice(0, cut), [...own.slice(cut), ...quoted], whole);
}

function settled(own: readonly string[], quoted: readonly string[], whole?: string): SplitText {
  const body = own.join('\n').trim();
  const rest = quoted.join('\n').trim();
  if (body === '') return { body: whole?.trim() ?? rest, quoted: '' };
  return { body, quoted: rest };
}
