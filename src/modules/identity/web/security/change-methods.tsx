import { type RequestContext, single } from '#platform/http/context.ts';
import { json, page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { browserName } from '../../domain/browser-name.ts';
import { cleanLine } from '../../domain/contact-details.ts';
import { identityMessages } from '../../messages.ts';
import { signInMessages as say } from '../../sign-in-messages.ts';
import {
  addOwnPasskey,
  chooseSecondFactor,
  confirmCodeApp,
  type RemovedMethod,
  removeMethod,
  renewRecoveryCodes,
} from '../../usecases/change-sign-in-methods.ts';
import { findCodeAppToSetUp, startCodeApp } from '../../usecases/code-app.ts';
import { finishPending } from '../../usecases/complete-sign-in.ts';
import { startNewPasskey } from '../../usecases/passkeys.ts';
import { passkeySite, signingInAs, welcome } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';
import { tooLate } from '../sign-in/second-factor.tsx';
import { type Area, type AreaName, areaPage, findArea } from './area.ts';
import { methodsPage } from './methods.tsx';
import { QrCode } from './qr-code.tsx';

const challengeOf = (context: RequestContext, area: Area) => ({
  purpose: `add ${area.owner.id}`,
  visitorHash: context.ensureVisitor(),
});

/** What a new passkey is made with. */
export async function askNewPasskey(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return json({ code: 'confirm-first' }, 409);
  const { area } = found;
  const options = await startNewPasskey(web.parts, await passkeySite(context, web), challengeOf(context, area), {
    owner: area.owner,
    email: area.email,
    name: area.person,
  });
  if (options === undefined) return json({ code: 'too-many-passkeys' }, 409);
  return json(options);
}

export async function submitNewPasskey(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return found.refused;
  const { area } = found;
  const { locale, body } = context;
  const label =
    cleanLine(single(body, 'label'), 60) ||
    browserName(context.userAgent) ||
    identityMessages(locale, 'sessions.unknownDevice');
  const added = await addOwnPasskey(
    web.parts,
    area.owner,
    await passkeySite(context, web),
    challengeOf(context, area),
    { answer: single(body, 'answer'), label },
  );
  if (added === undefined) return methodsPage(context, web, area, [{ message: say(locale, 'passkey.refused') }]);
  return afterAdding(context, web, area, 'passkey', added.recoveryCodes);
}

export async function submitStartApp(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return found.refused;
  await startCodeApp(web.parts, found.area.owner);
  return redirect(`${found.area.base}/application`);
}

export async function showApp(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  return 'refused' in found ? found.refused : appPage(context, web, found.area, []);
}

export async function submitConfirmApp(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return found.refused;
  const { area } = found;
  const typed = single(context.body, 'code').slice(0, 100);
  const added = await confirmCodeApp(web.parts, area.owner, typed);
  if (added !== undefined) return afterAdding(context, web, area, 'totp', added.recoveryCodes);
  return appPage(context, web, area, [{ fieldId: 'code', message: say(context.locale, 'app.refused') }]);
}

export async function submitNewCodes(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return found.refused;
  const { area } = found;
  if (area.methods.recoveryCodesLeft === 0 && !area.methods.secondFactor) return redirect(area.base);
  return codesPage(context, web, area, await renewRecoveryCodes(web.parts, area.owner), area.base);
}

export async function submitSecondFactorChoice(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const found = await findArea(context, web, 'resident', true);
  if ('refused' in found) return found.refused;
  const { area } = found;
  const { recoveryCodes } = await chooseSecondFactor(web.parts, area.owner, single(context.body, 'asked') === 'yes');
  if (recoveryCodes.length > 0) return codesPage(context, web, area, recoveryCodes, area.base);
  context.setFlash(say(context.locale, 'security.changed'));
  return redirect(area.base);
}

/** Removes the way that the route names; the passkey is named in the form. */
export async function submitRemoval(
  context: RequestContext,
  web: IdentityWeb,
  name: AreaName,
  what: 'passkey' | 'code-app' | 'password',
): Promise<Result> {
  const found = await findArea(context, web, name, true);
  if ('refused' in found) return found.refused;
  const method: RemovedMethod = what === 'passkey' ? { passkey: single(context.body, 'passkey').slice(0, 1400) } : what;
  const removed = await removeMethod(web.parts, found.area.owner, method);
  if (removed) context.setFlash(say(context.locale, 'security.changed'));
  return redirect(found.area.base);
}

/** Opens the session that waited for this, shows the recovery codes once, or goes back to the list. */
async function afterAdding(
  context: RequestContext,
  web: IdentityWeb,
  area: Area,
  factor: string,
  recoveryCodes: readonly string[],
): Promise<Result> {
  let next = area.base;
  if (area.pending !== undefined) {
    const done = await finishPending(web.parts, area.pending, factor, signingInAs(context, 'agent'));
    if (done === undefined) return tooLate(context, 'agent');
    next = welcome(context, done);
  }
  if (recoveryCodes.length > 0) return codesPage(context, web, area, recoveryCodes, next);
  context.setFlash(say(context.locale, factor === 'passkey' ? 'security.passkeyAdded' : 'security.changed'));
  return redirect(next);
}

async function appPage(
  context: RequestContext,
  web: IdentityWeb,
  area: Area,
  problems: readonly FormProblem[],
): Promise<Result> {
  const { locale } = context;
  const { name: issuer } = await passkeySite(context, web);
  const secret = await findCodeAppToSetUp(web.parts, area.owner, { issuer, person: area.email });
  if (secret === undefined) return redirect(area.base);
  const title = say(locale, 'app.title');
  const document = await areaPage(
    context,
    web,
    area,
    titleOf(locale, title, problems),
    <FormPage title={title} problems={problems}>
      <p class="govuk-body">{say(locale, 'app.scan')}</p>
      <QrCode content={secret.uri} label={say(locale, 'app.picture')} />
      <p class="govuk-body">
        {say(locale, 'app.typed')} <code>{secret.typed}</code>
      </p>
      <Form action={`${area.base}/application/confirmer`} csrf={context.csrfToken()}>
        <TextInput
          id="code"
          label={say(locale, 'app.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
          width={10}
          required
          error={problemOf(problems, 'code')}
        />
        <ButtonGroup>
          <Button>{say(locale, 'app.submit')}</Button>
          <LinkButton tone="secondary" href={area.base}>
            {identityMessages(locale, 'cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
    </FormPage>,
  );
  return page(document, { status: problems.length === 0 ? 200 : 422, headers: privatePage });
}

/** Shown by the answer of the very form that made them: no address leads here again. */
async function codesPage(
  context: RequestContext,
  web: IdentityWeb,
  area: Area,
  codes: readonly string[],
  next: string,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'codes.title');
  const document = await areaPage(
    context,
    web,
    area,
    title,
    <FormPage title={title} intro={say(locale, 'codes.intro')} problems={[]}>
      <ul class="govuk-list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <ButtonGroup>
        <LinkButton href={next}>{say(locale, 'codes.go')}</LinkButton>
        <Button tone="secondary" action="print">
          {say(locale, 'codes.print')}
        </Button>
      </ButtonGroup>
    </FormPage>,
  );
  return page(document, { headers: privatePage });
}
