import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { identityMessages } from '../../messages.ts';
import { findProfile } from '../../queries/find-profile.ts';
import { FormPage, type FormProblem, titleOf } from '../../web/form-problems.tsx';
import { profilePage } from '../../web/resident/profile.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../../web/routes-parts.ts';
import { confirmFirst } from '../../web/security/person.ts';
import { namesAgree } from '../domain/verified-identity.ts';
import { findFederation } from '../queries/find-federation.ts';
import {
  AlreadyLinkedError,
  type Arrival,
  findArrival,
  forgetArrival,
  linkArrival,
} from '../usecases/arrive-resident.ts';
import { LastWayInError, unlinkFranceConnect } from '../usecases/unlink-resident.ts';
import { federationMessages as say } from './federation-messages.ts';
import { departPage } from './leave.tsx';
import { VerifiedIdentityList } from './verified-identity-list.tsx';

export const linkPath = '/mon-espace/profil/franceconnect';

export async function showLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkPage(context, web, [], 200);
}

/** Links the identity that waits in this browser, else goes and asks FranceConnect for one. */
export async function submitLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const resident = residentOf(context);
  const stale = confirmFirst(context, 'resident', linkPath);
  if (stale !== undefined) return stale;
  const visitorHash = context.ensureVisitor();
  const arrival = await findArrival(web.parts, visitorHash);
  if (arrival === undefined)
    return departPage(context, web, {
      provider: 'franceconnect',
      comeBackTo: linkPath,
      linkFor: resident.sessionHash,
    });
  try {
    await linkArrival(web.parts, resident, arrival, visitorHash);
  } catch (error) {
    if (!(error instanceof AlreadyLinkedError)) throw error;
    await forgetArrival(web.parts.platform.database.open, visitorHash);
    return linkPage(context, web, [{ message: say(context.locale, 'link.elsewhere') }], 409);
  }
  context.setFlash(say(context.locale, 'link.done'));
  return redirect(linkPath);
}

export async function submitUnlink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { accountId } = residentOf(context);
  const stale = confirmFirst(context, 'resident', linkPath);
  if (stale !== undefined) return stale;
  try {
    await unlinkFranceConnect(web.parts, accountId);
  } catch (error) {
    if (!(error instanceof LastWayInError)) throw error;
    return linkPage(context, web, [{ message: say(context.locale, 'unlink.last') }], 409);
  }
  context.setFlash(say(context.locale, 'unlink.done'));
  return redirect(linkPath);
}

async function linkPage(
  context: RequestContext,
  web: IdentityWeb,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  const { locale } = context;
  const { accountId } = residentOf(context);
  const { open } = web.parts.platform.database;
  const federation = await findFederation(open, accountId);
  const arrival = federation === undefined ? await findArrival(web.parts, context.visitorHash) : undefined;
  const csrf = context.csrfToken();
  const title = say(locale, 'link.title');
  const known = web.parts.providers.franceconnect !== undefined;
  const body =
    federation !== undefined ? (
      <>
        <p class="govuk-body">{say(locale, 'link.since', { date: formatDate(federation.linkedAt, locale) })}</p>
        <VerifiedIdentityList identity={federation.identity} locale={locale} />
        <p class="govuk-body">{say(locale, 'identity.locked', { date: formatDate(federation.identityAt, locale) })}</p>
        <h2 class="govuk-heading-m">{say(locale, 'unlink.title')}</h2>
        <p class="govuk-body">{say(locale, 'unlink.body')}</p>
        <Form action={`${linkPath}/delier`} csrf={csrf}>
          <Button tone="warning">{say(locale, 'unlink.submit')}</Button>
        </Form>
      </>
    ) : arrival !== undefined ? (
      await arrivalBody(context, web, arrival)
    ) : (
      <>
        <p class="govuk-body">{say(locale, 'link.none')}</p>
        {known && (
          <Form action={`${linkPath}/relier`} csrf={csrf}>
            <Button>{say(locale, 'link.submit')}</Button>
          </Form>
        )}
      </>
    );
  const document = await profilePage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} problems={problems}>
      {body}
    </FormPage>,
  );
  return page(document, { status, headers: privatePage });
}

async function arrivalBody(context: RequestContext, web: IdentityWeb, arrival: Arrival) {
  const { locale } = context;
  const { accountId } = residentOf(context);
  const csrf = context.csrfToken();
  const profile = await findProfile(web.parts.platform.database.open, accountId);
  const name = [profile?.givenNames, profile?.familyName].filter(Boolean).join(' ');
  return (
    <>
      <p class="govuk-body">{say(locale, 'link.arrival')}</p>
      <VerifiedIdentityList identity={arrival.identity} locale={locale} />
      <SummaryList
        title={say(locale, 'link.account')}
        rows={[
          {
            term: identityMessages(locale, 'profile.name'),
            value: name || identityMessages(locale, 'profile.unknown'),
          },
          { term: identityMessages(locale, 'email'), value: profile?.email ?? '' },
        ]}
      />
      {!namesAgree(arrival.identity, profile ?? {}) && (
        <Notification tone="warning">
          <p>{say(locale, 'link.differ')}</p>
        </Notification>
      )}
      <Form action={`${linkPath}/relier`} csrf={csrf}>
        <Button>{say(locale, 'link.arrivalSubmit')}</Button>
      </Form>
      <Form action="/connexion/franceconnect/premiere-fois/oublier" csrf={csrf}>
        <Button tone="link">{say(locale, 'first.notMe')}</Button>
      </Form>
    </>
  );
}
