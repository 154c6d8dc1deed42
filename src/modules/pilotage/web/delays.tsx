import {
  type DelaySettings,
  defaultDelaySettings,
  dropDelaySettings,
  everyProcedure,
  listDelaySettings,
  saveDelaySettings,
} from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { defaultMailHour } from '../usecases/send-morning-mails.ts';
import { administratorOf, delaysPath } from './desk.ts';

const fields = ['first', 'last', 'target', 'unassigned', 'answer'] as const;
type Field = (typeof fields)[number];
type Typed = Readonly<Record<Field | 'procedure', string>>;
interface Problem {
  readonly fieldId: Field | 'procedure';
  readonly message: string;
}

const limits: Readonly<Record<Field, readonly [number, number]>> = {
  first: [1, 90],
  last: [0, 89],
  target: [1, 730],
  unassigned: [0, 90],
  answer: [0, 90],
};
const hours = [5, 6, 7, 8, 9, 10, 11, 12] as const;

export function showDelays(context: RequestContext, parts: PilotageParts): Promise<Result> {
  return settingsPage(context, parts, undefined, []);
}

/** POST: `act` says what: `save`, `reset` a procedure, or `hour`. */
export async function changeDelays(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const { body, locale } = context;
  const { authorityId } = administratorOf(context);
  const { database } = parts.platform;
  const act = single(body, 'act');
  if (act === 'hour') {
    const hour = hours.find((one) => String(one) === single(body, 'hour')) ?? defaultMailHour;
    await database.transaction([authorityId], (tx) =>
      tx
        .insertInto('quality_settings')
        .values({ authority_id: authorityId, mail_hour: hour })
        .onConflict((conflict) => conflict.column('authority_id').doUpdateSet({ mail_hour: hour }))
        .execute(),
    );
  } else {
    const typed = readTyped(context);
    const offered = await offeredIds(parts, authorityId);
    if (act === 'reset') {
      await database.transaction([authorityId], (tx) => dropDelaySettings(tx, authorityId, typed.procedure));
    } else {
      const read = readSettings(typed, locale, offered);
      if ('problems' in read) return settingsPage(context, parts, typed, read.problems);
      await database.transaction([authorityId], (tx) =>
        saveDelaySettings(tx, authorityId, typed.procedure, read.settings),
      );
    }
  }
  context.setFlash(say(locale, 'delays.saved'));
  return redirect(delaysPath);
}

function readTyped({ body }: RequestContext): Typed {
  const text = (name: string) => single(body, name).trim().slice(0, 60);
  return {
    procedure: text('procedure'),
    first: text('first'),
    last: text('last'),
    target: text('target'),
    unassigned: text('unassigned'),
    answer: text('answer'),
  };
}

function readSettings(
  typed: Typed,
  locale: RequestContext['locale'],
  offered: ReadonlySet<string>,
): { readonly settings: DelaySettings } | { readonly problems: Problem[] } {
  const problems: Problem[] = offered.has(typed.procedure)
    ? []
    : [{ fieldId: 'procedure', message: say(locale, 'delays.wrongProcedure') }];
  const numberOf = (field: Field): number => {
    const [min, max] = limits[field];
    const value = /^\d{1,3}$/.test(typed[field]) ? Number(typed[field]) : Number.NaN;
    if (value >= min && value <= max) return value;
    problems.push({ fieldId: field, message: say(locale, 'delays.wrongNumber', { min, max }) });
    return min;
  };
  const settings: DelaySettings = {
    firstDays: numberOf('first'),
    lastDays: numberOf('last'),
    targetDays: typed.target === '' ? undefined : numberOf('target'),
    unassignedDays: numberOf('unassigned'),
    answerDays: numberOf('answer'),
  };
  if (problems.length === 0 && settings.lastDays >= settings.firstDays)
    problems.push({ fieldId: 'last', message: say(locale, 'delays.wrongOrder') });
  return problems.length > 0 ? { problems } : { settings };
}

async function offeredIds(parts: PilotageParts, authorityId: string): Promise<ReadonlySet<string>> {
  const adopted = await parts.catalogue.listAdopted(authorityId, { agents: true });
  return new Set([everyProcedure, ...adopted.map(({ procedure }) => procedure.procedure)]);
}

async function settingsPage(
  context: RequestContext,
  parts: PilotageParts,
  typed: Typed | undefined,
  problems: readonly Problem[],
): Promise<Result> {
  const { locale } = context;
  const { authorityId } = administratorOf(context);
  const { chosen, hour } = await parts.platform.database.read([authorityId], async (tx) => ({
    chosen: await listDelaySettings(tx, authorityId),
    hour: (
      await tx
        .selectFrom('quality_settings')
        .select('mail_hour')
        .where('authority_id', '=', authorityId)
        .executeTakeFirst()
    )?.mail_hour,
  }));
  const adopted = await parts.catalogue.listAdopted(authorityId, { agents: true });
  const titles = new Map([
    [everyProcedure, say(locale, 'delays.every')],
    ...adopted.map(({ procedure }) => [procedure.procedure, localize(procedure.title, locale)] as const),
  ]);
  const every = chosen.get(everyProcedure) ?? defaultDelaySettings;
  const rows = [[everyProcedure, every] as const, ...[...chosen].filter(([id]) => id !== everyProcedure)];
  const value = (field: Field, ours: number | undefined) => typed?.[field] ?? (ours === undefined ? '' : String(ours));
  const errorAt = (field: Field | 'procedure') => problems.find(({ fieldId }) => fieldId === field)?.message;
  const days = (count: number | undefined) =>
    count === undefined ? say(locale, 'board.none') : say(locale, 'board.daysCount', { count });
  const title = say(locale, 'delays.title');
  const number = (field: Field, ours: number | undefined, hint?: string) => (
    <TextInput
      id={field}
      label={say(locale, `delays.${field}`)}
      hint={hint}
      width={3}
      inputmode="numeric"
      value={value(field, ours)}
      error={errorAt(field)}
    />
  );
  const document = await agentPage(context, parts.site, {
    title,
    current: 'delays',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'delays.intro')} />
        <Table
          caption={say(locale, 'delays.caption')}
          rows={rows}
          rowKey={([id]) => id}
          narrow="stack-early"
          columns={[
            { label: say(locale, 'delays.procedure'), rowHeader: true, cell: ([id]) => titles.get(id) ?? id },
            {
              label: say(locale, 'delays.warnings'),
              cell: ([, one]) => say(locale, 'delays.warningsOf', { first: one.firstDays, last: one.lastDays }),
            },
            { label: say(locale, 'board.target'), cell: ([, one]) => days(one.targetDays) },
            { label: say(locale, 'alerts.unassigned'), cell: ([, one]) => days(one.unassignedDays) },
            { label: say(locale, 'alerts.answered'), cell: ([, one]) => days(one.answerDays) },
            {
              label: say(locale, 'delays.act'),
              cell: ([id]) =>
                id === everyProcedure ? (
                  chosen.has(id) ? (
                    ''
                  ) : (
                    say(locale, 'delays.default')
                  )
                ) : (
                  <Form action={delaysPath} csrf={context.csrfToken()}>
                    <input type="hidden" name="procedure" value={id} />
                    <Button tone="link" name="act" value="reset">
                      {say(locale, 'delays.reset')}{' '}
                      <span class="govuk-visually-hidden">
                        {say(locale, 'delays.resetOf', { title: titles.get(id) ?? id })}
                      </span>
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <h2 class="govuk-heading-m">{say(locale, 'delays.form')}</h2>
        <Form action={delaysPath} csrf={context.csrfToken()}>
          <Select
            id="procedure"
            label={say(locale, 'delays.procedure')}
            placeholder={false}
            value={typed?.procedure ?? everyProcedure}
            options={[...titles].map(([id, label]) => ({ value: id, label }))}
            error={errorAt('procedure')}
          />
          {number('first', every.firstDays)}
          {number('last', every.lastDays)}
          {number('target', every.targetDays, say(locale, 'delays.targetHint'))}
          {number('unassigned', every.unassignedDays)}
          {number('answer', every.answerDays)}
          <Button name="act" value="save">
            {say(locale, 'delays.save')}
          </Button>
        </Form>
        <h2 class="govuk-heading-m">{say(locale, 'delays.hourTitle')}</h2>
        <Form action={delaysPath} csrf={context.csrfToken()}>
          <Select
            id="hour"
            label={say(locale, 'delays.hour')}
            placeholder={false}
            value={String(hour ?? defaultMailHour)}
            options={hours.map((one) => ({ value: String(one), label: `${one}\u00a0h` }))}
          />
          <Button tone="secondary" name="act" value="hour">
            {say(locale, 'delays.save')}
          </Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422 });
}
