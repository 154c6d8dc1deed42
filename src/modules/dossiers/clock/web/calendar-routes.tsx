import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { countInbox } from '../../queries/count-inbox.ts';
import { processedBranches } from '../../queries/processed-dossiers.ts';
import { dossierHref } from '../../web/agent/inbox-address.ts';
import { calendarWords as say } from '../calendar-messages.ts';
import { calendarFile } from '../domain/calendar-file.ts';
import { countDue, type DueRow, listDue } from '../queries/due-dossiers.ts';
import { findFeed, openFeed, readFeed, revokeFeed } from '../usecases/calendar-feed.ts';
import { CalendarContent, type DueLine } from './calendar.page.tsx';
import { calendarPath, calendarViewOf } from './calendar-address.ts';

type Handler = (context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) => Promise<Result>;

/** How far a list and a feed look ahead. */
const yearAhead = 366;
const mostInFeed = 1000;

/** The calendar of due dates, and the same as a feed for an agent's own software. */
export function calendarRoutes(parts: DossiersParts): Route[] {
  const signedIn =
    (handler: Handler): Route['handle'] =>
    (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, parts, context.agent);
    };
  return [
    {
      id: 'clock.calendar',
      method: 'GET',
      path: calendarPath,
      access: 'agent',
      handle: signedIn(showCalendar),
    },
    {
      id: 'clock.change-feed',
      method: 'POST',
      path: `${calendarPath}/agenda`,
      access: 'agent',
      handle: signedIn(changeFeed),
    },
    {
      id: 'clock.feed',
      method: 'GET',
      path: '/agenda/:token',
      access: 'public',
      perMinute: 60,
      handle: (context) => sendFeed(context, parts),
    },
  ];
}

async function showCalendar(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const view = calendarViewOf(context.query);
  const today = civilDate(instantOf(context.now)).toString();
  const { teamId, mine, month, day } = view;
  const read = await parts.platform.database.read(agent.scope, async (tx) => {
    const late = (await countInbox(tx, agent, today)).late;
    const common = { teams: await teamsOf(tx, agent), late, feed: await findFeed(tx, agent) };
    if (month !== undefined) {
      const [from, to] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })];
      const counts = await countDue(tx, agent, { from: from.toString(), to: to.toString(), teamId, mine });
      return { ...common, month: { month, counts } };
    }
    const from = day ?? today;
    const to = day ?? Temporal.PlainDate.from(today).add({ days: yearAhead }).toString();
    const { rows, next } = await listDue(tx, agent, { from, to, teamId, mine }, view.after);
    return { ...common, list: { lines: await describe(parts, rows), next, from } };
  });
  const document = await agentPage(context, parts.site, {
    title: say(locale, 'title'),
    current: 'calendar',
    children: <CalendarContent {...read} view={view} locale={locale} csrf={context.csrfToken()} today={today} />,
  });
  return page(document);
}

/** The teams of the agent that process something, by name. */
async function teamsOf(tx: Tx, agent: AgentPrincipal): Promise<{ id: string; name: string }[]> {
  const ids = [...new Set(processedBranches(agent).map((branch) => branch.team_id))];
  if (ids.length === 0) return [];
  return tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('authority_id', '=', agent.authorityId)
    .where('id', 'in', ids)
    .orderBy('name')
    .execute();
}

function describe(parts: DossiersParts, rows: readonly DueRow[]): Promise<DueLine[]> {
  return Promise.all(
    rows.map(async (row) => ({
      row,
      title: (await parts.catalogue.getVersionOf(row)).procedure.title,
      authoritySlug: (await parts.directory.getAuthority(row.authority_id)).slug,
    })),
  );
}

async function changeFeed(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now } = context;
  const { database } = parts.platform;
  if (single(context.body, 'act') === 'revoke') {
    await database.transaction([agent.authorityId], (tx) => revokeFeed(tx, agent));
    context.setFlash(say(locale, 'feed.revoked'));
    return redirect(calendarPath);
  }
  const secret = await database.transaction([agent.authorityId], (tx) => openFeed(tx, agent, now));
  const title = say(locale, 'feed.made');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'calendar',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'feed.madeBody')} />
        <TextInput
          id="adresse"
          label={say(locale, 'feed.address')}
          value={`${context.origin}/agenda/${secret}.ics`}
          type="url"
        />
        <p class="govuk-body">
          <a class="govuk-link" href={calendarPath}>
            {say(locale, 'feed.back')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { headers: { 'cache-control': 'no-store' } });
}

/** GET /agenda/{secret}.ics: no name of an applicant leaves the house by it. @throws {NotFoundError} */
async function sendFeed(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const secret = /^([\w-]{43})\.ics$/.exec(context.params.token ?? '')?.[1] ?? '';
  const today = civilDate(instantOf(context.now));
  const reader = await readFeed(parts.platform.database, secret, today.toString());
  if (reader === undefined) throw new NotFoundError();
  const { locale } = reader;
  const filter = {
    from: today.subtract({ days: 31 }).toString(),
    to: today.add({ days: yearAhead }).toString(),
  };
  const lines =
    reader.scope.length === 0
      ? []
      : await parts.platform.database.read(reader.scope, async (tx) =>
          describe(parts, (await listDue(tx, reader, filter, undefined, mostInFeed)).rows),
        );
  const days = await Promise.all(
    lines.map(async ({ row, title, authoritySlug }) => ({
      uid: `${row.id}@parvis`,
      day: row.due_on,
      summary: say(locale, 'feed.event', { title: localize(title, locale), code: formatTrackingCode(row.code) }),
      description: say(locale, 'feed.eventBody', {
        authority: (await parts.directory.getAuthority(row.authority_id)).name,
        silence: say(locale, `silence.${row.silence_rule}`),
      }),
      url: `${context.origin}${dossierHref(authoritySlug, row.id)}`,
    })),
  );
  return content(calendarFile(say(locale, 'feed.name'), days, context.now), {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="echeances.ics"',
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  });
}
