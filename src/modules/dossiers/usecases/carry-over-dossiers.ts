import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { CommuneLookup, FormTerritory } from '#modules/forms/index.ts';
import type { DossierInCharge } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { documentIdsIn } from '../domain/file-answers.ts';
import { formContextOf } from '../domain/form-surroundings.ts';
import { type CarryOverPlan, planCarryOver } from '../domain/plan-carry-over.ts';
import { DossierNotFoundError } from '../errors.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';
import { replanTimers } from './replan-timers.ts';

export interface CarryOverDeps {
  readonly platform: Pick<Platform, 'database' | 'clock'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly documents: Documents;
  readonly communes: CommuneLookup;
  readonly territory: FormTerritory;
}

export interface CarryOverRequest {
  readonly authorityId: string;
  readonly procedureId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Who asks, for the history. */
  readonly by: { readonly id: string; readonly name: string };
  /** `https://guichet.example.fr`, for the links of what time will send. */
  readonly origin: string;
  /** Says what would be done, and does nothing. */
  readonly dryRun?: boolean;
  /** Ids of the only ones that are looked at; all when absent. */
  readonly only?: readonly string[];
  /** The first ones in order of filing, and how many of them are passed over. */
  readonly limit?: number;
  readonly offset?: number;
}

/** In how many dossiers under way a version is followed. */
export interface VersionUnderWay {
  readonly procedureId: string;
  readonly version: number;
  readonly dossiers: number;
}

const phasesUnderWay = ['received', 'in-progress', 'waiting-applicant'] as const;

/** The versions that the dossiers under way of an authority follow, by procedure and version. */
export function listVersionsUnderWay(
  { platform }: { readonly platform: Pick<Platform, 'database'> },
  authorityId: string,
): Promise<VersionUnderWay[]> {
  return platform.database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(({ fn }) => [
        'procedure_id as procedureId',
        'procedure_version as version',
        fn.countAll<number>().as('dossiers'),
      ])
      .where('authority_id', '=', authorityId)
      .where('phase', 'in', [...phasesUnderWay])
      .groupBy(['procedure_id', 'procedure_version'])
      .orderBy('procedure_id')
      .orderBy('procedure_version')
      .execute(),
  );
}

/** What became, or would become, of one dossier. */
export type CarryOverLine = {
  readonly dossierId: string;
  readonly code: string;
  /** Who may open it: see `canProcess`. */
  readonly inCharge: DossierInCharge;
} & (
  | {
      readonly carried: true;
      readonly keptApart: readonly string[];
      readonly missing: readonly string[];
    }
  | { readonly carried: false; readonly reason: Extract<CarryOverPlan, { possible: false }>['reason'] | 'changed' }
);

/**
 * Moves the open dossiers of one authority from a version of their procedure to another, where they can follow. Each has
 * a transaction and an event of its own; the others stay on their version, with the reason. Can be run again.
 */
export async function carryOverDossiers(deps: CarryOverDeps, request: CarryOverRequest): Promise<CarryOverLine[]> {
  const { authorityId, procedureId, fromVersion } = request;
  const { only, limit, offset } = request;
  if (only?.length === 0) return [];
  const rows = await deps.platform.database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(['id', 'code', 'team_authority_id', 'team_id'])
      .where('authority_id', '=', authorityId)
      .where('procedure_id', '=', procedureId)
      .where('procedure_version', '=', fromVersion)
      .where('phase', 'in', [...phasesUnderWay])
      .$if(only !== undefined, (query) => query.where('id', 'in', [...(only ?? [])]))
      .orderBy('submitted_at')
      .orderBy('id')
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .$if(offset !== undefined, (query) => query.offset(offset ?? 0))
      .execute(),
  );
  const lines: CarryOverLine[] = [];
  for (const { id, code, team_authority_id: teamAuthorityId, team_id: teamId } of rows) {
    const outcome = await deps.platform.database.transaction([authorityId], (tx) =>
      carryOverDossier(tx, deps, { ...request, dossierId: id }),
    );
    const inCharge = { authorityId, procedureId, teamAuthorityId, teamId };
    lines.push({ dossierId: id, code, inCharge, ...outcome });
  }
  return lines;
}

type Outcome =
  | { readonly carried: true; readonly keptApart: readonly string[]; readonly missing: readonly string[] }
  | { readonly carried: false; readonly reason: Extract<CarryOverPlan, { possible: false }>['reason'] | 'changed' };

/** One dossier, in the transaction given. `changed`: it is no longer on the version that it was to leave. */
export async function carryOverDossier(
  tx: Tx,
  deps: CarryOverDeps,
  request: CarryOverRequest & { readonly dossierId: string },
): Promise<Outcome> {
  const dossier = await findLocked(tx, request);
  if (dossier?.procedure_id !== request.procedureId || dossier.procedure_version !== request.fromVersion) {
    return { carried: false, reason: 'changed' };
  }
  const to = await deps.catalogue.getVersionOf({ ...dossier, procedure_version: request.toVersion });
  const authority = await deps.directory.getAuthority(dossier.authority_id);
  const attached = await deps.documents.listOfDossier(tx, dossier.authority_id, dossier.id);
  const named = new Set(documentIdsIn(dossier.answers));
  const documents = attached
    .filter(({ id }) => named.has(id))
    .map(({ id, name, size, mediaType }) => ({ id, name, size, type: mediaType }));
  const context = formContextOf(deps, authority, dossier.submitted_at, documents);
  const plan = planCarryOver(dossier, to, context);
  if (!plan.possible) return { carried: false, reason: plan.reason };
  if (request.dryRun !== true) {
    await writeCarryOver(tx, deps, request, dossier, plan);
    const { origin } = request;
    const { workflow: former } = await deps.catalogue.getVersionOf(dossier);
    // The former version's delays go, the new one's come.
    await replanTimers(tx, former, { ...dossier, state: '' }, { formerState: dossier.state, origin });
    await replanTimers(tx, to.workflow, { ...dossier, answers: plan.answers }, { origin });
  }
  return { carried: true, keptApart: Object.keys(plan.keptApart), missing: plan.missing };
}

async function findLocked(
  tx: Tx,
  request: { authorityId: string; dossierId: string },
): Promise<DossierRow | undefined> {
  try {
    return await lockDossier(tx, request.authorityId, request.dossierId);
  } catch (error) {
    if (error instanceof DossierNotFoundError) return undefined;
    throw error;
  }
}

async function writeCarryOver(
  tx: Tx,
  deps: CarryOverDeps,
  request: CarryOverRequest,
  dossier: DossierRow,
  plan: Extract<CarryOverPlan, { possible: true }>,
): Promise<void> {
  const now = new Date(deps.platform.clock.now().epochMilliseconds);
  await tx
    .updateTable('dossiers')
    .set({
      procedure_version: request.toVersion,
      answers: JSON.stringify(plan.answers),
      updated_at: now,
      revision: dossier.revision + 1,
    })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
  await recordEvent(tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: now,
    kind: 'carried-over',
    actor: { kind: 'agent', id: request.by.id, name: request.by.name },
    channel: 'web',
    visibility: 'internal',
    data: {
      fromVersion: request.fromVersion,
      toVersion: request.toVersion,
      ...(Object.keys(plan.keptApart).length === 0 ? {} : { keptApart: plan.keptApart }),
      ...(plan.missing.length === 0 ? {} : { missing: plan.missing }),
      words: {
        fr: `Dossier passé de la version ${request.fromVersion} à la version ${request.toVersion} de la démarche`,
        en: `File carried over from version ${request.fromVersion} to version ${request.toVersion} of the procedure`,
      },
    },
  });
}
