import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/**
 * A spreadsheet (OpenDocument 1.3, ISO/IEC 26300) of one sheet, written row by row: nothing of it but the row under way is
 * held in memory. Every cell is text, hence no formula.
 */
export async function* odsFile(sheet: string, rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  const out: Buffer[] = [];
  const archive = new Zip((error, chunk) => {
    if (error !== null) throw error;
    out.push(Buffer.from(chunk));
  });
  // Comes first and is not compressed: programs know the kind of file by it.
  const kind = new ZipPassThrough('mimetype');
  archive.add(kind);
  kind.push(Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), true);
  out.push(withoutDescriptor(Buffer.concat(out.splice(0))));
  const manifest = new ZipDeflate('META-INF/manifest.xml');
  archive.add(manifest);
  manifest.push(Buffer.from(manifestXml), true);
  // Nothing is in it; some readers refuse a file without one.
  const styles = new ZipDeflate('styles.xml');
  archive.add(styles);
  styles.push(Buffer.from(stylesXml), true);
  const content = new ZipDeflate('content.xml', { level: 3 });
  archive.add(content);
  content.push(Buffer.from(`${contentStart}<table:table table:name="${escaped(sheet)}">`));
  let pending = '';
  for await (const row of rows) {
    pending += `<table:table-row>${row.map(cellXml).join('')}</table:table-row>`;
    if (pending.length < 64 * 1024) continue;
    content.push(Buffer.from(pending));
    pending = '';
    yield* out.splice(0);
  }
  content.push(
    Buffer.from(`${pending}</table:table></office:spreadsheet></office:body></office:document-content>`),
    true,
  );
  yield* out.splice(0);
  archive.end();
  yield movedBack(Buffer.concat(out.splice(0)));
}

/** Bit 3 of the flags of an entry: its sizes stand behind its bytes (APPNOTE 4.4.4). */
const sizesBehind = 8;
const descriptorLength = 16;

/**
 * The first entry with its sizes before its bytes. A stream tells them behind, and readers that go through a file from its
 * beginning cannot then see where bytes that are not compressed end: some refuse the file.
 */
function withoutDescriptor(entry: Buffer): Buffer {
  const plain = Buffer.from(entry.subarray(0, entry.length - descriptorLength));
  plain.writeUInt16LE(plain.readUInt16LE(6) & ~sizesBehind, 6);
  entry.copy(plain, 14, entry.length - descriptorLength + 4);
  return plain;
}

/** The directory at the end, the first entry being shorter than the archive believes: those after it begin earlier. */
function movedBack(directory: Buffer): Buffer {
  let at = 0;
  while (directory.readUInt32LE(at) === 0x02014b50) {
    if (at === 0) directory.writeUInt16LE(directory.readUInt16LE(8) & ~sizesBehind, 8);
    else directory.writeUInt32LE(directory.readUInt32LE(at + 42) - descriptorLength, at + 42);
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  directory.writeUInt32LE(directory.readUInt32LE(at + 16) - descriptorLength, at + 16);
  return directory;
}

function cellXml(cell: string): string {
  const paragraphs = cell.split('\n').map((line) => `<text:p>${escaped(line)}</text:p>`);
  return `<table:table-cell office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}

/** What XML 1.0 does not allow at all is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const manifestXml = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`;

const stylesXml = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>`;

const contentStart = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>`;
