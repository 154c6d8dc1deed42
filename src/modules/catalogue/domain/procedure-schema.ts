import { z } from 'zod';
import { expressionSchema, fieldIdSchema, formSchema, formSourceSchema } from '#modules/forms/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';

/** The shape of a procedure file of the library: `library/procedures/<theme>/<procedure>.yaml`. */

export const libraryIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);

/** A legal or calendar delay: `10d` days, `5wd` working days, `2m` months, `1y` years. */
export const delaySchema = z.string().regex(/^\d{1,3}(d|wd|m|y)$/);

/** What silence means and when (CRPA L231-1 and the decrees that make exceptions): data of each procedure. */
export const silenceSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('accept'), delay: delaySchema, article: z.string() }),
  z.strictObject({ rule: z.literal('reject'), delay: delaySchema, article: z.string() }),
  /** Not a request for a decision: a report, a question. `delay` is then the answer that the house aims at. */
  z.strictObject({ rule: z.literal('none'), delay: delaySchema, article: z.string().optional() }),
]);

/** One line of the tariff. Expressions read it as `fee.<id>`; an authority may set its own amount. */
export const feeSchema = z.strictObject({
  id: fieldIdSchema,
  label: localizedTextSchema,
  /** Cents. */
  amount: z.int().nonnegative(),
  /** "par jour", "par mètre carré" */
  unit: localizedTextSchema.optional(),
});
export type Fee = z.infer<typeof feeSchema>;

/** The days, both included, on which the procedure can be begun on line. */
export const openingSchema = z
  .strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'the first day comes after the last one',
  });
export type Opening = z.infer<typeof openingSchema>;

export const legalSchema = z.strictObject({
  /** Why the data are asked for, in a sentence. */
  purpose: localizedTextSchema,
  /** GDPR article 6 basis in words, with the text of law. */
  basis: localizedTextSchema,
  /** Who reads the data. */
  recipients: localizedTextSchema,
  /** How long after the end of the dossier it is kept in the counter, then what becomes of it. */
  retention: z.strictObject({ months: z.int().positive().max(1200), afterwards: localizedTextSchema }),
  /** Texts of law that rule the procedure. */
  references: z.array(z.strictObject({ label: z.string(), url: z.url().optional() })).default([]),
  /** What happens to somebody who does not give the mandatory data. */
  consequence: localizedTextSchema.optional(),
  /** How to contest the answer; letters read it as `procedure.remedies`. */
  remedies: localizedTextSchema.optional(),
});

const headShape = {
  procedure: libraryIdSchema,
  version: z.int().positive(),
  /** French words in the address: /vernon/demarches/acte-de-naissance */
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  competence: libraryIdSchema,
  theme: libraryIdSchema,
  lifeEvents: z.array(libraryIdSchema).default([]),
  /** An internal procedure (leave, travel costs): residents never see it, agents file it from their desk. */
  agentsOnly: z.boolean().default(false),
  /**
   * `false` where the law asks for the person themselves: no helper does it under a mandate. Allowed when not said; the
   * electoral roll takes requests brought by a third person who holds a mandate.
   */
  mandate: z.boolean().optional(),
  /** Why, with the article, for the helper and the person. Said wherever `mandate` is false. */
  mandateRefusal: localizedTextSchema.optional(),
  audience: z
    .array(z.enum(['person', 'association', 'company']))
    .min(1)
    .default(['person']),
  title: localizedTextSchema,
  /** One sentence: what one gets. */
  summary: localizedTextSchema,
  /** Markdown subset: who may ask, how it goes. */
  description: localizedTextSchema,
  /** Words that residents use, one expression a line, also mistaken ones. */
  synonyms: z.strictObject({ fr: z.array(z.string()).min(3), en: z.array(z.string()).default([]) }),
  /** What to have at hand. */
  needs: z.array(localizedTextSchema).default([]),
  /** "Gratuit" */
  cost: localizedTextSchema,
  /** The tariff, shown before one begins. */
  fees: z
    .array(feeSchema)
    .default([])
    .refine((fees) => new Set(fees.map((fee) => fee.id)).size === fees.length, {
      message: 'two fees have the same id',
    }),
  /** Outside these days the procedure is shown, with its dates, but cannot be begun. */
  opening: openingSchema.optional(),
  /** Minutes to fill in. */
  minutes: z.int().positive(),
  /** Why the body of this place answers and not the one of the home, e.g. the commune of birth. */
  holderRule: localizedTextSchema.optional(),
  legal: legalSchema,
  silence: silenceSchema,
  workflow: libraryIdSchema,
  /** What is told on the receipt: what happens next. */
  next: localizedTextSchema,
  /** Which answers say who the applicant is and how to reach them. `name` is used when there is no given/family name. */
  applicant: z.strictObject({
    givenNames: fieldIdSchema.optional(),
    familyName: fieldIdSchema.optional(),
    organisation: fieldIdSchema.optional(),
    email: fieldIdSchema.optional(),
    phone: fieldIdSchema.optional(),
    address: fieldIdSchema.optional(),
  }),
  /** The place that the dossier is about, when there is one (reports). */
  place: z.strictObject({ address: fieldIdSchema.optional(), point: fieldIdSchema.optional() }).optional(),
  /** A short line for the inbox: CEL giving a string, e.g. `danger ? "Danger — " + kind : kind`. */
  headline: expressionSchema.optional(),
  /** CEL: when true the dossier is urgent in the inbox. */
  urgentWhen: expressionSchema.optional(),
};

/** A procedure as its file writes it. */
export const procedureSourceSchema = z.strictObject({ ...headShape, form: formSourceSchema });

/** A procedure as the engines run it, blocks in place. */
export const procedureSchema = z.strictObject({ ...headShape, form: formSchema });
export type Procedure = z.infer<typeof procedureSchema>;
