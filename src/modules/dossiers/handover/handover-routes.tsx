import { type AgentMenuProvider, agentPage, isAdministrator } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import {
  type Handover,
  type Holder,
  handOver,
  handoverScope,
  listHandovers,
  listHeirs,
  listHolders,
  requireLeader,
  undoHandover,
} from './handovers.ts';
import { handoverWords as say } from './messages.ts';

const handoverPath = '/agents/passation';
const toTeam = 'service';

interface Problem {
  readonly fieldId: 'procedures' | 'to';
  readonly message: string;
}

/** Handing over dossiers in part, for leaders and administrators. */
export function handoverRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route => ({
    id: `handover.${name}`,
    method,
    path,
    access: 'agent',
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      requireLeader(context.agent);
      return handler(context, context.agent);
    },
  });
  return [
    on('show', 'GET', handoverPath, (context, agent) => show(context, parts, agent, [])),
    on('hand-over', 'POST', handoverPath, (context, agent) => submit(context, parts, agent)),
    on('undo', 'POST', `${handoverPath}/:handover/annuler`, (context, agent) => undo(context, parts, agent)),
  ];
}

/** For whoever may hand over. */
export const handoverMenu: AgentMenuProvider = async (_site, agent, locale) =>
  isAdministrator(agent) || agent.rights.some((right) => right.leader)
    ? [{ key: 'handover', section: 'pilotage', href: handoverPath, label: say(locale, 'title') }]
    : [];

const scopeOf = (parts: DossiersParts, agent: AgentPrincipal) =>
  parts.platform.database.read([agent.authorityId], (tx) => handoverScope(tx, agent));

function several(body: FormBody, name: string): readonly string[] {
  const value = body[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

async function submit(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { body, locale, now } = context;
  const fromId = single(body, 'from');
  const to = single(body, 'to');
  const procedures = several(body, 'procedures').slice(0, 500);
  if (!isUuid(fromId)) throw new NotFoundError('agent-not-found');
  const problems: Problem[] = [
    ...(procedures.length === 0
      ? [{ fieldId: 'procedures' as const, message: say(locale, 'problem.procedures') }]
      : []),
    ...(to !== toTeam && !isUuid(to) ? [{ fieldId: 'to' as const, message: say(locale, 'problem.to') }] : []),
  ];
  if (problems.length > 0) return show(context, parts, agent, problems, fromId);
  const scope = await scopeOf(parts, agent);
  const done = await parts.platform.database.transaction([...scope], (tx) =>
    handOver(
      tx,
      parts,
      agent,
      scope,
      {
        fromId,
        toId: to === toTeam ? undefined : to,
        procedures,
        note: single(body, 'note').trim().slice(0, 2000),
        origin: context.origin,
      },
      now,
    ),
  );
  context.setFlash(say(locale, 'done', done));
  return redirect(handoverPath);
}

async function undo(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const id = context.params.handover ?? '';
  if (!isUuid(id)) throw new NotFoundError('handover-not-found');
  const scope = await scopeOf(parts, agent);
  const done = await parts.platform.database.transaction([...scope], (tx) =>
    undoHandover(tx, agent, scope, id, context.now),
  );
  context.setFlash(say(context.locale, 'undone', done));
  return redirect(handoverPath);
}

async function show(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problems: readonly Problem[],
  fromId = context.query.de,
): Promise<Result> {
  const { locale, now } = context;
  const scope = await scopeOf(parts, agent);
  const { holders, heirs, recent } = await parts.platform.database.read([...scope], async (tx) => ({
    holders: await listHolders(tx, agent, scope),
    heirs: await listHeirs(tx, agent),
    recent: await listHandovers(tx, agent, scope, now),
  }));
  const holder = holders.find(({ id }) => id === fromId);
  const procedures = await parts.catalogue.listProcedures({ agents: true });
  const titleOf = (id: string) => {
    const found = procedures.find((one) => one.procedure === id);
    return found === undefined ? id : localize(found.title, locale);
  };
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'handover',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {holders.length === 0 ? (
          <EmptyState title={say(locale, 'choose.empty')}>{say(locale, 'choose.emptyBody')}</EmptyState>
        ) : (
          <form class="pv-stack" action={handoverPath} method="get">
            <Select
              id="de"
              label={say(locale, 'choose')}
              placeholder={false}
              value={holder?.id ?? ''}
              options={holders.map(({ id, name, procedures: held }) => ({
                value: id,
                label: say(locale, 'choose.option', {
                  name,
                  count: held.reduce((sum, one) => sum + one.dossiers, 0),
                }),
              }))}
            />
            <Button tone="secondary">{say(locale, 'show')}</Button>
          </form>
        )}
        {holder !== undefined && (
          <HandoverForm
            holder={holder}
            heirs={heirs.filter(({ id }) => id !== holder.id)}
            titleOf={titleOf}
            problems={problems}
            csrf={context.csrfToken()}
            locale={locale}
          />
        )}
        <Recent rows={recent} csrf={context.csrfToken()} locale={locale} />
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422 });
}

function HandoverForm({
  holder,
  heirs,
  titleOf,
  problems,
  csrf,
  locale,
}: {
  holder: Holder;
  heirs: readonly { readonly id: string; readonly name: string }[];
  titleOf: (id: string) => string;
  problems: readonly Problem[];
  csrf: string;
  locale: Locale;
}) {
  const errorAt = (field: Problem['fieldId']) => problems.find(({ fieldId }) => fieldId === field)?.message;
  return (
    <Form action={handoverPath} csrf={csrf}>
      <h2 class="govuk-heading-m">{holder.name}</h2>
      <input type="hidden" name="from" value={holder.id} />
      <Checkboxes
        id="procedures"
        label={say(locale, 'procedures')}
        values={holder.procedures.map(({ id }) => id)}
        options={holder.procedures.map(({ id, dossiers }) => ({
          value: id,
          label: say(locale, 'procedures.option', { title: titleOf(id), count: dossiers }),
        }))}
        error={errorAt('procedures')}
      />
      <Select
        id="to"
        label={say(locale, 'to')}
        value=""
        options={[
          { value: toTeam, label: say(locale, 'to.team') },
          ...heirs.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        error={errorAt('to')}
      />
      <Textarea id="note" label={say(locale, 'note')} hint={say(locale, 'note.hint')} rows={3} maxLength={2000} />
      <Button>{say(locale, 'button')}</Button>
    </Form>
  );
}

function Recent({ rows, csrf, locale }: { rows: readonly Handover[]; csrf: string; locale: Locale }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption={say(locale, 'recent.caption')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { label: say(locale, 'recent.when'), rowHeader: true, cell: (row) => formatDateTime(row.at, locale) },
        { label: say(locale, 'recent.from'), cell: (row) => row.fromName },
        { label: say(locale, 'recent.to'), cell: (row) => row.toName ?? say(locale, 'recent.team') },
        { label: say(locale, 'recent.count'), numeric: true, cell: (row) => row.dossiers },
        {
          label: say(locale, 'recent.act'),
          cell: (row) =>
            row.undone ? (
              say(locale, 'recent.undone')
            ) : row.mayUndo ? (
              <Form action={`${handoverPath}/${row.id}/annuler`} csrf={csrf}>
                <Button tone="link">
                  {say(locale, 'recent.undo')}{' '}
                  <span class="govuk-visually-hidden">{say(locale, 'recent.undoOf', { name: row.fromName })}</span>
                </Button>
              </Form>
            ) : (
              ''
            ),
        },
      ]}
    />
  );
}
