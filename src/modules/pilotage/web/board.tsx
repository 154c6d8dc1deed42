import { type DelaySettings, inboxHref, listDelaySettings, settingsOf } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { percentile, shareWithin } from '../domain/percentile.ts';
import { leadsOf } from '../domain/scope.ts';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { type Board, type DayLine, type LoadLine, type ProcedureLine, readBoard } from '../queries/read-board.ts';
import { Bar } from './bar.tsx';
import { boardPath, leaderOf } from './desk.ts';

const periods = [7, 30, 90, 365] as const;
type Period = (typeof periods)[number];

/** GET /agents/tableau-de-bord: what came in, what was handled, what waits, of the teams that one leads. */
export async function showBoard(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const { locale, query } = context;
  const agent = leaderOf(context);
  const today = civilDate(instantOf(context.now));
  const days: Period = periods.find((one) => String(one) === query.jours) ?? 30;
  const leads = leadsOf(agent);
  const { board, teams, chosen, settings } = await parts.platform.database.read(agent.scope, async (tx) => {
    const own = await tx
      .selectFrom('teams')
      .select(['id', 'name'])
      .where('authority_id', '=', agent.authorityId)
      .orderBy('name')
      .execute();
    const mine = own.filter(({ id }) => leads.some((lead) => lead.team_id === null || lead.team_id === id));
    const team = mine.find(({ id }) => id === query.service)?.id;
    const narrowed = team === undefined ? leads : leads.map((lead) => ({ ...lead, team_id: lead.team_id ?? team }));
    const period = { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() };
    return {
      board: await readBoard(
        tx,
        narrowed.filter((lead) => team === undefined || lead.team_id === team),
        period,
        today.toString(),
      ),
      teams: mine,
      chosen: team,
      settings: await listDelaySettings(tx, agent.authorityId),
    };
  });
  const titles = new Map<string, LocalizedText>(
    (await parts.catalogue.listProcedures({ agents: true })).map((one) => [one.procedure, one.title]),
  );
  const title = say(locale, 'board.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'board',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'board.intro')} />
        <form class="pv-stack" action={boardPath} method="get">
          <Select
            id="jours"
            label={say(locale, 'board.period')}
            placeholder={false}
            value={String(days)}
            options={periods.map((one) => ({ value: String(one), label: periodInWords(one, locale) }))}
          />
          {teams.length > 1 && (
            <Select
              id="service"
              label={say(locale, 'board.team')}
              placeholder={say(locale, 'board.allTeams')}
              value={chosen ?? ''}
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <Button tone="secondary">{say(locale, 'board.show')}</Button>
        </form>
        <Summary board={board} teamId={chosen} locale={locale} />
        <Procedures lines={board.procedures} titles={titles} settings={settings} locale={locale} />
        <Load lines={board.load} locale={locale} />
        <Days lines={board.days} locale={locale} />
      </>
    ),
  });
  return page(document);
}

function periodInWords(days: Period, locale: Locale): string {
  return days === 365 ? say(locale, 'board.year') : say(locale, 'board.days', { count: days });
}

const total = <T,>(lines: readonly T[], of: (line: T) => number) => lines.reduce((sum, line) => sum + of(line), 0);

function oldestOf(lines: readonly LoadLine[]): Date | undefined {
  const dates = lines.flatMap(({ oldest }) => (oldest === null ? [] : [oldest.getTime()]));
  return dates.length === 0 ? undefined : new Date(Math.min(...dates));
}

function Summary({ board, teamId, locale }: { board: Board; teamId: string | undefined; locale: Locale }) {
  const { procedures, load } = board;
  const oldest = oldestOf(load);
  const team = teamId === undefined ? {} : { teamId };
  const linked = (view: 'todo' | 'late' | 'unassigned' | 'answered', count: number) => (
    <a class="govuk-link" href={inboxHref({ view, ...team })}>
      {count}
    </a>
  );
  return (
    <section aria-labelledby="resume">
      <h2 class="govuk-heading-m" id="resume">
        {say(locale, 'board.summary')}
      </h2>
      <SummaryList
        rows={[
          { term: say(locale, 'board.received'), value: total(procedures, (line) => line.received) },
          { term: say(locale, 'board.handled'), value: total(procedures, (line) => line.handled) },
          { term: say(locale, 'board.handledLate'), value: total(procedures, (line) => line.handledLate) },
          {
            term: say(locale, 'board.open'),
            value: linked(
              'todo',
              total(load, (line) => line.open),
            ),
          },
          {
            term: say(locale, 'board.late'),
            value: linked(
              'late',
              total(load, (line) => line.late),
            ),
          },
          {
            term: say(locale, 'board.unassigned'),
            value: linked(
              'unassigned',
              total(
                load.filter((line) => line.agentId === null),
                (line) => line.open,
              ),
            ),
          },
          {
            term: say(locale, 'board.answered'),
            value: linked(
              'answered',
              total(load, (line) => line.answered),
            ),
          },
          {
            term: say(locale, 'board.oldest'),
            value: oldest === undefined ? say(locale, 'board.none') : formatDate(oldest, locale),
          },
        ]}
      />
    </section>
  );
}

function Procedures({
  lines,
  titles,
  settings,
  locale,
}: {
  lines: readonly ProcedureLine[];
  titles: ReadonlyMap<string, LocalizedText>;
  settings: ReadonlyMap<string, DelaySettings>;
  locale: Locale;
}) {
  if (lines.length === 0)
    return <EmptyState title={say(locale, 'board.empty')}>{say(locale, 'board.emptyBody')}</EmptyState>;
  const titleOf = (id: string) => {
    const title = titles.get(id);
    return title === undefined ? id : localize(title, locale);
  };
  const inDays = (count: number | undefined) =>
    count === undefined ? say(locale, 'board.none') : say(locale, 'board.daysCount', { count });
  const targetOf = (line: ProcedureLine) => settingsOf(settings, line.procedureId).targetDays;
  const ordered = [...lines].sort(
    (a, b) => b.received - a.received || titleOf(a.procedureId).localeCompare(titleOf(b.procedureId)),
  );
  return (
    <Table
      caption={say(locale, 'board.byProcedure')}
      rows={ordered}
      rowKey={(line) => line.procedureId}
      narrow="stack-early"
      columns={[
        {
          label: say(locale, 'board.procedure'),
          rowHeader: true,
          cell: (line) => (
            <a class="govuk-link" href={inboxHref({ view: 'all', procedureId: line.procedureId })}>
              {titleOf(line.procedureId)}
            </a>
          ),
        },
        { label: say(locale, 'board.received'), numeric: true, cell: (line) => line.received },
        { label: say(locale, 'board.handled'), numeric: true, cell: (line) => line.handled },
        { label: say(locale, 'board.handledLate'), numeric: true, cell: (line) => line.handledLate },
        { label: say(locale, 'board.median'), numeric: true, cell: (line) => inDays(percentile(line.durations, 0.5)) },
        {
          label: say(locale, 'board.ninetieth'),
          numeric: true,
          cell: (line) => inDays(percentile(line.durations, 0.9)),
        },
        {
          label: say(locale, 'board.target'),
          numeric: true,
          cell: (line) => (targetOf(line) === undefined ? say(locale, 'board.noTarget') : inDays(targetOf(line))),
        },
        {
          label: say(locale, 'board.within'),
          numeric: true,
          cell: (line) => {
            const target = targetOf(line);
            const share = target === undefined ? undefined : shareWithin(line.durations, target);
            return share === undefined ? say(locale, 'board.none') : say(locale, 'board.percent', { count: share });
          },
        },
      ]}
    />
  );
}

function Load({ lines, locale }: { lines: readonly LoadLine[]; locale: Locale }) {
  if (lines.length === 0) return null;
  const most = Math.max(...lines.map((line) => line.open));
  const nameOf = (line: LoadLine) =>
    line.agentId === null ? say(locale, 'board.nobody') : (line.agentName ?? say(locale, 'board.gone'));
  return (
    <Table
      caption={say(locale, 'board.byAgent')}
      rows={lines}
      rowKey={(line) => `${line.teamId} ${line.agentId ?? ''}`}
      narrow="stack-early"
      columns={[
        { label: say(locale, 'board.agent'), rowHeader: true, cell: nameOf },
        { label: say(locale, 'board.team'), cell: (line) => line.teamName ?? '' },
        { label: say(locale, 'board.open'), numeric: true, cell: (line) => line.open },
        { label: say(locale, 'board.late'), numeric: true, cell: (line) => line.late },
        { label: say(locale, 'board.answered'), numeric: true, cell: (line) => line.answered },
        {
          label: say(locale, 'board.oldest'),
          cell: (line) => (line.oldest === null ? say(locale, 'board.none') : formatShortDate(line.oldest, locale)),
        },
        { label: say(locale, 'board.share'), cell: (line) => <Bar value={line.open} most={most} /> },
      ]}
    />
  );
}

/** Days; months when there would be more than a hundred. */
function Days({ lines, locale }: { lines: readonly DayLine[]; locale: Locale }) {
  const byMonth = lines.length > 100;
  const rows = byMonth ? monthsOf(lines) : lines;
  const most = Math.max(0, ...rows.map((row) => row.received));
  return (
    <Table
      caption={say(locale, byMonth ? 'board.byMonth' : 'board.byDay')}
      rows={rows}
      rowKey={(row) => row.day}
      columns={[
        {
          label: say(locale, byMonth ? 'board.month' : 'board.day'),
          rowHeader: true,
          cell: (row) => (byMonth ? row.day.slice(0, 7) : formatDate(row.day, locale)),
        },
        { label: say(locale, 'board.received'), numeric: true, cell: (row) => row.received },
        { label: say(locale, 'board.handled'), numeric: true, cell: (row) => row.handled },
        { label: say(locale, 'board.chart'), cell: (row) => <Bar value={row.received} most={most} /> },
      ]}
    />
  );
}

function monthsOf(lines: readonly DayLine[]): DayLine[] {
  const months = new Map<string, DayLine>();
  for (const { day, received, handled } of lines) {
    const key = day.slice(0, 7);
    const known = months.get(key) ?? { day: `${key}-01`, received: 0, handled: 0 };
    months.set(key, { ...known, received: known.received + received, handled: known.handled + handled });
  }
  return [...months.values()];
}
