import { type Answers, type FieldError, parsePage, type RawInputs } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { transitionPageId } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { json, page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { formContextOf } from '../domain/form-surroundings.ts';
import { plainMessage } from '../domain/plain-message.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { DossierNotFoundError } from '../errors.ts';
import { listInbox } from '../queries/list-inbox.ts';
import { maxTextLength } from '../usecases/add-note.ts';
import { assigneeOptions } from '../web/agent/inbox.page.tsx';
import { filterOfListParameter, inboxHref } from '../web/agent/inbox-address.ts';
import { readInboxChoices } from '../web/agent/inbox-choices.ts';
import type { InboxMemory } from '../web/agent/show-inbox.tsx';
import { type BulkAct, doneAtOnce, mostInRun } from './bulk-act.ts';
import { formKeyOf, listOfferedTransitions, type OfferedTransition } from './bulk-transitions.ts';
import { createBulkRun } from './create-bulk-run.ts';
import { listReceivingTeams } from './forward-to-team.ts';
import { bulkWords } from './messages.ts';
import { PrepareContent, type PreparePageProps } from './prepare.page.tsx';
import { findRun, readRunPage } from './read-run.ts';
import { readSelection, type Selection } from './read-selection.ts';
import { RunContent } from './run.page.tsx';
import { runBulk } from './run-bulk.ts';

/** Of a whole list, so many are looked at to tell which acts are possible. */
const mostLooked = 200;

/** Acts on many dossiers: prepared, done, told one by one. */
export function bulkRoutes(parts: DossiersParts, memory: InboxMemory): Route[] {
  return [
    agentRoute('agent-bulk.prepare', 'POST', '/agents/lots/preparer', (context, agent) =>
      prepare(context, parts, agent),
    ),
    agentRoute('agent-bulk.do', 'POST', '/agents/lots', (context, agent) => act(context, parts, memory, agent)),
    agentRoute('agent-bulk.run', 'GET', '/agents/lots/:run', (context, agent) => showRun(context, parts, agent)),
  ];
}

/** POST /agents/lots/preparer: nothing is done yet. */
async function prepare(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const selection = readSelection(context.body, agent);
  if (!selection.whole && selection.ticked.length === 0) {
    context.setFlash(bulkWords(context.locale, 'noneChosen'));
    return redirect(inboxHref(selection.filter));
  }
  return preparePage(context, parts, await readPrepared(context, parts, agent, selection), {});
}

interface Prepared {
  readonly selection: Selection;
  readonly count: number;
  readonly most: boolean;
  readonly looked: number;
  readonly offered: readonly OfferedTransition[];
  readonly choices: Pick<PreparePageProps, 'colleagues' | 'teams'>;
}

async function readPrepared(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  selection: Selection,
): Promise<Prepared> {
  const { now, locale } = context;
  const today = civilDate(instantOf(now)).toString();
  return parts.platform.database.read(agent.scope, async (tx) => {
    const listed = selection.whole
      ? (await listInbox(tx, agent, selection.filter, { today, limit: mostInRun })).rows
      : undefined;
    const looked =
      listed === undefined
        ? selection.ticked
        : listed.slice(0, mostLooked).map((row) => ({ authorityId: row.authority_id, dossierId: row.id }));
    const choices = await readInboxChoices(tx, parts, agent);
    const teams = await listReceivingTeams(tx, agent);
    return {
      selection,
      count: listed?.length ?? selection.ticked.length,
      most: listed?.length === mostInRun,
      looked: looked.length,
      offered: await listOfferedTransitions(tx, parts, agent, looked, now),
      choices: {
        colleagues: assigneeOptions(choices, agent.agentId, locale),
        teams: teams.map((team) => ({ value: `${team.teamAuthorityId}/${team.teamId}`, label: team.name })),
      },
    };
  });
}

async function preparePage(
  context: RequestContext,
  parts: DossiersParts,
  prepared: Prepared,
  typed: Partial<Pick<PreparePageProps, 'errors' | 'fieldErrors' | 'chosen' | 'asked' | 'typedNote'>>,
): Promise<Result> {
  const { locale } = context;
  const { choices, ...rest } = prepared;
  const errors = [
    ...(typed.errors ?? []),
    ...(typed.fieldErrors ?? []).map((error) => ({ fieldId: error.inputId, message: error.message[locale] })),
  ];
  return page(
    await agentPage(context, parts.site, {
      title: typed.asked?.label ?? bulkWords(locale, 'prepareTitle'),
      current: 'inbox',
      children: (
        <PrepareContent
          locale={locale}
          {...rest}
          {...choices}
          {...typed}
          errors={errors}
          csrf={context.csrfToken()}
          key_={keyOf(context) ?? newId(context.now.getTime())}
        />
      ),
    }),
    { status: errors.length === 0 ? 200 : 422 },
  );
}

function keyOf(context: RequestContext): string | undefined {
  const key = single(context.body, '_idempotency');
  return /^[\w-]{1,64}$/.test(key) ? key : undefined;
}

type Read =
  | { readonly act: BulkAct }
  | { readonly again: Partial<Pick<PreparePageProps, 'errors' | 'fieldErrors' | 'chosen' | 'asked' | 'typedNote'>> };

/** POST /agents/lots */
async function act(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const selection = readSelection(context.body, agent);
  if (!selection.whole && selection.ticked.length === 0) {
    context.setFlash(bulkWords(context.locale, 'noneChosen'));
    return redirect(inboxHref(selection.filter));
  }
  const simple = readSimpleAct(context, agent);
  const prepared =
    simple !== undefined && 'act' in simple ? undefined : await readPrepared(context, parts, agent, selection);
  const read = simple ?? (await readTransition(context, parts, prepared?.offered ?? []));
  if ('again' in read) {
    if (prepared === undefined) throw new DossierNotFoundError();
    return preparePage(context, parts, prepared, { chosen: single(context.body, 'acte'), ...read.again });
  }
  const run = await createBulkRun(parts, agent, {
    act: read.act,
    chosen: selection.whole ? { whole: selection.filter, query: selection.list } : { ticked: selection.ticked },
    key: keyOf(context) ?? newId(context.now.getTime()),
    origin: context.origin,
    now: context.now,
    today: civilDate(instantOf(context.now)).toString(),
  });
  if (run.isNew && run.count <= doneAtOnce) await runBulk(parts, agent, run.runId);
  memory.counts.forget(agent);
  return redirect(`/agents/lots/${run.runId}?liste=${encodeURIComponent(selection.list)}`);
}

function readSimpleAct({ body, locale }: RequestContext, agent: AgentPrincipal): Read | undefined {
  switch (single(body, 'acte')) {
    case 'take':
      return { act: { kind: 'assign', assigneeId: agent.agentId } };
    case 'assign': {
      const chosen = single(body, 'agent');
      if (chosen !== 'personne' && !isUuid(chosen)) throw new DossierNotFoundError();
      return { act: { kind: 'assign', assigneeId: chosen === 'personne' ? null : chosen } };
    }
    case 'note': {
      const typed = single(body, 'note');
      const text = plainMessage(typed).slice(0, maxTextLength);
      if (text !== '') return { act: { kind: 'note', body: text } };
      return { again: { errors: [{ fieldId: 'note', message: bulkWords(locale, 'noteMissing') }], typedNote: typed } };
    }
    case 'team': {
      const [teamAuthorityId = '', teamId = ''] = single(body, 'service').split('/', 2);
      if (/^[0-9A-Z]{2,20}$/.test(teamAuthorityId) && isUuid(teamId))
        return { act: { kind: 'team', teamAuthorityId, teamId } };
      return { again: { errors: [{ fieldId: 'service', message: bulkWords(locale, 'teamMissing') }] } };
    }
    case '':
      return { again: { errors: [{ fieldId: 'acte', message: bulkWords(locale, 'actMissing') }] } };
    default:
      return undefined;
  }
}

/** An act of the procedure: what it asks is asked on a page of its own first. */
async function readTransition(
  context: RequestContext,
  parts: DossiersParts,
  offered: readonly OfferedTransition[],
): Promise<Read> {
  const { body, locale, now } = context;
  const [, index, id] = /^acte-(\d{1,3})-([\w-]{1,80})$/.exec(single(body, 'acte')) ?? [];
  const found = offered[Number(index)]?.transition.id === id ? offered[Number(index)] : undefined;
  if (found === undefined)
    return { again: { errors: [{ fieldId: 'acte', message: bulkWords(locale, 'actMissing') }], chosen: undefined } };
  const { transition } = found;
  const done = (form: Answers): Read => ({
    act: { kind: 'transition', transitionId: transition.id, formKey: formKeyOf(transition), form },
  });
  const form = transition.compiledForm;
  if (form === undefined) return done({});
  const authority = await parts.directory.getAuthority(found.example.authority_id);
  const formContext = { ...formContextOf(parts, authority, now), actor: 'agent' as const };
  const asked = { form, context: formContext, label: localize(transition.label, locale) };
  if (single(body, 'rempli') !== 'oui') return { again: { asked: { ...asked, answers: {} } } };
  const read: { answers: Answers; raw: RawInputs; errors: readonly FieldError[] } = parsePage(
    form,
    transitionPageId,
    body,
    { ...formContext, answers: {} },
  );
  if (read.errors.length === 0) return done(read.answers);
  return { again: { asked: { ...asked, answers: read.answers, raw: read.raw }, fieldErrors: read.errors } };
}

/** GET /agents/lots/:run */
async function showRun(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const runId = context.params.run ?? '';
  if (!isUuid(runId)) throw new NotFoundError('run-not-found');
  const after = Math.max(0, Math.min(mostInRun, Number.parseInt(context.query.apres ?? '0', 10) || 0));
  const onlyTroubles = context.query.problemes === 'oui';
  const read = await parts.platform.database.read(agent.scope, async (tx) => {
    const run = await findRun(tx, agent, runId);
    if (run === undefined) throw new NotFoundError('run-not-found');
    return { run, ...(await readRunPage(tx, agent.authorityId, runId, { after, onlyTroubles })) };
  });
  const total = [...read.counts.values()].reduce((sum, one) => sum + one, 0);
  const done = total - (read.counts.get('waiting') ?? 0);
  if (context.wantsJson) {
    const words = bulkWords(locale, 'running', { done, count: total });
    return json({ words, done, count: total, finished: read.run.state === 'done' });
  }
  const rows = await Promise.all(
    read.rows.map(async (row) => ({
      ...row,
      authoritySlug: (await parts.directory.getAuthority(row.dossier_authority_id)).slug,
    })),
  );
  const list = filterOfListParameter(context.query.liste ?? read.run.query ?? undefined);
  const act = read.run.act as unknown as BulkAct;
  return page(
    await agentPage(context, parts.site, {
      title: bulkWords(locale, 'runTitle'),
      current: 'inbox',
      breadcrumbs: [{ href: '/agents', label: agentMessages(locale, 'view-todo') }],
      children: (
        <RunContent
          locale={locale}
          run={read.run}
          actWords={bulkWords(locale, `kind-${act.kind}`)}
          counts={read.counts}
          rows={rows}
          next={read.next}
          after={after}
          onlyTroubles={onlyTroubles}
          back={list === undefined ? '/agents' : inboxHref(list)}
        />
      ),
    }),
  );
}
