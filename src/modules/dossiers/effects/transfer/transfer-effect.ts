import type { Authority } from '#modules/directory/index.ts';
import { getState, isEnd } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { type Act, eventOf, type TransitionDeps } from '../../usecases/transition-act.ts';
import { ActRefusedError } from '../act-refused.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { transferWords as say } from './messages.ts';
import { transferDossierKind } from './transfer-kind.ts';

type Refusal = { readonly key: 'noTarget' | 'same' | 'notOffered'; readonly target?: Authority };

/**
 * Sends the request on to the competent authority (CRPA L114-2): the one chosen in the field `transfer_authority` of the act, else
 * the holder of the competence in the dossier's commune. The dossier itself is made there by a job of the system.
 *
 * When it cannot be sent, an act that would close the dossier is refused; another one leaves a note and tells the applicant.
 */
export const transferEffect: EffectDefinition<'transfer'> = {
  kind: 'transfer',
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { dossier, request, now } = act;
    const found = await findTarget(deps, act, effect.competence ?? act.procedure.competence);
    if ('key' in found) return refuse(tx, deps, act, found);
    await deps.platform.jobs.enqueue(tx, transferDossierKind, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      targetId: found.id,
      origin: request.origin,
    });
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'transfer',
      actor: request.actor,
      visibility: 'internal',
      words: {
        fr: say('fr', 'history.asked', { authority: found.name }),
        en: say('en', 'history.asked', { authority: found.name }),
      },
    });
    return {
      variables: { transfer: { authority: found.name, phone: found.contact.phone, email: found.contact.email } },
    };
  },
};

async function findTarget(deps: TransitionDeps, act: Act, competence: string): Promise<Authority | Refusal> {
  const { dossier, request } = act;
  const chosen = request.form.transfer_authority;
  const target =
    typeof chosen === 'string' && chosen !== ''
      ? await authorityNamed(deps, chosen)
      : dossier.commune_code === null
        ? undefined
        : (await deps.directory.findHolder(dossier.commune_code, competence))?.authority;
  if (target === undefined) return { key: 'noTarget' };
  if (target.id === dossier.authority_id) return { key: 'same', target };
  const offered = await deps.catalogue.findAdopted(target.id, dossier.procedure_id, { agents: true });
  return offered === undefined ? { key: 'notOffered', target } : target;
}

/** By identifier or by the name in addresses: what a choice of the workflow's form may hold. */
async function authorityNamed({ directory }: TransitionDeps, name: string): Promise<Authority | undefined> {
  return /^[0-9A-Z]{2,20}$/.test(name) ? directory.findAuthority(name) : directory.findAuthorityBySlug(name);
}

async function refuse(tx: Tx, deps: TransitionDeps, act: Act, { key, target }: Refusal): Promise<undefined> {
  const { dossier, workflow, transition, locale, request } = act;
  const values = {
    authority: target?.name ?? '',
    contact: target === undefined ? '' : `${target.contact.phone}, ${target.contact.email}`,
    code: formatTrackingCode(dossier.code),
  };
  const words = { fr: say('fr', key, values), en: say('en', key, values) };
  if (isEnd(getState(workflow, transition.to).phase)) throw new ActRefusedError('transfer-refused', words);
  await recordEvent(tx, { ...eventOf(act), kind: 'note', visibility: 'internal', data: { body: words.fr } });
  if (key !== 'notOffered') return undefined;
  await tellApplicant(tx, deps, dossier, {
    subject: say(locale, 'mail.refused.subject', values),
    paragraphs: [say(locale, 'mail.refused.body', values)],
    actionLabel: say(locale, 'mail.action'),
    origin: request.origin,
  });
  return undefined;
}
