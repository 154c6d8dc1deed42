import { z } from 'zod';
import { expressionSchema, fieldSchema } from '#modules/forms/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import { delaySchema, effectSchema } from './effect-schema.ts';
import { letterTextShape } from './letter-schema.ts';

/** The shape of a workflow file: states, transitions, who may, on what condition, with what effects. */

export const stateIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

/** What the state means to the counters, whatever the workflow. */
export const phases = [
  'received',
  'in-progress',
  'waiting-applicant',
  'accepted',
  'refused',
  'closed',
  'withdrawn',
] as const;
export type Phase = (typeof phases)[number];

/** What a transition of the system answers to. */
export const systemEvents = [
  /** The applicant answered what was asked, documents included. */
  'applicant-answered',
  /** The time given by `after` has passed. */
  'delay',
  'payment-made',
  'payment-cancelled',
  'appointment-booked',
  'appointment-held',
  'appointment-missed',
  'opinion-given',
  'signed',
  'signature-refused',
  /** Another system answered a call; conditions see its answer as `event`. */
  'connector-answered',
  'transferred',
] as const;
export type SystemEvent = (typeof systemEvents)[number];

const stateShape = {
  id: stateIdSchema,
  phase: z.enum(phases),
  /** What the applicant reads. */
  label: localizedTextSchema,
  /** What the agent reads, when it differs. */
  agentLabel: localizedTextSchema.optional(),
  /** One or two sentences that tell the applicant what happens now. */
  explanation: localizedTextSchema,
};
export const stateSchema = z.strictObject(stateShape);
export type WorkflowState = z.infer<typeof stateSchema>;

const transitionShape = {
  id: stateIdSchema,
  from: z.array(stateIdSchema).min(1),
  to: stateIdSchema,
  /** `system` transitions are taken by the event named in `on`. */
  by: z.array(z.enum(['agent', 'team-leader', 'applicant', 'system'])).min(1),
  /** For `system` transitions. */
  on: z.enum(systemEvents).optional(),
  /** With `on: delay`: how long after `since`. The last day belongs to the applicant; the act is done the day after. */
  after: delaySchema.optional(),
  /**
   * With `on: delay`: from when. `state` (when not said) is the day the dossier came into its state, `submitted` the day
   * it was filed, `complete` the day it was noted complete; else a date field of the act that led here or of the form.
   */
  since: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,60}$/)
    .optional(),
  /** The word on the button, in the imperative or infinitive. */
  label: localizedTextSchema,
  /** One sentence under the button: what will happen, what the applicant will receive. */
  hint: localizedTextSchema.optional(),
  tone: z.enum(['primary', 'secondary', 'warning']),
  /** CEL over the answers and, for transitions of the system, `event`. */
  when: expressionSchema.optional(),
  /** What is asked of the actor before it is done; ids are variables of messages and letters. */
  form: z.array(fieldSchema),
  effects: z.array(effectSchema),
};
export const transitionSchema = z.strictObject({
  ...transitionShape,
  tone: transitionShape.tone.default('secondary'),
  form: transitionShape.form.default([]),
  effects: transitionShape.effects.default([]),
});
export type Transition = z.infer<typeof transitionSchema>;

const messageShape = {
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  subject: localizedTextSchema,
  body: localizedTextSchema,
};
/** A message template: `{{applicant.name}}`, `{{dossier.code}}`, `{{dossier.link}}`, `{{procedure.title}}`, `{{authority.name}}`, `{{form.<id>}}`, `{{answers.<id>}}`. */
export const messageTemplateSchema = z.strictObject(messageShape);
export type MessageTemplate = z.infer<typeof messageTemplateSchema>;

/** A letter of the workflow's own: the one that its acts produce in place of the library's of the same id, or besides. */
export const ownLetterSchema = z.strictObject({ id: messageShape.id, ...letterTextShape });

const workflowIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

/** A workflow as the engine runs it and versions keep it: whole. */
export const workflowSchema = z.strictObject({
  workflow: workflowIdSchema,
  version: z.int().positive(),
  title: localizedTextSchema,
  initial: stateIdSchema,
  states: z.array(stateSchema).min(2),
  transitions: z.array(transitionSchema).min(1),
  messages: z.array(messageTemplateSchema).default([]),
  letters: z.array(ownLetterSchema).max(40).optional(),
  /** What is done when a request is filed, in the transaction of the filing: see `submissionEffectKinds`. */
  onSubmission: z.array(effectSchema).max(20).optional(),
});
export type WorkflowDefinition = z.infer<typeof workflowSchema>;

/**
 * A workflow that is written as what differs from another one. A state, transition or message of the same id replaces,
 * key by key, what it says of the base's; a key set to null is taken away. Others are added: before the next item of the
 * file that the base has, else at the end.
 */
export const workflowExtensionSchema = z.strictObject({
  workflow: workflowIdSchema,
  extends: workflowIdSchema,
  version: z.int().positive(),
  title: localizedTextSchema,
  initial: stateIdSchema.optional(),
  without: z
    .strictObject({
      states: z.array(stateIdSchema).default([]),
      transitions: z.array(stateIdSchema).default([]),
      messages: z.array(stateIdSchema).default([]),
    })
    .partial()
    .default({}),
  states: z
    .array(
      z.strictObject({
        id: stateShape.id,
        phase: stateShape.phase.optional(),
        label: stateShape.label.optional(),
        agentLabel: stateShape.agentLabel.nullable(),
        explanation: stateShape.explanation.optional(),
      }),
    )
    .default([]),
  transitions: z
    .array(
      z.strictObject({
        id: transitionShape.id,
        from: transitionShape.from.optional(),
        to: transitionShape.to.optional(),
        by: transitionShape.by.optional(),
        on: transitionShape.on.nullable(),
        after: transitionShape.after.nullable(),
        since: transitionShape.since.nullable(),
        label: transitionShape.label.optional(),
        hint: transitionShape.hint.nullable(),
        tone: transitionShape.tone.optional(),
        when: transitionShape.when.nullable(),
        form: transitionShape.form.optional(),
        effects: transitionShape.effects.optional(),
      }),
    )
    .default([]),
  messages: z
    .array(
      z.strictObject({
        id: messageShape.id,
        subject: messageShape.subject.optional(),
        body: messageShape.body.optional(),
      }),
    )
    .default([]),
  /** In place of the base's. */
  letters: z.array(ownLetterSchema).max(40).optional(),
  /** In place of the base's; an empty list takes them away. */
  onSubmission: z.array(effectSchema).max(20).optional(),
});
export type WorkflowExtension = z.infer<typeof workflowExtensionSchema>;

export type WorkflowSource = WorkflowDefinition | WorkflowExtension;

/** A workflow as its file writes it: whole, or as what differs from another one (`extends`). */
export const workflowSourceSchema: z.ZodType<WorkflowSource> = z.unknown().transform((value, context) => {
  const extended = typeof value === 'object' && value !== null && 'extends' in value;
  const parsed = (extended ? workflowExtensionSchema : workflowSchema).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.issues.push({ code: 'custom', path, message, input: value });
  }
  return z.NEVER;
});
