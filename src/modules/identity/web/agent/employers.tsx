import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { ownPath } from '../../domain/own-path.ts';
import { agentCookieName } from '../../sessions.ts';
import { changeEmployer } from '../../usecases/change-agent-account.ts';
import { listEmployers } from '../../usecases/list-employers.ts';
import { giveSession } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { agentTexts } from './agent-messages.ts';
import { agentPage } from './agent-page.tsx';

const home = '/agents';

/** For those whom several authorities employ: one at a time. */
export async function showEmployers(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await employersPage(context, web, ownPath(context.query.suite, home), []), { headers: privatePage });
}

export async function submitEmployer(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = agentOf(context);
  const comeBackTo = ownPath(single(context.body, 'suite'), home);
  const authorityId = single(context.body, 'authority');
  if (authorityId === '') {
    const problem = { fieldId: 'authority', message: agentTexts(context.locale, 'employer.missing') };
    return page(await employersPage(context, web, comeBackTo, [problem]), { status: 422, headers: privatePage });
  }
  if (authorityId !== agent.authorityId) {
    const formerToken = context.cookie(agentCookieName) ?? '';
    giveSession(
      context,
      'agent',
      await changeEmployer(web.parts, agent, authorityId, { userAgent: context.userAgent, formerToken }),
    );
  }
  return redirect(comeBackTo);
}

async function employersPage(
  context: RequestContext,
  web: IdentityWeb,
  comeBackTo: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const agent = agentOf(context);
  const employers = await listEmployers(web.parts, agent.agentId);
  const authorities = await Promise.all(
    employers.map((employer) => web.parts.directory.getAuthority(employer.authorityId)),
  );
  const title = agentTexts(locale, 'employer.title');
  return agentPage(context, web.site, {
    title: titleOf(locale, title, problems),
    current: '',
    children: (
      <FormPage title={title} intro={agentTexts(locale, 'employer.intro')} problems={problems}>
        <Form action="/agents/collectivite" csrf={context.csrfToken()}>
          <input type="hidden" name="suite" value={comeBackTo} />
          <Radios
            id="authority"
            label={agentTexts(locale, 'employer.label')}
            value={agent.authorityId}
            error={problemOf(problems, 'authority')}
            options={authorities.map((authority) => ({ value: authority.id, label: authority.name }))}
          />
          <Button>{agentTexts(locale, 'employer.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}
