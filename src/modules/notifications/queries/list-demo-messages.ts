import type { Selectable } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type DemoMessage = Selectable<Tables['demo_messages']>;
export type DemoMedium = 'email' | 'sms';

export const demoPageSize = 25;

/** One page of what would have been sent, newest first. `page` counts from 1. */
export async function listDemoMessages(
  database: Pick<Database, 'open'>,
  options: { medium?: DemoMedium | undefined; page: number },
): Promise<{ messages: Omit<DemoMessage, 'body'>[]; pages: number }> {
  const { medium } = options;
  let counted = database.open.selectFrom('demo_messages').select((eb) => eb.fn.countAll<string>().as('count'));
  let query = database.open
    .selectFrom('demo_messages')
    .select(['id', 'medium', 'recipient', 'subject', 'attachments', 'sent_at']);
  if (medium !== undefined) {
    counted = counted.where('medium', '=', medium);
    query = query.where('medium', '=', medium);
  }
  const { count } = await counted.executeTakeFirstOrThrow();
  const messages = await query
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(demoPageSize)
    .offset((options.page - 1) * demoPageSize)
    .execute();
  return { messages, pages: Math.max(1, Math.ceil(Number(count) / demoPageSize)) };
}

export async function findDemoMessage(database: Pick<Database, 'open'>, id: string): Promise<DemoMessage | undefined> {
  return database.open.selectFrom('demo_messages').selectAll().where('id', '=', id).executeTakeFirst();
}
