/** The place that `documents` leaves for a signature, in a file that it has just drawn. */
const byteRangePlace = '/ByteRange [0 9999999999 9999999999 9999999999]';

/** The file has no place for a signature, or one that is too small. */
export class SealPlaceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealPlaceError';
  }
}

/**
 * Signs the whole file but the place of the signature itself, which is filled in (ISO 32000-1, 12.8.1).
 * @param sign makes a CMS of the bytes that it covers
 * @throws {SealPlaceError}
 */
export async function fillSignature(pdf: Buffer, sign: (content: Buffer) => Promise<Buffer>): Promise<Buffer> {
  const place = pdf.indexOf(byteRangePlace, 0, 'latin1');
  if (place < 0 || pdf.indexOf(byteRangePlace, place + 1, 'latin1') >= 0)
    throw new SealPlaceError('one place is wanted');
  const start = pdf.indexOf('/Contents <', place, 'latin1') + '/Contents '.length;
  const end = pdf.indexOf('>', start, 'latin1') + 1;
  const room = (end - start - 2) / 2;
  if (start < place || room < 1) throw new SealPlaceError('no room is left');
  const filled = Buffer.from(pdf);
  const range = `/ByteRange [0 ${start} ${end} ${pdf.length - end}]`;
  filled.write(range.padEnd(byteRangePlace.length), place, 'latin1');
  const signature = await sign(Buffer.concat([filled.subarray(0, start), filled.subarray(end)]));
  if (signature.length > room) throw new SealPlaceError(`${signature.length} bytes for ${room}`);
  filled.write(signature.toString('hex'), start + 1, 'latin1');
  return filled;
}
