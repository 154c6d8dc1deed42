import type { Catalogue, Procedure } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { Answers, ExpressionScope } from '#modules/forms/index.ts';
import type { Seals } from '#modules/signatures/index.ts';
import type { ActorRole, CompiledTransition, CompiledWorkflow, Effect } from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { DossierRow } from './lock-dossier.ts';
import type { ProducedLetter } from './produce-letter.ts';
import type { TransitionSubject } from './transition-variables.ts';

export interface TransitionDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority' | 'findAuthority' | 'findAuthorityBySlug' | 'findHolder'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf' | 'findAdopted' | 'letter'>;
  readonly documents: Documents;
  readonly seals: Pick<Seals, 'render' | 'sealsLetters'>;
}

export interface TransitionActor {
  readonly kind: 'agent' | 'applicant' | 'system';
  readonly role: ActorRole;
  readonly id?: string;
  /** As the history and letters say it. */
  readonly name: string;
}

export interface TransitionRequest {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly transitionId: string;
  /** The revision that the actor saw; an act of the system gives none. */
  readonly expectedRevision?: number;
  readonly actor: TransitionActor;
  readonly channel: string;
  /** By an applicant for whom a helper of Aidants Connect acts. */
  readonly helped?: boolean | undefined;
  /** The answers of the transition's form, already validated. */
  readonly form: Answers;
  /** `https://guichet.example.fr`, for the links of messages. */
  readonly origin: string;
  /** What happened, for an act of the system: conditions see it as `event`. */
  readonly event?: Readonly<Record<string, unknown>> | undefined;
}

/** An act that may be done, with all that its effects read. */
export interface Act {
  readonly request: TransitionRequest;
  readonly dossier: DossierRow;
  readonly workflow: CompiledWorkflow;
  readonly transition: CompiledTransition;
  /** Those of the transition whose condition holds. */
  readonly effects: readonly Effect[];
  /** The answers, `form` (what the act asked) and `event`, for the expressions of effects. */
  readonly scope: ExpressionScope;
  /** Filled by the effects that produce them, before those that send them. */
  readonly letters: ProducedLetter[];
  readonly procedure: Procedure;
  readonly subject: TransitionSubject;
  readonly locale: Locale;
  readonly now: Date;
}

/** What the events of an act have in common. */
export function eventOf(act: Act) {
  const { request, now } = act;
  return {
    authorityId: request.authorityId,
    dossierId: request.dossierId,
    at: now,
    actor: { kind: request.actor.kind, id: request.actor.id ?? null, name: request.actor.name },
    channel: request.channel,
  };
}
