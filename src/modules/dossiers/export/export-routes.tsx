import { agentPage, isAdministrator } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, json, page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { filterOfListParameter, listParameter } from '../web/agent/inbox-address.ts';
import { ExportContent, ExportListContent, NewExportContent } from './export.page.tsx';
import { exportColumns } from './export-columns.ts';
import { type DeskExport, exportKind, findForm, openExport, recordExportAct } from './make-export.ts';
import { exportWords } from './messages.ts';

/** Exports of lists: asked for, made by a job, fetched by whoever asked. */
export function exportRoutes(parts: DossiersParts): Route[] {
  return [
    agentRoute('agent-exports.new', 'GET', '/agents/exports/nouveau', (context, agent) =>
      showNew(context, parts, agent),
    ),
    agentRoute('agent-exports.start', 'POST', '/agents/exports', (context, agent) => start(context, parts, agent)),
    agentRoute('agent-exports.list', 'GET', '/agents/exports', (context, agent) => showList(context, parts, agent)),
    agentRoute('agent-exports.show', 'GET', '/agents/exports/:export', (context, agent) => show(context, parts, agent)),
    agentRoute('agent-exports.fetch', 'GET', '/agents/exports/:export/fichier', (context, agent) =>
      fetchFile(context, parts, agent),
    ),
  ];
}

async function showNew(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: string,
): Promise<Result> {
  const typed = context.query.liste ?? single(context.body, 'liste');
  const filter = filterOfListParameter(typed === '' ? undefined : typed) ?? { view: 'todo' as const };
  const { procedureId } = filter;
  const form = procedureId === undefined ? undefined : await findForm(parts, agent, procedureId);
  return page(
    await agentPage(context, parts.site, {
      title: exportWords(context.locale, 'newTitle'),
      current: 'exports',
      children: (
        <NewExportContent
          locale={context.locale}
          filter={filter}
          mayHaveAnswers={form !== undefined}
          csrf={context.csrfToken()}
          key_={newId(context.now.getTime())}
          problem={problem}
        />
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

/** POST /agents/exports: the same form sent twice is one export. */
async function start(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { body, now, locale } = context;
  const filter = filterOfListParameter(single(body, 'liste')) ?? { view: 'todo' as const };
  const chosen = [body.colonne ?? []].flat();
  const columns = exportColumns.filter((column) => chosen.includes(column));
  if (columns.length === 0) return showNew(context, parts, agent, exportWords(locale, 'columnsMissing'));
  const typedKey = single(body, '_idempotency');
  const key = /^[\w-]{1,64}$/.test(typedKey) ? typedKey : newId(now.getTime());
  const id = await parts.platform.database.transaction([agent.authorityId], async (tx) => {
    const exportId = newId(now.getTime());
    const inserted = await tx
      .insertInto('desk_exports')
      .values({
        authority_id: agent.authorityId,
        id: exportId,
        agent_id: agent.agentId,
        agent_name: agent.name,
        key,
        query: listParameter(filter),
        format: single(body, 'format') === 'ods' ? 'ods' : 'csv',
        columns: [...columns],
        with_answers: single(body, 'reponses') === 'oui' && filter.procedureId !== undefined,
        locale,
        origin: context.origin,
        created_at: now,
      })
      .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id', 'key']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const known = await tx
        .selectFrom('desk_exports')
        .select('id')
        .where('authority_id', '=', agent.authorityId)
        .where('agent_id', '=', agent.agentId)
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      return known.id;
    }
    await recordExportAct(tx, { authority_id: agent.authorityId, id: exportId }, 'asked', now, agent, {
      query: listParameter(filter),
      columns,
    });
    await parts.platform.jobs.enqueue(tx, exportKind, { authorityId: agent.authorityId, exportId });
    return exportId;
  });
  return redirect(`/agents/exports/${id}`);
}

/** An export that this very agent asked for. @throws NotFoundError for another's */
async function getOwnExport(tx: Tx, agent: AgentPrincipal, id: string | undefined): Promise<DeskExport> {
  const found =
    id === undefined || !isUuid(id)
      ? undefined
      : await tx
          .selectFrom('desk_exports')
          .selectAll()
          .where('authority_id', '=', agent.authorityId)
          .where('id', '=', id)
          .where('agent_id', '=', agent.agentId)
          .executeTakeFirst();
  if (found === undefined) throw new NotFoundError('export-not-found');
  return found;
}

async function show(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const found = await parts.platform.database.read([agent.authorityId], (tx) =>
    getOwnExport(tx, agent, context.params.export),
  );
  const { locale } = context;
  if (context.wantsJson) {
    return json({
      words: exportWords(locale, 'progress', { count: found.rows_written }),
      done: found.rows_written,
      finished: found.state !== 'waiting' && found.state !== 'running',
    });
  }
  return page(
    await agentPage(context, parts.site, {
      title: exportWords(locale, 'title'),
      current: 'exports',
      children: <ExportContent locale={locale} found={found} />,
    }),
  );
}

/** GET …/fichier: the journal says who fetched it, before the first byte leaves. */
async function fetchFile(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { now, locale } = context;
  const found = await parts.platform.database.transaction([agent.authorityId], async (tx) => {
    const own = await getOwnExport(tx, agent, context.params.export);
    if (own.state !== 'ready' || own.expires_at === null || own.expires_at <= now)
      throw new NotFoundError('export-not-found');
    await recordExportAct(tx, own, 'fetched', now, agent);
    return own;
  });
  const name = `${exportWords(locale, 'fileName')}-${found.created_at.toISOString().slice(0, 10)}.${found.format}`;
  return content(await openExport(parts, found), {
    'content-type':
      found.format === 'ods' ? 'application/vnd.oasis.opendocument.spreadsheet' : 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    ...(found.size === null ? {} : { 'content-length': String(found.size) }),
  });
}

/** GET /agents/exports: one's own; administrators read the journal of the authority below. */
async function showList(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { own, journal } = await parts.platform.database.read([agent.authorityId], async (tx) => ({
    own: await tx
      .selectFrom('desk_exports')
      .selectAll()
      .where('authority_id', '=', agent.authorityId)
      .where('agent_id', '=', agent.agentId)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute(),
    journal: isAdministrator(agent)
      ? await tx
          .selectFrom('desk_export_acts as a')
          .innerJoin('desk_exports as e', (join) =>
            join.onRef('e.authority_id', '=', 'a.authority_id').onRef('e.id', '=', 'a.export_id'),
          )
          .select(['a.id', 'a.at', 'a.kind', 'e.agent_name', 'e.rows_written', 'e.format'])
          .where('a.authority_id', '=', agent.authorityId)
          .orderBy('a.at', 'desc')
          .orderBy('a.id', 'desc')
          .limit(200)
          .execute()
      : undefined,
  }));
  return page(
    await agentPage(context, parts.site, {
      title: exportWords(context.locale, 'title'),
      current: 'exports',
      children: <ExportListContent locale={context.locale} own={own} journal={journal} />,
    }),
  );
}
