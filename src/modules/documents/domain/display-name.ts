import { findMediaType } from './media-types.ts';

const longest = 120;

/** What reorders, hides or breaks a line: controls, marks of direction, joiners, separators, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;
const notInFileNames = /[<>:"|?*%]/g;

/**
 * The name under which a file is shown and proposed for saving, from what the browser said: no folder, nothing
 * invisible, at most 120 characters, and always an extension of its true type, so that a PDF called `facture.exe` is
 * saved as `facture.exe.pdf`.
 */
export function displayName(said: string, mediaType: string): string {
  const base = said.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = base
    .replace(invisible, '')
    .replace(notInFileNames, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const known = findMediaType(mediaType)?.extensions;
  const { stem, extension } = splitName(cleaned);
  const wanted = known?.[0];
  const keeps = wanted === undefined || known?.includes(extension.toLowerCase());
  const end = keeps ? (extension === '' ? '' : `.${extension}`) : `.${wanted}`;
  const start = keeps ? stem : cleaned;
  const room = longest - end.length;
  const short = [...start]
    .slice(0, room)
    .join('')
    .replace(/[. ]+$/, '');
  return `${short === '' ? 'document' : short}${end}`;
}

/** Whether the name announces another type than the content has: told to the person, no more. */
export function extensionDiffers(said: string, mediaType: string): boolean {
  const { extension } = splitName(said.trim());
  return extension !== '' && findMediaType(mediaType)?.extensions.includes(extension.toLowerCase()) === false;
}

function splitName(name: string): { stem: string; extension: string } {
  const found = /^(.*)\.([0-9A-Za-z]{1,10})$/s.exec(name);
  return found ? { stem: found[1] ?? '', extension: found[2] ?? '' } : { stem: name, extension: '' };
}
