import type { Tx } from '#platform/database/database.ts';
import type { ClockSuspension } from '../domain/clock-after-transition.ts';
import type { DossierRow } from './lock-dossier.ts';

/** What the event that last suspended the dossier's clock remembers. */
export async function findSuspension(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
): Promise<ClockSuspension | undefined> {
  const events = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('kind', '=', 'transition')
    .orderBy('seq', 'desc')
    .execute();
  return events.map((event) => event.data.suspension as ClockSuspension | undefined).find((one) => one !== undefined);
}
