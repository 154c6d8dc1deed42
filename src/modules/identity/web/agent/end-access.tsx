import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { identityMessages } from '../../messages.ts';
import { type AgentLine, listAgents } from '../../queries/list-agents.ts';
import { countHandOver, departAgent } from '../../usecases/departures.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, isId, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { colleague } from './one-agent.tsx';
import { refusalInWords, underTeam } from './team-frame.tsx';

interface Typed {
  readonly heir: string;
  readonly colleague: string;
}

/** GET …/retirer: what the agent has under way, and who takes it over. */
export async function showEndAccess(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = await colleague(context, web);
  return page(await endAccessPage(context, web, agent, { heir: '', colleague: '' }, []), { headers: privatePage });
}

/** POST …/retirer */
export async function submitEndAccess(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const by = agentOf(context);
  const agent = await colleague(context, web);
  const typed = { heir: single(body, 'heir'), colleague: single(body, 'colleague') };
  const again = async (problems: readonly FormProblem[]) =>
    page(await endAccessPage(context, web, agent, typed, problems), { status: 422, headers: privatePage });
  const dossiers = (await countHandOver(web.parts, by, agent.id)).get('dossiers') ?? 0;
  if (dossiers > 0 && typed.heir !== 'team' && typed.heir !== 'colleague') {
    return again([{ fieldId: 'heir', message: say(locale, 'remove.heirProblem') }]);
  }
  if (typed.heir === 'colleague' && (!isId(typed.colleague) || typed.colleague === agent.id)) {
    return again([{ fieldId: 'colleague', message: say(locale, 'remove.problem') }]);
  }
  try {
    const done = await departAgent(web.parts, by, {
      agentId: agent.id,
      successorId: typed.heir === 'colleague' ? typed.colleague : undefined,
      origin: context.origin,
    });
    context.setFlash(say(locale, done.given + done.left === 0 ? 'remove.done' : 'remove.doneWith', { ...done }));
  } catch (error) {
    return again([{ message: refusalInWords(error, locale) }]);
  }
  return redirect(agent.id === by.agentId ? '/agents/connexion' : '/agents/equipe');
}

async function endAccessPage(
  context: RequestContext,
  web: IdentityWeb,
  agent: AgentLine,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const { authorityId } = agentOf(context);
  const title = say(locale, 'remove.title', { name: agent.name });
  const counts = await countHandOver(web.parts, agentOf(context), agent.id);
  const [dossiers, mandates] = [counts.get('dossiers') ?? 0, counts.get('mandates') ?? 0];
  const others = await web.parts.platform.database.read([authorityId], (tx) => listAgents(tx, authorityId));
  return underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'remove.body')} problems={problems}>
      <SummaryList
        rows={[
          { term: say(locale, 'remove.dossiers'), value: String(dossiers) },
          ...(mandates === 0
            ? []
            : [
                { term: say(locale, 'remove.mandates'), value: say(locale, 'remove.mandatesEnd', { count: mandates }) },
              ]),
        ]}
      />
      <Form action={`/agents/equipe/agents/${agent.id}/retirer`} csrf={context.csrfToken()}>
        {dossiers > 0 && (
          <Radios
            id="heir"
            label={say(locale, 'remove.heir')}
            value={typed.heir}
            error={problemOf(problems, 'heir')}
            options={[
              { value: 'team', label: say(locale, 'remove.toTeam') },
              {
                value: 'colleague',
                label: say(locale, 'remove.toColleague'),
                conditional: (
                  <Select
                    id="colleague"
                    label={say(locale, 'remove.colleague')}
                    hint={say(locale, 'remove.colleagueHint')}
                    value={typed.colleague}
                    error={problemOf(problems, 'colleague')}
                    options={others
                      .filter((one) => one.id !== agent.id && !one.invited)
                      .map((one) => ({ value: one.id, label: colleagueLabel(one) }))}
                  />
                ),
              },
            ]}
          />
        )}
        <ButtonGroup>
          <Button tone="warning">{say(locale, 'agentPage.remove')}</Button>
          <LinkButton tone="secondary" href={`/agents/equipe/agents/${agent.id}`}>
            {identityMessages(locale, 'cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
    </FormPage>,
  );
}

function colleagueLabel({ name, teams }: AgentLine): string {
  return teams.length === 0 ? name : `${name} – ${teams.map((team) => team.name).join(', ')}`;
}
