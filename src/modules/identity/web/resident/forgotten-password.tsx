import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, normalizeEmail } from '../../domain/contact-details.ts';
import { nowOf } from '../../identity-parts.ts';
import { identityMessages as say } from '../../messages.ts';
import { findAccount, findAgent } from '../../queries/find-account.ts';
import { findTokenOwner } from '../../usecases/one-time-tokens.ts';
import { requestPasswordReset, resetAccountPassword, setAgentPassword } from '../../usecases/reset-password.ts';
import { agentTexts } from '../agent/agent-messages.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { NewPasswordFields, readNewPassword } from '../password-fields.tsx';
import { type IdentityWeb, privatePage, tokenParam } from '../routes-parts.ts';
import { linkExpired } from './link-expired.tsx';
import { emailProblems } from './sign-up.tsx';

/** Residents and agents forget passwords alike, on pages of their own. */
export type Who = 'resident' | 'agent';

const paths: Record<Who, { forgotten: string; sent: string; signIn: string }> = {
  resident: { forgotten: '/mot-de-passe-oublie', sent: '/mot-de-passe-oublie/envoye', signIn: '/connexion' },
  agent: {
    forgotten: '/agents/mot-de-passe-oublie',
    sent: '/agents/mot-de-passe-oublie/envoye',
    signIn: '/agents/connexion',
  },
};

export async function showForgotten(context: RequestContext, web: IdentityWeb, who: Who): Promise<Result> {
  return page(await forgottenPage(context, web, who, '', []));
}

export async function submitForgotten(context: RequestContext, web: IdentityWeb, who: Who): Promise<Result> {
  const typed = single(context.body, 'email').slice(0, 254);
  const email = normalizeEmail(typed);
  if (email === undefined) {
    return page(await forgottenPage(context, web, who, typed, emailProblems(context, typed, email)), {
      status: 422,
      headers: privatePage,
    });
  }
  web.parts.links.noteOrigin(context.origin);
  await requestPasswordReset(web.parts, who, email);
  return redirect(paths[who].sent);
}

/** The link of a reset, or of an agent's invitation, which asks for the name too. */
export type LinkKind = 'reset-password' | 'reset-agent-password' | 'invite-agent';

const linkPaths: Record<LinkKind, string> = {
  'reset-password': '/reinitialiser',
  'reset-agent-password': '/agents/reinitialiser',
  'invite-agent': '/agents/invitation',
};

export async function showSetPassword(context: RequestContext, web: IdentityWeb, kind: LinkKind): Promise<Result> {
  const token = tokenParam(context);
  const person = await personOf(web, kind, token);
  if (person === undefined) return expired(context, web, kind);
  return page(await setPasswordPage(context, web, kind, token, person, []), { headers: privatePage });
}

export async function submitSetPassword(context: RequestContext, web: IdentityWeb, kind: LinkKind): Promise<Result> {
  const token = tokenParam(context);
  const { locale, body } = context;
  const person = await personOf(web, kind, token);
  if (person === undefined) return expired(context, web, kind);
  const name = kind === 'invite-agent' ? cleanLine(single(body, 'name')) : person.name;
  const { password, problems } = readNewPassword(body, locale, [person.email, name]);
  const all =
    kind === 'invite-agent' && name === ''
      ? [{ fieldId: 'name', message: say(locale, 'error.name-missing') }, ...problems]
      : problems;
  if (all.length > 0) {
    return page(await setPasswordPage(context, web, kind, token, { ...person, name }, all), {
      status: 422,
      headers: privatePage,
    });
  }
  const done =
    kind === 'reset-password'
      ? await resetAccountPassword(web.parts, token, password)
      : await setAgentPassword(web.parts, kind, token, password, kind === 'invite-agent' ? name : undefined);
  if (!done) return expired(context, web, kind);
  context.setFlash(say(locale, 'reset.done'));
  return redirect(paths[kind === 'reset-password' ? 'resident' : 'agent'].signIn);
}

interface Person {
  readonly email: string;
  readonly name: string;
}

async function personOf({ parts }: IdentityWeb, kind: LinkKind, token: string): Promise<Person | undefined> {
  const { open } = parts.platform.database;
  const owner = await findTokenOwner(open, kind, token, nowOf(parts));
  if (owner?.agentId) {
    const agent = await findAgent(open, owner.agentId);
    return agent?.active ? agent : undefined;
  }
  const account = owner?.accountId ? await findAccount(open, owner.accountId) : undefined;
  return account && { email: account.email, name: [account.given_names, account.family_name].join(' ') };
}

function expired(context: RequestContext, web: IdentityWeb, kind: LinkKind): Promise<Result> {
  const who = kind === 'reset-password' ? 'resident' : 'agent';
  return linkExpired(context, web, { href: paths[who].forgotten, label: 'forgotten.submit' });
}

function forgottenPage(
  context: RequestContext,
  web: IdentityWeb,
  who: Who,
  typed: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'forgotten.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [
      {
        href: paths[who].signIn,
        label: who === 'agent' ? agentTexts(locale, 'signIn.title') : say(locale, 'signIn.title'),
      },
    ],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'forgotten.intro')} problems={problems}>
        <Form action={paths[who].forgotten} csrf={context.csrfToken()}>
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'email')}
            autocomplete="username"
            spellcheck={false}
            required
            value={typed}
            error={problemOf(problems, 'email')}
          />
          <Button>{say(locale, 'forgotten.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}

function setPasswordPage(
  context: RequestContext,
  web: IdentityWeb,
  kind: LinkKind,
  token: string,
  person: Person,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const invited = kind === 'invite-agent';
  const title = invited ? agentTexts(locale, 'invitation.title') : say(locale, 'reset.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage
        title={title}
        intro={invited ? agentTexts(locale, 'invitation.intro') : say(locale, 'reset.intro')}
        problems={problems}
      >
        <Form action={`${linkPaths[kind]}/${token}`} csrf={context.csrfToken()}>
          {/* Tells password managers whose password this is. */}
          <input type="hidden" autocomplete="username" value={person.email} />
          {invited && (
            <TextInput
              id="name"
              label={agentTexts(locale, 'agent.name')}
              hint={agentTexts(locale, 'agent.nameHint')}
              autocomplete="name"
              required
              value={person.name}
              error={problemOf(problems, 'name')}
            />
          )}
          <NewPasswordFields locale={locale} problems={problems} />
          <Button>{invited ? agentTexts(locale, 'invitation.submit') : say(locale, 'reset.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}
