import type { Selectable } from 'kysely';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';

export type DeclarationRow = Selectable<Tables['body_declarations']>;

/** @throws NotFoundError for that of another authority, as for none */
export async function getDeclaration(
  tx: Tx,
  authorityId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DeclarationRow> {
  let query = tx
    .selectFrom('body_declarations')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new NotFoundError('declaration-not-found');
  return row;
}

/** Those that wait, the oldest first, then the last that were decided. */
export async function listDeclarations(
  tx: Tx,
  authorityId: string,
): Promise<{ waiting: DeclarationRow[]; decided: DeclarationRow[] }> {
  const all = tx.selectFrom('body_declarations').selectAll().where('authority_id', '=', authorityId);
  const [waiting, decided] = await Promise.all([
    all.where('state', '=', 'waiting').orderBy('declared_at').limit(200).execute(),
    all.where('state', '<>', 'waiting').orderBy('decided_at', 'desc').limit(20).execute(),
  ]);
  return { waiting, decided };
}

/** The declarations of a person that were not accepted, the latest first: for that person's eyes only. */
export async function listOwnDeclarations(
  { database }: Pick<Platform, 'database'>,
  open: Reader,
  accountId: string,
): Promise<DeclarationRow[]> {
  const own = await open
    .selectFrom('body_declarers')
    .select(['declaration_id', 'authority_id'])
    .where('account_id', '=', accountId)
    .execute();
  if (own.length === 0) return [];
  const authorities = [...new Set(own.map((one) => one.authority_id))];
  return database.read(authorities, (tx) =>
    tx
      .selectFrom('body_declarations')
      .selectAll()
      .where('authority_id', 'in', authorities)
      .where(
        'id',
        'in',
        own.map((one) => one.declaration_id),
      )
      .orderBy('declared_at', 'desc')
      .execute(),
  );
}
