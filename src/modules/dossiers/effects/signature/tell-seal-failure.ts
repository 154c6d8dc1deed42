import type { Authority } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { signatureWords as say } from './messages.ts';

/**
 * Tells the administrators of an authority that its seal could not seal, once a day however many letters wait for it.
 * @returns how many were told
 */
export async function tellSealFailure(
  tx: Tx,
  platform: Pick<Platform, 'jobs' | 'clock'>,
  failure: {
    readonly authority: Pick<Authority, 'id' | 'name'>;
    /** In French. */
    readonly why: string;
    /** The letter that could not be sealed. */
    readonly title: string;
    readonly origin: string;
    readonly now: Date;
  },
): Promise<number> {
  const { authority, why, title, origin, now } = failure;
  const inserted = await tx
    .insertInto('seal_failure_notices')
    .values({ authority_id: authority.id, day: civilDate(instantOf(now)).toString() })
    .onConflict((conflict) => conflict.columns(['authority_id', 'day']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return 0;
  const administrators = await tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select('g.email')
    .where('r.authority_id', '=', authority.id)
    .where('r.role', '=', 'administrator')
    .where('g.active', '=', true)
    .execute();
  for (const { email } of administrators) {
    await queueMessage(platform, tx, {
      authorityId: authority.id,
      medium: 'email',
      recipient: email,
      subject: say('fr', 'mail.sealFailed.subject', {}),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [say('fr', 'mail.sealFailed.body', { why, title }), say('fr', 'mail.sealFailed.next', {})],
        action: { label: say('fr', 'mail.sealFailed.action'), href: `${origin}/agents/administration/cachet` },
        authority: { name: authority.name },
      }),
    });
  }
  return administrators.length;
}
