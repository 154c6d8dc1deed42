import { type Authority, citizenPage } from '#modules/directory/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { plainMessage } from '../domain/plain-message.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type Contact, readContactToken } from './contact-link.ts';
import { ContactRating, maxComment } from './contact-rating.tsx';
import { contactWords as say } from './messages.ts';
import { findContact, type RatedContact, rateContact, refusesToBeAsked, refuseToBeAsked } from './rate-contact.ts';

const path = '/reponse/:token';

/**
 * The page that the mails of messages lead to. Showing it writes nothing: programs that check mails follow their links.
 */
export function contactRatingRoutes(parts: DossiersParts): Route[] {
  const route = (id: string, method: Route['method'], at: string, handler: Handler): Route => ({
    id,
    method,
    path: at,
    access: 'visitor',
    perMinute: 20,
    handle: (context) => handler(context, parts),
  });
  return [
    route('contact-ratings.show', 'GET', path, (context) => show(context, parts)),
    route('contact-ratings.rate', 'POST', path, rate),
    route('contact-ratings.refuse', 'POST', `${path}/ne-plus-demander`, refuse),
  ];
}

type Handler = (context: RequestContext, parts: DossiersParts) => Promise<Result>;

type RatedDossier = Pick<
  DossierRow,
  'authority_id' | 'applicant_email' | 'procedure_id' | 'procedure_version' | 'overrides_revision'
>;

interface Named {
  readonly contact: Contact;
  readonly authority: Authority;
  readonly dossier: RatedDossier;
  readonly found: RatedContact;
  readonly refuses: boolean;
}

async function named(context: RequestContext, parts: DossiersParts): Promise<Named> {
  const { sessionSecret } = parts.platform.config;
  const contact = readContactToken(sessionSecret, context.params.token ?? '');
  if (contact === undefined) throw new NotFoundError('contact-not-found');
  const { dossier, found, refuses } = await parts.platform.database.read([contact.authorityId], async (tx) => {
    const dossier = await tx
      .selectFrom('dossiers')
      .select(['authority_id', 'applicant_email', 'procedure_id', 'procedure_version', 'overrides_revision'])
      .where('authority_id', '=', contact.authorityId)
      .where('id', '=', contact.dossierId)
      .executeTakeFirst();
    return dossier === undefined
      ? { dossier, found: undefined, refuses: false }
      : {
          dossier,
          found: await findContact(tx, contact),
          refuses: await refusesToBeAsked(tx, sessionSecret, dossier),
        };
  });
  if (dossier === undefined || found === undefined) throw new NotFoundError('contact-not-found');
  return { contact, authority: await parts.directory.getAuthority(contact.authorityId), dossier, found, refuses };
}

/** GET /reponse/:token */
async function show(
  context: RequestContext,
  parts: DossiersParts,
  problem?: { readonly fieldId: string; readonly message: string; readonly typed?: { mark: number; comment: string } },
): Promise<Result> {
  const { authority, dossier, found, refuses } = await named(context, parts);
  const { locale } = context;
  const { procedure } = await parts.catalogue.getVersionOf(dossier);
  const title = say(locale, 'title');
  const csrf = context.csrfToken();
  const refusing = (words: 'refuse' | 'again') => (
    <Form action={`${context.path}/ne-plus-demander`} csrf={csrf}>
      <input type="hidden" name="refus" value={words === 'refuse' ? 'oui' : 'non'} />
      <Button tone="link">{say(locale, words)}</Button>
    </Form>
  );
  const document = await citizenPage(context, parts.site, {
    title,
    authority,
    current: 'follow',
    noIndex: true,
    children: (
      <>
        <ErrorSummary errors={problem === undefined ? [] : [problem]} />
        <PageHeading
          title={title}
          caption={authority.name}
          intro={say(locale, 'intro', {
            date: formatDate(civilDate(instantOf(found.at)).toString(), locale),
            title: localize(procedure.title, locale),
          })}
        />
        <ContactRating
          locale={locale}
          csrf={csrf}
          action={context.path}
          mark={problem?.typed?.mark ?? found.rating?.mark}
          comment={problem?.typed?.comment ?? found.rating?.comment ?? ''}
          problem={problem}
        />
        {dossier.applicant_email === null ? undefined : refuses ? (
          <>
            <p class="govuk-body">{say(locale, 'refused', { authority: authority.name })}</p>
            {refusing('again')}
          </>
        ) : (
          refusing('refuse')
        )}
      </>
    ),
  });
  return pageResult(document, { status: problem === undefined ? 200 : 422 });
}

/** POST /reponse/:token */
async function rate(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { contact } = await named(context, parts);
  const opinion = readOpinion(context);
  if ('problem' in opinion) return show(context, parts, opinion.problem);
  await parts.platform.database.transaction([contact.authorityId], (tx) =>
    rateContact(tx, contact, { ...opinion, now: context.now }),
  );
  context.setFlash(say(context.locale, 'sent'));
  return redirect(context.path);
}

/** POST /reponse/:token/ne-plus-demander */
async function refuse(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { contact, dossier, authority } = await named(context, parts);
  const refuses = single(context.body, 'refus') !== 'non';
  await parts.platform.database.transaction([contact.authorityId], (tx) =>
    refuseToBeAsked(tx, parts.platform.config.sessionSecret, dossier, refuses, context.now),
  );
  context.setFlash(
    refuses ? say(context.locale, 'refused', { authority: authority.name }) : say(context.locale, 'askedAgain'),
  );
  return redirect(`/reponse/${context.params.token ?? ''}`);
}

interface OpinionProblem {
  readonly fieldId: 'mark' | 'comment';
  readonly message: string;
  readonly typed?: { mark: number; comment: string };
}

/** The mark and the word that a form sends, or what is wrong with them. */
export function readOpinion(
  context: RequestContext,
): { readonly mark: number; readonly comment: string } | { readonly problem: OpinionProblem } {
  const { locale } = context;
  const mark = single(context.body, 'mark');
  const comment = plainMessage(single(context.body, 'comment'));
  if (!/^[1-5]$/.test(mark)) return { problem: { fieldId: 'mark', message: say(locale, 'missing') } };
  const typed = { mark: Number(mark), comment };
  if (comment.length > maxComment)
    return { problem: { fieldId: 'comment', message: say(locale, 'long', { max: maxComment }), typed } };
  return typed;
}
