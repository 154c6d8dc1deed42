import { z } from 'zod';
import { localizedTextSchema } from '#platform/i18n/text.ts';

/** What a letter says, wherever it is kept. */
export const letterTextShape = {
  /** The subject line of the letter and the title of the document. */
  title: localizedTextSchema,
  /**
   * Plain text with the variables of message templates (`{{applicant.name}}`, `{{form.reason}}`, `{{answers.birth_date}}`…).
   * Lines that begin with "- " are a list. A paragraph that holds nothing once its variables are in place is left out.
   */
  paragraphs: z.array(localizedTextSchema).min(1),
  /** In what capacity the letter is signed, e.g. "Pour le maire et par délégation". */
  signatory: localizedTextSchema,
};

/**
 * The shape of a letter of the library: `library/letters/<letter>.yaml`.
 *
 * The engine that writes the PDF adds what every letter carries: the authority's name and address, the applicant's
 * name and address, the place and date, the number of the dossier, the name and capacity of who signs (CRPA L212-1).
 */
export const letterSchema = z.strictObject({
  letter: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  version: z.int().positive(),
  /** A decision: each one is numbered in that register of the authority. */
  decision: z.enum(['arrete', 'decision', 'attestation']).optional(),
  ...letterTextShape,
});
export type LetterTemplate = z.infer<typeof letterSchema>;
