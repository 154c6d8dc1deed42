import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';

export type Act =
  | 'drawn-up'
  | 'code-sent'
  | 'code-wrong'
  | 'agreed'
  | 'filed'
  | 'message-sent'
  | 'opened'
  | 'refused'
  | 'revoked';

/** Writes who did what to a mandate or under it. Nothing of it is ever rewritten. */
export async function recordAct(
  tx: Tx,
  mandate: { readonly authorityId: string; readonly id: string },
  done: {
    readonly act: Act;
    readonly by: { readonly kind: 'helper' | 'resident' | 'agent'; readonly name: string };
    readonly at: Date;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await tx
    .insertInto('mandate_acts')
    .values({
      authority_id: mandate.authorityId,
      mandate_id: mandate.id,
      id: newId(done.at.getTime()),
      at: done.at,
      act: done.act,
      actor_kind: done.by.kind,
      actor_name: done.by.name,
      data: JSON.stringify(done.data ?? {}),
    })
    .execute();
}
