import type { InboxColumn } from './inbox-columns.ts';
import type { InboxOrder, InboxView } from './inbox-views.ts';

/** What a list of dossiers is narrowed to, in which order and with which columns: all that its address says. */
export interface InboxFilter {
  readonly view: InboxView;
  /** The view's own when absent. */
  readonly order?: InboxOrder;
  readonly procedureId?: string;
  /** The authority whose dossiers they are. */
  readonly authorityId?: string;
  /** INSEE code of the commune that the dossier is about. */
  readonly communeCode?: string;
  readonly teamId?: string;
  readonly phase?: string;
  /** A state of the workflow of `procedureId`. */
  readonly state?: string;
  readonly channel?: string;
  /** An agent, or nobody. */
  readonly assigneeId?: string;
  readonly completeness?: Completeness;
  readonly delay?: DelayRange;
  readonly urgent?: boolean;
  /** First and last day of filing, YYYY-MM-DD. */
  readonly from?: string;
  readonly to?: string;
  /** First and last day of the term. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** An answer of `procedureId`: the value as it is stored, accents and case aside. */
  readonly field?: { readonly id: string; readonly value: string };
  /** A code, a name, words. */
  readonly search?: string;
  /** Those of the view when absent. */
  readonly columns?: readonly InboxColumn[];
  /** The saved view that the list was opened from. */
  readonly savedView?: string;
}

export const nobody = 'personne';

export const completenesses = ['complete', 'incomplete', 'unknown'] as const;
export type Completeness = (typeof completenesses)[number];

export const delayRanges = ['late', 'week', 'later', 'none', 'suspended'] as const;
export type DelayRange = (typeof delayRanges)[number];

export const filterChannels = ['web', 'counter', 'phone', 'letter', 'email'] as const;

/** Whether anything but the view itself says which dossiers are in the list. */
export function isNarrowed(filter: InboxFilter): boolean {
  const { view: _view, order: _order, columns: _columns, savedView: _saved, ...narrowing } = filter;
  return Object.keys(narrowing).length > 0;
}
