import { z } from 'zod';
import { expressionSchema, fieldIdSchema } from '#modules/forms/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';

/** `10d` days, `5wd` working days, `2m` months from date to date, `1y` years. */
export const delaySchema = z.string().regex(/^\d{1,3}(d|wd|m|y)$/, 'A delay is written 10d, 5wd, 2m or 1y');

const nameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);
const teamNameSchema = z.string().min(1).max(120);
/** CEL: the effect takes place when it holds. It sees the answers, `form` (what the act asks) and `event` (what happened). */
const when = { when: expressionSchema.optional() };

/**
 * What a transition does besides changing the state. All of it is written in the transaction of the act; what leaves
 * the house (e-mail, call to another system) goes by a job enqueued in it.
 */
export const effectSchema = z.discriminatedUnion('effect', [
  /** Tells the applicant, by e-mail and in the dossier, with the message template of that id in the workflow. */
  z.strictObject({ effect: z.literal('notify'), message: z.string(), ...when }),
  /** Tells the applicant by SMS, when a phone number is known; only the body of the template is sent. */
  z.strictObject({ effect: z.literal('sms'), message: z.string(), ...when }),
  /** Writes to somebody else: the team, the agent in charge, an e-mail field of the form, or an address. */
  z.strictObject({ effect: z.literal('mail'), to: z.string().min(1), message: z.string(), ...when }),
  /** Produces a letter (PDF) from a template of the library, added to the dossier and to the message. */
  z.strictObject({ effect: z.literal('letter'), template: z.string(), ...when }),
  /** Gives the dossier to a member of its team, or of the authority's team of that name, which then receives it. */
  z.strictObject({
    effect: z.literal('assign'),
    rule: z.enum(['least-busy', 'round-robin', 'leader']),
    team: teamNameSchema.optional(),
    ...when,
  }),
  /** The dossier becomes the acting agent's. */
  z.strictObject({ effect: z.literal('assign-actor'), ...when }),
  z.strictObject({ effect: z.literal('unassign'), ...when }),
  /** Leaves an internal note, with the variables of messages. */
  z.strictObject({ effect: z.literal('note'), text: localizedTextSchema, ...when }),
  /** Asks the applicant for documents or a precision; the transition's form must have a `request` long text. */
  z.strictObject({ effect: z.literal('request-from-applicant'), ...when }),
  /** Gives the applicant a list of documents to bring, each answered with a file. */
  z.strictObject({
    effect: z.literal('request-documents'),
    documents: z.array(localizedTextSchema).min(1).max(20),
    ...when,
  }),
  /** Asks the applicant to pay; `amount` is in cents. */
  z.strictObject({
    effect: z.literal('payment'),
    label: localizedTextSchema,
    amount: expressionSchema,
    within: delaySchema.optional(),
    ...when,
  }),
  /** Offers the applicant an appointment. */
  z.strictObject({
    effect: z.literal('appointment'),
    subject: localizedTextSchema,
    minutes: z.int().min(5).max(480),
    place: localizedTextSchema.optional(),
    ...when,
  }),
  /** Calls another system at the address that the authority gave for that name; sends the answers of the fields named. */
  z.strictObject({
    effect: z.literal('webhook'),
    hook: nameSchema,
    fields: z.array(fieldIdSchema).optional(),
    ...when,
  }),
  /** Opens another dossier for the same applicant. */
  z.strictObject({
    effect: z.literal('open-dossier'),
    procedure: nameSchema,
    answers: z.record(fieldIdSchema, expressionSchema).default({}),
    ...when,
  }),
  /** Hands the dossier to the authority that holds the competence, or to the one chosen in the form field `transfer_authority`. */
  z.strictObject({ effect: z.literal('transfer'), competence: nameSchema.optional(), ...when }),
  /** Asks another service or person; the form fields `opinion_email` and `opinion_team` say whom. */
  z.strictObject({ effect: z.literal('ask-opinion'), question: localizedTextSchema, within: delaySchema, ...when }),
  /** Sends a letter round for signature: `leader`, `administrator` or the name of a team, one after the other. */
  z.strictObject({
    effect: z.literal('signature'),
    steps: z.array(teamNameSchema).min(1).max(6),
    template: z.string(),
    ...when,
  }),
  /** Writes fields that agents alone see, worked out from the answers and from what the act asks. */
  z.strictObject({ effect: z.literal('set-fields'), values: z.record(fieldIdSchema, expressionSchema), ...when }),
  z.strictObject({ effect: z.literal('mark-complete'), ...when }),
  z.strictObject({ effect: z.literal('mark-incomplete'), ...when }),
  /** Asks for a rating with the next message. */
  z.strictObject({ effect: z.literal('ask-rating'), ...when }),
  /** Takes the dossier out of the lists of current affairs; it is found by searching until its retention is over. */
  z.strictObject({ effect: z.literal('archive'), ...when }),
  /** Erases who the applicant is: answers but those kept, documents, messages, names and contact. */
  z.strictObject({ effect: z.literal('anonymise'), keep: z.array(fieldIdSchema).optional(), ...when }),
]);
export type Effect = z.infer<typeof effectSchema>;
export type EffectKind = Effect['effect'];
export type EffectOf<K extends EffectKind> = Extract<Effect, { effect: K }>;

/** Every kind of effect that a workflow may name. */
export const effectKinds: readonly EffectKind[] = effectSchema.options.map((option) => option.shape.effect.value);
