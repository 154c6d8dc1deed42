import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { identityMessages as say } from '../../messages.ts';
import { confirmEmailChange, findEmailChange } from '../../usecases/change-email.ts';
import { FormPage } from '../form-problems.tsx';
import { type IdentityWeb, privatePage, tokenParam } from '../routes-parts.ts';
import { linkExpired } from './link-expired.tsx';

/** Shows a button: the scanners of mailboxes, which open every link, change nothing. */
export async function showEmailChange(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const change = await findEmailChange(web.parts, token);
  if (change === undefined) return expired(context, web);
  const { locale } = context;
  const former = change.side === 'former';
  const title = say(locale, former ? 'changeEmail.formerTitle' : 'changeEmail.confirmTitle');
  const intro = former ? 'changeEmail.formerIntro' : 'changeEmail.confirmIntro';
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, intro, { email: change.newEmail })} problems={[]}>
        <Form action={`/changement-adresse/${token}`} csrf={context.csrfToken()}>
          <Button>{say(locale, former ? 'changeEmail.formerSubmit' : 'changeEmail.confirmSubmit')}</Button>
        </Form>
      </FormPage>
    ),
  });
  return page(document, { headers: privatePage });
}

export async function submitEmailChange(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const change = await findEmailChange(web.parts, token);
  const outcome = change === undefined ? 'expired' : await confirmEmailChange(web.parts, token, change.side);
  if (outcome === 'expired') return expired(context, web);
  context.setFlash(say(context.locale, outcome === 'changed' ? 'changeEmail.done' : 'changeEmail.otherAwaited'));
  return redirect(context.resident === undefined ? '/connexion' : '/mon-espace/profil');
}

function expired(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkExpired(context, web, { href: '/connexion', label: 'signIn.title' });
}
