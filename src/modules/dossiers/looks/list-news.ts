import type { DossierEvent } from '../queries/get-dossier-for-agent.ts';
import type { DossierLook } from './dossier-look.ts';

/** What others did since an agent's last visit; the opening of the page is no news. */
export interface DossierNews {
  readonly since: Date;
  readonly messages: number;
  readonly documents: number;
  readonly notes: number;
  /** Ids of fields whose answer was corrected. */
  readonly corrected: readonly string[];
  /** Acts of the workflow, oldest first. */
  readonly acts: readonly DossierEvent[];
  readonly other: number;
  readonly seqs: ReadonlySet<number>;
}

export const noNews: ReadonlySet<number> = new Set();

/** Undefined at a first visit, and when nothing happened. */
export function listNews(
  events: readonly DossierEvent[],
  look: Pick<DossierLook, 'sinceAt' | 'sinceSeq'> | undefined,
  agentId: string,
): DossierNews | undefined {
  if (look === undefined || look.sinceAt === null) return undefined;
  const fresh = events.filter(
    (event) => event.seq > look.sinceSeq && event.kind !== 'viewed' && event.actor_id !== agentId,
  );
  if (fresh.length === 0) return undefined;
  const of = (...kinds: string[]) => fresh.filter((event) => kinds.includes(event.kind));
  const known = ['message', 'document-added', 'note', 'corrected', 'transition'];
  return {
    since: look.sinceAt,
    messages: of('message').length,
    documents: of('document-added').length,
    notes: of('note').length,
    corrected: [...new Set(of('corrected').flatMap(correctedFields))],
    acts: of('transition'),
    other: fresh.filter((event) => !known.includes(event.kind)).length,
    seqs: new Set(fresh.map((event) => event.seq)),
  };
}

/** The fields that a correction names. */
export function correctedFields({ data }: Pick<DossierEvent, 'data'>): string[] {
  const { changes } = data as { changes?: unknown };
  if (!Array.isArray(changes)) return [];
  return changes.flatMap((change: { field?: unknown }) => (typeof change.field === 'string' ? [change.field] : []));
}
