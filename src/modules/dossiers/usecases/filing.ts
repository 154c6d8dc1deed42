import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { Answers, CompiledForm, FormContext } from '#modules/forms/index.ts';
import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';

/** A request whose answers have been validated, without those of hidden fields. */
export interface Filing {
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly procedureVersion: number;
  readonly overridesRevision: number;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly answers: Answers;
  readonly context: FormContext;
  /** Makes a second click find the first one's dossier. */
  readonly submissionKey: string;
  readonly visitorHash: Buffer | undefined;
  readonly account?:
    | { readonly id: string; readonly pseudonym: Buffer; readonly verifiedEmail?: string | undefined }
    | undefined;
  readonly channel: 'web' | 'counter' | 'phone' | 'letter' | 'email' | 'sms';
  /** Who fills in: the applicant, or an agent for them. */
  readonly filedBy?:
    | {
        readonly kind: 'agent';
        readonly id: string;
        readonly name: string;
        /** At the resident's side (counter, phone, mandate), and not as an act of the house: the history says "for you". */
        readonly onBehalf?: boolean;
      }
    | undefined;
  /** A helper of Aidants Connect was at the keyboard for the person who is signed in: the history says so. */
  readonly helped?: boolean | undefined;
  /** The body that the request is for, and the person who acts for it. */
  readonly represented?: { readonly name: string; readonly by: string } | undefined;
  readonly locale: Locale;
  /** `https://guichet.example.fr`, for the links of the acknowledgement. */
  readonly origin: string;
  readonly now: Date;
  /** When the request reached the authority, if before now: a letter, a message. Delays run from it (CRPA, L114-3). */
  readonly receivedAt?: Date | undefined;
  /** How the applicant wants the acknowledgement; by what they gave when nobody said. */
  readonly acknowledgeBy?: 'email' | 'sms' | 'paper' | undefined;
}
