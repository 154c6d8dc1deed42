import { sql } from 'kysely';
import { absentMembers } from '#modules/identity/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { openPhases } from '../../queries/inbox-views.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type Member, whoIsWarned } from '../domain/who-is-warned.ts';
import { defaultDelaySettings, everyProcedure } from '../queries/delay-settings.ts';
import { warningWords as say } from '../warning-messages.ts';

type DueDossier = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'team_authority_id'
  | 'team_id'
  | 'assignee_id'
  | 'silence_rule'
> & { readonly due_on: string };

const mostListed = 30;

/**
 * Tells the teams of an authority, and those who lead them, which dates draw near: one e-mail a person, each date told
 * twice at most (see `delay_settings`), and again when it has moved. What came in later than a warning would have been
 * sent is not told by it: nobody could have seen it coming.
 * @param today YYYY-MM-DD
 * @returns how many dates were told
 */
export function warnOfDelays(
  parts: Pick<DossiersParts, 'platform' | 'catalogue' | 'directory'>,
  authorityId: string,
  today: string,
  origin: string,
): Promise<number> {
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const due = await noteDue(tx, authorityId, today, new Date(parts.platform.clock.now().epochMilliseconds));
    if (due.length > 0) await tell(tx, parts, authorityId, today, due, origin);
    return due.length;
  });
}

/** The dates that are to be told now, noted as told. */
async function noteDue(tx: Tx, authorityId: string, today: string, now: Date): Promise<DueDossier[]> {
  const { firstDays, lastDays } = defaultDelaySettings;
  const { rows } = await sql<DueDossier>`
    WITH due AS (
      SELECT d.*, coalesce(own.first_days, every.first_days, ${sql.lit(firstDays)}) AS first_days,
        coalesce(own.last_days, every.last_days, ${sql.lit(lastDays)}) AS last_days
      FROM (
        SELECT authority_id, id, code, procedure_id, procedure_version, overrides_revision, team_authority_id, team_id,
          assignee_id, silence_rule, due_on, (submitted_at AT TIME ZONE 'Europe/Paris')::date AS received_on
        FROM dossiers
        WHERE authority_id = ${authorityId} AND due_on >= ${today}::date AND due_on <= ${today}::date + 90
          AND phase IN (${sql.join(openPhases)})
      ) d
      LEFT JOIN delay_settings own ON own.authority_id = d.authority_id AND own.procedure_id = d.procedure_id
      LEFT JOIN delay_settings every ON every.authority_id = d.authority_id AND every.procedure_id = ${everyProcedure}
    ), noted AS (
      INSERT INTO clock_notices (authority_id, dossier_id, kind, due_on, at)
      SELECT due.authority_id, due.id, step.kind, due.due_on, ${now}
      FROM due CROSS JOIN LATERAL (VALUES ('first', due.first_days), ('last', due.last_days)) AS step (kind, days)
      WHERE due.due_on - step.days <= ${today}::date AND due.received_on < due.due_on - step.days
      ON CONFLICT DO NOTHING
      RETURNING dossier_id
    )
    SELECT authority_id, id, code, procedure_id, procedure_version, overrides_revision, team_authority_id, team_id,
      assignee_id, silence_rule, due_on
    FROM due WHERE id IN (SELECT dossier_id FROM noted)
    ORDER BY due_on, id`.execute(tx);
  return rows;
}

async function tell(
  tx: Tx,
  parts: Pick<DossiersParts, 'platform' | 'catalogue' | 'directory'>,
  authorityId: string,
  today: string,
  due: readonly DueDossier[],
  origin: string,
): Promise<void> {
  const lists = await byReader(tx, due, today);
  const authority = await parts.directory.getAuthority(authorityId);
  for (const { member, dossiers } of lists.values()) {
    const shown = dossiers.slice(0, mostListed);
    const facts = await Promise.all(
      shown.map(async (dossier) => {
        const { procedure } = await parts.catalogue.getVersionOf(dossier);
        const title = `${localize(procedure.title, 'fr')} (${formatTrackingCode(dossier.code)})`;
        return [formatDate(dossier.due_on, 'fr'), `${title}, ${say('fr', `rule.${dossier.silence_rule}`)}`] as const;
      }),
    );
    const count = dossiers.length;
    await queueMessage(parts.platform, tx, {
      authorityId,
      medium: 'email',
      recipient: member.email,
      subject: count === 1 ? say('fr', 'mail.subjectOne') : say('fr', 'mail.subject', { count }),
      body: composeEmail({
        locale: 'fr',
        greeting: say('fr', 'mail.hello', { name: member.name }),
        paragraphs: [
          say('fr', 'mail.body'),
          ...(count > shown.length ? [say('fr', 'mail.more', { count: count - shown.length })] : []),
        ],
        facts,
        action: { label: say('fr', 'mail.action'), href: `${origin}/agents/echeances` },
        authority,
      }),
    });
  }
}

interface ToTell {
  readonly member: Member;
  readonly dossiers: DueDossier[];
}

/** Whom to tell, each with their own list. */
async function byReader(tx: Tx, due: readonly DueDossier[], today: string): Promise<Map<string, ToTell>> {
  const teams = new Map<string, { members: Member[]; away: Map<string, string | undefined> }>();
  const lists = new Map<string, ToTell>();
  for (const dossier of due) {
    const { team_authority_id: authorityId, team_id: id } = dossier;
    let team = teams.get(id);
    if (team === undefined) {
      const { rows } = await sql<Member & { agent_id: string }>`
        SELECT agent_id AS id, name, email, leader FROM team_roster(${authorityId}, ${id}::uuid)`.execute(tx);
      const absent = await absentMembers(tx, { authorityId, id }, today);
      team = { members: rows, away: new Map([...absent].map(([agent, { substituteId }]) => [agent, substituteId])) };
      teams.set(id, team);
    }
    for (const member of whoIsWarned(dossier.assignee_id, team.members, team.away)) {
      const list = lists.get(member.id) ?? { member, dossiers: [] };
      list.dossiers.push(dossier);
      lists.set(member.id, list);
    }
  }
  return lists;
}
