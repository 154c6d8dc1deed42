import type { FormBody } from './context.ts';

/** More fields than any form of the house has: beyond, the body is somebody's attack. */
const maxFields = 5000;

/** Parses an urlencoded body. Names that come several times become arrays; the object has no prototype. */
export function parseForm(text: string): FormBody {
  const body: Record<string, string | string[]> = Object.create(null);
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > maxFields) break;
    addField(body, name, value);
  }
  return body;
}

/** Adds one field as the browser sends it, but for NUL: nobody types it, and PostgreSQL takes it in no text. */
export function addField(body: Record<string, string | string[]>, name: string, sent: string): void {
  const value = sent.replaceAll('\u0000', '');
  const known = body[name];
  if (known === undefined) body[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else body[name] = [known, value];
}
