import { randomBytes } from 'node:crypto';

/** Unknown outside this process, so that nothing that a person types can look like a mark. */
const secret = randomBytes(12).toString('hex');
const marks = new RegExp(`late-${secret}-([\\w-]+?)-etal`, 'g');

/** What stands in a kept page in place of a value that each visitor gets anew. Letters, figures and dashes only. */
export function lateMark(name: string): string {
  return `late-${secret}-${name}-etal`;
}

/** The page with its values. They are made of letters, figures, dots and dashes: nothing to escape. */
export async function fillLateValues(html: string, makeValue: (name: string) => Promise<string>): Promise<string> {
  const names = new Set([...html.matchAll(marks)].map((match) => match[1] as string));
  if (names.size === 0) return html;
  const values = new Map<string, string>();
  for (const name of names) {
    const value = await makeValue(name);
    if (!/^[\w.~-]*$/.test(value)) throw new Error(`The late value ${name} would have to be escaped`);
    values.set(name, value);
  }
  return html.replace(marks, (_mark, name: string) => values.get(name) ?? '');
}
