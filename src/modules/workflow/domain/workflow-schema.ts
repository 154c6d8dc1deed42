import { z } from 'zod';
import { expressionSchema, fieldSchema } from '#modules/forms/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';

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

export const stateSchema = z.strictObject({
  id: stateIdSchema,
  phase: z.enum(phases),
  /** What the applicant reads. */
  label: localizedTextSchema,
  /** What the agent reads, when it differs. */
  agentLabel: localizedTextSchema.optional(),
  /** One or two sentences that tell the applicant what happens now. */
  explanation: localizedTextSchema,
});
export type WorkflowState = z.infer<typeof stateSchema>;

/**
 * What a transition does besides changing the state. All of it is written in the transaction of the act; what leaves
 * the house (e-mail, letter) goes by a job enqueued in it.
 */
export const effectSchema = z.discriminatedUnion('effect', [
  /** Tells the applicant, by the message template of that id in the workflow. */
  z.strictObject({ effect: z.literal('notify'), message: z.string() }),
  /** The dossier becomes the acting agent's. */
  z.strictObject({ effect: z.literal('assign-actor') }),
  z.strictObject({ effect: z.literal('unassign') }),
  /** Asks the applicant for documents or a precision; the transition's form must have a `request` long text. */
  z.strictObject({ effect: z.literal('request-from-applicant') }),
  /** Produces a letter (PDF) from a template of the library, added to the dossier and to the message. */
  z.strictObject({ effect: z.literal('letter'), template: z.string() }),
  z.strictObject({ effect: z.literal('mark-complete') }),
  z.strictObject({ effect: z.literal('mark-incomplete') }),
  /** Asks for a rating with the next message. */
  z.strictObject({ effect: z.literal('ask-rating') }),
]);
export type Effect = z.infer<typeof effectSchema>;

export const transitionSchema = z.strictObject({
  id: stateIdSchema,
  from: z.array(stateIdSchema).min(1),
  to: stateIdSchema,
  /** `system` transitions are taken by events: applicant-answered, delay. */
  by: z.array(z.enum(['agent', 'team-leader', 'applicant', 'system'])).min(1),
  /** For `system` transitions. */
  on: z.enum(['applicant-answered']).optional(),
  /** The word on the button, in the imperative or infinitive. */
  label: localizedTextSchema,
  /** One sentence under the button: what will happen, what the applicant will receive. */
  hint: localizedTextSchema.optional(),
  tone: z.enum(['primary', 'secondary', 'warning']).default('secondary'),
  when: expressionSchema.optional(),
  /** What is asked of the actor before it is done; ids are variables of messages and letters. */
  form: z.array(fieldSchema).default([]),
  effects: z.array(effectSchema).default([]),
});
export type Transition = z.infer<typeof transitionSchema>;

/** A message template: `{{applicant.name}}`, `{{dossier.code}}`, `{{dossier.link}}`, `{{procedure.title}}`, `{{authority.name}}`, `{{form.<id>}}`, `{{answers.<id>}}`. */
export const messageTemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  subject: localizedTextSchema,
  body: localizedTextSchema,
});
export type MessageTemplate = z.infer<typeof messageTemplateSchema>;

export const workflowSchema = z.strictObject({
  workflow: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  version: z.int().positive(),
  title: localizedTextSchema,
  initial: stateIdSchema,
  states: z.array(stateSchema).min(2),
  transitions: z.array(transitionSchema).min(1),
  messages: z.array(messageTemplateSchema).default([]),
});
export type WorkflowDefinition = z.infer<typeof workflowSchema>;
