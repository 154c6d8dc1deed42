import type { PdfDocument } from './pdf-document.ts';

/**
 * Draws a document as a tagged PDF. What draws is loaded at the first call: a process that serves pages seldom needs it,
 * and it weighs several megabytes of memory.
 */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const drawing = await import('./render-pdf.ts');
  return drawing.renderPdf(document);
}
