import type { EffectKind, EffectOf, TemplateVariables } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Act, TransitionDeps } from '../usecases/transition-act.ts';

/** What an act writes in the dossier's row, besides the state; effects change it before it is written. */
export interface DossierChange {
  assigneeId: string | null;
  /** The name of the new assignee, said in the history. */
  assignedTo?: string | undefined;
  teamAuthorityId: string;
  teamId: string;
  marks?: 'complete' | 'incomplete' | undefined;
  archivedAt: Date | null;
  /** Joins the data of the event 'transition'. Without personal data. */
  readonly told: Record<string, unknown>;
}

/** What an effect gives to those that follow, and to whoever acted. */
export interface EffectOutcome {
  /** Joins the variables of the letters and messages that follow, e.g. `{ payment: { amount: '12,00 €' } }`. */
  readonly variables?: TemplateVariables;
  readonly queuedMessages?: number;
  readonly unsentMessages?: number;
}

/**
 * When an effect runs: letters and what they announce first, then acts on the house and other systems, then messages,
 * which may speak of all that; erasing comes at the very end. Within a stage, in the order of the definition.
 */
export const effectStages = ['documents', 'acts', 'messages', 'last'] as const;
export type EffectStage = (typeof effectStages)[number];

/**
 * How one kind of effect is executed. It holds no state: what it needs comes by `deps`, and all that it writes goes in
 * the transaction of the act. The dossier is locked; `act.dossier` is its row before the act.
 */
export interface EffectDefinition<K extends EffectKind = EffectKind> {
  readonly kind: K;
  /** Somebody outside learns of it, or it cannot be put back: the act can then not be undone. */
  readonly leavesHouse: boolean;
  /** `acts` when not said. */
  readonly stage?: EffectStage;
  /** Before the dossier's row is written. */
  prepare?(tx: Tx, deps: TransitionDeps, act: Act, effect: EffectOf<K>, change: DossierChange): Promise<void> | void;
  /** Once the row and the event 'transition' are written. */
  run?(
    tx: Tx,
    deps: TransitionDeps,
    act: Act,
    effect: EffectOf<K>,
    variables: TemplateVariables,
  ): Promise<EffectOutcome | undefined>;
}
