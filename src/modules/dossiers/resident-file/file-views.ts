import type { Identity } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Platform } from '#platform/platform.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';

/** How long a reason that was given opens the file. */
const openMinutes = 60;

/** The reason that this agent gave for this person's file within the hour. */
export async function findOpenView(
  tx: Tx,
  agent: AgentPrincipal,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'account_pseudonym'>,
  now: Date,
): Promise<{ readonly reason: string } | undefined> {
  const { account_pseudonym: pseudonym } = dossier;
  return tx
    .selectFrom('resident_file_views')
    .select('reason')
    .where('authority_id', '=', dossier.authority_id)
    .where('agent_id', '=', agent.agentId)
    .where('household', '=', false)
    .where((eb) =>
      pseudonym === null
        ? eb('dossier_id', '=', dossier.id)
        : eb.or([eb('dossier_id', '=', dossier.id), eb('pseudonym', '=', pseudonym)]),
    )
    .where('at', '>', new Date(now.getTime() - openMinutes * 60_000))
    .orderBy('at', 'desc')
    .executeTakeFirst();
}

/**
 * Notes that an agent opens the file of the person of a dossier, and why. The caller has checked the agent's right.
 * @param household the file is another parent's, and names this dossier
 */
export async function recordFileView(
  tx: Tx,
  agent: AgentPrincipal,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'account_pseudonym'>,
  reason: string,
  now: Date,
  household = false,
): Promise<void> {
  await tx
    .insertInto('resident_file_views')
    .values({
      authority_id: dossier.authority_id,
      id: newId(now.getTime()),
      dossier_id: dossier.id,
      pseudonym: dossier.account_pseudonym,
      agent_id: agent.agentId,
      agent_name: agent.name,
      for_authority_id: agent.authorityId,
      reason,
      household,
      at: now,
    })
    .execute();
}

/** One time that somebody looked. */
export interface Consultation {
  readonly at: Date;
  readonly who: string;
  /** Whose dossiers they are. */
  readonly authorityId: string;
  /** For whom the agent works; null when it was not kept. */
  readonly workedFor: string | null;
  readonly dossierId: string;
  readonly code: string;
  /** Of the opening of the whole file; undefined for a dossier alone. */
  readonly reason?: string;
  /** The file was another parent's, where the dossier is named. */
  readonly household?: boolean;
}

const mostShown = 300;

/** Who opened the dossiers of an account, or everything known of its person, over all authorities; the latest first. */
export async function listConsultations(
  deps: {
    readonly platform: Pick<Platform, 'database'>;
    readonly identity: Pick<Identity, 'listDossierLinks' | 'pseudonymOf'>;
  },
  accountId: string,
): Promise<Consultation[]> {
  const links = await deps.identity.listDossierLinks(accountId);
  const authorities = [...new Set(links.map((link) => link.authorityId))];
  const found: Consultation[] = [];
  for (const authorityId of authorities) {
    const pseudonym = deps.identity.pseudonymOf(accountId, authorityId);
    found.push(
      ...(await deps.platform.database.read([authorityId], (tx) => listOfAuthority(tx, authorityId, pseudonym))),
    );
  }
  return found.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, mostShown);
}

async function listOfAuthority(tx: Tx, authorityId: string, pseudonym: Buffer): Promise<Consultation[]> {
  const openings = await tx
    .selectFrom('dossier_events as e')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'e.authority_id').onRef('d.id', '=', 'e.dossier_id'),
    )
    .select(['e.at', 'e.actor_name', 'd.id', 'd.code', 'd.team_authority_id'])
    .where('e.authority_id', '=', authorityId)
    .where('d.account_pseudonym', '=', pseudonym)
    .where('e.kind', '=', 'viewed')
    .orderBy('e.at', 'desc')
    .limit(mostShown)
    .execute();
  const files = await tx
    .selectFrom('resident_file_views as v')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'v.authority_id').onRef('d.id', '=', 'v.dossier_id'),
    )
    .select(['v.at', 'v.agent_name', 'v.reason', 'v.household', 'v.for_authority_id', 'd.id', 'd.code'])
    .where('v.authority_id', '=', authorityId)
    .where((eb) => eb.or([eb('v.pseudonym', '=', pseudonym), eb('d.account_pseudonym', '=', pseudonym)]))
    .orderBy('v.at', 'desc')
    .limit(mostShown)
    .execute();
  return [
    ...openings.map((row) => ({
      at: row.at,
      who: row.actor_name,
      authorityId,
      workedFor: row.team_authority_id,
      dossierId: row.id,
      code: row.code,
    })),
    ...files.map((row) => ({
      at: row.at,
      who: row.agent_name,
      authorityId,
      workedFor: row.for_authority_id,
      dossierId: row.id,
      code: row.code,
      reason: row.reason,
      household: row.household,
    })),
  ];
}
