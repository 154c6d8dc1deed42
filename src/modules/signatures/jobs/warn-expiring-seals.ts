import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { daysLeft } from '../domain/seal-dates.ts';
import { signatureMessages as say } from '../messages.ts';
import { findSealRow, type SealRow } from '../queries/find-seal.ts';
import type { SignaturesParts } from '../signatures-parts.ts';

/** Days before its end at which the administrators are told. */
const warnings = [0, 7, 30];

/** Tells the administrators of an authority that its seal ends: thirty days before, seven days before, and the day itself. */
export async function warnExpiringSeals(parts: SignaturesParts): Promise<void> {
  const { platform } = parts;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const soon = new Date(now.getTime() + 31 * 24 * 3600 * 1000);
  const ending = await platform.database.open
    .selectFrom('seal_certificates')
    .select('sealing_authority')
    .distinct()
    .where('valid_until', '<', soon)
    .where('valid_until', '>', new Date(now.getTime() - 31 * 24 * 3600 * 1000))
    .execute();
  for (const { sealing_authority: authorityId } of ending) {
    await platform.database.transaction([authorityId], async (tx) => {
      const seal = await findSealRow(tx, authorityId);
      if (seal !== undefined) await warnOne(parts, tx, seal, now);
    });
  }
  for (const authorityId of parts.seals.environment.list()) {
    const seal = await parts.seals.environment.find(authorityId);
    if (seal !== undefined && daysLeft(seal.validUntil, now) <= 30)
      platform.log.warn({ authorityId, validUntil: seal.validUntil }, 'the seal of SEALS_DIR ends soon');
  }
}

async function warnOne(parts: SignaturesParts, tx: Tx, seal: SealRow, now: Date): Promise<void> {
  const left = daysLeft(seal.valid_until, now);
  const reached = warnings.find((days) => left <= days);
  if (reached === undefined || (seal.told_days !== null && seal.told_days <= reached)) return;
  await tx
    .updateTable('seals')
    .set({ told_days: reached })
    .where('authority_id', '=', seal.authority_id)
    .where('id', '=', seal.id)
    .execute();
  const authority = await parts.directory.getAuthority(seal.authority_id);
  const values = { name: seal.subject, date: formatDate(seal.valid_until, 'fr') };
  const administrators = await tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select('g.email')
    .where('r.authority_id', '=', seal.authority_id)
    .where('r.role', '=', 'administrator')
    .where('g.active', '=', true)
    .execute();
  for (const { email } of administrators) {
    await queueMessage(parts.platform, tx, {
      authorityId: seal.authority_id,
      medium: 'email',
      recipient: email,
      subject: say('fr', left <= 0 ? 'mail.ended.subject' : 'mail.ends.subject', values),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [say('fr', left <= 0 ? 'mail.ended.body' : 'mail.ends.body', values)],
        authority: { name: authority.name },
      }),
    });
  }
}

export function signatureJobs(parts: SignaturesParts): JobDefinition<never>[] {
  return [{ name: 'warn-expiring-seals', schedule: '17 6 * * *', concurrency: 1, run: () => warnExpiringSeals(parts) }];
}
