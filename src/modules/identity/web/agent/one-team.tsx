import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, normalizeEmail } from '../../domain/contact-details.ts';
import { identityMessages } from '../../messages.ts';
import { listAgents } from '../../queries/list-agents.ts';
import { listTeams, type TeamLine } from '../../queries/list-teams.ts';
import { changeTeam, createTeam, putInTeam, takeOutOfTeam } from '../../usecases/manage-teams.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, idParam, isId, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { refusalInWords, underTeam } from './team-frame.tsx';

type Agents = readonly { readonly id: string; readonly name: string }[];

interface Typed {
  readonly name: string;
  readonly email: string;
}

export async function showNewTeam(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await newTeamPage(context, web, { name: '', email: '' }, []), { headers: privatePage });
}

export async function submitNewTeam(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { typed, problems } = readTeam(context);
  const again = async (found: readonly FormProblem[]) =>
    page(await newTeamPage(context, web, typed, found), { status: 422, headers: privatePage });
  if (problems.length > 0) return again(problems);
  try {
    const id = await createTeam(web.parts, agentOf(context), typed);
    context.setFlash(identityMessages(context.locale, 'saved'));
    return redirect(`/agents/equipe/services/${id}`);
  } catch (error) {
    return again([{ fieldId: 'name', message: refusalInWords(error, context.locale) }]);
  }
}

export async function showTeam(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { team, others } = await ownTeam(context, web);
  return page(await teamPage(context, web, team, others, team, []), { headers: privatePage });
}

export async function submitTeam(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { team, others } = await ownTeam(context, web);
  const { typed, problems } = readTeam(context);
  const again = async (found: readonly FormProblem[]) =>
    page(await teamPage(context, web, team, others, typed, found), { status: 422, headers: privatePage });
  if (problems.length > 0) return again(problems);
  try {
    await changeTeam(web.parts, agentOf(context), team.id, typed);
  } catch (error) {
    return again([{ fieldId: 'name', message: refusalInWords(error, context.locale) }]);
  }
  context.setFlash(identityMessages(context.locale, 'saved'));
  return redirect(`/agents/equipe/services/${team.id}`);
}

/** `act` says what: `add`, `lead`, `follow` or `remove`. */
export async function submitMember(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { team, others } = await ownTeam(context, web);
  const by = agentOf(context);
  const agentId = single(context.body, 'agent');
  const act = single(context.body, 'act');
  if (!isId(agentId)) {
    const problem = { fieldId: 'agent', message: say(context.locale, 'teamPage.choose') };
    return page(await teamPage(context, web, team, others, team, [problem]), { status: 422, headers: privatePage });
  }
  if (act === 'remove') await takeOutOfTeam(web.parts, by, team.id, agentId);
  else await putInTeam(web.parts, by, team.id, agentId, act === 'lead' || single(context.body, 'leader') === 'true');
  context.setFlash(identityMessages(context.locale, 'saved'));
  return redirect(`/agents/equipe/services/${team.id}`);
}

function readTeam(context: RequestContext): { typed: Typed; problems: FormProblem[] } {
  const { body, locale } = context;
  const name = cleanLine(single(body, 'name'));
  const email = single(body, 'email').trim().slice(0, 254);
  const normalized = email === '' ? '' : normalizeEmail(email);
  const problems: FormProblem[] = [];
  if (name === '') problems.push({ fieldId: 'name', message: say(locale, 'problem.team-name-missing') });
  if (normalized === undefined)
    problems.push({ fieldId: 'email', message: identityMessages(locale, 'error.email-invalid') });
  return { typed: { name, email: normalized ?? email }, problems };
}

/** The team and the agents who are not in it. @throws NotFoundError for a team of another authority: the same as for none */
async function ownTeam(context: RequestContext, web: IdentityWeb): Promise<{ team: TeamLine; others: Agents }> {
  const authorityId = requireAdministrator(agentOf(context));
  const id = idParam(context, 'team');
  return web.parts.platform.database.transaction([authorityId], async (tx) => {
    const [team] = await listTeams(tx, authorityId, id);
    if (team === undefined) throw new NotFoundError('team-not-found');
    const agents = await listAgents(tx, authorityId);
    return { team, others: agents.filter((agent) => !team.members.some((member) => member.id === agent.id)) };
  });
}

function newTeamPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'team.newTeam');
  return underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} problems={problems}>
      <Form action="/agents/equipe/services/nouveau" csrf={context.csrfToken()}>
        <TeamFields context={context} typed={typed} problems={problems} />
        <Button>{title}</Button>
      </Form>
    </FormPage>,
  );
}

function TeamFields({
  context,
  typed,
  problems,
}: {
  context: RequestContext;
  typed: Typed;
  problems: readonly FormProblem[];
}) {
  const { locale } = context;
  return (
    <>
      <TextInput
        id="name"
        label={say(locale, 'teamPage.name')}
        autocomplete="off"
        required
        value={typed.name}
        error={problemOf(problems, 'name')}
      />
      <TextInput
        id="email"
        type="email"
        label={say(locale, 'teamPage.email')}
        optional
        autocomplete="off"
        spellcheck={false}
        value={typed.email}
        error={problemOf(problems, 'email')}
      />
    </>
  );
}

function teamPage(
  context: RequestContext,
  web: IdentityWeb,
  team: TeamLine,
  others: Agents,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const action = `/agents/equipe/services/${team.id}`;
  const csrf = context.csrfToken();
  const title = team.name;
  return underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} caption={say(locale, 'teamPage.title')} problems={problems}>
      <Form action={action} csrf={csrf}>
        <TeamFields context={context} typed={typed} problems={problems} />
        <Button>{identityMessages(locale, 'save')}</Button>
      </Form>
      {team.members.length === 0 ? (
        <EmptyState title={say(locale, 'teamPage.empty')} />
      ) : (
        <Table
          caption={say(locale, 'teamPage.members')}
          rows={team.members}
          rowKey={(member) => member.id}
          columns={[
            {
              label: say(locale, 'team.name'),
              rowHeader: true,
              cell: (member) => (
                <a class="govuk-link" href={`/agents/equipe/agents/${member.id}`}>
                  {member.name}
                </a>
              ),
            },
            {
              label: say(locale, 'team.role'),
              cell: (member) => say(locale, member.leader ? 'teamPage.leader' : 'teamPage.member'),
            },
            {
              label: say(locale, 'teamPage.actions'),
              labelHidden: true,
              cell: (member) => (
                <MemberActs context={context} action={`${action}/membres`} csrf={csrf} member={member} />
              ),
            },
          ]}
        />
      )}
      {others.length > 0 && (
        <Form action={`${action}/membres`} csrf={csrf}>
          <h2 class="govuk-heading-m">{say(locale, 'teamPage.add')}</h2>
          <input type="hidden" name="act" value="add" />
          <Select
            id="agent"
            label={say(locale, 'team.name')}
            options={others.map((agent) => ({ value: agent.id, label: agent.name }))}
            error={problemOf(problems, 'agent')}
          />
          <Checkbox id="leader" label={say(locale, 'teamPage.leader')} small />
          <Button tone="secondary">{say(locale, 'teamPage.addSubmit')}</Button>
        </Form>
      )}
    </FormPage>,
  );
}

function MemberActs(props: {
  context: RequestContext;
  action: string;
  csrf: string;
  member: TeamLine['members'][number];
}) {
  const { locale } = props.context;
  const { member } = props;
  const toggle = member.leader ? say(locale, 'teamPage.makeMember') : say(locale, 'teamPage.makeLeader');
  const remove = say(locale, 'teamPage.remove');
  return (
    <Form action={props.action} csrf={props.csrf}>
      <input type="hidden" name="agent" value={member.id} />
      <Button tone="link" name="act" value={member.leader ? 'follow' : 'lead'} ariaLabel={`${toggle} ${member.name}`}>
        {toggle}
      </Button>{' '}
      <Button tone="link" name="act" value="remove" ariaLabel={`${remove} ${member.name}`}>
        {remove}
      </Button>
    </Form>
  );
}
