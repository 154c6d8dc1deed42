import { z } from 'zod';
import { fieldIdSchema, fieldSchema } from '#modules/forms/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import { delaySchema, openingSchema } from './procedure-schema.ts';

/**
 * What an authority says in its own way of a procedure of the library. Legal notices, legal delays and the workflow stay the
 * library's.
 */
export const overridesSchema = z.strictObject({
  title: localizedTextSchema.optional(),
  summary: localizedTextSchema.optional(),
  description: localizedTextSchema.optional(),
  needs: z.array(localizedTextSchema).optional(),
  cost: localizedTextSchema.optional(),
  next: localizedTextSchema.optional(),
  /** Questions and documents: a document is a field of the type `file`. */
  fields: z
    .strictObject({
      /** At the end of the page when `after` is not said or no longer there. */
      add: z
        .array(z.strictObject({ page: z.string(), after: fieldIdSchema.optional(), field: fieldSchema }))
        .default([]),
      hide: z.array(fieldIdSchema).default([]),
      optional: z.array(fieldIdSchema).default([]),
      texts: z
        .record(
          fieldIdSchema,
          z.strictObject({ label: localizedTextSchema.optional(), help: localizedTextSchema.optional() }),
        )
        .default({}),
    })
    .optional(),
  /** Cents, by the id of the library's fee. */
  fees: z.record(fieldIdSchema, z.int().nonnegative()).optional(),
  /** The answer aimed at, where no law sets the delay. */
  delay: delaySchema.optional(),
  opening: openingSchema.optional(),
});
export type Overrides = z.infer<typeof overridesSchema>;
export type FieldOverrides = NonNullable<Overrides['fields']>;

export const noOverrides: Overrides = {};

/** The overrides as they are stored; undefined for what this version of Parvis does not understand. */
export function parseOverrides(stored: Record<string, unknown>): Overrides | undefined {
  const parsed = overridesSchema.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}
