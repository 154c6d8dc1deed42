import { randomBytes } from 'node:crypto';
import { newId } from '#platform/crypto/ids.ts';

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
  for (const name of names) values.set(name, checkedValue(name, await makeValue(name)));
  return html.replace(marks, (_mark, name: string) => values.get(name) ?? '');
}

/** The texts between the marks, at even places, and the names of the marks, at odd ones. */
export function markedPieces(html: string): string[] {
  return html.split(marks);
}

/** @throws when it holds anything that HTML would have to escape */
export function checkedValue(name: string, value: string): string {
  if (!/^[\w.~-]*$/.test(value)) throw new Error(`The late value ${name} would have to be escaped`);
  return value;
}

/** Name of the late value by which a form sent twice is taken once, in pages that are kept for one viewer. */
export const actKeyName = 'act-key';

/** What a form of the page carries so that sending it twice is sending it once. */
export function actKey(context: { late(name: string): string | undefined; readonly now: Date }): string {
  return context.late(actKeyName) ?? newId(context.now.getTime());
}
