import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, normalizeEmail } from '../../domain/contact-details.ts';
import { identityMessages } from '../../messages.ts';
import { listTeams } from '../../queries/list-teams.ts';
import { inviteAgent } from '../../usecases/manage-agents.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { emailProblems } from '../resident/sign-up.tsx';
import { agentOf, type IdentityWeb, isId, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { RoleChoice, refusalInWords, roles, underTeam } from './team-frame.tsx';

interface Typed {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly teamIds: readonly string[];
}

export async function showInvite(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await invitePage(context, web, { email: '', name: '', role: 'agent', teamIds: [] }, []), {
    headers: privatePage,
  });
}

export async function submitInvite(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const typed: Typed = {
    email: single(body, 'email').slice(0, 254),
    name: cleanLine(single(body, 'name')),
    role: single(body, 'role'),
    teamIds: [body.teams ?? []].flat().filter(isId),
  };
  const email = normalizeEmail(typed.email);
  const role = roles.find((known) => known === typed.role);
  const problems = emailProblems(context, typed.email, email);
  if (typed.name === '') problems.push({ fieldId: 'name', message: identityMessages(locale, 'error.name-missing') });
  if (role === undefined) problems.push({ fieldId: 'role', message: say(locale, 'problem.role-missing') });
  const again = async (found: readonly FormProblem[]) =>
    page(await invitePage(context, web, typed, found), { status: 422, headers: privatePage });
  if (email === undefined || role === undefined || problems.length > 0) return again(problems);
  web.parts.links.noteOrigin(context.origin);
  try {
    await inviteAgent(web.parts, agentOf(context), { email, name: typed.name, role, teamIds: typed.teamIds, locale });
  } catch (error) {
    return again([{ fieldId: 'email', message: refusalInWords(error, locale) }]);
  }
  context.setFlash(say(locale, 'invite.done'));
  return redirect('/agents/equipe');
}

async function invitePage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const authorityId = requireAdministrator(agentOf(context));
  const teams = await web.parts.platform.database.transaction([authorityId], (tx) => listTeams(tx, authorityId));
  const title = say(locale, 'invite.title');
  return underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'invite.intro')} problems={problems}>
      <Form action="/agents/equipe/agents/nouveau" csrf={context.csrfToken()}>
        <TextInput
          id="email"
          type="email"
          label={say(locale, 'invite.email')}
          autocomplete="off"
          spellcheck={false}
          required
          value={typed.email}
          error={problemOf(problems, 'email')}
        />
        <TextInput
          id="name"
          label={say(locale, 'agent.name')}
          autocomplete="off"
          required
          value={typed.name}
          error={problemOf(problems, 'name')}
        />
        <RoleChoice locale={locale} chosen={typed.role} error={problemOf(problems, 'role')} />
        {teams.length > 0 && (
          <Checkboxes
            id="teams"
            label={say(locale, 'invite.teams')}
            hint={say(locale, 'invite.teamsHint')}
            small
            values={typed.teamIds}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
        )}
        <Button>{say(locale, 'invite.submit')}</Button>
      </Form>
    </FormPage>,
  );
}
