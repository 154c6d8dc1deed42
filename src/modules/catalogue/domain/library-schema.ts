import { z } from 'zod';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import { libraryIdSchema } from './procedure-schema.ts';

/** The shapes of `library/themes.yaml`, `library/life-events.yaml` and `library/thesaurus.yaml`. */

const synonymsSchema = z.strictObject({ fr: z.array(z.string()).default([]), en: z.array(z.string()).default([]) });

export const themeSchema = z.strictObject({
  id: libraryIdSchema,
  title: localizedTextSchema,
  summary: localizedTextSchema,
  synonyms: synonymsSchema.default({ fr: [], en: [] }),
  /** Of the house's own requests: residents never see it. */
  agentsOnly: z.boolean().default(false),
});
export type Theme = z.infer<typeof themeSchema>;

/** What the workflows of the library are for, together by what they serve: read by who chooses one to start from. */
export const workflowGuideSchema = z.array(
  z.strictObject({
    group: libraryIdSchema,
    title: localizedTextSchema,
    workflows: z.array(z.strictObject({ workflow: libraryIdSchema, about: localizedTextSchema })).min(1),
  }),
);
export type WorkflowGuide = z.infer<typeof workflowGuideSchema>;

/** A moment of life and what it asks for, in order. */
export const lifeEventSchema = z.strictObject({
  id: libraryIdSchema,
  title: localizedTextSchema,
  intro: localizedTextSchema,
  steps: z
    .array(
      z.strictObject({
        title: localizedTextSchema,
        body: localizedTextSchema.optional(),
        /** Leads to a procedure or to a relay; a step may also only explain. */
        procedure: libraryIdSchema.optional(),
        relay: libraryIdSchema.optional(),
      }),
    )
    .min(1),
  synonyms: synonymsSchema.default({ fr: [], en: [] }),
});
export type LifeEvent = z.infer<typeof lifeEventSchema>;

/** Sets of expressions that residents use for one another. */
export const thesaurusSchema = z.array(z.array(z.string()).min(2));
