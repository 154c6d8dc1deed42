import { sql } from 'kysely';
import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import { openPhases } from '../queries/inbox-views.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';
import { type Likeness, likenessOf, mostDaysApart, nearMetres } from './resemblance.ts';

export interface Resembling {
  readonly dossier: DossierRow;
  readonly likeness: readonly Likeness[];
}

const mostCompared = 50;

/**
 * The open dossiers of the same authority that may be the same need: the same procedure or theme, the same person or
 * place, filed within some weeks, whatever the channel. Those that an agent told apart are not proposed again.
 */
export async function findResembling(
  tx: Tx,
  deps: { readonly catalogue: Pick<Catalogue, 'getVersionOf'> },
  agent: AgentPrincipal,
  dossier: DossierRow,
): Promise<Resembling[]> {
  if (dossier.joined_to !== null || !openPhases.some((phase) => phase === dossier.phase)) return [];
  const { rows } = await sql<{ id: string }>`SELECT id FROM (${candidates(dossier)}) c WHERE id <> ${dossier.id}
    AND NOT EXISTS (SELECT 1 FROM dossier_distinctions x WHERE x.authority_id = ${dossier.authority_id}
      AND x.dossier_id = LEAST(c.id, ${dossier.id}::uuid) AND x.other_id = GREATEST(c.id, ${dossier.id}::uuid))
    GROUP BY id LIMIT ${mostCompared}`.execute(tx);
  if (rows.length === 0) return [];
  const found = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', dossier.authority_id)
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .where('phase', 'in', openPhases)
    .where('joined_to', 'is', null)
    .orderBy('submitted_at', 'desc')
    .execute();
  const { theme } = (await deps.catalogue.getVersionOf(dossier)).procedure;
  const resembling: Resembling[] = [];
  for (const other of found) {
    if (!mayProcess(agent, processedDossier(other)) || !isNearInTime(dossier, other)) continue;
    const sameSubject =
      other.procedure_id === dossier.procedure_id ||
      (await deps.catalogue.getVersionOf(other)).procedure.theme === theme;
    const likeness = likenessOf(dossier, other);
    if (sameSubject && likeness.length > 0) resembling.push({ dossier: other, likeness });
  }
  return resembling.slice(0, 5);
}

function isNearInTime(a: Pick<DossierRow, 'submitted_at'>, b: Pick<DossierRow, 'submitted_at'>): boolean {
  return Math.abs(a.submitted_at.getTime() - b.submitted_at.getTime()) <= mostDaysApart * 86_400_000;
}

/** Each by an index of its own, those of common names and of places among open dossiers alone. */
function candidates(dossier: DossierRow) {
  const { authority_id: authority, applicant_name: name, lat } = dossier;
  const filed = dossier.submitted_at.getTime();
  const [since, until] = [-mostDaysApart, mostDaysApart].map((days) => new Date(filed + days * 86_400_000));
  const open = sql.join(openPhases.map((phase) => sql.lit(phase)));
  const same = (condition: ReturnType<typeof sql>) =>
    sql`(SELECT id FROM dossiers WHERE authority_id = ${authority} AND ${condition}
      AND phase IN (${open}) AND submitted_at BETWEEN ${since} AND ${until} LIMIT ${mostCompared})`;
  const around = nearMetres / 111_000;
  const parts = [
    ...(dossier.account_pseudonym === null ? [] : [same(sql`account_pseudonym = ${dossier.account_pseudonym}`)]),
    ...(dossier.applicant_email === null ? [] : [same(sql`applicant_email = ${dossier.applicant_email}`)]),
    ...(dossier.applicant_phone === null ? [] : [same(sql`applicant_phone = ${dossier.applicant_phone}`)]),
    ...(name === '' ? [] : [same(sql`applicant_name = ${name} AND applicant_name <> ''`)]),
    ...(lat === null
      ? []
      : [same(sql`procedure_id = ${dossier.procedure_id} AND lat BETWEEN ${lat - around} AND ${lat + around}`)]),
  ];
  return parts.length === 0 ? sql`SELECT id FROM dossiers WHERE false` : sql.join(parts, sql` UNION ALL `);
}
