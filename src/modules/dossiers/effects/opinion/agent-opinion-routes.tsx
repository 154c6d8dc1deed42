import type { Authority } from '#modules/directory/index.ts';
import { documentResult, type StoredDocument } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import { dossierColumns, lockDossier } from '../../usecases/lock-dossier.ts';
import { lockForAgent } from '../../usecases/lock-for-agent.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { askOpinionRoutes, WithinField, withinOf } from './ask-opinion-routes.tsx';
import { askAgain, giveOpinion, OpinionClosedError, withdrawOpinion } from './close-opinion.ts';
import { opinionWords as say } from './messages.ts';
import { OpinionForm, OpinionQuestion, type OpinionTyped, opinionRows } from './opinion-content.tsx';
import {
  findOpinionRequest,
  isMember,
  listForAgent,
  listOpinionRequests,
  type OpinionRequest,
  whomOf,
} from './opinion-request.ts';
import { readOpinionAnswer } from './read-opinion-answer.ts';

/** On the desk: the opinions that one's services are asked for, and those that were asked about a dossier. */
export function agentOpinionRoutes(parts: CapabilityParts): Route[] {
  const own = '/agents/dossiers/:authority/:dossier/avis/:opinion';
  const given = '/agents/avis/:authority/:opinion';
  return [
    agentRoute('agent-dossiers.asked-opinion', 'GET', own, (context, agent) => showAsked(context, parts, agent)),
    agentRoute('agent-dossiers.withdraw-opinion', 'POST', `${own}/retirer`, (context, agent) =>
      withdraw(context, parts, agent),
    ),
    agentRoute('agent-dossiers.remind-opinion', 'POST', `${own}/relancer`, (context, agent) =>
      remindAgain(context, parts, agent),
    ),
    ...askOpinionRoutes(parts),
    agentRoute('agent-dossiers.opinions', 'GET', '/agents/avis', (context, agent) => showList(context, parts, agent)),
    agentRoute('agent-dossiers.opinion', 'GET', given, (context, agent) => showToGive(context, parts, agent)),
    {
      ...agentRoute('agent-dossiers.send-opinion', 'POST', given, (context, agent) =>
        sendOpinion(context, parts, agent),
      ),
      multipart: true,
    },
    agentRoute('agent-dossiers.opinion-document', 'GET', `${given}/documents/:document`, (context, agent) =>
      openShown(context, parts, agent),
    ),
  ];
}

/** @throws {DossierNotFoundError} @throws {NotFoundError} when it is another dossier's */
async function openOwn(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal) {
  const named = await namedDossier(context, parts, agent);
  return parts.platform.database.read(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, named.authority.id, named.dossierId);
    const all = await listOpinionRequests(tx, named.authority.id, named.dossierId);
    const request = all.find((one) => one.id === context.params.opinion);
    if (request === undefined) throw new NotFoundError('opinion-not-found');
    const documents = await parts.documents.listOfDossier(tx, named.authority.id, named.dossierId);
    return { named, dossier, request, documents };
  });
}

async function showAsked(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { named, dossier, request, documents } = await openOwn(context, parts, agent);
  const title = say(locale, 'page.title', { whom: whomOf(request) });
  const href = (id: string) => `${named.base}/pieces/${id}`;
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'inbox',
      children: (
        <>
          <BackLink href={named.base} label={say(locale, 'back')} />
          <PageHeading title={title} caption={`${formatTrackingCode(dossier.code)} · ${dossier.applicant_name}`} />
          <SummaryList
            rows={opinionRows(
              request,
              documents.find((one) => one.id === request.document_id),
              href,
              locale,
            )}
          />
          <OpinionQuestion
            request={request}
            documents={documents.filter((one) => request.document_ids.includes(one.id))}
            documentHref={href}
            locale={locale}
          />
          {(request.state === 'asked' || (request.state === 'no-answer' && request.besides)) && (
            <section aria-labelledby="relancer">
              <h2 class="govuk-heading-m" id="relancer">
                {say(locale, 'again.title')}
              </h2>
              <p class="govuk-body">{say(locale, 'again.hint')}</p>
              <Form action={`${named.base}/avis/${request.id}/relancer`} csrf={context.csrfToken()}>
                <WithinField value="7d" locale={locale} />
                <Button tone="secondary">{say(locale, 'again.button')}</Button>
              </Form>
            </section>
          )}
          {request.state === 'asked' && (
            <section aria-labelledby="retirer">
              <h2 class="govuk-heading-m" id="retirer">
                {say(locale, 'withdraw.title')}
              </h2>
              <p class="govuk-body">{say(locale, 'withdraw.hint')}</p>
              <Form action={`${named.base}/avis/${request.id}/retirer`} csrf={context.csrfToken()}>
                <Button tone="warning">{say(locale, 'withdraw.button')}</Button>
              </Form>
            </section>
          )}
        </>
      ),
    }),
  );
}

async function withdraw(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { named, request } = await openOwn(context, parts, agent);
  await parts.platform.database.transaction(agent.scope, async (tx) => {
    await lockForAgent(tx, { agent, authorityId: named.authority.id, dossierId: named.dossierId, now: context.now });
    await withdrawOpinion(tx, parts, {
      authorityId: named.authority.id,
      opinionId: request.id,
      by: { kind: 'agent', id: agent.agentId, name: agent.name },
      origin: context.origin,
      now: context.now,
    });
  });
  context.setFlash(say(context.locale, 'withdraw.done'));
  return redirect(named.base);
}

async function remindAgain(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { named, request } = await openOwn(context, parts, agent);
  const { locale } = context;
  try {
    await parts.platform.database.transaction(agent.scope, async (tx) => {
      await lockForAgent(tx, { agent, authorityId: named.authority.id, dossierId: named.dossierId, now: context.now });
      await askAgain(tx, parts, {
        authorityId: named.authority.id,
        opinionId: request.id,
        by: { kind: 'agent', id: agent.agentId, name: agent.name },
        within: withinOf(context.body),
        origin: context.origin,
        now: context.now,
      });
    });
    context.setFlash(say(locale, 'again.done'));
  } catch (error) {
    if (!(error instanceof OpinionClosedError)) throw error;
    context.setFlash(say(locale, 'again.closed'));
  }
  return redirect(named.base);
}

async function showList(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const lines = await parts.platform.database.read(agent.scope, async (tx) => {
    const requests = await listForAgent(tx, agent.scope, agent.agentId);
    return Promise.all(requests.map(async (request) => ({ request, ...(await aboutOf(tx, parts, request)) })));
  });
  const title = say(locale, 'desk.title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'opinions',
      children: (
        <>
          <PageHeading title={title} />
          {lines.length === 0 ? (
            <EmptyState title={say(locale, 'desk.none')} />
          ) : (
            <Table
              caption={title}
              captionHidden
              rows={lines}
              rowKey={(line) => line.request.id}
              columns={[
                {
                  label: say(locale, 'desk.procedure'),
                  rowHeader: true,
                  cell: ({ request, authority, title: procedure }) => (
                    <a class="govuk-link" href={`/agents/avis/${authority.slug}/${request.id}`}>
                      {procedure[locale]}
                    </a>
                  ),
                },
                { label: say(locale, 'desk.team'), cell: ({ request }) => request.team_name },
                {
                  label: say(locale, 'desk.asker'),
                  cell: ({ request, authority }) => `${request.asked_by_name}, ${authority.name}`,
                },
                { label: say(locale, 'desk.due'), cell: ({ request }) => formatDate(request.due_on, locale) },
              ]}
            />
          )}
        </>
      ),
    }),
  );
}

interface ToGive {
  readonly request: OpinionRequest;
  readonly authority: Authority;
  readonly title: { readonly fr: string; readonly en: string };
  readonly documents: readonly StoredDocument[];
}

type Tx = Parameters<Parameters<CapabilityParts['platform']['database']['read']>[1]>[0];

async function aboutOf(tx: Tx, parts: CapabilityParts, request: OpinionRequest): Promise<Omit<ToGive, 'request'>> {
  const dossier = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', request.authority_id)
    .where('id', '=', request.dossier_id)
    .executeTakeFirstOrThrow();
  const { procedure } = await parts.catalogue.getVersionOf(dossier);
  const documents = await parts.documents.listOfDossier(tx, request.authority_id, request.dossier_id);
  return {
    authority: await parts.directory.getAuthority(request.authority_id),
    title: { fr: localize(procedure.title, 'fr'), en: localize(procedure.title, 'en') },
    documents: documents.filter((one) => request.document_ids.includes(one.id)),
  };
}

/** For the members of the service that is asked. @throws {NotFoundError} for anybody else, whether it exists or not */
async function openToGive(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<ToGive> {
  const authority = await parts.directory.findAuthorityBySlug(context.params.authority ?? '');
  if (authority === undefined || !agent.scope.includes(authority.id)) throw new NotFoundError('opinion-not-found');
  return parts.platform.database.read(agent.scope, async (tx) => {
    const request = await findOpinionRequest(tx, authority.id, context.params.opinion ?? '');
    if (request?.team_id == null || !(await isMember(tx, authority.id, request.team_id, agent.agentId))) {
      throw new NotFoundError('opinion-not-found');
    }
    return { request, ...(await aboutOf(tx, parts, request)) };
  });
}

async function showToGive(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  typed: OpinionTyped = { opinion: '', name: '', text: '', errors: [] },
  status?: number,
): Promise<Result> {
  const { locale } = context;
  const { request, authority, title: about, documents } = await openToGive(context, parts, agent);
  const title = say(locale, 'answer.title');
  const wrong = typed.errors.length > 0;
  return page(
    await agentPage(context, parts.site, {
      title: wrong ? say(locale, 'errorTitle', { title }) : title,
      current: 'opinions',
      children: (
        <>
          <BackLink href="/agents/avis" label={say(locale, 'backToList')} />
          <ErrorSummary errors={typed.errors} />
          <PageHeading
            title={title}
            caption={request.team_name}
            intro={say(locale, 'answer.intro', {
              authority: authority.name,
              title: about[locale],
              date: formatDate(request.due_on, locale),
            })}
          />
          <OpinionQuestion
            request={request}
            documents={documents}
            documentHref={(id) => `/agents/avis/${authority.slug}/${request.id}/documents/${id}`}
            locale={locale}
          />
          {request.state === 'asked' ? (
            <OpinionForm context={context} typed={typed} withName={false} />
          ) : (
            <SummaryList rows={opinionRows(request, undefined, () => '', locale)} />
          )}
        </>
      ),
    }),
    { status: status ?? (wrong ? 422 : 200) },
  );
}

async function sendOpinion(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { request, authority } = await openToGive(context, parts, agent);
  const read = await readOpinionAnswer(context, parts.documents, authority.id, agent.name);
  if ('typed' in read) return showToGive(context, parts, agent, read.typed);
  const { answer } = read;
  try {
    await parts.platform.database.transaction(agent.scope, async (tx) => {
      await lockDossier(tx, authority.id, request.dossier_id);
      await giveOpinion(tx, parts, {
        authorityId: authority.id,
        opinionId: request.id,
        by: { kind: 'agent', id: agent.agentId, name: agent.name },
        answeredBy: agent.name,
        opinion: answer.opinion,
        text: answer.text,
        file: answer.file,
        origin: context.origin,
        now: context.now,
      });
    });
  } catch (error) {
    if (!(error instanceof OpinionClosedError)) throw error;
    return showToGive(context, parts, agent, undefined, 409);
  }
  context.setFlash(say(context.locale, 'answer.done'));
  return redirect('/agents/avis');
}

async function openShown(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, documents } = await openToGive(context, parts, agent);
  const document = documents.find((one) => one.id === context.params.document);
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authority.id, document), { inline: true });
}
