import { sql } from 'kysely';
import { receiveMessage } from '#modules/dossiers/index.ts';
import { normalizePhone } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type SmsThread, smsThreadDays, threadOfSms } from '../domain/sms-thread.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { originOf } from '../origin.ts';

/** An SMS as the provider hands it over. */
export interface IncomingSms {
  /** The provider's own: the same id again is the same SMS again. */
  readonly id: string;
  readonly from: string;
  readonly text: string;
}

const longestSms = 2000;

/**
 * Takes an SMS once. It joins the dossier that wrote to that number, when one can be told; else it is listed by the
 * authority that wrote last, or by the territory's own.
 * @returns false when it was known, or when nobody's authority can look at it
 */
export async function takeSms(parts: InboundParts, sms: IncomingSms): Promise<boolean> {
  const { database, clock } = parts.platform;
  const now = new Date(clock.now().epochMilliseconds);
  const sender = normalizePhone(sms.from) ?? sms.from.trim().slice(0, 30);
  const since = new Date(now.getTime() - smsThreadDays * 86_400_000);
  const { rows } = await sql<{ authority_id: string; dossier_id: string; written_at: Date }>`
    SELECT authority_id, dossier_id, written_at FROM sms_threads(${sender}, ${since})`.execute(database.open);
  const threads = rows.map((row) => ({
    authorityId: row.authority_id,
    dossierId: row.dossier_id,
    writtenAt: row.written_at,
  }));
  const thread = threadOfSms(threads);
  const authorityId = (thread ?? threads[0])?.authorityId ?? (await territoryAuthority(parts));
  if (authorityId === undefined) return false;
  return database.transaction([authorityId], (tx) =>
    note(tx, parts, { ...sms, sender, authorityId, now }, thread, threads),
  );
}

async function note(
  tx: Tx,
  parts: InboundParts,
  sms: IncomingSms & { readonly sender: string; readonly authorityId: string; readonly now: Date },
  thread: SmsThread | undefined,
  threads: readonly SmsThread[],
): Promise<boolean> {
  const { authorityId, sender, now } = sms;
  const id = newId(now.getTime());
  const body = sms.text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, longestSms);
  const inserted = await tx
    .insertInto('received_messages')
    .values({
      authority_id: authorityId,
      id,
      medium: 'sms',
      identity: sha256(`sms\0${sms.id}`),
      message_id: sms.id.slice(0, 200),
      sender,
      body,
      size: Buffer.byteLength(sms.text),
      verdict: 'unattached',
      state: 'waiting',
      received_at: now,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'identity']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  const joined =
    thread === undefined
      ? undefined
      : await receiveMessage(tx, parts, {
          authorityId,
          dossierId: thread.dossierId,
          channel: 'sms',
          body,
          files: [],
          origin: originOf(parts.platform),
          now,
        });
  // Of several dossiers that wrote, the last one is proposed, if it is this authority's.
  const suggested = thread ?? threads.find((one) => one.authorityId === authorityId);
  await tx
    .updateTable('received_messages')
    .set(
      joined !== undefined
        ? { verdict: 'joined', state: 'settled', dossier_id: joined, decided_at: now }
        : {
            verdict: thread === undefined ? 'unattached' : 'over',
            suggested_dossier_id: suggested?.dossierId ?? null,
          },
    )
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .execute();
  return true;
}

/** Whoever holds the territory's number looks at what nobody can place. */
async function territoryAuthority({ platform }: InboundParts): Promise<string | undefined> {
  const row = await platform.database.open
    .selectFrom('authorities')
    .select('id')
    .where('active', '=', true)
    .orderBy((eb) => eb.case().when('kind', '=', 'epci').then(0).else(1).end())
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
