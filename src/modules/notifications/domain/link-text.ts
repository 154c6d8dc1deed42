export interface TextPart {
  readonly text: string;
  /** When the part is an address of the web. */
  readonly href?: string;
}

/** Cuts a plain text at its http addresses, so that a page can make links of them; nothing else becomes one. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"«»]+/g)) {
    // The point that ends the sentence is not of the address.
    const address = match[0].replace(/[.,;:!?)\]’]+$/, '');
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
