import { underLetterhead } from '#modules/correspondence/index.ts';
import { renderPdf } from '#modules/documents/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { letterDocument, letterFileName } from '../../usecases/produce-letter.ts';
import { ActRefusedError } from '../act-refused.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { letterForDossier } from '../letter/used-letter.ts';
import { plainName } from '../opinion/recipients.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import type { Step } from './circuit.ts';
import { draftDocument, freezeLetter, hashOfLetter, withLogo } from './frozen-letter.ts';
import { signatureWords as say } from './messages.ts';
import { announceTurn, signersOf } from './signature-mail.ts';

type NewStep = Pick<Step, 'who' | 'team_id' | 'team_name'>;

/** Writes a letter, freezes it and sends it round: one signs after the other. */
export const signatureEffect: EffectDefinition<'signature'> = {
  kind: 'signature',
  leavesHouse: true,
  run: async (tx, deps, act, effect, variables) => {
    const { dossier, subject, now, locale, request } = act;
    const steps: NewStep[] = [];
    for (const name of effect.steps) steps.push(await readStep(tx, dossier, name));
    const used = await letterForDossier(tx, deps, act.workflow, effect.template, subject, act.scope);
    const plain = letterDocument(
      used.letter,
      { ...subject, postalLines: used.postalLines },
      variables,
      locale,
      undefined,
    );
    const letter = underLetterhead(plain, used.letterhead);
    const frozen = freezeLetter(letter, subject.authority.contact.city);
    const draft = await deps.documents.storeGenerated(tx, dossier.authority_id, {
      name: letterFileName(`${letter.title} (${say(locale, 'pdf.draft').toLowerCase()})`),
      mediaType: 'application/pdf',
      content: await renderPdf(withLogo(draftDocument(frozen, now), used.letterhead)),
      dossierId: dossier.id,
    });
    const id = newId(now.getTime());
    await tx
      .insertInto('signature_circuits')
      .values({
        authority_id: dossier.authority_id,
        id,
        dossier_id: dossier.id,
        template: effect.template,
        title: letter.title,
        content: JSON.stringify(frozen),
        content_hash: hashOfLetter(frozen),
        draft_document_id: draft.id,
        state: 'running',
        started_by: request.actor.id ?? null,
        started_by_name: request.actor.name,
        started_at: now,
        decision_kind: used.letter.decision ?? null,
      })
      .execute();
    await tx
      .insertInto('signature_steps')
      .values(
        steps.map((step, index) => ({
          authority_id: dossier.authority_id,
          circuit_id: id,
          position: index + 1,
          ...step,
        })),
      )
      .execute();
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'signature',
      actor: request.actor,
      visibility: 'internal',
      words: {
        fr: say('fr', 'history.started', { title: letter.title }),
        en: say('en', 'history.started', { title: letter.title }),
      },
      data: { circuitId: id, documentId: draft.id, name: draft.name },
    });
    const [first] = steps;
    if (first !== undefined) await announceTurn(tx, deps, { id, title: letter.title }, first, dossier, request.origin);
    return undefined;
  },
};

/** @throws {ActRefusedError} when nobody could sign the step: the letter would go nowhere */
async function readStep(tx: Tx, dossier: DossierRow, name: string): Promise<NewStep> {
  const step = name === 'leader' || name === 'administrator' ? plainStep(name) : await teamStep(tx, dossier, name);
  if ((await signersOf(tx, step, dossier)).length > 0) return step;
  throw refusal(
    step.who === 'leader' ? 'noLeader' : step.who === 'administrator' ? 'noAdministrator' : 'emptyTeam',
    name,
  );
}

function plainStep(who: 'leader' | 'administrator'): NewStep {
  return { who, team_id: null, team_name: '' };
}

async function teamStep(tx: Tx, dossier: DossierRow, name: string): Promise<NewStep> {
  const teams = await tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('authority_id', '=', dossier.authority_id)
    .execute();
  const team = teams.find((one) => plainName(one.name) === plainName(name));
  if (team === undefined) throw refusal('unknownTeam', name);
  return { who: 'team', team_id: team.id, team_name: team.name };
}

function refusal(key: 'unknownTeam' | 'noLeader' | 'noAdministrator' | 'emptyTeam', team: string): ActRefusedError {
  return new ActRefusedError('signature-steps', { fr: say('fr', key, { team }), en: say('en', key, { team }) });
}
