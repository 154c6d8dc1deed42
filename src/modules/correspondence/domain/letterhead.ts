import { z } from 'zod';
import type { PdfDocument, PdfLogo } from '#modules/documents/index.ts';

const line = z.string().max(120);

/** What an authority's letters look like; what is empty comes from the directory. */
export const letterheadSchema = z.strictObject({
  service: line.default(''),
  /** Instead of the address, phone and e-mail of the directory; at most six. */
  lines: z.array(line).max(6).default([]),
  /** `#rrggbb` */
  accent: z
    .string()
    .regex(/^(#[0-9a-f]{6})?$/)
    .default(''),
  /** Who signs the letters that go round nobody, with the title. */
  signatory: line.default(''),
  signatoryTitle: line.default(''),
  footer: z.string().max(300).default(''),
  /** What stands for the logo when it is not seen. */
  logoText: line.default(''),
});
export type LetterheadContent = z.infer<typeof letterheadSchema>;

export interface Letterhead {
  readonly content: LetterheadContent;
  readonly logo: PdfLogo | undefined;
}

/** The same letter under the letterhead of its authority. */
export function underLetterhead(document: PdfDocument, letterhead: Letterhead | undefined): PdfDocument {
  if (letterhead === undefined) return document;
  const { content, logo } = letterhead;
  const note = [document.footer?.note ?? '', content.footer].filter((part) => part !== '').join(' ');
  const lines = content.lines.filter((one) => one !== '');
  return {
    ...document,
    letterhead: {
      name: document.letterhead.name,
      ...(content.service === '' ? {} : { service: content.service }),
      lines: lines.length > 0 ? lines : document.letterhead.lines,
      ...accentOf(content.accent === '' ? document.letterhead.accent : content.accent),
      ...(logo === undefined ? {} : { logo }),
    },
    ...(document.signature === undefined || content.signatory === ''
      ? {}
      : {
          signature: {
            ...document.signature,
            name: content.signatory,
            ...(content.signatoryTitle === '' ? {} : { capacity: content.signatoryTitle }),
          },
        }),
    ...(note === '' ? {} : { footer: { ...document.footer, note } }),
  };
}

function accentOf(accent: string | undefined): { accent?: string } {
  return accent === undefined ? {} : { accent };
}
