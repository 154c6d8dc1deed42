import type { ReceivedFile } from '#modules/documents/index.ts';
import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import { type BodyDetails, isManaged } from '../domain/body.ts';
import { TooManyWaitingError } from '../errors.ts';
import { listRepresentatives } from '../queries/find-body.ts';

export interface Declaration {
  readonly accountId: string;
  readonly declarantName: string;
  readonly authorityId: string;
  readonly body: BodyDetails;
  /** Treasurer, president, manager: as the person says it. */
  readonly capacity: string;
  readonly proof: ReceivedFile;
}

/** Waiting or refused: whoever has so many speaks to their town hall. */
const mostDeclared = 10;

/** Later than this, the agent compares with the proof alone. */
const lookupMilliseconds = 2500;

/**
 * Tells an authority that somebody represents a body. Nothing opens until one of its agents has read the proof. Those who
 * represent the body already are told by e-mail, and the person who declares learns nothing of them.
 * @throws {TooManyWaitingError}
 */
export async function declareBody(parts: BodiesParts, declaration: Declaration): Promise<string> {
  const { accountId, authorityId, body } = declaration;
  const found = await askDirectory(parts, body.siret);
  const id = newId();
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await refuseTooMany(tx, accountId);
    const document = await parts.documents.record(tx, authorityId, declaration.proof, { origin: 'applicant' });
    await tx
      .insertInto('body_declarations')
      .values({
        authority_id: authorityId,
        id,
        kind: body.kind,
        siret: body.siret ?? null,
        rna: body.rna ?? null,
        name: body.name,
        found_name: found?.name ?? null,
        address: found?.address === undefined ? null : JSON.stringify(found.address),
        declarant_name: declaration.declarantName,
        capacity: declaration.capacity,
        document_id: document.id,
        state: 'waiting',
        declared_at: nowOf(parts),
      })
      .execute();
    await tx
      .insertInto('body_declarers')
      .values({ declaration_id: id, authority_id: authorityId, account_id: accountId })
      .execute();
    await warnRepresentatives(tx, parts, body, accountId);
  });
  return id;
}

async function askDirectory({ companies, platform }: BodiesParts, siret: string | undefined) {
  if (companies === undefined || siret === undefined) return undefined;
  try {
    return await companies.ask(siret, AbortSignal.timeout(lookupMilliseconds));
  } catch (error) {
    platform.log.warn({ err: { message: (error as Error).message } }, 'a body was declared without its directory');
    return undefined;
  }
}

/** They are counted under the lock of the account: two declarations at once are counted one after the other. */
async function refuseTooMany(tx: Tx, accountId: string): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().executeTakeFirstOrThrow();
  const known = await tx
    .selectFrom('body_declarers')
    .select('declaration_id')
    .where('account_id', '=', accountId)
    .execute();
  if (known.length >= mostDeclared) throw new TooManyWaitingError();
}

async function warnRepresentatives(tx: Tx, parts: BodiesParts, body: BodyDetails, accountId: string): Promise<void> {
  const known = await tx
    .selectFrom('bodies')
    .select('id')
    .where((eb) => eb.or([eb('siret', '=', body.siret ?? ''), eb('rna', '=', body.rna ?? '')]))
    .executeTakeFirst();
  if (known === undefined) return;
  const representatives = await listRepresentatives(tx, known.id);
  // Managers, or the members whose managers are all gone.
  const told = isManaged(representatives) ? representatives.filter((one) => one.role === 'manager') : representatives;
  for (const one of told) {
    if (one.accountId !== accountId)
      await queueAccountEmail(parts.platform, tx, 'body-declared-again', { accountId: one.accountId });
  }
}
