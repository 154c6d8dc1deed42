import { fileTypeFromBuffer } from 'file-type';
import type { RejectionReason } from '../errors.ts';
import type { AcceptedFamily } from '../stored-document.ts';
import { findMediaType } from './media-types.ts';

/** How much of the beginning is looked at. Office files may name their type late. */
export const recognisedBytes = 64 * 1024;

export type Recognised = { readonly mediaType: string } | { readonly rejected: RejectionReason };

/** The type of a file by its content; neither its name nor what the browser said is asked. */
export async function recogniseContent(start: Buffer, accept: readonly AcceptedFamily[]): Promise<Recognised> {
  if (start.length === 0) return { rejected: 'empty' };
  const found = await fileTypeFromBuffer(start);
  if (found === undefined || found.mime === 'application/xml') {
    if (looksLikeMarkup(start)) return { rejected: 'web-page' };
    return { rejected: start.toString('latin1', 0, 2) === '#!' ? 'program' : 'type-not-accepted' };
  }
  const family = findMediaType(found.mime)?.family;
  if (family !== undefined && accept.includes(family)) {
    return family === 'office' && start.includes('vbaProject.bin')
      ? { rejected: 'program' }
      : { mediaType: found.mime };
  }
  if (programs.has(found.ext)) return { rejected: 'program' };
  return { rejected: archives.has(found.ext) ? 'archive' : 'type-not-accepted' };
}

const programs = new Set([
  'exe',
  'elf',
  'macho',
  'msi',
  'apk',
  'jar',
  'class',
  'deb',
  'rpm',
  'dmg',
  'wasm',
  'swf',
  'lnk',
  'crx',
  'xpi',
  'cab',
  'docm',
  'xlsm',
  'pptm',
  'dotm',
  'xltm',
  'iso',
]);
const archives = new Set([
  'zip',
  'rar',
  '7z',
  'tar',
  'gz',
  'tar.gz',
  'bz2',
  'xz',
  'zst',
  'lz',
  'lz4',
  'arj',
  'lzh',
  'ar',
  'cpio',
  'Z',
  'ace',
]);

/** HTML, SVG and XML begin with a tag, after blanks or a byte order mark; UTF-16 puts a zero beside each letter. */
function looksLikeMarkup(start: Buffer): boolean {
  const text = start
    .toString('latin1', 0, 1024)
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  return /^<(!|\?|[a-z])/i.test(text);
}
