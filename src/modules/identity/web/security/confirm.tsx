import { type RequestContext, single } from '#platform/http/context.ts';
import { json, page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { ownPath } from '../../domain/own-path.ts';
import { isFederated } from '../../federation/queries/find-federation.ts';
import { FederatedButton } from '../../federation/web/federated-button.tsx';
import { identityMessages } from '../../messages.ts';
import type { Hat } from '../../owner.ts';
import { listSignInMethods } from '../../queries/list-sign-in-methods.ts';
import { signInMessages as say } from '../../sign-in-messages.ts';
import { confirmWithPassword, renewPresence } from '../../usecases/confirm-presence.ts';
import { startPasskeyUse, usePasskey } from '../../usecases/passkeys.ts';
import { giveSession, passkeySite } from '../browser-session.ts';
import { FormPage, type FormProblem, titleOf, waitProblem } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { PasskeyForm } from '../passkey-form.tsx';
import { PresentPasswordField } from '../password-fields.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';
import { ownPage, personOf } from './person.ts';

export async function showConfirm(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  return confirmPage(context, web, hat, ownPath(context.query.suite, hatPaths[hat].security), [], 200);
}

export async function submitConfirm(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { locale, body } = context;
  const { owner, sessionHash } = personOf(context, hat);
  const comeBackTo = ownPath(single(body, 'suite'), hatPaths[hat].security);
  const password = single(body, 'password').slice(0, 1000);
  if (password === '') {
    const problem = { fieldId: 'password', message: identityMessages(locale, 'error.password-missing') };
    return confirmPage(context, web, hat, comeBackTo, [problem], 422);
  }
  const presence = await confirmWithPassword(web.parts, owner, sessionHash, password, context.ip);
  if (presence.kind === 'wait')
    return confirmPage(context, web, hat, comeBackTo, [waitProblem(locale, presence.seconds, 'password')], 429);
  if (presence.kind === 'refused') {
    const problem = { fieldId: 'password', message: identityMessages(locale, 'error.password-wrong') };
    return confirmPage(context, web, hat, comeBackTo, [problem], 422);
  }
  giveSession(context, hat, presence.session);
  return redirect(comeBackTo);
}

export async function askConfirmPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  return json(await startPasskeyUse(web.parts, await passkeySite(context, web), challengeOf(context, hat)));
}

export async function submitConfirmPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { owner, sessionHash } = personOf(context, hat);
  const comeBackTo = ownPath(single(context.body, 'suite'), hatPaths[hat].security);
  const site = await passkeySite(context, web);
  const proved = await usePasskey(web.parts, site, challengeOf(context, hat), single(context.body, 'answer'));
  const own = proved?.hat === owner.hat && proved.id === owner.id;
  const presence = own ? await renewPresence(web.parts, sessionHash) : undefined;
  if (presence?.kind !== 'confirmed')
    return confirmPage(context, web, hat, comeBackTo, [{ message: say(context.locale, 'passkey.refused') }], 422);
  giveSession(context, hat, presence.session);
  return redirect(comeBackTo);
}

const challengeOf = (context: RequestContext, hat: Hat) => ({
  purpose: `confirm ${personOf(context, hat).owner.id}`,
  visitorHash: context.ensureVisitor(),
});

async function confirmPage(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  comeBackTo: string,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  const { locale } = context;
  const methods = await listSignInMethods(web.parts.platform.database.open, personOf(context, hat).owner);
  const federated = await isFederated(web.parts.platform.database.open, personOf(context, hat).owner);
  const title = say(locale, 'confirm.title');
  const action = hatPaths[hat].confirm;
  const csrf = context.csrfToken();
  const document = await ownPage(
    context,
    web,
    hat,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'confirm.intro')} problems={problems}>
      {methods.passkeys.length > 0 && (
        <PasskeyForm
          locale={locale}
          kind="get"
          action={`${action}/cle`}
          challenge={`${action}/defi`}
          csrf={csrf}
          label={say(locale, 'passkey.use')}
          comeBackTo={comeBackTo}
        />
      )}
      {methods.password && (
        <Form action={action} csrf={csrf}>
          <input type="hidden" name="suite" value={comeBackTo} />
          <PresentPasswordField locale={locale} problems={problems} />
          <Button>{say(locale, 'confirm.submit')}</Button>
        </Form>
      )}
      {federated && (
        <FederatedButton
          context={context}
          web={web}
          provider={hat === 'resident' ? 'franceconnect' : 'proconnect'}
          comeBackTo={comeBackTo}
        />
      )}
      {!methods.password && hat === 'resident' && (
        <p class="govuk-body">
          {methods.passkeys.length === 0 && <>{say(locale, 'confirm.byLink')} </>}
          <a class="govuk-link" href={`/connexion/lien?suite=${encodeURIComponent(comeBackTo)}`}>
            {say(locale, 'link.offer')}
          </a>
        </p>
      )}
    </FormPage>,
  );
  return page(document, { status, headers: privatePage });
}
