/** Where a document that the dossier needs stands. */
export type ItemStatus = 'absent' | 'optional' | 'to-review' | 'accepted' | 'refused' | 'asked-again';

export interface ChecklistItem {
  readonly key: string;
  readonly label: string;
  readonly status: ItemStatus;
}

export interface CheckedDocument {
  readonly id: string;
  readonly review: 'to-review' | 'accepted' | 'refused';
}

export interface ChecklistFacts {
  /** The file fields that the answers show. */
  readonly fields: readonly {
    readonly key: string;
    readonly label: string;
    readonly optional: boolean;
    readonly documents: readonly string[];
  }[];
  /** What was asked for besides, or again. */
  readonly requested: readonly { readonly id: string; readonly label: string; readonly documentId: string | null }[];
  readonly documents: readonly CheckedDocument[];
  /** The request by which a refused document was asked for again, by document. */
  readonly askedAgain: ReadonlyMap<string, string>;
}

/** Each document that the dossier needs, once: one that was sent again stands in the place of the one refused. */
export function makeChecklist(facts: ChecklistFacts): ChecklistItem[] {
  const replacing = new Set(facts.askedAgain.values());
  return [
    ...facts.fields.map(({ key, label, optional, documents }) => ({
      key,
      label,
      status:
        documents.length === 0
          ? optional
            ? ('optional' as const)
            : ('absent' as const)
          : worst(documents.map((id) => statusOf(id, facts))),
    })),
    ...facts.requested
      .filter(({ id }) => !replacing.has(id))
      .map(({ id, label, documentId }) => ({
        key: id,
        label,
        status: documentId === null ? ('absent' as const) : statusOf(documentId, facts),
      })),
  ];
}

function statusOf(documentId: string, facts: ChecklistFacts): ItemStatus {
  const document = facts.documents.find(({ id }) => id === documentId);
  if (document === undefined) return 'absent';
  if (document.review !== 'refused') return document.review;
  const request = facts.requested.find(({ id }) => id === facts.askedAgain.get(documentId));
  if (request === undefined) return 'refused';
  return request.documentId === null ? 'asked-again' : statusOf(request.documentId, facts);
}

const gravity: readonly ItemStatus[] = ['refused', 'asked-again', 'absent', 'to-review', 'accepted', 'optional'];

function worst(statuses: readonly ItemStatus[]): ItemStatus {
  return gravity.find((status) => statuses.includes(status)) ?? 'absent';
}

/** Complete when every document is accepted, incomplete when one is refused or missing; undefined while some are to be checked. */
export function completenessOf(items: readonly ChecklistItem[]): boolean | undefined {
  const counted = items.filter(({ status }) => status !== 'optional');
  if (counted.length === 0) return undefined;
  if (counted.some(({ status }) => status === 'refused' || status === 'asked-again' || status === 'absent'))
    return false;
  return counted.every(({ status }) => status === 'accepted') ? true : undefined;
}
