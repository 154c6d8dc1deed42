import type { ComponentChildren } from 'preact';
import type { Authority } from '#modules/directory/index.ts';
import { documentResult } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { maxMessageLength, plainMessage } from '../../../domain/plain-message.ts';
import { documentsNamed } from '../../../domain/public-history.ts';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import { isUuid } from '../../../domain/uuid.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { agentRoute } from '../../../effects/shared/agent-route.ts';
import { dossierMessages } from '../../../messages.ts';
import type { Follower } from '../../../queries/get-own-dossier.ts';
import { answerRequest } from '../../../usecases/answer-request.ts';
import { replyFiles } from '../../citizen/dossier-acts.tsx';
import { DossierBody, type FollowProblem } from '../../citizen/dossier-body.tsx';
import { mayOpen } from '../../citizen/dossier-files.ts';
import { readFollowed } from '../../citizen/follow.tsx';
import { takeFiles } from '../../citizen/take-files.ts';
import { acknowledgementResult } from './counter-filed.tsx';
import { deskWords as say } from './messages.ts';

/** A dossier that an agent may follow for its applicant, and nothing else of them. */
export interface FollowedOnBehalf {
  readonly authority: Authority;
  readonly dossierId: string;
  /** As the history says it: "Marie Dupont, France Services". */
  readonly by: { readonly id: string; readonly name: string };
  /** What the transactions may see. */
  readonly scope: readonly string[];
  href(part?: string): string;
  readonly listHref: string;
  readonly current: string;
  readonly banner: ComponentChildren;
  /** Asked again in the transaction of a message: the right may have ended a second ago. */
  check(tx: Tx): Promise<void>;
  /** What is written with a message. */
  sent(tx: Tx): Promise<void>;
}

type Open = (context: RequestContext, agent: AgentPrincipal) => Promise<FollowedOnBehalf>;
type Handler = (context: RequestContext, parts: DossiersParts, one: FollowedOnBehalf) => Promise<Result>;

/** The pages of such a dossier, at `base`. Every request asks `open` again for the right to it. */
export function followOnBehalfRoutes(parts: DossiersParts, name: string, base: string, open: Open): Route[] {
  const on = (id: string, method: Route['method'], path: string, handler: Handler): Route =>
    agentRoute(`${name}${id}`, method, `${base}${path}`, async (context, agent) =>
      handler(context, parts, await open(context, agent)),
    );
  return [
    on('dossier', 'GET', '', (context, given, one) => show(context, given, one)),
    { ...on('message', 'POST', '/messages', send), multipart: true },
    on('document', 'GET', '/documents/:document', openDocument),
    on('acknowledgement', 'GET', '/accuse.pdf', showAcknowledgement),
  ];
}

/** The right is to this one dossier: it is held as a browser holds that of a code. */
function followerOf({ authority, dossierId }: FollowedOnBehalf): Follower {
  return {
    visitorHash: undefined,
    accountPseudonym: undefined,
    grants: [{ authorityId: authority.id, dossierId, until: Number.MAX_SAFE_INTEGER }],
  };
}

async function read(context: RequestContext, parts: DossiersParts, one: FollowedOnBehalf) {
  const { authority, dossierId } = one;
  const followed = await readFollowed(context, parts, { authority, follower: followerOf(one), dossierId });
  // Other dossiers of the person are not the helper's to see.
  return { ...followed, linked: [], base: one.href(), onBehalf: true };
}

async function show(
  context: RequestContext,
  parts: DossiersParts,
  one: FollowedOnBehalf,
  problem?: FollowProblem,
): Promise<Result> {
  const { locale } = context;
  const followed = await read(context, parts, one);
  const title = `${localize(followed.procedure.title, locale)} – ${formatTrackingCode(followed.dossier.code)}`;
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: one.current,
      children: (
        <>
          <BackLink href={one.listHref} />
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          {one.banner}
          <DossierBody context={context} followed={followed} problem={problem} />
          <p class="govuk-body">
            <a class="govuk-link" href={one.href('accuse.pdf')}>
              {dossierMessages(locale, 'receipt.pdf')}
            </a>
          </p>
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

/** POST …/messages: in the applicant's name, by the helper. */
async function send(context: RequestContext, parts: DossiersParts, one: FollowedOnBehalf): Promise<Result> {
  const { authority, dossierId } = one;
  const { locale } = context;
  const intake = await takeFiles(context, parts.documents, authority.id, replyFiles, []);
  const body = plainMessage(single(intake.body, 'message'));
  const again = (fieldId: FollowProblem['fieldId'], message: string) =>
    show(context, parts, one, { fieldId, message, typed: { message: body } });
  const [refusal] = intake.refusals;
  if (refusal !== undefined) return again('documents', refusal.message[locale]);
  if (body === '' && intake.received.length === 0) {
    return again('message', dossierMessages(locale, 'follow.messageMissing'));
  }
  if (body.length > maxMessageLength) {
    return again('message', dossierMessages(locale, 'follow.messageLong', { max: maxMessageLength }));
  }
  const key = single(intake.body, '_idempotency');
  await parts.platform.database.transaction(one.scope, async (tx) => {
    await one.check(tx);
    const isNew = await answerRequest(tx, parts, {
      authorityId: authority.id,
      dossierId,
      follower: followerOf(one),
      body,
      received: intake.received,
      messageKey: isUuid(key) ? key : '',
      origin: context.origin,
      now: context.now,
      onBehalf: one.by,
    });
    if (isNew) await one.sent(tx);
  });
  context.setFlash(dossierMessages(locale, 'follow.messageSent'));
  return redirect(one.href());
}

async function openDocument(context: RequestContext, parts: DossiersParts, one: FollowedOnBehalf): Promise<Result> {
  const { documents, events, authority } = await read(context, parts, one);
  const document = documents.find((candidate) => candidate.id === context.params.document);
  if (document === undefined || !mayOpen(document, documentsNamed(events))) {
    throw new NotFoundError('document-not-found');
  }
  return documentResult(document, await parts.documents.open(authority.id, document), { inline: true });
}

async function showAcknowledgement(
  context: RequestContext,
  parts: DossiersParts,
  one: FollowedOnBehalf,
): Promise<Result> {
  const { dossier, authority } = await read(context, parts, one);
  return acknowledgementResult(parts, authority.id, dossier);
}
