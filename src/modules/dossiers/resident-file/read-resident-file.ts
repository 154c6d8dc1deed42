import { type Appointment, listAppointments } from '#modules/appointments/index.ts';
import type { Catalogue } from '#modules/catalogue/index.ts';
import { listPayments, type Payment } from '#modules/payments/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import { listNamedChildren } from '../domain/typed-children.ts';
import { type HouseholdDeps, type HouseholdDossier, listHouseholdDossiers } from '../household/household-dossiers.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';

const mostDossiers = 100;
const mostMessages = 20;

export interface ExchangeLine {
  readonly dossierId: string;
  readonly seq: number;
  readonly at: Date;
  readonly fromApplicant: boolean;
  readonly author: string;
  readonly body: string;
}

/** What an agent may see of a person at one authority: what their teams process there, and nothing else. */
export interface ResidentFile {
  /** The dossier from which the file is opened. */
  readonly anchor: DossierRow;
  /** The latest first. */
  readonly dossiers: readonly DossierRow[];
  readonly exchanges: readonly ExchangeLine[];
  readonly appointments: readonly Appointment[];
  readonly payments: readonly Payment[];
  /** What other parents ask for about these children. */
  readonly household: readonly HouseholdDossier[];
  readonly children: readonly { readonly name: string; readonly birthDate: string }[];
}

/**
 * The dossiers of a person: by the account as the authority knows it, else by the e-mail address or the phone number that
 * was given. Nothing that another authority knows is used.
 * @throws {DossierNotFoundError} when the agent may not open the dossier from which it is asked
 */
export async function readResidentFile(
  tx: Tx,
  deps: HouseholdDeps & { readonly catalogue: Pick<Catalogue, 'getVersionOf'> },
  agent: AgentPrincipal,
  authorityId: string,
  dossierId: string,
): Promise<ResidentFile> {
  const anchor = await getProcessedDossier(tx, agent, authorityId, dossierId);
  const rows = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', authorityId)
    .where((eb) => {
      const { account_pseudonym: pseudonym, applicant_email: email, applicant_phone: phone } = anchor;
      if (pseudonym !== null) return eb('account_pseudonym', '=', pseudonym);
      if (email !== null) return eb('applicant_email', '=', email);
      return phone !== null ? eb('applicant_phone', '=', phone) : eb('id', '=', anchor.id);
    })
    .orderBy('submitted_at', 'desc')
    .limit(mostDossiers)
    .execute();
  const dossiers = rows.filter((row) => mayProcess(agent, processedDossier(row)));
  const ids = dossiers.map((row) => row.id);
  const messages = await tx
    .selectFrom('dossier_events')
    .select(['dossier_id', 'seq', 'at', 'actor_name', 'data'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', 'in', ids)
    .where('kind', '=', 'message')
    .orderBy('at', 'desc')
    .limit(mostMessages)
    .execute();
  const appointments: Appointment[] = [];
  const payments: Payment[] = [];
  const children = new Map<string, { name: string; birthDate: string }>();
  for (const dossier of dossiers) {
    const subject = { kind: 'dossier', id: dossier.id };
    appointments.push(...(await listAppointments(tx, authorityId, subject)));
    payments.push(...(await listPayments(tx, authorityId, subject)));
    const { form } = await deps.catalogue.getVersionOf(dossier);
    for (const child of listNamedChildren(form, dossier.answers as Record<string, unknown>)) {
      const name = `${child.givenNames} ${child.familyName}`;
      children.set(`${name} ${child.birthDate}`, { name, birthDate: child.birthDate });
    }
  }
  return {
    anchor,
    dossiers,
    exchanges: messages.map((row) => ({
      dossierId: row.dossier_id,
      seq: row.seq,
      at: row.at,
      fromApplicant: row.data.from === 'applicant',
      author: row.actor_name,
      body: typeof row.data.body === 'string' ? row.data.body : '',
    })),
    appointments,
    payments,
    household: await listHouseholdOf(tx, deps, agent, dossiers),
    children: [...children.values()],
  };
}

/** Once for each, the latest first. */
export async function listHouseholdOf(
  tx: Tx,
  deps: HouseholdDeps,
  agent: AgentPrincipal,
  dossiers: readonly Pick<DossierRow, 'authority_id' | 'id' | 'account_pseudonym'>[],
): Promise<HouseholdDossier[]> {
  const found = new Map<string, HouseholdDossier>();
  for (const dossier of dossiers)
    for (const one of await listHouseholdDossiers(tx, deps, agent, dossier)) found.set(one.id, one);
  return [...found.values()].toSorted((one, other) => other.submitted_at.getTime() - one.submitted_at.getTime());
}
