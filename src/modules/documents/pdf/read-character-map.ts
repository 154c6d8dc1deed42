/**
 * The characters that a TrueType font draws, from its table `cmap`, formats 4 and 12
 * (https://learn.microsoft.com/typography/opentype/spec/cmap).
 */
export function readCharacterMap(font: Buffer): Set<number> {
  const cmap = findTable(font, 'cmap');
  const characters = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) addSegments(subtable, characters);
    if (format === 12) addGroups(subtable, characters);
  }
  return characters;
}

function findTable(font: Buffer, tag: string): Buffer {
  for (let entry = 12; entry < 12 + font.readUInt16BE(4) * 16; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === tag) {
      const start = font.readUInt32BE(entry + 8);
      return font.subarray(start, start + font.readUInt32BE(entry + 12));
    }
  }
  throw new Error(`The font has no table ${tag}`);
}

function addSegments(subtable: Buffer, characters: Set<number>): void {
  const doubled = subtable.readUInt16BE(6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = subtable.readUInt16BE(14 + segment);
    const start = subtable.readUInt16BE(16 + doubled + segment);
    const delta = subtable.readUInt16BE(16 + 2 * doubled + segment);
    const place = 16 + 3 * doubled + segment;
    const offset = subtable.readUInt16BE(place);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? (code + delta) & 0xffff : subtable.readUInt16BE(place + offset + (code - start) * 2);
      if (glyph !== 0) characters.add(code);
    }
  }
}

function addGroups(subtable: Buffer, characters: Set<number>): void {
  for (let group = 0; group < subtable.readUInt32BE(12); group += 1) {
    const entry = 16 + group * 12;
    for (let code = subtable.readUInt32BE(entry); code <= subtable.readUInt32BE(entry + 4); code += 1)
      characters.add(code);
  }
}
