import { documentMessages } from '../messages.ts';
import type { PdfBlock, PdfDocument, PdfLetterhead, PdfLogo, PdfShape, PdfSignature } from './pdf-document.ts';
import { drawGrid, type GridCell } from './pdf-grid.ts';
import {
  body,
  hairline,
  ink,
  lineHeight,
  muted,
  PdfPageWriter,
  type Structure,
  sheet,
  strong,
  type TextStyle,
  textWidth,
} from './pdf-page-writer.ts';
import { addSealField } from './seal-field.ts';

const defaultAccent = '#0b6e69';
const small: TextStyle = { size: 9, weight: 'regular', color: muted };
const headingStyles: Record<1 | 2 | 3, TextStyle> = {
  1: { size: 19, weight: 'bold', color: ink },
  2: { size: 13.5, weight: 'bold', color: ink },
  3: { size: 11.5, weight: 'bold', color: ink },
};
const paragraphGap = 9;

/**
 * Where the address of a letter stands, so that it shows in the window of an envelope: 110 mm from the left, 51 mm from
 * the top, in six lines at most, of 80 mm. See `envelope-window.test.ts` for the reckoning.
 */
export const recipientPlace = { x: 312, y: 144, width: 226, mostLines: 6 } as const;
export const recipientStyle: TextStyle = { ...body, size: 10, leading: 1.2 };

/**
 * A letter, receipt or certificate as a PDF with tags, language, title and embedded fonts (PDF/UA-1). About 15 ms of
 * processor time a page.
 */
export function renderPdf(document: PdfDocument): Promise<Buffer> {
  return renderPdfBundle([document]);
}

/**
 * Several letters in one file to be printed: each begins on a page of its own and counts its own pages.
 * @param options.bothSides each letter begins on the front of a sheet
 * @param options.title of the file; the first letter's when not said
 */
export async function renderPdfBundle(
  documents: readonly PdfDocument[],
  options: { readonly title?: string; readonly bothSides?: boolean } = {},
): Promise<Buffer> {
  const [first] = documents;
  if (first === undefined) throw new Error('A bundle holds at least one document');
  const writer = new PdfPageWriter({
    title: options.title ?? first.title,
    lang: first.locale === 'fr' ? 'fr-FR' : 'en-GB',
    author: first.letterhead.name,
    createdAt: first.createdAt,
    ...(documents.length > 1 || first.subject === undefined ? {} : { subject: first.subject }),
  });
  const starts: number[] = [];
  for (const document of documents) {
    const drawn = writer.pdf.bufferedPageRange().count;
    if (starts.length > 0) {
      if (options.bothSides === true && drawn % 2 === 1) writer.newPage();
      writer.newPage();
    }
    starts.push(writer.pdf.bufferedPageRange().count - 1);
    drawDocument(writer, document);
  }
  const all = writer.pdf.bufferedPageRange().count;
  documents.forEach((document, index) => {
    drawFooters(writer, document, starts[index] ?? 0, starts[index + 1] ?? all);
  });
  return writer.finish();
}

function drawDocument(writer: PdfPageWriter, document: PdfDocument): void {
  const accent = document.letterhead.accent ?? defaultAccent;
  drawLetterhead(writer, document.letterhead, accent);
  if (document.recipient !== undefined) drawRecipient(writer, document.recipient);
  drawOpening(writer, document);
  document.blocks.forEach((block, index) => {
    if (index === document.blocks.length - 1) keepWithSignature(writer, block, document.signature);
    drawBlock(writer, block, accent);
  });
  if (document.signature !== undefined) drawSignature(writer, document.signature);
  if (document.seal !== undefined) addSealField(writer, document.seal);
}

function drawLetterhead(writer: PdfPageWriter, letterhead: PdfLetterhead, accent: string): void {
  const nameStyle: TextStyle = { size: 14, weight: 'bold', color: ink };
  const nameWidth = 250;
  const group = writer.element(writer.root, 'Sect');
  const top = writer.y;
  const logo = letterhead.logo === undefined ? undefined : drawLogo(writer, group, letterhead.logo, top);
  const x = sheet.left + (logo === undefined ? 0 : logo.width + 12);
  const width = nameWidth - (x - sheet.left);
  writer.lines(group, 'P', writer.wrap(letterhead.name, width, nameStyle), nameStyle, x);
  if (letterhead.service !== undefined) writer.lines(group, 'P', writer.wrap(letterhead.service, width, body), body, x);
  if (logo !== undefined) writer.y = Math.max(writer.y, top + logo.height);
  const contactX = sheet.left + nameWidth + 20;
  const contact = letterhead.lines.flatMap((line) => writer.wrap(line, textWidth - nameWidth - 20, small));
  if (contact.length > 0) writer.place(writer.element(group, 'P'), 'P', contact, small, contactX, top + 3);
  writer.y = Math.max(writer.y, top + 3 + contact.length * lineHeight(small)) + 8;
  const ruleY = writer.y;
  writer.artifact((pdf) => pdf.rect(sheet.left, ruleY, textWidth, 3).fill(accent));
  writer.y += 22;
}

const largestLogo = { width: 96, height: 62 };

/** Within its place, its proportions kept. */
function drawLogo(
  writer: PdfPageWriter,
  parent: Structure,
  logo: PdfLogo,
  top: number,
): { width: number; height: number } {
  const scale = Math.min(largestLogo.width / logo.width, largestLogo.height / logo.height);
  const size = { width: logo.width * scale, height: logo.height * scale };
  writer.figure(parent, logo.alt, (pdf) => {
    if (logo.kind === 'png') {
      pdf.image(logo.data, sheet.left, top, size);
      return;
    }
    pdf.translate(sheet.left, top).scale(scale);
    for (const shape of logo.shapes) drawShape(pdf, shape);
  });
  return size;
}

function drawShape(pdf: PDFKit.PDFDocument, shape: PdfShape): void {
  pdf.save();
  if (shape.matrix !== undefined) pdf.transform(...shape.matrix);
  if (shape.opacity !== undefined) pdf.opacity(shape.opacity);
  pdf.path(shape.path);
  const rule = shape.evenOdd === true ? 'even-odd' : 'non-zero';
  if (shape.stroke !== undefined) pdf.lineWidth(shape.strokeWidth ?? 1);
  if (shape.fill !== undefined && shape.stroke !== undefined) pdf.fillAndStroke(shape.fill, shape.stroke, rule);
  else if (shape.fill !== undefined) pdf.fill(shape.fill, rule);
  else if (shape.stroke !== undefined) pdf.stroke(shape.stroke);
  pdf.restore();
}

function drawRecipient(writer: PdfPageWriter, recipient: readonly string[]): void {
  const lines = recipient.flatMap((line) => writer.wrap(line, recipientPlace.width, recipientStyle));
  const y = Math.max(recipientPlace.y, writer.y);
  const shown = lines.slice(0, recipientPlace.mostLines);
  writer.place(writer.element(writer.root, 'P'), 'P', shown, recipientStyle, recipientPlace.x, y);
  writer.y = Math.max(y + shown.length * lineHeight(recipientStyle), recipientPlace.y + 85) + 14;
}

/** Place and date, references, subject or title. A document has one H1: its title, else its subject. */
function drawOpening(writer: PdfPageWriter, document: PdfDocument): void {
  if (document.placeAndDate !== undefined) {
    const x = document.recipient === undefined ? sheet.left : recipientPlace.x;
    writer.lines(writer.root, 'P', writer.wrap(document.placeAndDate, sheet.width - sheet.right - x, body), body, x);
    writer.y += 16;
  }
  if (document.heading !== undefined) drawHeading(writer, document.heading, 1);
  const colon = document.locale === 'fr' ? '\u00a0: ' : ': ';
  if (document.subject !== undefined) {
    const text = `${documentMessages(document.locale, 'pdf-subject')}${colon}${document.subject}`;
    const tag = document.heading === undefined ? 'H1' : 'P';
    writer.lines(writer.root, tag, writer.wrap(text, textWidth, strong), strong);
    writer.y += 3;
  }
  for (const [label, value] of document.references ?? []) {
    const style: TextStyle = { ...body, size: 10, color: muted };
    writer.lines(writer.root, 'P', writer.wrap(`${label}${colon}${value}`, textWidth, style), style);
  }
  if (document.subject !== undefined || (document.references?.length ?? 0) > 0) writer.y += 14;
}

function drawHeading(writer: PdfPageWriter, text: string, level: 1 | 2 | 3): void {
  const style = headingStyles[level];
  if (level > 1) writer.y += 6;
  const lines = writer.wrap(text, textWidth, style);
  // A heading goes with the first lines under it.
  writer.reserve(lines.length * lineHeight(style) + 3 * lineHeight(body));
  writer.lines(writer.root, `H${level}`, lines, style);
  writer.y += level === 1 ? 10 : 4;
}

function drawBlock(writer: PdfPageWriter, block: PdfBlock, accent: string): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(writer, block.text, block.level ?? 2);
      return;
    case 'paragraph':
      writer.lines(writer.root, 'P', writer.wrap(block.text, textWidth, body), body);
      writer.y += paragraphGap;
      return;
    case 'list':
      drawList(writer, block.items, block.ordered ?? false);
      return;
    case 'notice':
      drawNotice(writer, block, accent);
      return;
    case 'rows':
      drawTable(
        writer,
        block.caption,
        block.rows.map(([label, value]) => [cell(label, strong, 'Row'), cell(value, body)]),
        [0.38, 0.62],
      );
      return;
    case 'table': {
      const header = block.columns.map((column) => cell(column, { ...strong, size: 10 }, 'Column'));
      const rows = block.rows.map((row) => row.map((text) => cell(text, { ...body, size: 10 })));
      drawTable(
        writer,
        block.caption,
        rows,
        block.columns.map(() => 1 / block.columns.length),
        header,
      );
    }
  }
}

function cell(text: string, style: TextStyle, scope?: 'Row' | 'Column'): GridCell {
  return { text, style, scope };
}

function drawTable(
  writer: PdfPageWriter,
  caption: string | undefined,
  rows: readonly (readonly GridCell[])[],
  shares: readonly number[],
  header?: readonly GridCell[],
): void {
  if (rows.length === 0) return;
  const table = writer.element(writer.root, 'Table');
  if (caption !== undefined) {
    const style = headingStyles[3];
    const lines = writer.wrap(caption, textWidth, style);
    writer.reserve(lines.length * lineHeight(style) + 3 * lineHeight(body));
    writer.lines(table, 'Caption', lines, style);
    writer.y += 3;
  }
  drawGrid(writer, table, rows, shares, header);
  writer.y += paragraphGap + 4;
}

function drawList(writer: PdfPageWriter, items: readonly string[], ordered: boolean): void {
  const list = writer.element(writer.root, 'L');
  const indent = ordered ? 20 : 14;
  items.forEach((item, index) => {
    const lines = writer.wrap(item, textWidth - indent, body);
    writer.reserve(Math.min(2, lines.length) * lineHeight(body));
    const element = writer.element(list, 'LI');
    const label = writer.wrap(ordered ? `${index + 1}.` : '•', indent, body);
    writer.place(writer.element(element, 'Lbl'), 'Lbl', label, body, sheet.left, writer.y);
    writer.lines(element, 'LBody', lines, body, sheet.left + indent);
    writer.y += 3;
  });
  writer.y += paragraphGap - 3;
}

function drawNotice(writer: PdfPageWriter, notice: { title?: string; text: string }, accent: string): void {
  const inner = textWidth - 32;
  const title = notice.title === undefined ? [] : writer.wrap(notice.title, inner, strong);
  const text = writer.wrap(notice.text, inner, body);
  const height = (title.length + text.length) * lineHeight(body) + 20;
  const framed = height < writer.bottom - sheet.top;
  if (framed) {
    writer.reserve(height);
    const y = writer.y;
    writer.artifact((pdf) => {
      pdf.rect(sheet.left, y, textWidth, height).fill('#f7f4ee');
      pdf.rect(sheet.left, y, 4, height).fill(accent);
    });
  }
  writer.y += 10;
  const element: Structure = writer.element(writer.root, 'Sect');
  if (title.length > 0) writer.lines(element, 'P', title, strong, sheet.left + 18);
  writer.lines(element, 'P', text, body, sheet.left + 18);
  writer.y += 10 + paragraphGap + 2;
}

const signatureGaps = { before: 14, forTheHand: 38 };

function signatureParts(writer: PdfPageWriter, signature: PdfSignature) {
  const texts = [
    { text: signature.formula, style: body },
    { text: signature.capacity, style: body },
    { text: signature.name, style: strong },
  ];
  const parts = texts.flatMap(({ text, style }) =>
    text === undefined
      ? []
      : [{ style, lines: writer.wrap(text, sheet.width - sheet.right - recipientPlace.x, style) }],
  );
  const lines = parts.reduce((sum, part) => sum + part.lines.length * lineHeight(part.style), 0);
  return { parts, height: lines + signatureGaps.before + signatureGaps.forTheHand };
}

/** A signature alone on a page signs nothing: the last paragraph goes over with it. */
function keepWithSignature(writer: PdfPageWriter, last: PdfBlock, signature: PdfSignature | undefined): void {
  if (signature === undefined || last.kind !== 'paragraph') return;
  const lines = writer.wrap(last.text, textWidth, body).length;
  if (lines <= 12) writer.reserve(lines * lineHeight(body) + paragraphGap + signatureParts(writer, signature).height);
}

function drawSignature(writer: PdfPageWriter, signature: PdfSignature): void {
  const { parts, height } = signatureParts(writer, signature);
  writer.reserve(height);
  writer.y += signatureGaps.before;
  const element = writer.element(writer.root, 'Sect');
  parts.forEach(({ lines, style }, index) => {
    if (index === parts.length - 1) writer.y += signatureGaps.forTheHand;
    writer.lines(element, 'P', lines, style, recipientPlace.x);
  });
  writer.y += paragraphGap;
}

function drawFooters(writer: PdfPageWriter, document: PdfDocument, from: number, to: number): void {
  const top = sheet.height - sheet.bottom + 22;
  const note =
    document.footer?.note === undefined ? [] : writer.wrap(document.footer.note, textWidth, { ...small, size: 8 });
  for (let index = from; index < to; index += 1) {
    writer.pdf.switchToPage(index);
    writer.artifact(
      (pdf) =>
        pdf
          .moveTo(sheet.left, top)
          .lineTo(sheet.width - sheet.right, top)
          .lineWidth(0.7)
          .stroke(hairline),
      'Pagination',
    );
    const [left] = writer.wrap(
      [document.letterhead.name, document.footer?.code].filter(Boolean).join(' – '),
      textWidth - 90,
      small,
    );
    const [right] = writer.wrap(
      documentMessages(document.locale, 'pdf-page', { page: index - from + 1, pages: to - from }),
      90,
      small,
    );
    if (left !== undefined) writer.artifactLine(left, small, sheet.left, top + 6);
    if (right !== undefined) writer.artifactLine(right, small, sheet.width - sheet.right - right.width, top + 6);
    note.slice(0, 3).forEach((line, row) => {
      writer.artifactLine(line, { ...small, size: 8 }, sheet.left, top + 20 + row * 10);
    });
  }
}
