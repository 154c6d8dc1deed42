import { citizenPage } from '#modules/directory/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import type { IdentityParts } from '../../identity-parts.ts';
import {
  findRefusal,
  findWaitingRelease,
  refuseByLink,
  refuseRelease,
  type WaitingRelease,
} from '../../usecases/release-second-factor.ts';
import { FormPage } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { releaseMessages as say } from '../release-messages.ts';
import { type IdentityWeb, privatePage, residentOf, tokenParam } from '../routes-parts.ts';
import { linkExpired } from './link-expired.tsx';

export const refuseOwnPath = `${hatPaths.resident.security}/levee/refuser`;

/** Shows a button: the scanners of mailboxes, which open every link, refuse nothing. */
export async function showRefusal(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const token = tokenParam(context);
  const release = await findRefusal(web.parts, token);
  if (release === undefined) return expired(context, web);
  const title = say(locale, 'refuse.title');
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={await inWords(web.parts, release, locale)} problems={[]}>
        <Form action={`/verification-perdue/${token}`} csrf={context.csrfToken()}>
          <Button tone="warning">{say(locale, 'refuse.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
  return page(document, { headers: { ...privatePage, 'referrer-policy': 'no-referrer' } });
}

export async function submitRefusal(context: RequestContext, web: IdentityWeb): Promise<Result> {
  if (!(await refuseByLink(web.parts, tokenParam(context)))) return expired(context, web);
  context.setFlash(say(context.locale, 'refuse.done'));
  return redirect(hatPaths.resident.signIn);
}

/** The same, by somebody who is signed in on another device. */
export async function submitOwnRefusal(context: RequestContext, web: IdentityWeb): Promise<Result> {
  if (await refuseRelease(web.parts, residentOf(context).accountId)) {
    context.setFlash(say(context.locale, 'refuse.done'));
  }
  return redirect(hatPaths.resident.security);
}

/** What the ways to sign in say while a release waits; nothing otherwise. */
export async function waitingReleaseNotice(context: RequestContext, web: IdentityWeb, accountId: string) {
  const { locale } = context;
  const release = await findWaitingRelease(web.parts.platform.database.open, accountId);
  if (release === undefined) return null;
  return (
    <Notification tone="important" title={say(locale, 'refuse.notice')}>
      <p>{await inWords(web.parts, release, locale)}</p>
      <Form action={refuseOwnPath} csrf={context.csrfToken()}>
        <Button tone="warning">{say(locale, 'refuse.submit')}</Button>
      </Form>
    </Notification>
  );
}

async function inWords(parts: IdentityParts, release: WaitingRelease, locale: Locale): Promise<string> {
  const { name } = await parts.directory.getAuthority(release.authorityId);
  return say(locale, 'refuse.intro', {
    authority: name,
    asked: formatDateTime(release.askedAt, locale),
    due: formatDateTime(release.dueAt, locale),
  });
}

function expired(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkExpired(context, web, { href: hatPaths.resident.signIn, label: 'signIn.title' });
}
