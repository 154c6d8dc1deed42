import { z } from 'zod';
import { localizedTextSchema } from '#platform/i18n/text.ts';

/** The shapes of `library/competences.yaml`, `library/relays.yaml` and of a territory's description in `territories/`. */

export const directoryIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);

export const competenceSchema = z.strictObject({
  id: directoryIdSchema,
  /** "l'état civil", "l'eau potable": fits "Vernon s'occupe de …" when put after "de". */
  name: localizedTextSchema,
  /** Who holds it where a territory says nothing else. */
  holder: z.enum(['commune', 'epci', 'ccas', 'syndicat']),
  /** Why that body, in a resident's words. */
  reason: localizedTextSchema,
  /** The text of law. */
  article: z.string().optional(),
});
export type Competence = z.infer<typeof competenceSchema>;

/** Another body answers: the State, the département, the region, a gendarmerie… */
export const relaySchema = z.strictObject({
  id: directoryIdSchema,
  title: localizedTextSchema,
  /** "l'État (France Titres)", "le Département de l'Eure" */
  body: localizedTextSchema,
  explanation: localizedTextSchema,
  url: z.url({ protocol: /^https$/ }),
  linkLabel: localizedTextSchema,
  theme: directoryIdSchema,
  lifeEvents: z.array(directoryIdSchema).default([]),
  synonyms: z.strictObject({ fr: z.array(z.string()).min(2), en: z.array(z.string()).default([]) }),
  /** Some communes of the territory hold a counter of their own for it (identity papers): the competence that says which. */
  localCompetence: directoryIdSchema.optional(),
});
export type Relay = z.infer<typeof relaySchema>;

/** Opening hours of a week: day number 1 (Monday) to 7, spans HH:MM-HH:MM. */
export const hoursSchema = z.partialRecord(
  z.enum(['1', '2', '3', '4', '5', '6', '7']),
  z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/)),
);
export type Hours = z.infer<typeof hoursSchema>;

export const contactSchema = z.strictObject({
  street: z.string(),
  postcode: z.string().regex(/^\d{5}$/),
  city: z.string(),
  phone: z.string(),
  email: z.email(),
  website: z.url().optional(),
});

export const authorityKinds = ['commune', 'epci', 'ccas', 'syndicat', 'departement'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

const authorityTextShape = {
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  contact: contactSchema,
  hours: hoursSchema.default({}),
  hoursNote: localizedTextSchema.optional(),
  /** #rrggbb; readable shades are derived from it. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  welcome: localizedTextSchema.optional(),
  /** Names of host that open straight on this portal. */
  hosts: z.array(z.string()).default([]),
};

export const territorySchema = z.strictObject({
  territory: directoryIdSchema,
  name: localizedTextSchema,
  /** True when contact data are examples: screens then say so. */
  exampleContacts: z.boolean().default(false),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  welcome: localizedTextSchema,
  /** Who hosts the site, for the legal notice (loi n° 2004-575, art. 1-1): name, address, telephone. */
  hosting: z.strictObject({ name: z.string(), address: z.string(), phone: z.string() }).optional(),
  /** How to reach the data protection officer of the territory's authorities. */
  dataProtectionOfficer: z.strictObject({ name: z.string(), email: z.email() }).optional(),
  epci: z.strictObject({
    siren: z.string().regex(/^\d{9}$/),
    name: z.string(),
    shortName: z.string(),
    ...authorityTextShape,
  }),
  /** Communes by INSEE code; names, postcodes and populations come from @etalab/decoupage-administratif. */
  communes: z.record(
    z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
    z.strictObject({ ...authorityTextShape, lat: z.number(), lon: z.number() }),
  ),
  others: z
    .array(
      z.strictObject({
        kind: z.enum(['ccas', 'syndicat']),
        siren: z.string().regex(/^\d{9}$/),
        name: z.string(),
        shortName: z.string(),
        /** INSEE codes of the communes it serves. */
        serves: z.array(z.string()).min(1),
        ...authorityTextShape,
      }),
    )
    .default([]),
  /**
   * Where the holder differs from the competence's usual one. `holder` is `commune` (each one for itself), `epci`, the
   * SIREN of another authority of this file, or `relay:<id>`. Without `communes` the line is the rule of the whole territory.
   */
  holders: z.array(
    z.strictObject({
      competence: directoryIdSchema,
      holder: z.string(),
      communes: z.array(z.string()).optional(),
      reason: localizedTextSchema.optional(),
    }),
  ),
});
export type TerritoryDescription = z.infer<typeof territorySchema>;
