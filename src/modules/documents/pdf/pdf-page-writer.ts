import PDFDocument from 'pdfkit';
import type { Weight } from './fonts.ts';
import { frenchTypography } from './french-typography.ts';
import { type Line, type Run, widthOfRun, wrapText } from './text-layout.ts';

export const ink = '#1d2b3a';
export const muted = '#4a5968';
export const hairline = '#cfc8bb';

/** Points of an A4 sheet. The lower margin leaves room for the footer. */
export const sheet = { width: 595.28, height: 841.89, left: 62, right: 62, top: 50, bottom: 84 } as const;
export const textWidth = sheet.width - sheet.left - sheet.right;

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  /** Of the line, in sizes of the letters; 1.42 when not said. */
  readonly leading?: number;
}

export const body: TextStyle = { size: 11, weight: 'regular', color: ink };
export const strong: TextStyle = { ...body, weight: 'bold' };

const leading = 1.42;

export function lineHeight(style: TextStyle): number {
  return style.size * (style.leading ?? leading);
}

export type Structure = PDFKit.PDFStructureElement;

/**
 * Puts lines of text on pages and says at the same time what they are, for those who hear the document: every line
 * belongs to an element of the structure (PDF/UA-1, ISO 14289-1), every rule and frame is an artifact.
 */
export class PdfPageWriter {
  readonly pdf: PDFKit.PDFDocument;
  readonly root: Structure;
  /** Where the next line goes, in points from the top of the page. */
  y: number = sheet.top;
  readonly #chunks: Buffer[] = [];
  readonly #isFrench: boolean;

  constructor(options: { title: string; lang: string; author: string; createdAt: Date; subject?: string }) {
    const settings: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: options.lang,
      bufferPages: true,
      // Our own fonts only: the standard ones are not embedded.
      font: '',
      info: {
        Title: options.title,
        Author: options.author,
        Creator: 'Parvis',
        CreationDate: options.createdAt,
        ModDate: options.createdAt,
        ...(options.subject === undefined ? {} : { Subject: options.subject }),
      },
    };
    // The published types do not know this subset yet.
    this.#isFrench = options.lang.startsWith('fr');
    this.pdf = new PDFDocument(Object.assign(settings, { subset: 'PDF/UA' }));
    this.pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  /** A child of `parent`. `scope` says of a header cell whether it heads its row or its column. */
  element(
    parent: Structure,
    tag: string,
    options: { scope?: 'Row' | 'Column'; actual?: string; alt?: string } = {},
  ): Structure {
    const element = this.pdf.struct(tag, options);
    parent.add(element);
    return element;
  }

  wrap(text: string, width: number, style: TextStyle): Line[] {
    return wrapText(this.#isFrench ? frenchTypography(text) : text, width, style);
  }

  /** Lines one under the other, on as many pages as they need. */
  lines(parent: Structure, tag: string, lines: readonly Line[], style: TextStyle, x: number = sheet.left): Structure {
    const element = this.element(parent, tag);
    this.flow(element, tag, lines, style, x);
    return element;
  }

  /** The same in an element that exists. */
  flow(element: Structure, tag: string, lines: readonly Line[], style: TextStyle, x: number): void {
    let rest = lines;
    while (rest.length > 0) {
      const room = Math.max(1, Math.floor((this.bottom - this.y) / lineHeight(style)));
      // No single line is left behind at the foot of a page.
      const count = room >= rest.length ? rest.length : room === 1 && rest.length > 1 && !this.#atTop() ? 0 : room;
      if (count > 0) this.place(element, tag, rest.slice(0, count), style, x, this.y);
      this.y += count * lineHeight(style);
      rest = rest.slice(count);
      if (rest.length > 0) this.newPage();
    }
  }

  /** Lines at a place of this page, without moving on. */
  place(element: Structure, tag: string, lines: readonly Line[], style: TextStyle, x: number, y: number): void {
    const content = this.pdf.markStructureContent(tag);
    lines.forEach((line, index) => {
      this.#draw(line, style, x, y + index * lineHeight(style));
    });
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** A picture with the words that stand for it. */
  figure(parent: Structure, alt: string, draw: (pdf: PDFKit.PDFDocument) => void): void {
    const element = this.element(parent, 'Figure', { alt });
    const content = this.pdf.markStructureContent('Figure');
    this.pdf.save();
    draw(this.pdf);
    this.pdf.restore();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** What is drawn for the eye alone. */
  artifact(draw: (pdf: PDFKit.PDFDocument) => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw(this.pdf);
    this.pdf.endMarkedContent();
  }

  /** Text that repeats on each page and is not read aloud. */
  artifactLine(line: Line, style: TextStyle, x: number, y: number): void {
    this.artifact(() => this.#draw(line, style, x, y), 'Pagination');
  }

  get bottom(): number {
    return sheet.height - sheet.bottom;
  }

  /** Starts a page when fewer than `height` points are left. */
  reserve(height: number): void {
    if (this.y + height > this.bottom && !this.#atTop()) this.newPage();
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = sheet.top;
  }

  async finish(): Promise<Buffer> {
    this.root.end();
    const ended = new Promise<void>((resolve, reject) => {
      this.pdf.once('end', resolve);
      this.pdf.once('error', reject);
    });
    this.pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #atTop(): boolean {
    return this.y <= sheet.top;
  }

  #draw(line: Line, style: TextStyle, x: number, y: number): void {
    let at = x;
    for (const run of line.runs) {
      this.#use(run, style.size);
      this.pdf.fillColor(style.color).text(run.text, at, y, { lineBreak: false });
      at += widthOfRun(run, style.size);
    }
  }

  readonly #registered = new Set<string>();

  #use(run: Run, size: number): void {
    if (!this.#registered.has(run.font.name)) {
      // A font that was read is taken as well as its bytes, which the published types do not know.
      Reflect.apply(this.pdf.registerFont, this.pdf, [run.font.name, run.font.font]);
      this.#registered.add(run.font.name);
    }
    this.pdf.font(run.font.name).fontSize(size);
  }
}
