/** A file that was wrapped in winmail.dat, as Outlook does for those who do not use it. */
export interface TnefFile {
  readonly name: string;
  readonly content: Buffer;
}

const signature = 0x223e9f78;
const attachmentBegins = 0x00069002;
const attachmentTitle = 0x00018010;
const attachmentData = 0x0006800f;
const attachmentProperties = 0x00069005;
const longFileName = 0x3707;

/**
 * Opens the Transport Neutral Encapsulation Format ([MS-OXTNEF]): a key, then attributes, each with its level, name,
 * length, bytes and sum. Only the files are taken. Undefined when the bytes are something else or are cut.
 */
export function readTnef(bytes: Buffer): TnefFile[] | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined;
  const files: { name: string; content: Buffer | undefined }[] = [];
  let at = 6;
  while (at + 9 <= bytes.length) {
    const attribute = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const start = at + 9;
    const end = start + length;
    if (end + 2 > bytes.length) return undefined;
    const value = bytes.subarray(start, end);
    if (attribute === attachmentBegins) files.push({ name: '', content: undefined });
    const file = files.at(-1);
    if (file !== undefined) {
      if (attribute === attachmentTitle && file.name === '') file.name = untilZero(value.toString('latin1'));
      if (attribute === attachmentData) file.content = value;
      if (attribute === attachmentProperties) file.name = findLongName(value) ?? file.name;
    }
    at = end + 2;
  }
  return files.flatMap(({ name, content }) =>
    content === undefined ? [] : [{ name: name === '' ? 'document' : name, content }],
  );
}

function untilZero(text: string): string {
  return text.split('\0', 1)[0] ?? '';
}

/** PidTagAttachLongFilename among the properties of an attachment, in either of its two alphabets. */
function findLongName(properties: Buffer): string | undefined {
  for (const [type, encoding] of [
    [0x001f, 'utf16le'],
    [0x001e, 'latin1'],
  ] as const) {
    const mark = Buffer.alloc(4);
    mark.writeUInt16LE(type, 0);
    mark.writeUInt16LE(longFileName, 2);
    const found = properties.indexOf(mark);
    if (found === -1 || found + 12 > properties.length) continue;
    const length = properties.readUInt32LE(found + 8);
    const name = untilZero(properties.subarray(found + 12, found + 12 + Math.min(length, 1000)).toString(encoding));
    if (name !== '') return name;
  }
  return undefined;
}
