import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { agentPage } from '../../web/agent/agent-page.tsx';
import { FormPage, type FormProblem, titleOf } from '../../web/form-problems.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../../web/routes-parts.ts';
import { confirmFirst } from '../../web/security/person.ts';
import { unlinkOwnProConnect } from '../usecases/arrive-agent.ts';
import { LastWayInError } from '../usecases/unlink-resident.ts';
import { federationMessages as say } from './federation-messages.ts';
import { departPage } from './leave.tsx';

export const agentLinkPath = '/agents/compte/proconnect';

export async function showAgentLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return agentLinkPage(context, web, [], 200);
}

export async function submitAgentLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const stale = confirmFirst(context, 'agent', agentLinkPath);
  if (stale !== undefined) return stale;
  return departPage(context, web, {
    provider: 'proconnect',
    comeBackTo: agentLinkPath,
    linkFor: agentOf(context).sessionHash,
  });
}

export async function submitAgentUnlink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const stale = confirmFirst(context, 'agent', agentLinkPath);
  if (stale !== undefined) return stale;
  try {
    await unlinkOwnProConnect(web.parts, agentOf(context).agentId);
  } catch (error) {
    if (!(error instanceof LastWayInError)) throw error;
    return agentLinkPage(context, web, [{ message: say(context.locale, 'agent.unlinkLast') }], 409);
  }
  context.setFlash(say(context.locale, 'agent.unlinkDone'));
  return redirect(agentLinkPath);
}

async function agentLinkPage(
  context: RequestContext,
  web: IdentityWeb,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  const { locale } = context;
  const linked = await web.parts.platform.database.open
    .selectFrom('agent_federations')
    .select('linked_at')
    .where('agent_id', '=', agentOf(context).agentId)
    .orderBy('linked_at')
    .executeTakeFirst();
  const title = say(locale, 'agent.linkTitle');
  const csrf = context.csrfToken();
  const document = await agentPage(context, web.site, {
    title: titleOf(locale, title, problems),
    current: 'account',
    children: (
      <FormPage title={title} problems={problems}>
        {linked === undefined ? (
          <>
            <p class="govuk-body">{say(locale, 'agent.linkNone')}</p>
            {web.parts.providers.proconnect !== undefined && (
              <Form action={`${agentLinkPath}/relier`} csrf={csrf}>
                <Button>{say(locale, 'agent.linkSubmit')}</Button>
              </Form>
            )}
          </>
        ) : (
          <>
            <p class="govuk-body">{say(locale, 'link.since', { date: formatDate(linked.linked_at, locale) })}</p>
            <Form action={`${agentLinkPath}/delier`} csrf={csrf}>
              <Button tone="warning">{say(locale, 'agent.unlinkSubmit')}</Button>
            </Form>
          </>
        )}
      </FormPage>
    ),
  });
  return page(document, { status, headers: privatePage });
}
