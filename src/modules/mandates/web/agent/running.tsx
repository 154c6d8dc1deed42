import { agentPage } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { helperOf, personOf } from '../../domain/mandate.ts';
import { MandateNotFoundError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { getMandate } from '../../queries/get-mandate.ts';
import { listMandates } from '../../queries/list-mandates.ts';
import { revokeMandate } from '../../usecases/revoke-mandate.ts';
import { mayEndForResidents, runningHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** GET /agents/mandats/en-cours: for whoever answers a person that calls to stop; names only, nothing of what was filed. */
export async function showRunning(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  if (!mayEndForResidents(agent)) throw new MandateNotFoundError();
  const { locale } = context;
  const mandates = await parts.platform.database.read([agent.authorityId], (tx) =>
    listMandates(tx, agent.authorityId, { runningAt: context.now }),
  );
  const title = say(locale, 'runningTitle');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'running-mandates',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'runningIntro')} />
          {mandates.length === 0 ? (
            <p class="govuk-body">{say(locale, 'runningNone')}</p>
          ) : (
            <Table
              caption={title}
              captionHidden
              rows={mandates}
              rowKey={(mandate) => mandate.id}
              columns={[
                { label: say(locale, 'person'), rowHeader: true, cell: personOf },
                { label: say(locale, 'helper'), cell: helperOf },
                {
                  label: say(locale, 'until'),
                  cell: ({ endsAt }) => (endsAt === null ? '' : formatDateTime(endsAt, locale)),
                },
                {
                  label: say(locale, 'endFor'),
                  labelHidden: true,
                  cell: (mandate) => (
                    <Form action={`${runningHref}/${mandate.id}/fin`} csrf={context.csrfToken()}>
                      <Button tone="link">
                        {say(locale, 'endFor')}
                        <span class="govuk-visually-hidden">
                          {say(locale, 'endFor.of', { person: personOf(mandate) })}
                        </span>
                      </Button>
                    </Form>
                  ),
                },
              ]}
            />
          )}
        </>
      ),
    }),
  );
}

/** POST /agents/mandats/en-cours/:mandate/fin */
export async function endForResident(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  if (!mayEndForResidents(agent)) throw new MandateNotFoundError();
  await parts.platform.database.transaction([agent.authorityId], async (tx) => {
    const id = context.params.mandate ?? '';
    const mandate = await getMandate(tx, { authorityId: agent.authorityId, id, lock: 'update' });
    await revokeMandate(tx, parts, mandate, {
      kind: 'agent',
      name: agent.name,
      origin: context.origin,
      now: context.now,
    });
  });
  context.setFlash(say(context.locale, 'ended'));
  return redirect(runningHref);
}
