import type { PdfSeal } from './pdf-document.ts';
import { body, type PdfPageWriter } from './pdf-page-writer.ts';

/** The parts of PDFKit that its published types leave out. */
interface WithForm {
  initForm(): void;
  readonly _root: { readonly data: { readonly AcroForm: { readonly data: Record<string, unknown> } } };
}

/** Ten figures: as wide as the largest file that there can be. The numbers are known once the file is whole. */
const unknown = 9_999_999_999;

/**
 * The field of a signature that covers the whole file (PAdES, ETSI EN 319 142-1), on the last page. It has no surface:
 * the words of the page say who signed. It belongs to the structure of the document as its form (PDF/UA-1, 7.18.4).
 */
export function addSealField(writer: PdfPageWriter, seal: PdfSeal): void {
  const { pdf } = writer;
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, unknown, unknown, unknown],
    Contents: Buffer.alloc(seal.room),
    Name: text(seal.name),
    Reason: text(seal.reason),
    Location: text(seal.place),
    M: seal.at,
  });
  signature.end('');
  // A form names a font, be it for no field.
  writer.wrap('.', 10, body);
  const form = startForm(pdf as unknown as WithForm);
  pdf.annotate(0, 0, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: text('Cachet'),
    TU: text(seal.description),
    Contents: text(seal.description),
    // Printed and locked.
    F: 4 + 128,
    P: pdf.page.dictionary,
    V: signature,
    structParent: writer.element(writer.root, 'Form'),
  } as object);
  form.Fields = [pdf.page.annotations.at(-1)];
}

/** The dictionary of the form of the document. */
function startForm(pdf: WithForm): Record<string, unknown> {
  pdf.initForm();
  const { data } = pdf._root.data.AcroForm;
  // The field has no appearance to be made: asking readers to make one would change the file.
  delete data.NeedAppearances;
  // Signatures exist, and the file is only ever added to (12.7.2).
  data.SigFlags = 3;
  return data;
}

/** PDFKit writes a plain string as a name, and a `String` object as a text. */
function text(value: string): object {
  return Object(value);
}
