import type { Selectable } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { KnownState, Maintenance, ServiceNotice } from '../domain/known-state.ts';

/** Maintenance mode and what runs or is to come, as the database knows it. */
export async function readState(open: Reader, now: Date): Promise<KnownState> {
  const [maintenance, notices] = await Promise.all([
    readMaintenance(open),
    open
      .selectFrom('service_notices')
      .selectAll()
      .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
      .orderBy('begins_at')
      .limit(100)
      .execute(),
  ]);
  return { maintenance, notices: notices.map(noticeOf) };
}

/** The mode, when it is on. */
export async function readMaintenance(open: Reader): Promise<Maintenance | undefined> {
  const row = await open.selectFrom('maintenance_periods').selectAll().where('ended_at', 'is', null).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    beganAt: row.began_at,
    until: row.until ?? undefined,
    message: textOf(row.message_fr, row.message_en),
  };
}

/** Those that ended since that moment, the latest first. */
export async function listEndedNotices(
  open: Reader,
  between: { since: Date; now: Date },
): Promise<readonly ServiceNotice[]> {
  const rows = await open
    .selectFrom('service_notices')
    .selectAll()
    .where('ends_at', '<=', between.now)
    .where('ends_at', '>=', between.since)
    .orderBy('begins_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(noticeOf);
}

function noticeOf(row: Selectable<Tables['service_notices']>): ServiceNotice {
  return {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    text: { fr: row.text_fr, en: row.text_en ?? undefined },
    beginsAt: row.begins_at,
    endsAt: row.ends_at ?? undefined,
    publishedAt: row.published_at,
  };
}

function textOf(fr: string | null, en: string | null): LocalizedText | undefined {
  return fr === null ? undefined : { fr, en: en ?? undefined };
}
