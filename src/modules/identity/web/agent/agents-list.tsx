import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { listAgents } from '../../queries/list-agents.ts';
import { listTeams } from '../../queries/list-teams.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { agentFrame, agentTexts as say } from './agent-messages.ts';
import { TeamViews, underTeam } from './team-frame.tsx';

export async function showAgents(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const authorityId = requireAdministrator(agentOf(context));
  const agents = await web.parts.platform.database.transaction([authorityId], (tx) => listAgents(tx, authorityId));
  const title = say(locale, 'team.title');
  const document = await underTeam(
    context,
    web,
    title,
    <>
      <PageHeading
        title={title}
        actions={<LinkButton href="/agents/equipe/agents/nouveau">{say(locale, 'team.invite')}</LinkButton>}
      />
      <TeamViews locale={locale} current="agents" />
      <Table
        caption={say(locale, 'team.agents')}
        rows={agents}
        rowKey={(agent) => agent.id}
        columns={[
          {
            label: say(locale, 'team.name'),
            rowHeader: true,
            cell: (agent) => (
              <a class="govuk-link" href={`/agents/equipe/agents/${agent.id}`}>
                {agent.name}
              </a>
            ),
          },
          {
            label: say(locale, 'team.role'),
            cell: (agent) => (
              <>
                {agentFrame(locale, `role.${agent.role}`)}{' '}
                {agent.invited && <Tag tone="waiting">{say(locale, 'team.invited')}</Tag>}
              </>
            ),
          },
          {
            label: say(locale, 'team.memberOf'),
            cell: (agent) =>
              agent.teams
                .map((team) => (team.leader ? say(locale, 'team.leads', { team: team.name }) : team.name))
                .join(', ') || say(locale, 'team.none'),
          },
        ]}
      />
    </>,
  );
  return page(document, { headers: privatePage });
}

export async function showTeams(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const authorityId = requireAdministrator(agentOf(context));
  const teams = await web.parts.platform.database.transaction([authorityId], (tx) => listTeams(tx, authorityId));
  const title = say(locale, 'team.teams');
  const document = await underTeam(
    context,
    web,
    title,
    <>
      <PageHeading
        title={title}
        actions={<LinkButton href="/agents/equipe/services/nouveau">{say(locale, 'team.newTeam')}</LinkButton>}
      />
      <TeamViews locale={locale} current="teams" />
      <Table
        caption={title}
        captionHidden
        rows={teams}
        rowKey={(team) => team.id}
        columns={[
          {
            label: say(locale, 'team.name'),
            rowHeader: true,
            cell: (team) => (
              <a class="govuk-link" href={`/agents/equipe/services/${team.id}`}>
                {team.name}
              </a>
            ),
          },
          { label: say(locale, 'teamPage.members'), numeric: true, cell: (team) => String(team.members.length) },
          {
            label: say(locale, 'teamPage.leader'),
            cell: (team) =>
              team.members
                .filter((member) => member.leader)
                .map((member) => member.name)
                .join(', ') || say(locale, 'team.none'),
          },
        ]}
      />
    </>,
  );
  return page(document, { headers: privatePage });
}
