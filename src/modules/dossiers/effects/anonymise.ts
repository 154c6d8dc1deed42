import { sql } from 'kysely';
import type { Answers } from '#modules/forms/index.ts';
import { findHold } from '../retention/holds.ts';
import { holdWords } from '../retention/messages.ts';
import { removeUnusedFileKind } from '../usecases/purge-dossiers.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import { ActRefusedError } from './act-refused.ts';
import type { EffectDefinition } from './effect-definition.ts';
import { eraseCapabilities } from './erase-capabilities.ts';

/**
 * Erases whose the dossier was: answers but those kept for statistics, documents, messages, name and contact, and what
 * the history says of the person. The events stay with their hashes; the last one tells which were emptied, so that the
 * chain can still be followed and an erasure be told from a forgery.
 */
export const anonymise: EffectDefinition<'anonymise'> = {
  kind: 'anonymise',
  leavesHouse: true,
  stage: 'last',
  run: async (tx, deps, act, effect) => {
    const { authority_id: authorityId, id: dossierId } = act.dossier;
    if ((await findHold(tx, authorityId, dossierId)) !== undefined)
      throw new ActRefusedError('dossier-held', { fr: holdWords('fr', 'refused'), en: holdWords('en', 'refused') });
    const answers = act.dossier.answers as Answers;
    const kept = Object.fromEntries(
      (effect.keep ?? []).flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
    );
    const documents = await deps.documents.listOfDossier(tx, authorityId, dossierId);
    await eraseCapabilities(tx, act.dossier);
    const { rows } = await sql<{ seq: number; hash: Buffer }>`
      SELECT seq, hash FROM anonymise_dossier(${authorityId}, ${dossierId}::uuid, ${JSON.stringify(kept)}::jsonb,
        ${act.now}::timestamptz) ORDER BY seq`.execute(tx);
    for (const document of documents) {
      await deps.platform.jobs.enqueue(tx, removeUnusedFileKind, {
        authorityId,
        sha256: document.sha256.toString('hex'),
      });
    }
    const { actor } = act.request;
    await recordEvent(tx, {
      ...eventOf(act),
      actor: { kind: actor.kind, id: actor.id ?? null, name: actor.kind === 'applicant' ? '' : actor.name },
      kind: 'anonymised',
      visibility: 'internal',
      data: {
        erased: rows.map(({ seq, hash }) => ({ seq, hash: hash.toString('hex') })),
        documents: documents.length,
        kept: Object.keys(kept),
        words: {
          fr: 'Données personnelles effacées\u00a0: nom, coordonnées, réponses, documents et messages',
          en: 'Personal data erased: name, contact, answers, documents and messages',
        },
      },
    });
    return undefined;
  },
};
