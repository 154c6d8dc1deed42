import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { tellApplicant } from '../effects/shared/tell-applicant.ts';
import { findSuspension } from '../usecases/find-suspension.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { replanTimers, startClockTimer } from '../usecases/replan-timers.ts';
import { type DossierMerge, listMerges } from './dossier-merges.ts';
import { mergeWords as say } from './messages.ts';
import { isSamePerson, likenessOf } from './resemblance.ts';

export interface MergeDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
}

/** One of the two is closed, or joined already, or leads others. */
export class MergeImpossibleError extends ConflictError {
  constructor() {
    super('merge-impossible');
  }
}

type PairAct = Omit<AgentAct, 'dossierId' | 'expectedRevision'> & { readonly origin: string };

/**
 * Closes one dossier as joined to another about the same need. Its columns are kept as they were, so that the two can be
 * parted. Both histories tell of it; the applicant of the joined one is written to. Done twice, it is done once.
 * @throws {DossierNotFoundError} @throws {MergeImpossibleError}
 */
export async function mergeDossiers(
  tx: Tx,
  deps: MergeDeps,
  act: PairAct & { readonly leadingId: string; readonly joinedId: string },
): Promise<void> {
  const { authorityId, now } = act;
  const { leading, joined } = await lockPair(tx, act, act.leadingId, act.joinedId);
  if (joined.joined_to === leading.id) return;
  const led = await listMerges(tx, authorityId, joined.id);
  if (!isOpen(leading) || !isOpen(joined) || led.length > 0) throw new MergeImpossibleError();
  const samePerson = isSamePerson(likenessOf(leading, joined));
  const { procedure } = await deps.catalogue.getVersionOf(joined);
  await tx
    .insertInto('dossier_merges')
    .values({
      authority_id: authorityId,
      id: newId(now.getTime()),
      leading_id: leading.id,
      joined_id: joined.id,
      same_person: samePerson,
      before: JSON.stringify(columnsBefore(joined)),
      merged_at: now,
      merged_by: act.agent.agentId,
      merged_by_name: act.agent.name,
    })
    .execute();
  await tx
    .updateTable('dossiers')
    .set({
      joined_to: leading.id,
      phase: 'closed',
      closed_at: now,
      due_on: null,
      clock_suspended_at: null,
      purge_on: civilDate(instantOf(now)).add({ months: procedure.legal.retention.months }).toString(),
    })
    .where('authority_id', '=', authorityId)
    .where('id', '=', joined.id)
    .execute();
  await tx
    .deleteFrom('dossier_timers')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', joined.id)
    .execute();
  const code = formatTrackingCode(joined.code);
  const leadingCode = formatTrackingCode(leading.code);
  await tellHistory(tx, act, joined, 'joined', 'public', (locale) =>
    samePerson ? say(locale, 'history.joined', { code: leadingCode }) : say(locale, 'history.joinedOther'),
  );
  await tellHistory(tx, act, leading, 'joined', samePerson ? 'public' : 'internal', (locale) =>
    say(locale, 'history.leads', { code }),
  );
  const { locale } = joined;
  await tellApplicant(tx, deps, joined, {
    subject: say(locale, 'mail.joined.subject', { code }),
    paragraphs: [
      samePerson
        ? say(locale, 'mail.joined.same', { code, leading: leadingCode })
        : say(locale, 'mail.joined.other', { code }),
    ],
    actionLabel: say(locale, 'mail.action'),
    origin: act.origin,
  });
}

/**
 * Parts a dossier from the one that it was joined to: it goes on as it was, its delays with it.
 * @throws {DossierNotFoundError} @throws {ConflictError} `not-joined`
 */
export async function partDossiers(
  tx: Tx,
  deps: MergeDeps,
  act: PairAct & { readonly joinedId: string },
): Promise<void> {
  const { authorityId, now } = act;
  const [merge] = await listMerges(tx, authorityId, act.joinedId);
  if (merge === undefined || merge.joined_id !== act.joinedId) throw new ConflictError('not-joined');
  const { leading, joined } = await lockPair(tx, act, merge.leading_id, merge.joined_id);
  if (joined.joined_to !== leading.id) throw new ConflictError('not-joined');
  await tx
    .updateTable('dossier_merges')
    .set({ parted_at: now, parted_by: act.agent.agentId, parted_by_name: act.agent.name })
    .where('authority_id', '=', authorityId)
    .where('id', '=', merge.id)
    .execute();
  await tx
    .updateTable('dossiers')
    .set({ joined_to: null, ...columnsOf(merge) })
    .where('authority_id', '=', authorityId)
    .where('id', '=', joined.id)
    .execute();
  const restored = { ...joined, ...columnsOf(merge) };
  const { workflow } = await deps.catalogue.getVersionOf(joined);
  await replanTimers(tx, workflow, restored, { origin: act.origin });
  const suspension = merge.before.clock_suspended_at === null ? undefined : await findSuspension(tx, joined);
  if (suspension !== undefined) await startClockTimer(tx, joined, suspension, joined.state, act.origin);
  const code = formatTrackingCode(joined.code);
  const leadingCode = formatTrackingCode(leading.code);
  await tellHistory(tx, act, joined, 'parted', 'public', (locale) =>
    merge.same_person ? say(locale, 'history.parted', { code: leadingCode }) : say(locale, 'history.partedOther'),
  );
  await tellHistory(tx, act, leading, 'parted', merge.same_person ? 'public' : 'internal', (locale) =>
    say(locale, 'history.leadsNoMore', { code }),
  );
  const { locale } = joined;
  await tellApplicant(tx, deps, joined, {
    subject: say(locale, 'mail.parted.subject', { code }),
    paragraphs: [say(locale, 'mail.parted.body', { code })],
    actionLabel: say(locale, 'mail.action'),
    origin: act.origin,
  });
}

/** Notes that two dossiers are two needs. @throws {DossierNotFoundError} */
export async function distinguishDossiers(
  tx: Tx,
  act: Omit<PairAct, 'origin'> & { readonly dossierId: string; readonly otherId: string },
): Promise<void> {
  const { leading, joined } = await lockPair(tx, act, act.dossierId, act.otherId);
  const [first, second] = [leading.id, joined.id].sort() as [string, string];
  await tx
    .insertInto('dossier_distinctions')
    .values({
      authority_id: act.authorityId,
      dossier_id: first,
      other_id: second,
      said_at: act.now,
      said_by: act.agent.agentId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await touchDossier(tx, leading, act.now);
  await touchDossier(tx, joined, act.now);
}

/** In one order for everybody, so that two agents who join the same two do not wait for each other for ever. */
async function lockPair(
  tx: Tx,
  act: Omit<PairAct, 'origin'>,
  leadingId: string,
  joinedId: string,
): Promise<{ leading: DossierRow; joined: DossierRow }> {
  if (leadingId === joinedId) throw new MergeImpossibleError();
  const lock = (dossierId: string) =>
    lockForAgent(tx, { agent: act.agent, authorityId: act.authorityId, dossierId, now: act.now });
  if (leadingId < joinedId) {
    const leading = await lock(leadingId);
    return { leading, joined: await lock(joinedId) };
  }
  const joined = await lock(joinedId);
  return { leading: await lock(leadingId), joined };
}

function isOpen(dossier: Pick<DossierRow, 'phase' | 'joined_to'>): boolean {
  return dossier.joined_to === null && ['received', 'in-progress', 'waiting-applicant'].includes(dossier.phase);
}

/** What joining changes of a dossier, as it was. */
function columnsBefore(dossier: DossierRow): Record<string, string | null> {
  return {
    phase: dossier.phase,
    due_on: dossier.due_on,
    closed_at: dossier.closed_at?.toISOString() ?? null,
    clock_suspended_at: dossier.clock_suspended_at?.toISOString() ?? null,
    purge_on: dossier.purge_on,
  };
}

function columnsOf({ before }: Pick<DossierMerge, 'before'>) {
  const text = (name: string) => {
    const value = before[name];
    return typeof value === 'string' ? value : null;
  };
  const moment = (name: string) => {
    const value = text(name);
    return value === null ? null : new Date(value);
  };
  return {
    phase: text('phase') as DossierRow['phase'],
    due_on: text('due_on'),
    closed_at: moment('closed_at'),
    clock_suspended_at: moment('clock_suspended_at'),
    purge_on: text('purge_on'),
  };
}

async function tellHistory(
  tx: Tx,
  act: PairAct,
  dossier: DossierRow,
  kind: 'joined' | 'parted',
  visibility: 'public' | 'internal',
  words: (locale: 'fr' | 'en') => string,
): Promise<void> {
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: dossier.id,
    at: act.now,
    kind,
    actor: agentActor(act.agent),
    channel: 'web',
    visibility,
    data: { words: { fr: words('fr'), en: words('en') } },
  });
}
