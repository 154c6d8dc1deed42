import type { LocalizedText } from '#platform/i18n/text.ts';
import type { DraftField } from './drafts.ts';

/** An effect while it is built; the workflow's schema judges it at the end. */
export interface DraftEffect {
  effect: string;
  when?: string;
  [key: string]: unknown;
}

export interface DraftMessage {
  readonly id: string;
  readonly subject: LocalizedText;
  readonly body: LocalizedText;
}

export interface DraftState {
  id: string;
  phase: string;
  label: LocalizedText;
  explanation: LocalizedText;
}

export interface DraftTransition {
  id: string;
  from: string[];
  to: string;
  by: string[];
  on?: string;
  after?: string;
  since?: string;
  label: LocalizedText;
  hint?: LocalizedText;
  tone?: string;
  when?: string;
  form: DraftField[];
  effects: DraftEffect[];
}

/** A way out of a status, before the actions of the next one are joined to it. */
export interface Move {
  /** Statuses of Publik, by id; `*` are all those where a dossier may rest. */
  readonly from: readonly string[] | '*' | 'ends';
  /** A status of Publik by id, or `same`. */
  readonly to: string;
  readonly by: readonly string[];
  readonly on?: string;
  readonly after?: string;
  readonly since?: string;
  readonly label: string;
  readonly hint?: string;
  readonly tone?: string;
  readonly when?: string;
  readonly form: readonly DraftField[];
  readonly effects: readonly DraftEffect[];
  readonly place: string;
}
