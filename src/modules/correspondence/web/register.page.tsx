import { type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { agentPage, isAdministrator } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { CorrespondenceParts } from '../correspondence-parts.ts';
import { csvLine } from '../domain/csv-line.ts';
import { decisionKinds, decisionNumber, isDecisionKind } from '../domain/decision-kind.ts';
import { DecisionNotFoundError } from '../errors.ts';
import { correspondenceWords as say } from '../messages.ts';
import { type Decision, decisionsOnPage, listDecisions, listDecisionYears } from '../queries/list-decisions.ts';
import { cancelDecision, type EnteredDecision } from '../usecases/enter-decision.ts';

export const registerPath = '/agents/registre-des-decisions';
const longestReason = 300;

/** Whoever keeps the papers of an authority: its administrators, and those who may process all that it offers. */
export function mayReadRegister(agent: AgentPrincipal): boolean {
  return (
    isAdministrator(agent) ||
    agent.rights.some((right) => right.authorityId === agent.authorityId && right.procedureId === '*')
  );
}

/** @throws {DecisionNotFoundError} for whoever does not keep it: there is none for them */
function keeper({ agent }: RequestContext): AgentPrincipal {
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  if (!mayReadRegister(agent)) throw new DecisionNotFoundError();
  return agent;
}

/** GET /agents/registre-des-decisions */
export async function showDecisions(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const agent = keeper(context);
  const { locale, query } = context;
  const kind = isDecisionKind(query.registre) ? query.registre : undefined;
  const words = (query.q ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const current = Math.max(1, Math.min(100_000, Number.parseInt(query.page ?? '1', 10) || 1));
  const { years, year, rows, total } = await parts.platform.database.read([agent.authorityId], async (tx) => {
    const known = await listDecisionYears(tx, agent.authorityId);
    const asked = Number(query.annee);
    const chosen = known.includes(asked) ? asked : (known[0] ?? civilDate(instantOf(context.now)).year);
    const search = { year: chosen, kind, words };
    return { years: known, year: chosen, ...(await listDecisions(tx, agent.authorityId, search, current)) };
  });
  const hrefWith = (changed: Record<string, string | undefined>) => {
    const all = { annee: String(year), registre: kind, q: words === '' ? undefined : words, ...changed };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return `${registerPath}?${new URLSearchParams(given)}`;
  };
  const title = say(locale, 'register.title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'decisions',
      children: (
        <>
          <PageHeading title={title} caption={agent.authorityName} intro={say(locale, 'register.intro')} />
          <SearchBox
            id="q"
            action={registerPath}
            label={say(locale, 'register.search')}
            value={words}
            buttonLabel={say(locale, 'register.searchButton')}
            keep={{ annee: String(year), ...(kind === undefined ? {} : { registre: kind }) }}
          />
          {years.length > 1 && (
            <SubNavigation
              ariaLabel={say(locale, 'register.years')}
              items={years.map((one) => ({
                href: hrefWith({ annee: String(one) }),
                label: String(one),
                current: one === year,
              }))}
            />
          )}
          <SubNavigation
            ariaLabel={say(locale, 'register.kinds')}
            items={[
              {
                href: hrefWith({ registre: undefined }),
                label: say(locale, 'register.all'),
                current: kind === undefined,
              },
              ...decisionKinds.map((one) => ({
                href: hrefWith({ registre: one }),
                label: say(locale, `kind.${one}`),
                current: one === kind,
              })),
            ]}
          />
          {rows.length === 0 ? (
            <EmptyState
              title={words === '' ? say(locale, 'register.none') : say(locale, 'register.noneFound', { words })}
            />
          ) : (
            <>
              <p class="govuk-body">
                {total === 1 ? say(locale, 'register.one') : say(locale, 'register.count', { count: total })}
              </p>
              <DecisionTable rows={rows} locale={locale} mayCancel={isAdministrator(agent)} />
              <Pagination
                current={current}
                total={Math.ceil(total / decisionsOnPage)}
                hrefFor={(number) => hrefWith({ page: String(number) })}
              />
              <p class="govuk-body">
                <a class="govuk-link" href={`${registerPath}/${year}.csv`}>
                  {say(locale, 'register.csv', { year: String(year) })}
                </a>{' '}
                <a class="govuk-link" href={`${registerPath}/${year}.pdf`}>
                  {say(locale, 'register.print', { year: String(year) })}
                </a>
              </p>
            </>
          )}
        </>
      ),
    }),
  );
}

function DecisionTable(props: { rows: readonly Decision[]; locale: Locale; mayCancel: boolean }) {
  const { rows, locale, mayCancel } = props;
  return (
    <Table
      caption={say(locale, 'register.title')}
      captionHidden
      narrow="stack-early"
      rows={rows}
      rowKey={(row) => keyOf(row)}
      columns={[
        { label: say(locale, 'register.number'), rowHeader: true, cell: decisionNumber },
        { label: say(locale, 'register.kind'), cell: ({ kind }) => say(locale, `kind.${kind}`) },
        { label: say(locale, 'register.date'), cell: ({ decidedAt }) => formatShortDate(decidedAt, locale) },
        { label: say(locale, 'register.object'), cell: ({ object }) => object },
        { label: say(locale, 'register.signer'), cell: ({ signedBy }) => signedBy },
        {
          label: say(locale, 'register.state'),
          cell: (row) => (
            <>
              {row.cancelledAt === null ? (
                <Tag tone="done">{say(locale, 'register.inForce')}</Tag>
              ) : (
                <>
                  <Tag tone="refused">{say(locale, 'register.cancelled')}</Tag> {cancelledWords(row, locale)}
                </>
              )}{' '}
              {row.dossierId === null && <span class="pv-muted">{say(locale, 'register.erased')}</span>}
              {mayCancel && row.cancelledAt === null && (
                <a class="govuk-link" href={`${registerPath}/${keyOf(row)}/annuler`}>
                  {say(locale, 'register.cancel')}
                  <span class="govuk-visually-hidden">
                    {' '}
                    {`${say(locale, `kind.${row.kind}`)} ${decisionNumber(row)}`}
                  </span>
                </a>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function keyOf({ kind, year, number }: Decision): string {
  return `${kind}/${year}/${number}`;
}

function cancelledWords(row: Decision, locale: Locale): string {
  if (row.cancelledAt === null) return '';
  return say(locale, 'register.cancelledWhy', {
    date: formatDate(row.cancelledAt, locale),
    name: row.cancelledBy ?? '',
    reason: row.cancelledReason ?? '',
  });
}

async function wholeYear(
  context: RequestContext,
  parts: CorrespondenceParts,
): Promise<{ year: number; rows: Decision[] }> {
  const agent = keeper(context);
  const year = Number(context.params.year);
  if (!Number.isSafeInteger(year) || year < 1900 || year > 3000) throw new DecisionNotFoundError();
  const { rows } = await parts.platform.database.read([agent.authorityId], (tx) =>
    listDecisions(tx, agent.authorityId, { year }, 'all'),
  );
  if (rows.length === 0) throw new DecisionNotFoundError();
  return { year, rows };
}

const columns = ['number', 'kind', 'date', 'object', 'signer', 'state'] as const;

function cellsOf(row: Decision, locale: Locale): string[] {
  return [
    decisionNumber(row),
    say(locale, `kind.${row.kind}`),
    formatShortDate(row.decidedAt, locale),
    row.object,
    row.signedBy,
    row.cancelledAt === null ? say(locale, 'register.inForce') : cancelledWords(row, locale),
  ];
}

/** GET …/:year.csv */
export async function downloadDecisions(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const { locale } = context;
  const { year, rows } = await wholeYear(context, parts);
  const lines = [columns.map((one) => say(locale, `register.${one}`)), ...rows.map((row) => cellsOf(row, locale))];
  return content(`\ufeff${lines.map(csvLine).join('')}`, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${say(locale, 'register.file', { year: String(year) })}.csv"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}

/** GET …/:year.pdf: to be printed and bound. */
export async function printDecisions(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const { locale, now } = context;
  const { year, rows } = await wholeYear(context, parts);
  const authority = await parts.directory.getAuthority(keeper(context).authorityId);
  const title = say(locale, 'register.pdfTitle', { year: String(year) });
  const document: PdfDocument = {
    title,
    locale,
    createdAt: now,
    letterhead: {
      name: authority.name,
      lines: [],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    heading: title,
    blocks: [
      {
        kind: 'table',
        columns: columns.map((one) => say(locale, `register.${one}`)),
        rows: rows.map((row) => cellsOf(row, locale)),
      },
    ],
    footer: { code: formatDate(now, locale) },
  };
  return content(await renderPdf(document), {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${say(locale, 'register.file', { year: String(year) })}.pdf"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}

function namedDecision(context: RequestContext): EnteredDecision {
  const { kind = '', year, number } = context.params;
  const named = { year: Number(year), number: Number(number) };
  const isNumber = (value: number) => Number.isSafeInteger(value) && value > 0 && value < 2_000_000_000;
  if (!isDecisionKind(kind) || !isNumber(named.year) || !isNumber(named.number)) throw new DecisionNotFoundError();
  return { kind, ...named };
}

/** GET …/annuler: what cancelling means, before it is done. For administrators alone. */
export async function showCancellation(
  context: RequestContext,
  parts: CorrespondenceParts,
  problem?: { typed: string; message: string },
): Promise<Result> {
  const agent = keeper(context);
  const { locale } = context;
  const decision = namedDecision(context);
  const known = await parts.platform.database.read([agent.authorityId], (tx) =>
    listDecisions(
      tx,
      agent.authorityId,
      { year: decision.year, kind: decision.kind, words: String(decision.number) },
      1,
    ),
  );
  const row = known.rows.find((one) => one.number === decision.number);
  if (row === undefined) throw new DecisionNotFoundError();
  if (row.cancelledAt !== null) return redirect(`${registerPath}?annee=${row.year}`);
  const title = say(locale, 'cancel.title', { kind: say(locale, `kind.${row.kind}`), number: decisionNumber(row) });
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'decisions',
      children: (
        <>
          <BackLink href={`${registerPath}?annee=${row.year}`} label={say(locale, 'cancel.back')} />
          <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'motif', message: problem.message }]} />
          <PageHeading title={title} caption={row.object} intro={say(locale, 'cancel.intro')} />
          <Form csrf={context.csrfToken()}>
            <Textarea
              id="motif"
              label={say(locale, 'cancel.reason')}
              hint={say(locale, 'cancel.reasonHint')}
              rows={3}
              maxLength={longestReason}
              {...(problem === undefined ? {} : { value: problem.typed, error: problem.message })}
            />
            <Button tone="warning">{say(locale, 'cancel.button')}</Button>
          </Form>
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

/** POST …/annuler */
export async function submitCancellation(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const agent = keeper(context);
  const { locale, now } = context;
  const decision = namedDecision(context);
  const typed = single(context.body, 'motif').trim();
  if (typed === '' || typed.length > longestReason)
    return showCancellation(context, parts, { typed, message: say(locale, typed === '' ? 'missing' : 'tooLong') });
  const act = { authorityId: agent.authorityId, by: { id: agent.agentId, name: agent.name }, now };
  const number = await parts.platform.database.transaction([agent.authorityId], (tx) =>
    cancelDecision(tx, act, decision, typed),
  );
  context.setFlash(say(locale, 'cancel.done', { kind: say(locale, `kind.${decision.kind}`), number }));
  return redirect(`${registerPath}?annee=${decision.year}`);
}
