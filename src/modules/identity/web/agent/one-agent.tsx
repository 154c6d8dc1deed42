import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { identityMessages } from '../../messages.ts';
import { type AgentLine, listAgents } from '../../queries/list-agents.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { changeAgentRole, repeatInvitation } from '../../usecases/manage-agents.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, idParam, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { RoleChoice, refusalInWords, roles, underTeam } from './team-frame.tsx';

export async function showAgent(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = await colleague(context, web);
  return page(await oneAgentPage(context, web, agent, agent.role, []), { headers: privatePage });
}

export async function submitAgentRole(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const agent = await colleague(context, web);
  const typed = single(context.body, 'role');
  const role = roles.find((known) => known === typed);
  const again = async (message: string) =>
    page(await oneAgentPage(context, web, agent, typed, [{ fieldId: 'role', message }]), {
      status: 422,
      headers: privatePage,
    });
  if (role === undefined) return again(say(locale, 'problem.role-missing'));
  try {
    await changeAgentRole(web.parts, agentOf(context), agent.id, role);
  } catch (error) {
    return again(refusalInWords(error, locale));
  }
  context.setFlash(identityMessages(locale, 'saved'));
  // Who is no administrator any more has no list of agents to come back to.
  return redirect(agent.id === agentOf(context).agentId && role !== 'administrator' ? '/agents' : '/agents/equipe');
}

export async function submitRepeatInvitation(context: RequestContext, web: IdentityWeb): Promise<Result> {
  web.parts.links.noteOrigin(context.origin);
  await repeatInvitation(web.parts, agentOf(context), idParam(context, 'agent'));
  context.setFlash(say(context.locale, 'invite.done'));
  return redirect('/agents/equipe');
}

/** @throws NotFoundError for an agent of another authority: the same as for nobody */
export async function colleague(context: RequestContext, web: IdentityWeb): Promise<AgentLine> {
  const authorityId = requireAdministrator(agentOf(context));
  const id = idParam(context, 'agent');
  const [agent] = await web.parts.platform.database.transaction([authorityId], (tx) => listAgents(tx, authorityId, id));
  if (agent === undefined) throw new NotFoundError('agent-not-found');
  return agent;
}

function oneAgentPage(
  context: RequestContext,
  web: IdentityWeb,
  agent: AgentLine,
  role: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const action = `/agents/equipe/agents/${agent.id}`;
  const csrf = context.csrfToken();
  return underTeam(
    context,
    web,
    titleOf(locale, agent.name, problems),
    <FormPage title={agent.name} problems={problems}>
      <SummaryList
        rows={[
          { term: identityMessages(locale, 'email'), value: agent.email },
          {
            term: say(locale, 'team.memberOf'),
            value:
              agent.teams.length === 0 ? (
                say(locale, 'team.none')
              ) : (
                <ul class="govuk-list">
                  {agent.teams.map((team) => (
                    <li key={team.id}>
                      <a class="govuk-link" href={`/agents/equipe/services/${team.id}`}>
                        {team.leader ? say(locale, 'team.leads', { team: team.name }) : team.name}
                      </a>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {agent.invited && (
        <Notification tone="info" title={say(locale, 'agentPage.notYet')}>
          <Form action={`${action}/invitation`} csrf={csrf}>
            <Button tone="secondary">{say(locale, 'agentPage.resend')}</Button>
          </Form>
        </Notification>
      )}
      <Form action={action} csrf={csrf}>
        <RoleChoice locale={locale} chosen={role} error={problemOf(problems, 'role')} />
        <Button>{say(locale, 'agentPage.submit')}</Button>
      </Form>
      {agent.id !== agentOf(context).agentId && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${action}/verification`}>
            {signInMessages(locale, 'agentReset.offer')}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${action}/retirer`}>
          {say(locale, 'agentPage.remove')}
        </a>
      </p>
    </FormPage>,
  );
}
