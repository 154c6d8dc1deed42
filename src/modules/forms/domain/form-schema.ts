import { z } from 'zod';
import { localizedTextSchema } from '#platform/i18n/text.ts';

/**
 * The shape of a form as a procedure file writes it.
 *
 * A form is a list of pages, a page a list of fields. The answers of a form are one flat object keyed by field id
 * (ids are unique in the form and are the variables of CEL expressions); a group's answer is an array of such objects.
 */

/** Field ids are the names of variables in expressions. */
export const fieldIdSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'snake_case, letter first');

/** A CEL expression over the answers (unanswered fields are null), `today` (YYYY-MM-DD string) and `authority` ({code, kind, name}). */
export const expressionSchema = z.string().min(1).max(2000);

export const optionSchema = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/),
  label: localizedTextSchema,
  help: localizedTextSchema.optional(),
  /** The option is offered only when this holds. */
  when: expressionSchema.optional(),
});

/** A constraint written by the procedure's author, with the message that the applicant reads when it fails. */
export const constraintSchema = z.strictObject({
  /** CEL that must hold; `value` is the field's answer. */
  check: expressionSchema,
  message: localizedTextSchema,
});

/**
 * `account.…`, `commune`, `household.child` (a child field offers the children of the account's household),
 * `previous.<field id>` (the last dossier of the same procedure), `connector.<connector>.<datum>`, or
 * `exchange.<exchange>.<datum>` (what another administration says of a person who agrees).
 */
export const prefillSourceSchema = z
  .string()
  .regex(
    /^(?:account\.(?:given_names|family_name|email|phone|address)|commune|household\.child|previous\.[a-z][a-z0-9_]{0,62}|(?:connector|exchange)\.[a-z][a-z0-9-]{0,40}\.[a-z][a-z0-9_]{0,62})$/,
    'account.given_names|family_name|email|phone|address, commune, household.child, previous.<field>, connector.<connector>.<datum> or exchange.<exchange>.<datum>',
  );

/** A list of the library (`library/lists/<id>.yaml`) instead of options written in the field. */
export const optionListIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'kebab-case, letter first');

const commonShape = {
  id: fieldIdSchema,
  label: localizedTextSchema,
  help: localizedTextSchema.optional(),
  example: z.string().optional(),
  /** Fields are mandatory unless they say otherwise. */
  optional: z.boolean().default(false),
  /** Shown, kept and required only when this holds. */
  when: expressionSchema.optional(),
  constraints: z.array(constraintSchema).default([]),
  /** Never shown to the applicant: filled in by agents. */
  agentOnly: z.boolean().default(false),
  /** Where a first value may come from. */
  prefill: prefillSourceSchema.optional(),
  /** With a connector: the field whose answer is looked up, e.g. the SIRET from which the name is fetched. */
  prefillFrom: fieldIdSchema.optional(),
};

/** Parts of an answer about a person, in the order in which they are asked. */
export const personParts = [
  'title',
  'given_names',
  'family_name',
  'birth_name',
  'birth_date',
  'birth_place',
  'email',
  'phone',
] as const;
export type PersonPart = (typeof personParts)[number];

/** What may be asked of a child besides its names. */
export const childParts = ['birth_date', 'sex', 'birth_place', 'school'] as const;
export type ChildPart = (typeof childParts)[number];

/** More ranks than these cannot be weighed one against the other. */
export const maxRanks = 12;

/** What each field type adds to the common shape. The answer's shape is said in each comment. */
const typeShapes = {
  /** string, one line */
  text: {
    maxLength: z.int().positive().max(500).default(200),
    minLength: z.int().nonnegative().default(0),
    /** Linear-time regular expression (RE2 syntax), whole value. */
    pattern: z.string().optional(),
    patternMessage: localizedTextSchema.optional(),
    autocomplete: z.string().optional(),
    width: z.enum(['short', 'medium', 'full']).default('full'),
  },
  /** string, several lines */
  'long-text': { maxLength: z.int().positive().max(20_000).default(2000), rows: z.int().positive().default(5) },
  /** number */
  number: {
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().default(true),
    unit: localizedTextSchema.optional(),
  },
  /** integer cents */
  money: { min: z.int().optional(), max: z.int().optional() },
  /** string, lower-cased domain */
  email: {},
  /** string, E.164 such as +33612345678; French numbers typed in any usual way */
  phone: { mobileOnly: z.boolean().default(false) },
  /** string YYYY-MM-DD. Bounds: `today`, `today+30d`, `today-18y`, or a date. */
  date: { min: z.string().optional(), max: z.string().optional(), birth: z.boolean().default(false) },
  /** string YYYY-MM. Bounds: `today`, `today-1m`, a date or a month. */
  month: { min: z.string().optional(), max: z.string().optional() },
  /** string HH:MM */
  time: {},
  /** {from: YYYY-MM-DD, to: YYYY-MM-DD} */
  period: { min: z.string().optional(), max: z.string().optional(), maxDays: z.int().positive().optional() },
  /** boolean */
  'yes-no': {},
  /** string: the value of one option. Radios, or a list to choose from above eight options. */
  choice: {
    /** At least two, unless they come from a `list`. */
    options: z.array(optionSchema).default([]),
    list: optionListIdSchema.optional(),
    presentation: z.enum(['radios', 'select', 'auto']).default('auto'),
  },
  /** string[]: the values of the chosen options */
  choices: {
    /** At least one, unless they come from a `list`. */
    options: z.array(optionSchema).default([]),
    list: optionListIdSchema.optional(),
    min: z.int().nonnegative().optional(),
    max: z.int().positive().optional(),
  },
  /** string[]: the values of the options in order of preference; `max` ranks are asked, all by default. */
  ranked: {
    options: z.array(optionSchema.omit({ when: true })).min(2),
    max: z.int().min(2).max(maxRanks).optional(),
  },
  /** {given_names, family_name, …}: the parts asked; each is mandatory but those of `optionalParts`. */
  person: {
    ask: z.array(z.enum(personParts)).min(1).default(['given_names', 'family_name']),
    optionalParts: z.array(z.enum(personParts)).default(['title', 'birth_name']),
  },
  /**
   * {id?, given_names, family_name, birth_date?, …}: a child of the household of the account that is signed in (`id` is
   * then its id there), or one typed by hand. Ages in full years on the day of the answer.
   */
  child: {
    ask: z.array(z.enum(childParts)).default(['birth_date']),
    optionalParts: z.array(z.enum(childParts)).default([]),
    minAge: z.int().nonnegative().max(30).optional(),
    maxAge: z.int().nonnegative().max(30).optional(),
  },
  /** {label, street, postcode, city, citycode?, lat?, lon?} — suggestions by connector, always possible by hand */
  address: { inTerritory: z.boolean().default(false) },
  /** {code, name, postcode?} — INSEE code of a French commune */
  commune: { inTerritory: z.boolean().default(false) },
  /** string: ISO 3166-1 alpha-2 */
  country: {},
  /** string: 14 digits, key checked */
  company: {},
  /** string: RNA number W + 9 digits, or SIRET */
  association: {},
  /** string: IBAN without spaces, key checked */
  iban: {},
  /** string: French plate AA-123-AA or the old forms */
  plate: {},
  /** string: 13 characters and the key of two digits. Only where a text allows it, which `law` names. */
  nir: { law: localizedTextSchema },
  /** string: the 13 digits of a tax number, or the 13 characters of the reference of a tax notice */
  'tax-reference': { kind: z.enum(['fiscal-number', 'notice']) },
  /** string: number at the family allowance fund. At the MSA it is the social security number: only where a text allows it. */
  'family-allowance': { fund: z.enum(['caf', 'msa', 'any']).default('any') },
  /** array of {id, name, size, type}: documents kept by the module `documents` */
  file: {
    min: z.int().nonnegative().optional(),
    max: z.int().positive().max(20).default(5),
    accept: z.array(z.enum(['pdf', 'image', 'office'])).default(['pdf', 'image']),
    photo: z.boolean().default(false),
  },
  /** {lat, lon} within the territory's box; always optional, an address field stands beside it */
  point: {},
  /**
   * {points: [{lat, lon}…], surface?, description?}: an area drawn on the map (`surface` in square metres is then computed
   * by the server), or said in words with its surface when it is known. Always optional.
   */
  area: {},
  /** true when ticked; must be ticked unless optional. An agreement, with the text agreed to. */
  consent: { text: localizedTextSchema },
  /** true when ticked; must be ticked unless optional. A declaration on honour; `law` is the text that asks for it. */
  declaration: { text: localizedTextSchema, law: localizedTextSchema.optional() },
  /** Worked out by the server from the other answers each time they are kept; never read from a page. */
  computed: {
    value: expressionSchema,
    as: z.enum(['text', 'number', 'money', 'date', 'yes-no']),
    /** Whether applicants see it. */
    shown: z.boolean().default(true),
  },
  /** no answer: a text between fields */
  info: { text: localizedTextSchema, tone: z.enum(['plain', 'important', 'details']).default('plain') },
} as const;

function fieldSchemaOf<T extends keyof typeof typeShapes>(type: T) {
  return z.strictObject({ type: z.literal(type), ...commonShape, ...typeShapes[type] });
}

const simpleFieldSchema = z.discriminatedUnion('type', [
  fieldSchemaOf('text'),
  fieldSchemaOf('long-text'),
  fieldSchemaOf('number'),
  fieldSchemaOf('money'),
  fieldSchemaOf('email'),
  fieldSchemaOf('phone'),
  fieldSchemaOf('date'),
  fieldSchemaOf('month'),
  fieldSchemaOf('time'),
  fieldSchemaOf('period'),
  fieldSchemaOf('yes-no'),
  fieldSchemaOf('choice'),
  fieldSchemaOf('choices'),
  fieldSchemaOf('ranked'),
  fieldSchemaOf('person'),
  fieldSchemaOf('child'),
  fieldSchemaOf('address'),
  fieldSchemaOf('commune'),
  fieldSchemaOf('country'),
  fieldSchemaOf('company'),
  fieldSchemaOf('association'),
  fieldSchemaOf('iban'),
  fieldSchemaOf('plate'),
  fieldSchemaOf('nir'),
  fieldSchemaOf('tax-reference'),
  fieldSchemaOf('family-allowance'),
  fieldSchemaOf('file'),
  fieldSchemaOf('point'),
  fieldSchemaOf('area'),
  fieldSchemaOf('consent'),
  fieldSchemaOf('declaration'),
  fieldSchemaOf('computed'),
  fieldSchemaOf('info'),
]);
export type SimpleField = z.infer<typeof simpleFieldSchema>;

/** A group that repeats, e.g. one per child. Its fields' conditions see the row's own answers first, then the form's. */
export const groupFieldSchema = z.strictObject({
  type: z.literal('group'),
  ...commonShape,
  fields: z.array(simpleFieldSchema).min(1),
  min: z.int().nonnegative().default(1),
  max: z.int().positive().max(50).default(10),
  /** "Enfant {n}" */
  rowLabel: localizedTextSchema,
  addLabel: localizedTextSchema,
});
export type GroupField = z.infer<typeof groupFieldSchema>;

/** A column of a table: one field of each row. */
export const tableColumnSchema = z.strictObject({
  id: fieldIdSchema,
  label: localizedTextSchema,
  type: z.enum(['text', 'number', 'money', 'date', 'choice']),
  options: z.array(optionSchema.omit({ when: true })).optional(),
  /** For numbers, as in a number field. */
  integer: z.boolean().default(true),
  optional: z.boolean().default(false),
});
export type TableColumn = z.infer<typeof tableColumnSchema>;

/**
 * A table to fill in; its answer is an array of rows, like that of a group. Either `rows` that the person adds, or
 * `fixedRows`, which are given (the lines of a budget).
 */
export const tableFieldSchema = z.strictObject({
  type: z.literal('table'),
  ...commonShape,
  columns: z.array(tableColumnSchema).min(1).max(8),
  rows: z
    .strictObject({
      min: z.int().nonnegative().default(1),
      max: z.int().positive().max(50).default(10),
      addLabel: localizedTextSchema,
      /** "Dépense {n}" */
      rowLabel: localizedTextSchema,
    })
    .optional(),
  fixedRows: z
    .array(z.strictObject({ id: fieldIdSchema, label: localizedTextSchema }))
    .min(1)
    .max(50)
    .optional(),
});
export type TableField = z.infer<typeof tableFieldSchema>;

export const fieldSchema = z.union([simpleFieldSchema, groupFieldSchema, tableFieldSchema]);
export type Field = SimpleField | GroupField | TableField;
export type FieldType = Field['type'];
export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>;
/** What every message about a field needs. */
export type LabelledField = Pick<Field, 'label'>;

/** A reusable block of fields, from `library/blocks/<name>.yaml`; the loader puts its fields in place. */
export const blockUseSchema = z.strictObject({
  use: z.string(),
  /** Applied to each field of the block. */
  when: expressionSchema.optional(),
  /** Ids of the block's fields that this form does not ask. */
  without: z.array(fieldIdSchema).default([]),
  /** Ids of the block's fields that are optional in this form. */
  optional: z.array(fieldIdSchema).default([]),
});

/** Where a person learns that this is not the right door, before typing more. */
export const exitSchema = z.strictObject({
  when: expressionSchema,
  title: localizedTextSchema,
  body: localizedTextSchema,
  /** An outside address, a relay of the library, or the same procedure at the authority of the commune answered. */
  link: z
    .union([
      z.strictObject({ url: z.url({ protocol: /^https$/ }), label: localizedTextSchema }),
      z.strictObject({ relay: z.string(), label: localizedTextSchema }),
      z.strictObject({ authorityOf: fieldIdSchema, label: localizedTextSchema }),
    ])
    .optional(),
});
export type FormExit = z.infer<typeof exitSchema>;

/** A check across the fields of a page. */
export const pageCheckSchema = z.strictObject({
  check: expressionSchema,
  message: localizedTextSchema,
  /** The field at which the message stands. */
  at: fieldIdSchema,
});

export const pageSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  title: localizedTextSchema,
  intro: localizedTextSchema.optional(),
  when: expressionSchema.optional(),
  fields: z.array(fieldSchema).min(1),
  checks: z.array(pageCheckSchema).default([]),
  exits: z.array(exitSchema).default([]),
});
export type FormPage = z.infer<typeof pageSchema>;

/** The form as the engine runs it: blocks are already in place. */
export const formSchema = z.strictObject({ pages: z.array(pageSchema).min(1).max(60) });
export type FormDefinition = z.infer<typeof formSchema>;

/** The form as a file writes it. */
export const formSourceSchema = z.strictObject({
  pages: z
    .array(
      pageSchema.extend({
        fields: z.array(z.union([simpleFieldSchema, groupFieldSchema, tableFieldSchema, blockUseSchema])).min(1),
      }),
    )
    .min(1)
    .max(60),
});
export type FormSource = z.infer<typeof formSourceSchema>;

/** A block file. */
export const blockSchema = z.strictObject({ block: z.string(), fields: z.array(fieldSchema).min(1) });
export type FieldBlock = z.infer<typeof blockSchema>;

/** An answer as JSON; `null` never appears, an unanswered field has no key. */
export type Answer = string | number | boolean | string[] | { [key: string]: unknown } | { [key: string]: unknown }[];
export type Answers = { [fieldId: string]: Answer };
