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
  const manifest = new ZipDeflate('META-INF/manifest.xml');
  archive.add(manifest);
  manifest.push(Buffer.from(manifestXml), true);
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
  archive.end();
  yield* out.splice(0);
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
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`;

const contentStart = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>`;
