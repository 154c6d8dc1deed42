import type { Tx } from '#platform/database/database.ts';
import { helperOf, type Mandate, type RevokedBy } from '../domain/mandate.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { mandateWords as say } from '../messages.ts';
import { recordAct } from './record-act.ts';
import { tellResident } from './tell-resident.ts';

/**
 * Ends a mandate at once: the helper's next request is refused. Harmless when it is over. The caller has the policy and the
 * row's lock.
 */
export async function revokeMandate(
  tx: Tx,
  parts: MandatesParts,
  mandate: Mandate,
  by: { readonly kind: RevokedBy; readonly name: string; readonly origin: string; readonly now: Date },
): Promise<void> {
  if (mandate.revokedAt !== null) return;
  await tx
    .updateTable('mandates')
    .set({ revoked_at: by.now, revoked_by: by.kind, code_hash: null })
    .where('authority_id', '=', mandate.authorityId)
    .where('id', '=', mandate.id)
    .where('revoked_at', 'is', null)
    .execute();
  await recordAct(tx, mandate, { act: 'revoked', by: { kind: by.kind, name: by.name }, at: by.now });
  // Somebody who was never asked, or whose code was not taken, has nothing to be told of.
  if (mandate.agreedAt === null) return;
  const { locale } = mandate;
  const params = { helper: helperOf(mandate) };
  await tellResident(tx, parts, mandate, {
    subject: say(locale, 'revoked.subject'),
    paragraphs: [say(locale, 'revoked.body', params)],
    sms: say(locale, 'revoked.sms', params),
    origin: by.origin,
    over: true,
  });
}
