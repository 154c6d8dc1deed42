import { newId } from '#platform/crypto/ids.ts';
import { localize } from '#platform/i18n/text.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Gives the applicant a list of documents to bring. It replaces what is left of an earlier list. */
export const requestDocuments: EffectDefinition<'request-documents'> = {
  kind: 'request-documents',
  leavesHouse: true,
  stage: 'documents',
  run: async (tx, _deps, act, effect) => {
    const { authority_id: authorityId, id: dossierId } = act.dossier;
    await tx
      .updateTable('requested_documents')
      .set({ withdrawn_at: act.now })
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    await tx
      .insertInto('requested_documents')
      .values(
        effect.documents.map((label, position) => ({
          authority_id: authorityId,
          dossier_id: dossierId,
          id: newId(act.now.getTime()),
          label: JSON.stringify(label),
          position,
          asked_at: act.now,
        })),
      )
      .execute();
    const list = (locale: 'fr' | 'en') => effect.documents.map((label) => localize(label, locale));
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'documents-requested',
      visibility: 'public',
      data: {
        words: {
          fr: `Documents demandés\u00a0: ${list('fr').join(', ')}`,
          en: `Documents asked for: ${list('en').join(', ')}`,
        },
      },
    });
    return {
      variables: {
        documents: {
          list: list(act.locale)
            .map((label) => `- ${label}`)
            .join('\n'),
        },
      },
    };
  },
};
