import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { json, page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { Hat } from '../../owner.ts';
import { listSignInMethods, type SignInMethods } from '../../queries/list-sign-in-methods.ts';
import { signInMessages as say } from '../../sign-in-messages.ts';
import { type FirstStep, findPendingSignIn, finishPending, takeSecondFactor } from '../../usecases/complete-sign-in.ts';
import { startPasskeyUse, usePasskey } from '../../usecases/passkeys.ts';
import { passkeySite, pendingOf, signingInAs, welcome } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitInWords } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { PasskeyForm, passkeyIsland } from '../passkey-form.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';

export async function showSecondFactor(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const waiting = await findWaiting(context, web, hat);
  if (waiting === undefined) return tooLate(context, hat);
  return page(await secondFactorPage(context, web, hat, waiting.methods, []), { headers: privatePage });
}

export async function submitSecondFactor(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { locale } = context;
  const waiting = await findWaiting(context, web, hat);
  if (waiting === undefined) return tooLate(context, hat);
  const again = async (message: string, status: number) =>
    page(await secondFactorPage(context, web, hat, waiting.methods, [{ fieldId: 'code', message }]), {
      status,
      headers: privatePage,
    });
  const typed = single(context.body, 'code').slice(0, 100);
  if (typed.trim() === '') return again(say(locale, 'second.missing'), 422);
  const outcome = await takeSecondFactor(web.parts, waiting.pending, typed, signingInAs(context, hat));
  if (outcome === undefined) return tooLate(context, hat);
  if (outcome.kind === 'wait')
    return again(say(locale, 'second.wait', { delay: waitInWords(locale, outcome.seconds) }), 429);
  if (outcome.kind === 'refused') return again(say(locale, 'second.refused'), 422);
  return redirect(welcome(context, outcome));
}

export async function askSecondPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const waiting = await findWaiting(context, web, hat);
  if (waiting === undefined) return json({ code: 'start-again' }, 409);
  return json(await startPasskeyUse(web.parts, await passkeySite(context, web), challengeOf(context, waiting.pending)));
}

/** A passkey as the second factor: it must be one of the person whose password was right. */
export async function submitSecondPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const waiting = await findWaiting(context, web, hat);
  if (waiting === undefined) return tooLate(context, hat);
  const { step, pending, methods } = waiting;
  const site = await passkeySite(context, web);
  const owner = await usePasskey(web.parts, site, challengeOf(context, pending), single(context.body, 'answer'));
  if (owner === undefined || owner.hat !== step.owner.hat || owner.id !== step.owner.id) {
    const problem = { message: say(context.locale, 'passkey.refused') };
    return page(await secondFactorPage(context, web, hat, methods, [problem]), { status: 422, headers: privatePage });
  }
  const done = await finishPending(web.parts, pending, 'passkey', signingInAs(context, hat));
  return done === undefined ? tooLate(context, hat) : redirect(welcome(context, done));
}

interface Waiting {
  readonly pending: string;
  readonly step: FirstStep;
  readonly methods: SignInMethods;
}

async function findWaiting(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Waiting | undefined> {
  const pending = pendingOf(context, hat);
  const step = pending === undefined ? undefined : await findPendingSignIn(web.parts, pending);
  if (pending === undefined || step?.owner.hat !== hat) return undefined;
  const methods = await listSignInMethods(web.parts.platform.database.open, step.owner);
  // One who has none waits for its setting up, elsewhere.
  return methods.secondFactor ? { pending, step, methods } : undefined;
}

const challengeOf = (context: RequestContext, pending: string) => ({
  purpose: `second-factor ${sha256(pending).toString('hex')}`,
  visitorHash: context.ensureVisitor(),
});

export function tooLate(context: RequestContext, hat: Hat): Result {
  context.setFlash(say(context.locale, 'second.late'));
  return redirect(hatPaths[hat].signIn);
}

function secondFactorPage(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  methods: SignInMethods,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'second.title');
  const csrf = context.csrfToken();
  const action = hatPaths[hat].secondFactor;
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    island: passkeyIsland,
    children: (
      <FormPage title={title} intro={say(locale, 'second.intro')} problems={problems}>
        {methods.passkeys.length > 0 && (
          <PasskeyForm
            locale={locale}
            kind="get"
            action={`${action}/cle`}
            challenge={`${action}/defi`}
            csrf={csrf}
            label={say(locale, 'passkey.use')}
          />
        )}
        <Form action={action} csrf={csrf}>
          <TextInput
            id="code"
            label={say(locale, 'second.code')}
            hint={say(locale, 'second.codeHint')}
            autocomplete="one-time-code"
            spellcheck={false}
            width={30}
            required
            error={problemOf(problems, 'code')}
          />
          <Button>{say(locale, 'second.submit')}</Button>
        </Form>
        <p class="govuk-body">{say(locale, hat === 'resident' ? 'second.lostResident' : 'second.lostAgent')}</p>
      </FormPage>
    ),
  });
}
