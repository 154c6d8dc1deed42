import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import { type CompiledForm, isGroup, type SummarySection } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { type ChecklistItem, makeChecklist } from './checklist.ts';

export interface RequestedRow {
  readonly id: string;
  readonly label: { readonly fr: string; readonly en?: string | undefined };
  readonly documentId: string | null;
}

/** What was asked for and is still wanted, or has come. */
export async function listRequestedRows(tx: Tx, authorityId: string, dossierId: string): Promise<RequestedRow[]> {
  return tx
    .selectFrom('requested_documents')
    .select(['id', 'label', 'document_id as documentId'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('position')
    .execute();
}

interface EventLike {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The request by which each refused document was asked for again. */
export function askedAgainIn(events: readonly EventLike[]): Map<string, string> {
  const asked = new Map<string, string>();
  for (const { kind, data } of events) {
    if (kind === 'document-reviewed' && typeof data.documentId === 'string') asked.delete(data.documentId);
    if (kind !== 'documents-refused') continue;
    for (const one of (data.requests as { documentId: string; requestId: string }[] | undefined) ?? [])
      asked.set(one.documentId, one.requestId);
  }
  return asked;
}

export function checklistOf(
  version: Pick<ProcedureVersion, 'form'>,
  sections: readonly SummarySection[],
  documents: readonly StoredDocument[],
  requested: readonly RequestedRow[],
  events: readonly EventLike[],
  locale: Locale,
): ChecklistItem[] {
  const rows = sections.flatMap((section) => [
    ...section.rows,
    ...section.groups.flatMap((group) => group.rows.flatMap((row) => row.rows)),
  ]);
  return makeChecklist({
    fields: rows
      .filter((row) => row.type === 'file')
      .map((row, index) => ({
        key: `${row.fieldId}-${index}`,
        label: row.label,
        optional: isOptional(version.form, row.fieldId),
        documents: (row.files ?? []).map(({ id }) => id),
      })),
    requested: requested.map(({ id, label, documentId }) => ({ id, label: localize(label, locale), documentId })),
    documents,
    askedAgain: askedAgainIn(events),
  });
}

function isOptional(form: CompiledForm, fieldId: string): boolean {
  const entries = [...form.fieldsById.values()].flatMap((entry) => (isGroup(entry) ? entry.fields : [entry]));
  const definition = entries.find((entry) => entry.id === fieldId)?.definition;
  return definition?.type === 'file' && (definition.optional || definition.min === 0);
}

/** Where the workflow itself says that a dossier is complete, its acts decide and the list only helps. */
export function marksCompleteness({ workflow }: Pick<ProcedureVersion, 'workflow'>): boolean {
  return [...workflow.transitionsById.values()].some(({ effects }) =>
    effects.some(({ effect }) => effect === 'mark-complete' || effect === 'mark-incomplete'),
  );
}
