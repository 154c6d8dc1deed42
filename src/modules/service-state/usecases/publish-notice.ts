import { newId } from '#platform/crypto/ids.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { NoticeKind, Severity } from '../domain/known-state.ts';

type Parts = Pick<Platform, 'database' | 'clock'>;

export interface NewNotice {
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly text: LocalizedText;
  readonly beginsAt: Date;
  readonly endsAt: Date | undefined;
}

export async function publishNotice({ database, clock }: Parts, agentId: string, notice: NewNotice): Promise<string> {
  const now = new Date(clock.now().epochMilliseconds);
  const id = newId(now.getTime());
  await database.open
    .insertInto('service_notices')
    .values({
      id,
      kind: notice.kind,
      severity: notice.severity,
      text_fr: notice.text.fr,
      text_en: notice.text.en ?? null,
      begins_at: notice.beginsAt,
      ends_at: notice.endsAt ?? null,
      published_at: now,
      published_by: agentId,
    })
    .execute();
  return id;
}

/**
 * It is over from now on; one that had not begun is withdrawn, and nothing of it stays.
 * @returns false when there is none such, or no longer
 */
export async function endNotice({ database, clock }: Parts, agentId: string, id: string): Promise<boolean> {
  const now = new Date(clock.now().epochMilliseconds);
  const running = await database.open
    .updateTable('service_notices')
    .set({ ends_at: now, ended_by: agentId })
    .where('id', '=', id)
    .where('begins_at', '<=', now)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .returning('id')
    .execute();
  if (running.length > 0) return true;
  const coming = await database.open
    .deleteFrom('service_notices')
    .where('id', '=', id)
    .where('begins_at', '>', now)
    .returning('id')
    .execute();
  return coming.length > 0;
}
