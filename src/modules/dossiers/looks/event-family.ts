import type { DossierEvent } from '../queries/get-dossier-for-agent.ts';

/** The kinds of events that the history is filtered by. */
export const eventFamilies = ['exchange', 'act', 'document', 'internal'] as const;
export type EventFamily = (typeof eventFamilies)[number];

const exchanges = new Set(['message', 'acknowledged', 'letter', 'rated', 'answers-supplied']);
const documents = new Set(['document-added', 'document-reviewed', 'documents-requested', 'documents-refused']);

export function familyOf(event: Pick<DossierEvent, 'kind' | 'visibility'>): EventFamily {
  if (documents.has(event.kind)) return 'document';
  if (event.visibility === 'internal') return 'internal';
  return exchanges.has(event.kind) ? 'exchange' : 'act';
}
