import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { personOf } from '../../domain/mandate.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { endedKey } from '../../messages.ts';
import { lookAtHelper, withdrawHelper } from '../../usecases/manage-helpers.ts';
import { helpersHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** GET /agents/equipe/aidants/:agent/retirer: who loses their helper, and who of them nobody can tell but the town hall. */
export async function showWithdrawal(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, now } = context;
  const agentId = context.params.agent ?? '';
  const { name, running } = await parts.platform.database.read([agent.authorityId], (tx) =>
    lookAtHelper(tx, agent, { agentId, now }),
  );
  const title = say(locale, 'withdrawTitle', { name });
  const outlook = say(locale, endedKey('withdrawOutlook', running.length), { count: running.length });
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'helpers',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'withdrawIntro', { name })} />
          <p class="govuk-body">{outlook}</p>
          {running.length > 0 && (
            <Table
              caption={say(locale, 'endingCaption')}
              rows={running}
              rowKey={(mandate) => mandate.id}
              columns={[
                { label: say(locale, 'person'), rowHeader: true, cell: personOf },
                {
                  label: say(locale, 'told'),
                  cell: ({ email, phone }) =>
                    say(locale, email !== null ? 'toldEmail' : phone !== null ? 'toldSms' : 'toldNobody'),
                },
              ]}
            />
          )}
          <Form action={`${helpersHref}/${agentId}/retirer`} csrf={context.csrfToken()}>
            <ButtonGroup>
              <Button tone="warning">{say(locale, 'withdraw')}</Button>
              <LinkButton tone="secondary" href={helpersHref}>
                {say(locale, 'keepHelper')}
              </LinkButton>
            </ButtonGroup>
          </Form>
        </>
      ),
    }),
  );
}

/** POST /agents/equipe/aidants/:agent/retirer */
export async function withdraw(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now, origin, params } = context;
  const ended = await parts.platform.database.transaction([agent.authorityId], (tx) =>
    withdrawHelper(tx, parts, agent, { agentId: params.agent ?? '', origin, now }),
  );
  context.setFlash(say(locale, endedKey('withdrawn', ended), { count: ended }));
  return redirect(helpersHref);
}
