import type { Platform } from '#platform/platform.ts';
import type { Seals } from '../seals.ts';
import { keepSeal } from './keep-seal.ts';

/**
 * Gives an authority of a demonstration a seal of its own, of this installation, the first time. One that an administrator
 * has replaced or removed is not put back.
 */
export async function ensureDemonstrationSeal(
  { platform, seals }: { readonly platform: Platform; readonly seals: Seals },
  authority: { readonly id: string; readonly name: string },
): Promise<void> {
  const { database, clock } = platform;
  const known = await database.read([authority.id], (tx) =>
    tx.selectFrom('seals').select('id').where('authority_id', '=', authority.id).limit(1).executeTakeFirst(),
  );
  if (known !== undefined) return;
  const now = new Date(clock.now().epochMilliseconds);
  const { makeDemonstrationSeal } = await import('../pkcs12/demonstration-seal.ts');
  const seal = await makeDemonstrationSeal(authority.name, now);
  await database.transaction([authority.id], (tx) =>
    keepSeal(tx, seals.keys, { authorityId: authority.id, seal, demonstration: true, now }),
  );
}
