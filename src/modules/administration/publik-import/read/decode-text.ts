/** A file's text, and the encoding that it really had. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** What the XML declaration claims, when it claims something else. */
  readonly claimed?: string;
}

/** Characters that browsers and spreadsheets write in files that call themselves ISO-8859. */
const windowsOnly = /[\u0080-\u009f]/;

/**
 * Reads bytes as text: a byte order mark decides; else bytes that are UTF-8 are UTF-8 whatever the declaration says;
 * else the declared encoding; else ISO-8859-15, or Windows-1252 where that one gives control characters.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  const claimed = declaredEncoding(bytes);
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return told(utf8, 'utf-8', isAscii(bytes) ? 'utf-8' : (claimed ?? 'utf-8'));
  const declared = claimed === undefined || claimed === 'utf-8' ? undefined : strictly(claimed, bytes);
  if (declared !== undefined && !windowsOnly.test(declared)) return told(declared, claimed ?? '', claimed ?? '');
  const latin = new TextDecoder('iso-8859-15').decode(bytes);
  return windowsOnly.test(latin)
    ? told(new TextDecoder('windows-1252').decode(bytes), 'windows-1252', claimed ?? 'utf-8')
    : told(latin, 'iso-8859-15', claimed ?? 'utf-8');
}

function told(text: string, encoding: string, claimed: string): DecodedText {
  const clean = text.replaceAll('\0', '');
  return claimed === encoding ? { text: clean, encoding } : { text: clean, encoding, claimed };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1]?.toLowerCase();
  return label === 'iso-8859-1' || label === 'latin1' || label === 'latin-1' ? 'windows-1252' : label;
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not that encoding, or a name that nobody knows.
    return undefined;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 128);
}
