import type { PdfDocument } from './pdf-document.ts';

/**
 * Draws a document as a tagged PDF. What draws is loaded at the first call: a process that serves pages seldom needs it,
 * and it weighs several megabytes of memory.
 */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const drawing = await import('./render-pdf.ts');
  return drawing.renderPdf(document);
}

/** Several letters in one file; see `renderPdfBundle` of `render-pdf.ts`. */
export async function renderPdfBundle(
  documents: readonly PdfDocument[],
  options: { readonly title?: string; readonly bothSides?: boolean } = {},
): Promise<Buffer> {
  const drawing = await import('./render-pdf.ts');
  return drawing.renderPdfBundle(documents, options);
}
