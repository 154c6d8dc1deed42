import { sql } from 'kysely';
import type { AuthorityKeys } from '#modules/documents/index.ts';
import { wrapKey } from '#platform/crypto/envelope.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { OpenedSeal } from '../pkcs12/open-pkcs12.ts';
import { sealKeyContext } from '../queries/find-seal.ts';

export interface SealAct {
  readonly authorityId: string;
  /** Absent for the installation itself. */
  readonly by?: { readonly id: string; readonly name: string } | undefined;
  readonly now: Date;
}

/** Makes it the seal of the authority; the key of the former one is destroyed. */
export async function keepSeal(
  tx: Tx,
  keys: AuthorityKeys,
  act: SealAct & { readonly seal: OpenedSeal; readonly demonstration?: boolean },
): Promise<void> {
  const { authorityId, by, now, seal, demonstration = false } = act;
  await removeSeal(tx, act);
  const id = newId(now.getTime());
  const dataKey = await keys.current(authorityId, tx);
  await tx
    .insertInto('seals')
    .values({
      authority_id: authorityId,
      id,
      fingerprint: seal.fingerprint,
      certificates: [...seal.certificates],
      wrapped_key: wrapKey(dataKey.key, seal.key, sealKeyContext(authorityId, id)),
      key_version: dataKey.version,
      subject: seal.subject,
      issuer: seal.issuer,
      valid_from: seal.validFrom,
      valid_until: seal.validUntil,
      demonstration,
      added_at: now,
      added_by: by?.id ?? null,
      added_by_name: by?.name ?? '',
    })
    .execute();
  await recordCertificate(tx, authorityId, seal, { demonstration, now });
}

/** Public: whoever checks a letter is told whose certificate it is. */
export async function recordCertificate(
  tx: Tx,
  authorityId: string,
  seal: Pick<OpenedSeal, 'fingerprint' | 'subject' | 'validUntil'>,
  { demonstration, now }: { readonly demonstration: boolean; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('seal_certificates')
    .values({
      fingerprint: seal.fingerprint,
      sealing_authority: authorityId,
      subject: seal.subject,
      valid_until: seal.validUntil,
      demonstration,
      known_since: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes the seal away and destroys its key. @returns whether there was one */
export async function removeSeal(tx: Tx, { authorityId, by, now }: SealAct): Promise<boolean> {
  // Of two administrators at once, one waits for the other.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`seal/${authorityId}`}, 0))`.execute(tx);
  const removed = await tx
    .updateTable('seals')
    .set({
      wrapped_key: null,
      key_version: null,
      removed_at: now,
      removed_by: by?.id ?? null,
      removed_by_name: by?.name ?? '',
    })
    .where('authority_id', '=', authorityId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return removed.numUpdatedRows > 0n;
}

/** Whether letters that nobody signs in a circuit are sealed too. */
export async function chooseSealedLetters(tx: Tx, act: SealAct & { readonly sealsLetters: boolean }): Promise<void> {
  const values = {
    seals_letters: act.sealsLetters,
    changed_at: act.now,
    changed_by: act.by?.id ?? null,
    changed_by_name: act.by?.name ?? '',
  };
  await tx
    .insertInto('seal_choices')
    .values({ authority_id: act.authorityId, ...values })
    .onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values))
    .execute();
}
