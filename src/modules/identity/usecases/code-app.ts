import { Secret, TOTP } from 'otpauth';
import { newId } from '#platform/crypto/ids.ts';
import { installationKeys, type Keyring } from '#platform/crypto/keyring.ts';
import { addCounts, type KeyHolder, type RewrapCounts, rewrapRows } from '#platform/crypto/rewrap.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerColumns, ownerValues } from '../owner.ts';

/** Seconds for which a code is shown (RFC 6238); one before and one after are taken, for clocks that differ. */
const period = 30;

/** What a new application is given: by its QR code, or typed. */
export interface CodeAppSecret {
  readonly uri: string;
  /** In base 32, by groups of four. */
  readonly typed: string;
}

/** Begins to set an application up under a new secret. One in use goes on until the new one is confirmed. */
export async function startCodeApp(parts: IdentityParts, owner: Owner): Promise<void> {
  const now = nowOf(parts);
  const id = newId(now.getTime());
  const secret = sealed(parts, id, new Secret({ size: 20 }));
  await parts.platform.database.transaction([], async (tx) => {
    await tx
      .deleteFrom('code_apps')
      .where(ownerColumns[owner.hat], '=', owner.id)
      .where('confirmed_at', 'is', null)
      .execute();
    await tx
      .insertInto('code_apps')
      .values({ id, ...ownerValues(owner), secret, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** The secret of the application that is being set up. */
export async function findCodeAppToSetUp(
  parts: IdentityParts,
  owner: Owner,
  names: { readonly issuer: string; readonly person: string },
): Promise<CodeAppSecret | undefined> {
  const row = await findApp(parts.platform.database.open, owner);
  if (row === undefined || row.confirmed_at !== null) return undefined;
  const secret = unsealed(parts, row.id, row.secret);
  return {
    uri: totpOf(secret, names).toString(),
    typed: secret.base32.replace(/(.{4})(?=.)/g, '$1 '),
  };
}

/**
 * Takes a code of the person's application, once: the step it was made for is kept, and neither it nor one before is taken
 * again, whichever process is asked.
 * @param state `confirmed`: to sign in; `being-set-up`: confirms the application
 */
export async function takeAppCode(
  parts: IdentityParts,
  tx: Tx | Reader,
  owner: Owner,
  typed: string,
  state: 'confirmed' | 'being-set-up',
): Promise<boolean> {
  const row = await findApp(tx, owner);
  const token = typed.replace(/\s/g, '');
  if (row === undefined || (row.confirmed_at !== null) !== (state === 'confirmed') || !/^\d{6}$/.test(token))
    return false;
  const now = nowOf(parts);
  const delta = totpOf(unsealed(parts, row.id, row.secret)).validate({ token, timestamp: now.getTime(), window: 1 });
  if (delta === null) return false;
  const step = Math.floor(now.getTime() / 1000 / period) + delta;
  const taken = await tx
    .updateTable('code_apps')
    .set({ last_step: step, ...(state === 'being-set-up' ? { confirmed_at: now } : {}) })
    .where('id', '=', row.id)
    .where((eb) => eb(eb.ref('last_step'), '<', eb.val(String(step))))
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

/** The person's application opens nothing any more. */
export async function removeCodeApp(tx: Tx, owner: Owner): Promise<boolean> {
  const removed = await tx.deleteFrom('code_apps').where(ownerColumns[owner.hat], '=', owner.id).executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

function findApp(open: Tx | Reader, owner: Owner) {
  return open.selectFrom('code_apps').selectAll().where(ownerColumns[owner.hat], '=', owner.id).executeTakeFirst();
}

function totpOf(secret: Secret, names: { issuer?: string; person?: string } = {}): TOTP {
  return new TOTP({
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period,
    issuer: names.issuer ?? '',
    label: names.person ?? '',
  });
}

/** Encrypted with a key derived from the installation's, bound to its row. */
function sealed(parts: IdentityParts, id: string, secret: Secret): Buffer {
  return sealingKeys(parts).wrap(Buffer.from(secret.bytes), codeAppContext(id));
}

function unsealed(parts: IdentityParts, id: string, stored: Buffer): Secret {
  const bytes = sealingKeys(parts).unwrap(stored, codeAppContext(id));
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}

function codeAppContext(id: string): string {
  return `code-app:${id}`;
}

function sealingKeys({ platform }: { platform: Pick<Platform, 'config'> }): Keyring {
  return installationKeys(platform.config).derive('parvis code apps');
}

/** The secrets of the applications that show codes. */
export function codeAppHolder({ config, database }: Pick<Platform, 'config' | 'database'>): KeyHolder {
  const keys = sealingKeys({ platform: { config } });
  return {
    name: 'applications that show codes',
    rewrap: async (options) => {
      const counts: RewrapCounts[] = [];
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const rows = await database.open
          .selectFrom('code_apps')
          .select(['id', 'secret'])
          .where('id', '>', after)
          .orderBy('id')
          .limit(500)
          .execute();
        const wrapped = rows.map(({ id, secret }) => ({
          wrapped: secret,
          context: codeAppContext(id),
          replace: (again: Buffer) =>
            database.open
              .updateTable('code_apps')
              .set({ secret: again })
              .where('id', '=', id)
              .where('secret', '=', secret)
              .execute(),
        }));
        counts.push(await rewrapRows(keys, wrapped, options));
        const last = rows.at(-1);
        if (last === undefined) return addCounts(counts);
        after = last.id;
      }
    },
  };
}
