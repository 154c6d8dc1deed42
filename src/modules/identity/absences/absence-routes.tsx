import type { Site } from '#modules/directory/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine } from '../domain/contact-details.ts';
import { agentPage } from '../web/agent/agent-page.tsx';
import { type FormProblem, problemOf, titleOf } from '../web/form-problems.tsx';
import { agentOf, idParam, isId, privatePage } from '../web/routes-parts.ts';
import {
  type Absence,
  type AbsenceProblem,
  endAbsence,
  findOverlap,
  listAbsences,
  listAbsentable,
  listColleagues,
  type NewAbsence,
  noteAbsence,
} from './absences.ts';
import { absenceWords as say } from './messages.ts';

const absencesPath = '/agents/absences';

interface Typed {
  readonly agent: string;
  readonly from: string;
  readonly to: string;
  readonly substitute: string;
  readonly note: string;
}

/** Absences: one's own, those of the teams that one leads. */
export function absenceRoutes(site: Site): Route[] {
  return [
    {
      id: 'identity.absences',
      method: 'GET',
      path: absencesPath,
      access: 'agent',
      handle: (context) => show(context, site, undefined, []),
    },
    {
      id: 'identity.note-absence',
      method: 'POST',
      path: absencesPath,
      access: 'agent',
      handle: (context) => submit(context, site),
    },
    {
      id: 'identity.end-absence',
      method: 'POST',
      path: `${absencesPath}/:absence/fin`,
      access: 'agent',
      handle: (context) => end(context, site),
    },
  ];
}

const todayOf = (context: RequestContext) => civilDate(instantOf(context.now)).toString();

async function submit(context: RequestContext, site: Site): Promise<Result> {
  const { body, locale, now } = context;
  const agent = agentOf(context);
  const typed: Typed = {
    agent: single(body, 'agent'),
    from: single(body, 'from').trim(),
    to: single(body, 'to').trim(),
    substitute: single(body, 'substitute'),
    note: cleanLine(single(body, 'note'), 200),
  };
  const missing: FormProblem[] = [
    ...(isId(typed.agent) ? [] : [{ fieldId: 'agent', message: say(locale, 'problem.agent') }]),
    ...(isDay(typed.from) ? [] : [{ fieldId: 'from', message: say(locale, 'problem.from') }]),
    ...(isDay(typed.to) ? [] : [{ fieldId: 'to', message: say(locale, 'problem.to') }]),
    ...(typed.substitute === '' || isId(typed.substitute)
      ? []
      : [{ fieldId: 'substitute', message: say(locale, 'problem.substitute') }]),
  ];
  if (missing.length > 0) return show(context, site, typed, missing);
  const absence: NewAbsence = {
    agentId: typed.agent,
    from: typed.from,
    to: typed.to,
    substituteId: typed.substitute === '' ? undefined : typed.substitute,
    note: typed.note,
  };
  const { problem, also } = await site.platform.database.transaction([agent.authorityId], async (tx) => {
    const found = await noteAbsence(tx, agent, absence, now, todayOf(context));
    const substitute = absence.substituteId;
    const away =
      found !== undefined || substitute === undefined
        ? undefined
        : await findOverlap(tx, agent.authorityId, substitute, absence.from, absence.to);
    return { problem: found, also: away };
  });
  if (problem !== undefined) return show(context, site, typed, [problemInWords(problem, locale)]);
  context.setFlash(
    also === undefined ? say(locale, 'saved') : say(locale, 'warning.substituteAway', daysOf(also, locale)),
  );
  return redirect(absencesPath);
}

async function end(context: RequestContext, site: Site): Promise<Result> {
  const agent = agentOf(context);
  const id = idParam(context, 'absence');
  await site.platform.database.transaction([agent.authorityId], (tx) => endAbsence(tx, agent, id, todayOf(context)));
  context.setFlash(say(context.locale, 'ended'));
  return redirect(absencesPath);
}

function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function daysOf({ agentName, from, to }: Pick<Absence, 'agentName' | 'from' | 'to'>, locale: Locale) {
  return { name: agentName, from: formatDate(from, locale), to: formatDate(to, locale) };
}

const fields = { past: 'from', order: 'to', long: 'to', self: 'substitute', substitute: 'substitute' } as const;

function problemInWords(problem: AbsenceProblem, locale: Locale): FormProblem {
  if (problem.kind === 'overlap') {
    const days = daysOf({ ...problem, agentName: problem.name }, locale);
    return { fieldId: 'from', message: say(locale, 'problem.overlap', days) };
  }
  return { fieldId: fields[problem.kind], message: say(locale, `problem.${problem.kind}`) };
}

async function show(
  context: RequestContext,
  site: Site,
  typed: Typed | undefined,
  problems: readonly FormProblem[],
): Promise<Result> {
  const { locale } = context;
  const agent = agentOf(context);
  const today = todayOf(context);
  const { absentable, colleagues, absences } = await site.platform.database.read([agent.authorityId], async (tx) => {
    const known = await listAbsentable(tx, agent);
    return {
      absentable: known,
      colleagues: await listColleagues(tx, agent.authorityId),
      absences: await listAbsences(
        tx,
        agent.authorityId,
        known.map(({ id }) => id),
        today,
      ),
    };
  });
  const own = absences.find((absence) => absence.agentId === agent.agentId && absence.from <= today);
  const title = say(locale, 'title');
  const errorAt = (field: string) => problemOf(problems, field);
  const document = await agentPage(context, site, {
    title: titleOf(locale, title, problems),
    current: 'absences',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {own !== undefined && (
          <Notification tone="important" title={say(locale, 'banner.own', { date: formatDate(own.to, locale) })}>
            <p class="govuk-body">{say(locale, 'banner.ownBody')}</p>
          </Notification>
        )}
        <Absences absences={absences} csrf={context.csrfToken()} today={today} locale={locale} />
        <h2 class="govuk-heading-m">{say(locale, 'form.title')}</h2>
        <Form action={absencesPath} csrf={context.csrfToken()}>
          <Select
            id="agent"
            label={say(locale, 'form.agent')}
            placeholder={false}
            value={typed?.agent ?? agent.agentId}
            options={absentable.map(({ id, name }) => ({ value: id, label: name }))}
            error={errorAt('agent')}
          />
          <TextInput
            id="from"
            type="date"
            label={say(locale, 'form.from')}
            hint={say(locale, 'form.fromHint')}
            value={typed?.from}
            error={errorAt('from')}
            required
          />
          <TextInput
            id="to"
            type="date"
            label={say(locale, 'form.to')}
            value={typed?.to}
            error={errorAt('to')}
            required
          />
          <Select
            id="substitute"
            label={say(locale, 'form.substitute')}
            placeholder={say(locale, 'form.nobody')}
            value={typed?.substitute ?? ''}
            options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            error={errorAt('substitute')}
          />
          <TextInput
            id="note"
            label={say(locale, 'form.note')}
            hint={say(locale, 'form.noteHint')}
            value={typed?.note}
          />
          <Button>{say(locale, 'form.button')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422, headers: privatePage });
}

function Absences({
  absences,
  csrf,
  today,
  locale,
}: {
  absences: readonly Absence[];
  csrf: string;
  today: string;
  locale: Locale;
}) {
  if (absences.length === 0)
    return <EmptyState title={say(locale, 'list.empty')}>{say(locale, 'list.emptyBody')}</EmptyState>;
  return (
    <Table
      caption={say(locale, 'list.caption')}
      rows={absences}
      rowKey={(row) => row.id}
      columns={[
        { label: say(locale, 'list.agent'), rowHeader: true, cell: (row) => row.agentName },
        {
          label: say(locale, 'list.days'),
          cell: (row) => {
            const days = daysOf(row, locale);
            const words = say(locale, row.from === row.to ? 'list.oneDay' : 'list.daysOf', days);
            return row.from <= today ? `${words} (${say(locale, 'list.present')})` : words;
          },
        },
        { label: say(locale, 'list.substitute'), cell: (row) => row.substituteName ?? say(locale, 'list.team') },
        { label: say(locale, 'list.note'), cell: (row) => row.note },
        {
          label: say(locale, 'list.act'),
          cell: (row) => (
            <Form action={`${absencesPath}/${row.id}/fin`} csrf={csrf}>
              <Button tone="link">
                {say(locale, row.from <= today ? 'end' : 'remove')}{' '}
                <span class="govuk-visually-hidden">{say(locale, 'end.of', { name: row.agentName })}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
