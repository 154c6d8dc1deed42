import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { filterOfListParameter, listParameter } from '../web/agent/inbox-address.ts';
import { readInboxChoices } from '../web/agent/inbox-choices.ts';
import { inboxWords } from '../web/agent/inbox-messages.ts';
import type { InboxMemory } from '../web/agent/show-inbox.tsx';
import {
  changeView,
  chooseFirstView,
  getSavedView,
  mostViews,
  removeView,
  type SavedView,
  type Sharing,
  saveView,
} from './saved-views.ts';
import { nameProblem } from './view-bar.tsx';
import { viewHref } from './view-href.ts';
import { type ViewProblem, ViewsContent } from './views.page.tsx';

/** The views that agents keep of the inbox. */
export function viewRoutes(parts: DossiersParts, memory: InboxMemory): Route[] {
  const { database } = parts.platform;
  return [
    agentRoute('agent-views.list', 'GET', '/agents/vues', (context, agent) => showViews(context, parts, agent)),
    agentRoute('agent-views.save', 'POST', '/agents/vues', async (context, agent) => {
      const name = nameOf(context);
      const filter = filterOfListParameter(single(context.body, 'liste')) ?? { view: 'todo' };
      const { savedView: _saved, ...kept } = filter;
      const problem = nameProblem(name);
      if (problem !== undefined)
        return showViews(context, parts, agent, { message: inboxWords(context.locale, problem), typed: name, kept });
      const id = await database.transaction([agent.authorityId], (tx) =>
        saveView(tx, agent, { name, query: listParameter(kept), sharing: sharingOf(context) }, context.now),
      );
      memory.choices.forget(agent);
      context.setFlash(inboxWords(context.locale, 'saved', { name }));
      return redirect(`/agents/vues/${id}`);
    }),
    agentRoute('agent-views.open', 'GET', '/agents/vues/:view', async (context, agent) =>
      redirect(viewHref(await namedView(context, parts, agent))),
    ),
    agentRoute('agent-views.change', 'POST', '/agents/vues/:view', async (context, agent) => {
      const view = await namedView(context, parts, agent);
      if (!view.mine) throw new NotFoundError('view-not-found');
      const name = nameOf(context);
      const problem = nameProblem(name);
      if (problem !== undefined) {
        const message = inboxWords(context.locale, problem);
        return showViews(context, parts, agent, { message, typed: name, viewId: view.id });
      }
      await database.transaction([agent.authorityId], (tx) =>
        changeView(tx, agent, view.id, { name, sharing: sharingOf(context) }, context.now),
      );
      return changed(context, memory, agent, inboxWords(context.locale, 'renamed', { name }));
    }),
    agentRoute('agent-views.remove', 'POST', '/agents/vues/:view/supprimer', async (context, agent) => {
      const view = await namedView(context, parts, agent);
      await database.transaction([agent.authorityId], (tx) => removeView(tx, agent, view.id));
      return changed(context, memory, agent, inboxWords(context.locale, 'removed', { name: view.name }));
    }),
    agentRoute('agent-views.first', 'POST', '/agents/vues/:view/accueil', async (context, agent) => {
      const view = await namedView(context, parts, agent);
      const wanted = single(context.body, 'accueil') !== 'non';
      await database.transaction([agent.authorityId], (tx) => chooseFirstView(tx, agent, wanted ? view.id : undefined));
      const { locale } = context;
      return changed(
        context,
        memory,
        agent,
        wanted ? inboxWords(locale, 'firstDone', { name: view.name }) : inboxWords(locale, 'firstEnded'),
      );
    }),
  ];
}

function nameOf({ body }: RequestContext): string {
  return single(body, 'nom').replace(/\s+/g, ' ').trim();
}

function sharingOf({ body }: RequestContext): Sharing {
  const chosen = single(body, 'partage');
  if (chosen === 'authority') return { kind: 'authority' };
  return isUuid(chosen) ? { kind: 'team', teamId: chosen } : { kind: 'private' };
}

function changed(context: RequestContext, memory: InboxMemory, agent: AgentPrincipal, words: string): Result {
  memory.choices.forget(agent);
  context.setFlash(words);
  return redirect('/agents/vues');
}

/** @throws NotFoundError */
async function namedView(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<SavedView> {
  const id = context.params.view ?? '';
  if (!isUuid(id)) throw new NotFoundError('view-not-found');
  return parts.platform.database.read([agent.authorityId], (tx) => getSavedView(tx, agent, id));
}

/** GET /agents/vues, and again when a name did not do. */
async function showViews(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: ViewProblem,
): Promise<Result> {
  const choices = await parts.platform.database.read(agent.scope, (tx) => readInboxChoices(tx, parts, agent));
  return page(
    await agentPage(context, parts.site, {
      title: inboxWords(context.locale, 'manageTitle'),
      current: 'inbox',
      children: (
        <ViewsContent
          locale={context.locale}
          choices={choices}
          csrf={context.csrfToken()}
          problem={problem}
          most={mostViews}
        />
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}
