import { type Authority, authorityContact, citizenPage } from '#modules/directory/index.ts';
import { documentResult, type StoredDocument } from '#modules/documents/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { lockDossier } from '../../usecases/lock-dossier.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { giveOpinion, OpinionClosedError } from './close-opinion.ts';
import { opinionWords as say } from './messages.ts';
import { OpinionForm, OpinionQuestion, type OpinionTyped } from './opinion-content.tsx';
import { findByToken, type OpinionRequest, readOpinionToken } from './opinion-request.ts';
import { readOpinionAnswer } from './read-opinion-answer.ts';

/** The link is in the address: it must not travel to other sites, nor stay in caches. */
const secretAddress = { 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store' };

/** The page of a person outside who is asked for an opinion by a link: no account, nothing but what was chosen. */
export function outsideOpinionRoutes(parts: CapabilityParts): Route[] {
  const path = '/avis/:token';
  return [
    {
      id: 'dossiers.opinion',
      method: 'GET',
      path,
      access: 'public',
      perMinute: 60,
      handle: (context) => withLink(context, parts, (asked) => showOpinion(context, parts, asked)),
    },
    {
      id: 'dossiers.send-opinion',
      method: 'POST',
      path,
      access: 'public',
      perMinute: 20,
      multipart: true,
      handle: (context) => withLink(context, parts, (asked) => sendOpinion(context, parts, asked)),
    },
    {
      id: 'dossiers.opinion-document',
      method: 'GET',
      path: `${path}/documents/:document`,
      access: 'public',
      perMinute: 60,
      handle: (context) => withLink(context, parts, (asked) => openShown(context, parts, asked)),
    },
  ];
}

interface Asked {
  readonly request: OpinionRequest;
  readonly authority: Authority;
  readonly title: string;
  /** Those that the agent chose to show. */
  readonly documents: readonly StoredDocument[];
}

/** A link that leads nowhere gets one same page, whatever is wrong with it. */
async function withLink(
  context: RequestContext,
  parts: CapabilityParts,
  handler: (asked: Asked) => Promise<Result>,
): Promise<Result> {
  const asked = await findAsked(context, parts);
  return asked === undefined ? lostLink(context, parts) : handler(asked);
}

async function findAsked(context: RequestContext, parts: CapabilityParts): Promise<Asked | undefined> {
  const token = readOpinionToken(context.params.token ?? '');
  const authority = token === undefined ? undefined : await parts.directory.findAuthority(token.authorityId);
  if (token === undefined || authority === undefined) return undefined;
  const found = await parts.platform.database.read([authority.id], async (tx) => {
    const request = await findByToken(tx, token);
    if (request === undefined) return undefined;
    const documents = await parts.documents.listOfDossier(tx, authority.id, request.dossier_id);
    const dossier = await tx
      .selectFrom('dossiers')
      .selectAll()
      .where('authority_id', '=', authority.id)
      .where('id', '=', request.dossier_id)
      .executeTakeFirstOrThrow();
    return { request, dossier, documents };
  });
  if (found === undefined) return undefined;
  const { procedure } = await parts.catalogue.getVersionOf(found.dossier);
  return {
    request: found.request,
    authority,
    title: localize(procedure.title, context.locale),
    documents: found.documents.filter((document) => found.request.document_ids.includes(document.id)),
  };
}

async function showOpinion(
  context: RequestContext,
  parts: CapabilityParts,
  asked: Asked,
  typed: OpinionTyped = { opinion: '', name: '', text: '', errors: [] },
): Promise<Result> {
  const { locale } = context;
  const { request, authority } = asked;
  const closed = closedReason(request, context.now);
  if (closed !== undefined) return closedPage(context, parts, asked, closed);
  const title = say(locale, 'answer.title');
  const token = context.params.token ?? '';
  const wrong = typed.errors.length > 0;
  const document = await citizenPage(context, parts.site, {
    title: wrong ? say(locale, 'errorTitle', { title }) : title,
    authority,
    noIndex: true,
    children: (
      <>
        <ErrorSummary errors={typed.errors} />
        <PageHeading
          title={title}
          caption={authority.name}
          intro={say(locale, 'answer.intro', {
            authority: authority.name,
            title: asked.title,
            date: formatDate(request.due_on, locale),
          })}
        />
        <OpinionQuestion
          request={request}
          documents={asked.documents}
          documentHref={(id) => `/avis/${token}/documents/${id}`}
          locale={locale}
        />
        <OpinionForm context={context} typed={typed} withName />
      </>
    ),
  });
  return page(document, { status: wrong ? 422 : 200, headers: secretAddress });
}

function closedReason(request: OpinionRequest, now: Date): Exclude<OpinionRequest['state'], 'asked'> | undefined {
  if (request.state !== 'asked') return request.state;
  return request.due_on < civilDate(instantOf(now)).toString() ? 'no-answer' : undefined;
}

async function closedPage(
  context: RequestContext,
  parts: CapabilityParts,
  { authority }: Asked,
  state: Exclude<OpinionRequest['state'], 'asked'>,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, `closed.${state}`);
  const territory = await parts.directory.getTerritory();
  const document = await citizenPage(context, parts.site, {
    title,
    authority,
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, `closed.${state}Body`, { authority: authority.name })} />
        {authorityContact(authority, { locale, now: context.now, example: territory.exampleContacts })}
      </>
    ),
  });
  return page(document, { headers: secretAddress });
}

async function lostLink(context: RequestContext, parts: CapabilityParts): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'lost.title');
  const document = await citizenPage(context, parts.site, {
    title,
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'lost.body')} />
        <p class="govuk-body">{say(locale, 'lost.contact')}</p>
      </>
    ),
  });
  return page(document, { status: 404, headers: secretAddress });
}

async function sendOpinion(context: RequestContext, parts: CapabilityParts, asked: Asked): Promise<Result> {
  const { request, authority } = asked;
  const token = context.params.token ?? '';
  if (closedReason(request, context.now) !== undefined) return redirect(`/avis/${token}`);
  const read = await readOpinionAnswer(context, parts.documents, authority.id, undefined);
  if ('typed' in read) return showOpinion(context, parts, asked, read.typed);
  const { answer } = read;
  try {
    await parts.platform.database.transaction([authority.id], async (tx) => {
      await lockDossier(tx, authority.id, request.dossier_id);
      await giveOpinion(tx, parts, {
        authorityId: authority.id,
        opinionId: request.id,
        by: { kind: 'system', name: answer.name },
        answeredBy: answer.name,
        opinion: answer.opinion,
        text: answer.text,
        file: answer.file,
        origin: context.origin,
        now: context.now,
      });
    });
  } catch (error) {
    // Withdrawn a moment ago: the page says so.
    if (!(error instanceof OpinionClosedError)) throw error;
  }
  return redirect(`/avis/${token}`);
}

async function openShown(context: RequestContext, parts: CapabilityParts, asked: Asked): Promise<Result> {
  const document = asked.documents.find((one) => one.id === context.params.document);
  if (document === undefined || closedReason(asked.request, context.now) !== undefined) {
    throw new NotFoundError('document-not-found');
  }
  return documentResult(document, await parts.documents.open(asked.authority.id, document), { inline: true });
}
