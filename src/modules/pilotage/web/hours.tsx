import { authorityContact, changeHoursExceptions, type HoursException } from '#modules/directory/index.ts';
import { agentPage, cleanLine } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { readSpans } from '../domain/read-spans.ts';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { administratorOf, hoursPath } from './desk.ts';

interface Typed {
  readonly from: string;
  readonly to: string;
  readonly spans: string;
  readonly reason: string;
}
interface Problem {
  readonly fieldId: keyof Typed;
  readonly message: string;
}

const todayOf = (context: RequestContext) => civilDate(instantOf(context.now)).toString();
const overlaps = (a: Pick<HoursException, 'from' | 'to'>, b: Pick<HoursException, 'from' | 'to'>) =>
  a.from <= b.to && b.from <= a.to;

export function showHours(context: RequestContext, parts: PilotageParts): Promise<Result> {
  return hoursPage(context, parts, { typed: undefined, problems: [], preview: undefined });
}

/** POST: `act` says what: `preview`, `publish`, or `remove` one by its id. */
export async function changeHours(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const { body, locale, now } = context;
  const { authorityId } = administratorOf(context);
  const { database } = parts.platform;
  const today = todayOf(context);
  if (single(body, 'act') === 'remove') {
    const id = single(body, 'id');
    await changeHoursExceptions(database, authorityId, today, (all) => all.filter((one) => one.id !== id));
    parts.directory.refresh();
    context.setFlash(say(locale, 'hours.removed'));
    return redirect(hoursPath);
  }
  const typed: Typed = {
    from: single(body, 'from').trim(),
    to: single(body, 'to').trim(),
    spans: cleanLine(single(body, 'spans'), 100),
    reason: cleanLine(single(body, 'reason'), 150),
  };
  const read = readException(typed, today, locale, newId(now.getTime()));
  if ('problems' in read) return hoursPage(context, parts, { typed, problems: read.problems, preview: undefined });
  const { exception } = read;
  if (single(body, 'act') !== 'publish') return hoursPage(context, parts, { typed, problems: [], preview: exception });
  const changed = await changeHoursExceptions(database, authorityId, today, (all) =>
    all.some((one) => overlaps(one, exception)) ? undefined : [...all, exception],
  );
  if (!changed) {
    const problem: Problem = { fieldId: 'from', message: say(locale, 'hours.overlap') };
    return hoursPage(context, parts, { typed, problems: [problem], preview: undefined });
  }
  parts.directory.refresh();
  context.setFlash(say(locale, 'hours.saved'));
  return redirect(hoursPath);
}

function readException(
  typed: Typed,
  today: string,
  locale: Locale,
  id: string,
): { readonly exception: HoursException } | { readonly problems: Problem[] } {
  const from = dayOf(typed.from);
  const to = dayOf(typed.to === '' ? typed.from : typed.to);
  const spans = readSpans(typed.spans);
  const problems: Problem[] = [];
  if (from === undefined || from < today) problems.push({ fieldId: 'from', message: say(locale, 'hours.wrongFrom') });
  if (to === undefined || (from !== undefined && (to < from || Temporal.PlainDate.from(from).until(to).days > 366)))
    problems.push({ fieldId: 'to', message: say(locale, 'hours.wrongTo') });
  if (spans === undefined) problems.push({ fieldId: 'spans', message: say(locale, 'hours.wrongSpans') });
  if (typed.reason === '') problems.push({ fieldId: 'reason', message: say(locale, 'hours.wrongReason') });
  if (problems.length > 0 || from === undefined || to === undefined || spans === undefined) return { problems };
  return { exception: { id, from, to, spans, reason: { fr: typed.reason } } };
}

function dayOf(text: string): string | undefined {
  if (!/^2[01]\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

async function hoursPage(
  context: RequestContext,
  parts: PilotageParts,
  shown: {
    readonly typed: Typed | undefined;
    readonly problems: readonly Problem[];
    readonly preview: HoursException | undefined;
  },
): Promise<Result> {
  const { locale, now } = context;
  const { authorityId } = administratorOf(context);
  const { typed, problems, preview } = shown;
  const authority = await parts.directory.getAuthority(authorityId);
  const { exampleContacts } = await parts.directory.getTerritory();
  const today = todayOf(context);
  const coming = (authority.exceptions ?? []).filter(({ to }) => to >= today);
  const title = say(locale, 'hours.title');
  const errorAt = (field: keyof Typed) => problems.find(({ fieldId }) => fieldId === field)?.message;
  const document = await agentPage(context, parts.site, {
    title,
    current: 'hours',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'hours.intro')} />
        <Exceptions rows={coming} csrf={context.csrfToken()} locale={locale} />
        <h2 class="govuk-heading-m">{say(locale, 'hours.form')}</h2>
        <Form action={hoursPath} csrf={context.csrfToken()}>
          <TextInput
            id="from"
            type="date"
            label={say(locale, 'hours.from')}
            value={typed?.from}
            error={errorAt('from')}
          />
          <TextInput id="to" type="date" label={say(locale, 'hours.to')} value={typed?.to} error={errorAt('to')} />
          <TextInput
            id="spans"
            label={say(locale, 'hours.spans')}
            hint={say(locale, 'hours.spansHint')}
            value={typed?.spans}
            error={errorAt('spans')}
          />
          <TextInput
            id="reason"
            label={say(locale, 'hours.reason')}
            hint={say(locale, 'hours.reasonHint')}
            value={typed?.reason}
            error={errorAt('reason')}
          />
          <ButtonGroup>
            <Button tone={preview === undefined ? 'primary' : 'secondary'} name="act" value="preview">
              {say(locale, 'hours.preview')}
            </Button>
            {preview !== undefined && (
              <Button name="act" value="publish">
                {say(locale, 'hours.publish')}
              </Button>
            )}
          </ButtonGroup>
        </Form>
        {preview !== undefined && (
          <section aria-labelledby="apercu">
            <h2 class="govuk-heading-m" id="apercu">
              {say(locale, 'hours.previewTitle')}
            </h2>
            <p class="govuk-body">{say(locale, 'hours.previewIntro')}</p>
            {authorityContact(
              { ...authority, exceptions: [...(authority.exceptions ?? []), preview] },
              // As it reads on its first day, when that is further than what is told ahead.
              { locale, now: previewMoment(preview, now), example: exampleContacts, level: 3 },
            )}
          </section>
        )}
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422 });
}

function previewMoment({ from }: HoursException, now: Date): Date {
  const first = Temporal.PlainDate.from(from)
    .toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '09:00' })
    .toInstant();
  const soon = instantOf(now).add({ hours: 24 * 30 });
  return Temporal.Instant.compare(first, soon) <= 0 ? now : new Date(first.epochMilliseconds);
}

function Exceptions({ rows, csrf, locale }: { rows: readonly HoursException[]; csrf: string; locale: Locale }) {
  if (rows.length === 0)
    return <EmptyState title={say(locale, 'hours.empty')}>{say(locale, 'hours.emptyBody')}</EmptyState>;
  return (
    <Table
      caption={say(locale, 'hours.caption')}
      rows={[...rows].sort((a, b) => a.from.localeCompare(b.from))}
      rowKey={(row) => row.id}
      columns={[
        {
          label: say(locale, 'hours.days'),
          rowHeader: true,
          cell: ({ from, to }) =>
            from === to
              ? formatDate(from, locale)
              : say(locale, 'hours.daysOf', { from: formatDate(from, locale), to: formatDate(to, locale) }),
        },
        {
          label: say(locale, 'hours.what'),
          cell: ({ spans }) => (spans.length === 0 ? say(locale, 'hours.closed') : spans.join(', ')),
        },
        { label: say(locale, 'hours.reason'), cell: ({ reason }) => localize(reason, locale) },
        {
          label: say(locale, 'hours.act'),
          cell: ({ id, from }) => (
            <Form action={hoursPath} csrf={csrf}>
              <input type="hidden" name="id" value={id} />
              <Button tone="link" name="act" value="remove">
                {say(locale, 'hours.remove')} <span class="govuk-visually-hidden">{formatDate(from, locale)}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
