import {
  hairline,
  lineHeight,
  type PdfPageWriter,
  type Structure,
  sheet,
  type TextStyle,
  textWidth,
} from './pdf-page-writer.ts';
import type { Line } from './text-layout.ts';

export interface GridCell {
  readonly text: string;
  readonly style: TextStyle;
  /** A cell that heads its row or its column. */
  readonly scope?: 'Row' | 'Column' | undefined;
}

const padding = { x: 6, y: 5 };

/**
 * Rows between hairlines. A row that fits on a page is not cut; a longer one goes on over the next. The header row is
 * drawn again on each page, for the eye alone.
 */
export function drawGrid(
  writer: PdfPageWriter,
  table: Structure,
  rows: readonly (readonly GridCell[])[],
  shares: readonly number[],
  header?: readonly GridCell[],
): void {
  const columns = columnsOf(shares);
  if (header !== undefined) {
    const height = rowHeight(writer, header, columns);
    writer.reserve(height + 2 * lineHeight(header[0]?.style ?? { size: 11, weight: 'regular', color: '' }));
    drawRow(writer, table, header, columns);
  } else drawRule(writer);
  for (const row of rows) {
    const height = rowHeight(writer, row, columns);
    if (writer.y + height > writer.bottom && height < writer.bottom - sheet.top) {
      writer.newPage();
      if (header === undefined) drawRule(writer);
      else repeatHeader(writer, header, columns);
    }
    drawRow(writer, table, row, columns);
  }
}

interface Column {
  readonly x: number;
  readonly width: number;
}

function columnsOf(shares: readonly number[]): Column[] {
  let x: number = sheet.left;
  return shares.map((share) => {
    const column = { x, width: share * textWidth };
    x += column.width;
    return column;
  });
}

function linesOf(writer: PdfPageWriter, cell: GridCell, column: Column | undefined): Line[] {
  return writer.wrap(cell.text, (column?.width ?? textWidth) - 2 * padding.x, cell.style);
}

function rowHeight(writer: PdfPageWriter, row: readonly GridCell[], columns: readonly Column[]): number {
  const heights = row.map((cell, index) => linesOf(writer, cell, columns[index]).length * lineHeight(cell.style));
  return Math.max(0, ...heights) + 2 * padding.y;
}

function drawRow(writer: PdfPageWriter, table: Structure, row: readonly GridCell[], columns: readonly Column[]): void {
  const element = writer.element(table, 'TR');
  const cells = row.map((cell, index) => {
    const tag = cell.scope === undefined ? 'TD' : 'TH';
    return {
      cell,
      tag,
      x: (columns[index]?.x ?? sheet.left) + padding.x,
      element: writer.element(element, tag, cell.scope === undefined ? {} : { scope: cell.scope }),
      lines: linesOf(writer, cell, columns[index]),
    };
  });
  for (;;) {
    const room = writer.bottom - writer.y - 2 * padding.y;
    let tallest = 0;
    for (const part of cells) {
      const fitting = part.lines.splice(0, Math.max(1, Math.floor(room / lineHeight(part.cell.style))));
      if (fitting.length === 0) continue;
      writer.place(part.element, part.tag, fitting, part.cell.style, part.x, writer.y + padding.y);
      tallest = Math.max(tallest, fitting.length * lineHeight(part.cell.style));
    }
    writer.y += tallest + 2 * padding.y;
    drawRule(writer);
    if (cells.every(({ lines }) => lines.length === 0)) return;
    writer.newPage();
  }
}

function repeatHeader(writer: PdfPageWriter, header: readonly GridCell[], columns: readonly Column[]): void {
  const y = writer.y + padding.y;
  header.forEach((cell, index) => {
    const x = (columns[index]?.x ?? sheet.left) + padding.x;
    linesOf(writer, cell, columns[index]).forEach((line, row) => {
      writer.artifactLine(line, cell.style, x, y + row * lineHeight(cell.style));
    });
  });
  writer.y += rowHeight(writer, header, columns);
  drawRule(writer);
}

function drawRule(writer: PdfPageWriter): void {
  const { y } = writer;
  writer.artifact((pdf) =>
    pdf
      .moveTo(sheet.left, y)
      .lineTo(sheet.width - sheet.right, y)
      .lineWidth(0.7)
      .stroke(hairline),
  );
}
