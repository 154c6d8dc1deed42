import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { replacementWords as say } from '../replacement-messages.ts';

/** Whoever has the dossier is away: until when (YYYY-MM-DD), and who follows it. */
export interface AbsentAssignee {
  readonly name: string;
  readonly until: string;
  readonly substitute: string | undefined;
}

/** @param today YYYY-MM-DD */
export async function findAbsentAssignee(
  tx: Tx,
  dossier: { readonly team_authority_id: string; readonly assignee_id: string | null },
  today: string,
): Promise<AbsentAssignee | undefined> {
  if (dossier.assignee_id === null) return undefined;
  const row = await tx
    .selectFrom('agent_absences as a')
    .innerJoin('agents as g', 'g.id', 'a.agent_id')
    .leftJoin('agents as s', 's.id', 'a.substitute_id')
    .select(['g.name', 'a.to_day', 's.name as substitute'])
    .where('a.authority_id', '=', dossier.team_authority_id)
    .where('a.agent_id', '=', dossier.assignee_id)
    .where('a.from_day', '<=', today)
    .where('a.to_day', '>=', today)
    .executeTakeFirst();
  return row && { name: row.name, until: row.to_day, substitute: row.substitute ?? undefined };
}

/** Said on the dossier, so that nobody waits for somebody who is away. */
export function AbsentAssigneeBanner({ absent, locale }: { absent: AbsentAssignee | undefined; locale: Locale }) {
  if (absent === undefined) return null;
  const { name, until, substitute } = absent;
  return (
    <Notification tone="info" title={say(locale, 'banner.title', { name, date: formatDate(until, locale) })}>
      <p class="govuk-body">
        {substitute === undefined ? say(locale, 'banner.team') : say(locale, 'banner.substitute', { substitute })}
      </p>
    </Notification>
  );
}
