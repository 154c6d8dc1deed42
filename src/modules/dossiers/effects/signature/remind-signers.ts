import type { Tx } from '#platform/database/database.ts';
import { dossierColumns } from '../../usecases/lock-dossier.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { currentStep, findCircuit } from './circuit.ts';
import { announceTurn } from './signature-mail.ts';

/** Days that a document waits for a signature before those who may sign it are told again, and between two times. */
export const reminderDays = 3;

/** Writes again to those whose signature has been waited for. @returns how many documents */
export async function remindSigners(
  parts: Pick<CapabilityParts, 'platform' | 'directory'>,
  authorityId: string,
  origin: string,
): Promise<number> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const before = new Date(now.getTime() - reminderDays * 86_400_000);
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const waiting = await listWaiting(tx, authorityId, before);
    let told = 0;
    for (const { id } of waiting) {
      const circuit = await findCircuit(tx, authorityId, id, { lock: true });
      const step = circuit === undefined ? undefined : currentStep(circuit);
      if (circuit === undefined || step === undefined) continue;
      const dossier = await tx
        .selectFrom('dossiers')
        .select(dossierColumns)
        .where('authority_id', '=', authorityId)
        .where('id', '=', circuit.dossier_id)
        .executeTakeFirstOrThrow();
      await announceTurn(tx, parts, circuit, step, dossier, origin, 'reminder');
      await tx
        .updateTable('signature_circuits')
        .set({ reminded_at: now })
        .where('authority_id', '=', authorityId)
        .where('id', '=', id)
        .execute();
      told += 1;
    }
    return told;
  });
}

/** Those whose last step, or else whose beginning, and whose last reminder are that old. */
function listWaiting(tx: Tx, authorityId: string, before: Date): Promise<{ id: string }[]> {
  return tx
    .selectFrom('signature_circuits as c')
    .select('c.id')
    .where('c.authority_id', '=', authorityId)
    .where('c.state', '=', 'running')
    .where('c.started_at', '<=', before)
    .where((eb) => eb.or([eb('c.reminded_at', 'is', null), eb('c.reminded_at', '<=', before)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('signature_steps as s')
            .select('s.position')
            .whereRef('s.authority_id', '=', 'c.authority_id')
            .whereRef('s.circuit_id', '=', 'c.id')
            .where('s.acted_at', '>', before),
        ),
      ),
    )
    .orderBy('c.started_at')
    .limit(500)
    .execute();
}
