import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Owner } from '../queries/get-own-draft.ts';
import { startDraft } from './start-draft.ts';

/** A draft that somebody begins for a resident. */
export interface AssistedDraft {
  /** Made by the page: sending it twice begins one draft. */
  readonly key: string;
  readonly offered: AdoptedProcedure;
  /** Kept as a browser's is; see `DeskFiling`. */
  readonly owner: Owner;
  readonly agentId: string;
  readonly channel: 'counter' | 'phone' | 'letter' | 'web';
  /** What the form asks of these is filled in; '' for what is not known. */
  readonly applicant: {
    readonly givenNames: string;
    readonly familyName: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly locale: Locale;
  readonly now: Date;
}

/** Begins it with what is known of the person, on pages that are still to be gone through. @returns its id */
export async function startAssistedDraft(tx: Tx, draft: AssistedDraft): Promise<string> {
  const { offered, applicant, owner } = draft;
  if (owner.visitorHash === undefined) throw new Error('A draft of the desk is kept under the desk’s own secret');
  const id = await startDraft(
    tx,
    { linkDraft: async () => undefined },
    {
      id: draft.key,
      reuseFiled: false,
      authorityId: offered.authority.id,
      procedureId: offered.procedure.procedure,
      procedureVersion: offered.version,
      overridesRevision: offered.overridesRevision,
      visitorHash: owner.visitorHash,
      locale: draft.locale,
      now: draft.now,
    },
  );
  await tx
    .updateTable('drafts')
    .set({
      channel: draft.channel,
      agent_id: draft.agentId,
      assisted_name: [applicant.givenNames, applicant.familyName].filter(Boolean).join(' '),
      answers: JSON.stringify(knownAnswers(offered, applicant)),
    })
    .where('authority_id', '=', offered.authority.id)
    .where('id', '=', id)
    // A second click finds a draft that may have been filled in meanwhile.
    .where('agent_id', 'is', null)
    .execute();
  return id;
}

function knownAnswers({ procedure, form }: AdoptedProcedure, applicant: AssistedDraft['applicant']): Answers {
  const fields = [
    [procedure.applicant.givenNames, applicant.givenNames],
    [procedure.applicant.familyName, applicant.familyName],
    [procedure.applicant.email, applicant.email],
    [procedure.applicant.phone, applicant.phone],
  ] as const;
  const known: Record<string, string> = {};
  for (const [field, value] of fields) {
    if (field !== undefined && value !== '' && form.fieldsById.has(field)) known[field] = value;
  }
  return known;
}
