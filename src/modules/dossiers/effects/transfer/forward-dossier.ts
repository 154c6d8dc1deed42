import type { Relay } from '#modules/directory/index.ts';
import { isOwed } from '#modules/payments/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type LocalizedText, localize } from '#platform/i18n/text.ts';
import { mayCorrect } from '../../corrections/correct-answers.ts';
import { listMerges } from '../../merges/dossier-merges.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from '../../usecases/lock-for-agent.ts';
import { withFreshCode } from '../../usecases/submit-dossier.ts';
import { readAgentCapabilities } from '../panels/read-capabilities.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { transferWords as say } from './messages.ts';
import { prepareTransfer, type TransferParts, writeTransfer } from './transfer-dossier.ts';
import { referralNews } from './transfer-news.ts';

/** Why a dossier that is open cannot be sent on as it is. */
export type ForwardObstacle = 'leads' | 'signature' | 'payment' | 'appointment';

/** The dossier was decided or closed, or something of it is under way here. */
export class ForwardImpossibleError extends ConflictError {
  readonly why: 'over' | ForwardObstacle;

  constructor(why: 'over' | ForwardObstacle) {
    super('forward-impossible');
    this.why = why;
  }
}

export type ForwardAct = AgentAct & {
  /** In words for the applicant. */
  readonly reason: string;
  readonly origin: string;
};

/** `already`: it goes on elsewhere since before; nothing was written. */
export type Forwarded = 'done' | 'already';

/**
 * What is under way here and would be lost: dossiers joined to this one, an order being signed, money owed, an appointment
 * that was made.
 */
export async function findForwardObstacle(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
): Promise<ForwardObstacle | undefined> {
  const { authority_id: authorityId, id } = dossier;
  if ((await listMerges(tx, authorityId, id)).length > 0) return 'leads';
  const { circuits, payments, appointments } = await readAgentCapabilities(tx, authorityId, id);
  if (circuits.some((circuit) => circuit.state === 'running')) return 'signature';
  if (payments.some(isOwed)) return 'payment';
  return appointments.some((appointment) => appointment.state === 'booked') ? 'appointment' : undefined;
}

/**
 * Sends an open dossier on to the authority that is competent (CRPA L114-2), whatever its workflow: made there with its
 * answers and documents, closed here, the person told. Done twice, it is done once.
 * @param targetId an authority that offers the procedure
 * @throws {DossierNotFoundError} @throws {DossierChangedError} @throws {ForwardImpossibleError}
 */
export async function forwardDossier(
  parts: TransferParts,
  act: ForwardAct & { readonly targetId: string },
): Promise<Forwarded> {
  const { authorityId, dossierId, targetId, origin } = act;
  const scope = [...new Set([...act.agent.scope, targetId])];
  // Asked before the files are copied: whoever may not act on it makes nothing be read.
  const before = await parts.platform.database.transaction(act.agent.scope, (tx) => lockToForward(tx, act));
  if (before === undefined) return 'already';
  const data = { authorityId, dossierId, targetId, origin };
  const prepared = await prepareTransfer(parts, data);
  if (prepared === undefined) return 'already';
  return withFreshCode(() =>
    parts.platform.database.transaction(scope, async (tx) => {
      const dossier = await lockToForward(tx, act);
      if (dossier === undefined) return 'already';
      const sent = await writeTransfer(tx, parts, data, prepared, act);
      if (sent === undefined) return 'already';
      const { name } = sent.authority;
      await closeAsHandedOver(tx, parts, dossier, { name: { fr: name, en: name } }, act.now);
      return 'done';
    }),
  );
}

/**
 * Closes an open dossier that a body outside the counter is in charge of (the State, the département…): the person is told
 * which and where.
 * @throws {DossierNotFoundError} @throws {DossierChangedError} @throws {ForwardImpossibleError}
 */
export function referDossier(parts: TransferParts, act: ForwardAct & { readonly relay: Relay }): Promise<Forwarded> {
  return parts.platform.database.transaction(act.agent.scope, async (tx) => {
    const dossier = await lockToForward(tx, act);
    if (dossier === undefined) return 'already';
    const { body, url, linkLabel, explanation } = act.relay;
    await touchDossier(tx, dossier, act.now);
    await closeAsHandedOver(tx, parts, dossier, { name: body, url, linkLabel }, act.now);
    await recordCapabilityEvent(tx, dossier, {
      at: act.now,
      kind: 'transfer',
      actor: agentActor(act.agent),
      visibility: 'public',
      words: {
        fr: say('fr', 'history.referred', { body: localize(body, 'fr') }),
        en: say('en', 'history.referred', { body: localize(body, 'en') }),
      },
      data: { reason: act.reason },
    });
    const { procedure } = await parts.catalogue.getVersionOf(dossier);
    await tellApplicant(tx, parts, dossier, {
      ...referralNews({
        locale: dossier.locale,
        code: dossier.code,
        from: await parts.directory.getAuthority(act.authorityId),
        title: procedure.title,
        reason: act.reason,
        relay: { body, explanation, url },
      }),
      origin: act.origin,
    });
    return 'done' as const;
  });
}

/** Undefined when it was sent on before: a second click is told the same as the first, whatever it had seen. */
async function lockToForward(tx: Tx, act: ForwardAct): Promise<DossierRow | undefined> {
  const { expectedRevision: _seen, ...anyRevision } = act;
  const dossier = await lockForAgent(tx, anyRevision);
  if (dossier.handed_over !== null) return undefined;
  if (!mayCorrect(dossier)) throw new ForwardImpossibleError('over');
  const obstacle = await findForwardObstacle(tx, dossier);
  if (obstacle !== undefined) throw new ForwardImpossibleError(obstacle);
  return lockForAgent(tx, act);
}

/** Its state stays as it was: where it went is said in its place. */
async function closeAsHandedOver(
  tx: Tx,
  { catalogue }: Pick<TransferParts, 'catalogue'>,
  dossier: DossierRow,
  handedOver: { readonly name: LocalizedText; readonly url?: string; readonly linkLabel?: LocalizedText },
  now: Date,
): Promise<void> {
  const { procedure } = await catalogue.getVersionOf(dossier);
  const { months } = procedure.legal.retention;
  await tx
    .updateTable('dossiers')
    .set({
      handed_over: JSON.stringify(handedOver),
      phase: 'closed',
      closed_at: now,
      due_on: null,
      clock_suspended_at: null,
      purge_on: civilDate(instantOf(now)).add({ months }).toString(),
    })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
  await tx
    .deleteFrom('dossier_timers')
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .execute();
}
