import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { identityMessages } from '../../messages.ts';
import { signInMessages as say } from '../../sign-in-messages.ts';
import { reopenAccess } from '../../usecases/manage-agents.ts';
import { FormPage } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { colleague } from './one-agent.tsx';
import { underTeam } from './team-frame.tsx';

export async function showSecondFactorReset(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const agent = await colleague(context, web);
  const title = say(locale, 'agentReset.title', { name: agent.name });
  const back = `/agents/equipe/agents/${agent.id}`;
  const document = await underTeam(
    context,
    web,
    title,
    <FormPage title={title} intro={say(locale, 'agentReset.body')} problems={[]}>
      <Form action={`${back}/verification`} csrf={context.csrfToken()}>
        <ButtonGroup>
          <Button tone="warning">{say(locale, 'agentReset.submit')}</Button>
          <LinkButton tone="secondary" href={back}>
            {identityMessages(locale, 'cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
    </FormPage>,
  );
  return page(document, { headers: privatePage });
}

export async function submitSecondFactorReset(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = await colleague(context, web);
  await reopenAccess(web.parts, agentOf(context), agent.id);
  context.setFlash(say(context.locale, 'agentReset.done'));
  return redirect(`/agents/equipe/agents/${agent.id}`);
}
