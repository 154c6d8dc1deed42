import type { VNode } from 'preact';
import { civilDate, instantOf, legalTimeZone } from '#platform/clock/clock.ts';

import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { DateInput } from '#ui/components/date-input.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { listTeams } from '../../queries/list-teams.ts';
import { giveDelegation } from '../../usecases/delegations.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { delegationsHref } from './delegations.tsx';
import { underTeam } from './team-frame.tsx';

const newHref = `${delegationsHref}/nouvelle`;

interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

interface Typed {
  readonly team: string;
  readonly scope: string;
  readonly procedures: readonly string[];
  readonly from: TypedDate;
  readonly until: TypedDate;
}

const noDate: TypedDate = { day: '', month: '', year: '' };

/** GET …/nouvelle: first the authority, then its team, the procedures and the dates. */
export async function showNewDelegation(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const today = civilDate(instantOf(context.now));
  const from = { day: String(today.day), month: String(today.month), year: String(today.year) };
  const typed: Typed = { team: '', scope: '', procedures: [], from, until: noDate };
  return page(await newDelegationPage(context, web, typed, []), { headers: privatePage });
}

async function chosenAuthority({ query }: RequestContext, web: IdentityWeb, own: string) {
  const authorities = (await web.parts.directory.listAuthorities()).filter((one) => one.id !== own);
  return { authorities, chosen: authorities.find((one) => one.slug === query.collectivite) };
}

async function newDelegationPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const own = requireAdministrator(agentOf(context));
  const { authorities, chosen } = await chosenAuthority(context, web, own);
  const title = say(locale, 'delegations.new');
  return underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'delegations.newIntro')} problems={problems}>
      <Form method="get" action={newHref}>
        <Select
          id="collectivite"
          label={say(locale, 'delegations.to')}
          value={chosen?.slug ?? ''}
          options={authorities.map((one) => ({ value: one.slug, label: one.name }))}
        />
        <Button tone="secondary">{say(locale, 'delegations.seeTeams')}</Button>
      </Form>
      {chosen !== undefined && (
        <Form action={`${newHref}?collectivite=${chosen.slug}`} csrf={context.csrfToken()}>
          <h2 class="govuk-heading-m">{chosen.name}</h2>
          {await fields(context, web, { own, other: chosen.id }, typed, problems)}
          <Button>{say(locale, 'delegations.give')}</Button>
        </Form>
      )}
    </FormPage>,
  );
}

async function fields(
  { locale }: RequestContext,
  web: IdentityWeb,
  ids: { readonly own: string; readonly other: string },
  typed: Typed,
  problems: readonly FormProblem[],
) {
  const teams = await web.parts.platform.database.read([ids.other], (tx) => listTeams(tx, ids.other));
  const procedures = await web.proceduresOf(ids.own, locale);
  return (
    <>
      <Radios
        id="team"
        label={say(locale, 'delegations.team')}
        value={typed.team}
        error={problemOf(problems, 'team')}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
      />
      <Radios
        id="scope"
        label={say(locale, 'delegations.what')}
        value={typed.scope}
        error={problemOf(problems, 'scope')}
        options={[
          { value: 'all', label: say(locale, 'delegations.all') },
          {
            value: 'some',
            label: say(locale, 'delegations.some'),
            conditional: (
              <Checkboxes
                id="procedures"
                label={say(locale, 'delegations.procedures')}
                small
                values={typed.procedures}
                error={problemOf(problems, 'procedures')}
                options={procedures.map((one) => ({ value: one.id, label: one.title }))}
              />
            ),
          },
        ]}
      />
      <DateInput
        id="from"
        label={say(locale, 'delegations.from')}
        value={typed.from}
        error={problemOf(problems, 'from')}
      />
      <DateInput
        id="until"
        label={say(locale, 'delegations.untilIncluded')}
        hint={say(locale, 'delegations.untilHint')}
        optional
        value={typed.until}
        error={problemOf(problems, 'until')}
      />
    </>
  );
}

/** POST …/nouvelle */
export async function submitNewDelegation(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale, now } = context;
  const by = agentOf(context);
  const own = requireAdministrator(by);
  const { chosen } = await chosenAuthority(context, web, own);
  if (chosen === undefined) return redirect(newHref);
  const typed: Typed = {
    team: single(body, 'team'),
    scope: single(body, 'scope'),
    procedures: [body.procedures ?? []].flat(),
    from: dateTyped(body, 'from'),
    until: dateTyped(body, 'until'),
  };
  const teams = await web.parts.platform.database.read([chosen.id], (tx) => listTeams(tx, chosen.id));
  const offered = await web.proceduresOf(own, locale);
  const procedureIds =
    typed.scope === 'all'
      ? ['*']
      : offered.filter((one) => typed.scope === 'some' && typed.procedures.includes(one.id)).map((one) => one.id);
  const from = dayOf(typed.from);
  const until = dayOf(typed.until);
  const problems: FormProblem[] = [];
  const wrong = (fieldId: string, key: Parameters<typeof say>[1]) =>
    problems.push({ fieldId, message: say(locale, key) });
  if (!teams.some((team) => team.id === typed.team)) wrong('team', 'delegations.problem.team');
  if (typed.scope !== 'all' && typed.scope !== 'some') wrong('scope', 'delegations.problem.scope');
  else if (procedureIds.length === 0) wrong('procedures', 'delegations.problem.procedures');
  if (from === undefined) wrong('from', 'delegations.problem.date');
  if (until === undefined && Object.values(typed.until).some((part) => part !== ''))
    wrong('until', 'delegations.problem.date');
  const today = civilDate(instantOf(now));
  if (until !== undefined && Temporal.PlainDate.compare(until, from ?? today) < 0)
    wrong('until', 'delegations.problem.order');
  else if (until !== undefined && Temporal.PlainDate.compare(until, today) < 0)
    wrong('until', 'delegations.problem.past');
  if (problems.length > 0 || from === undefined) {
    return page(await newDelegationPage(context, web, typed, problems), { status: 422, headers: privatePage });
  }
  await giveDelegation(web.parts, by, {
    teamAuthorityId: chosen.id,
    teamId: typed.team,
    procedureIds,
    // From today is from now on: it does not reach back to midnight.
    from: Temporal.PlainDate.compare(from, today) <= 0 ? now : midnightOf(from),
    until: until === undefined ? undefined : midnightOf(until.add({ days: 1 })),
  });
  context.setFlash(say(locale, 'delegations.given'));
  return redirect(delegationsHref);
}

function midnightOf(day: Temporal.PlainDate): Date {
  return new Date(day.toZonedDateTime(legalTimeZone).epochMilliseconds);
}

function dateTyped(body: FormBody, name: string): TypedDate {
  const part = (key: string) => single(body, `${name}-${key}`).trim().slice(0, 4);
  return { day: part('day'), month: part('month'), year: part('year') };
}

function dayOf({ day, month, year }: TypedDate): Temporal.PlainDate | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^20\d{2}$/.test(year)) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
  } catch {
    return undefined;
  }
}
