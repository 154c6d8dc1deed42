import { sql } from 'kysely';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { civilDate, legalTimeZone } from '#platform/clock/clock.ts';
import { holidayRegionOf, isWorkingDay } from '#platform/clock/holidays.ts';
import type { ProcessingRight } from '#platform/http/principals.ts';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { type Alerts, hasAlerts, readAlerts } from '../queries/read-alerts.ts';
import { alertsPath } from '../web/desk.ts';

export const defaultMailHour = 8;

interface Reader {
  readonly agent_id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'fr' | 'en';
  readonly rights: readonly ProcessingRight[];
}

/**
 * Sends the morning e-mail to the agents of an authority who want it: at its hour or, if that hour was missed, later in the
 * morning; on working days of its place; only when there is something. Once a day for each agent, however often it runs.
 * @returns how many were sent
 */
export async function sendMorningMails(parts: PilotageParts, authorityId: string, origin: string): Promise<number> {
  const { platform } = parts;
  const instant = platform.clock.now();
  const today = civilDate(instant);
  const { hour } = instant.toZonedDateTimeISO(legalTimeZone);
  const authority = await parts.directory.getAuthority(authorityId);
  const place = authority.communeCode ?? authority.contact.postcode;
  if (!isWorkingDay(today, holidayRegionOf(place)) || hour > 12) return 0;
  const readers = await platform.database.read([authorityId], async (tx) => {
    const settings = await tx
      .selectFrom('quality_settings')
      .select('mail_hour')
      .where('authority_id', '=', authorityId)
      .executeTakeFirst();
    if (hour < (settings?.mail_hour ?? defaultMailHour)) return [];
    const { rows } = await sql<Reader>`
      SELECT m.agent_id, g.name, g.email, g.locale, coalesce((
        SELECT json_agg(json_build_object('authorityId', p.authority_id, 'procedureId', p.procedure_id,
          'teamAuthorityId', p.team_authority_id, 'teamId', p.team_id, 'leader', p.leader))
        FROM agent_processing_rights(m.agent_id) p WHERE p.team_authority_id = m.authority_id), '[]') AS rights
      FROM morning_mails m
      JOIN agents g ON g.id = m.agent_id AND g.active
      JOIN agent_roles r ON r.authority_id = m.authority_id AND r.agent_id = m.agent_id
      WHERE m.authority_id = ${authorityId} AND m.wanted
        AND (m.last_sent_on IS NULL OR m.last_sent_on < ${today.toString()}::date)
        AND NOT EXISTS (SELECT FROM agent_absences a WHERE a.authority_id = m.authority_id AND a.agent_id = m.agent_id
          AND a.from_day <= ${today.toString()}::date AND a.to_day >= ${today.toString()}::date)
      ORDER BY m.agent_id`.execute(tx);
    return rows;
  });
  let sent = 0;
  for (const reader of readers) sent += (await sendOne(parts, authorityId, reader, today.toString(), origin)) ? 1 : 0;
  return sent;
}

async function sendOne(
  parts: PilotageParts,
  authorityId: string,
  reader: Reader,
  today: string,
  origin: string,
): Promise<boolean> {
  const { platform } = parts;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const scope = [...new Set([authorityId, ...reader.rights.map((right) => right.authorityId)])];
  const authority = await parts.directory.getAuthority(authorityId);
  return platform.database.transaction(scope, async (tx) => {
    // Another node may have been first: the row is written before the mail, in one transaction.
    const taken = await tx
      .updateTable('morning_mails')
      .set({ last_sent_on: today })
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', reader.agent_id)
      .where('wanted', '=', true)
      .where((eb) => eb.or([eb('last_sent_on', 'is', null), eb('last_sent_on', '<', today)]))
      .returning('agent_id')
      .executeTakeFirst();
    if (taken === undefined) return false;
    const alerts = await readAlerts(tx, reader, today, now);
    if (!hasAlerts(alerts)) return false;
    const { locale } = reader;
    const count = alerts.late + alerts.unassigned + alerts.answered + alerts.thisWeek;
    await queueMessage(platform, tx, {
      authorityId,
      medium: 'email',
      recipient: reader.email,
      subject: count === 1 ? say(locale, 'mail.subjectOne') : say(locale, 'mail.subject', { count }),
      body: composeEmail({
        locale,
        greeting: say(locale, 'mail.hello', { name: reader.name }),
        paragraphs: [say(locale, 'mail.body')],
        facts: alertLines(alerts).map((key) => [say(locale, `alerts.${key}`), String(alerts[key])] as const),
        action: { label: say(locale, 'mail.action'), href: `${origin}${alertsPath}` },
        authority: { name: authority.name, lines: ['', say(locale, 'mail.stop')] },
      }),
    });
    return true;
  });
}

export type AlertKey = keyof Alerts;

/** The alerts that there are, the gravest first, then what waits. */
export function alertLines(alerts: Alerts): AlertKey[] {
  return (['late', 'thisWeek', 'unassigned', 'answered', 'waiting'] as const).filter((key) => alerts[key] > 0);
}

/** Every authority where somebody waits for theirs, in turn; the trouble of one does not keep the others waiting. @throws {AggregateError} at the end */
export async function sendEveryMorningMail(parts: PilotageParts, origin: string): Promise<void> {
  const today = civilDate(parts.platform.clock.now()).toString();
  const { rows: authorities } = await sql<{ id: string }>`
    SELECT authority_id AS id FROM authorities_with_morning_mails(${today}::date)`.execute(
    parts.platform.database.open,
  );
  const failures: unknown[] = [];
  for (const { id } of authorities) {
    try {
      await sendMorningMails(parts, id, origin);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}
