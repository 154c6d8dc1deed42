import type { Reader, Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { BodyKind, RepresentativeRole } from '../domain/body.ts';

/** What fills forms in when somebody acts for the body. */
export interface BodyIdentity {
  readonly id: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly siret: string | undefined;
  readonly rna: string | undefined;
  readonly address: Readonly<Record<string, unknown>> | undefined;
}

export interface Representative {
  readonly accountId: string;
  readonly name: string;
  readonly role: RepresentativeRole;
  readonly since: Date;
}

export async function findBodyIdentity(open: Reader, bodyId: string): Promise<BodyIdentity | undefined> {
  const row = await open.selectFrom('bodies').selectAll().where('id', '=', bodyId).executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, kind, name } = row;
  return {
    id,
    kind,
    name,
    siret: row.siret ?? undefined,
    rna: row.rna ?? undefined,
    address: row.address ?? undefined,
  };
}

/** Who represents the body today, the first one first. An account that was closed represents nobody. */
export async function listRepresentatives(open: Reader | Tx, bodyId: string): Promise<Representative[]> {
  const rows = await open
    .selectFrom('body_representatives as r')
    .innerJoin('accounts as a', 'a.id', 'r.account_id')
    .select(['r.account_id', 'r.role', 'r.since', 'a.given_names', 'a.family_name', 'a.email'])
    .where('r.body_id', '=', bodyId)
    .where('a.closed_at', 'is', null)
    .orderBy('r.since')
    .orderBy('r.account_id')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    name: [row.given_names, row.family_name].filter(Boolean).join(' ') || row.email,
    role: row.role,
    since: row.since,
  }));
}

/**
 * Holds the body until the end of the transaction, for one of its representatives.
 * @throws NotFoundError for everybody else, whether the body exists or not
 */
export async function lockOwnBody(
  tx: Tx,
  bodyId: string,
  accountId: string,
): Promise<{ name: string; own: Representative; representatives: readonly Representative[] }> {
  const body = await tx.selectFrom('bodies').select('name').where('id', '=', bodyId).forUpdate().executeTakeFirst();
  const representatives = body === undefined ? [] : await listRepresentatives(tx, bodyId);
  const own = representatives.find((one) => one.accountId === accountId);
  if (body === undefined || own === undefined) throw new NotFoundError('body-not-found');
  return { name: body.name, own, representatives };
}
