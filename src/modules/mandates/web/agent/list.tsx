import { agentPage, hasInbox, nothingEntrusted } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { endsSoon, personOf, stateOf } from '../../domain/mandate.ts';
import { MandateNotFoundError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { findHelper } from '../../queries/find-helper.ts';
import { listMandates } from '../../queries/list-mandates.ts';
import { stateTone } from '../tones.ts';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';
import { soonInWords } from './one.tsx';

/** GET /agents/mandats: the helper's own mandates, in every state. */
export async function showMandates(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, now } = context;
  const mandates = await parts.platform.database.read([agent.authorityId], async (tx) => {
    if ((await findHelper(tx, agent.authorityId, agent.agentId)) === undefined) throw new MandateNotFoundError();
    return listMandates(tx, agent.authorityId, { helperId: agent.agentId });
  });
  const title = say(locale, 'title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'mandates',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          {!hasInbox(agent) && (
            <InsetText>{say(locale, 'onlyMandates', { nothing: nothingEntrusted(locale) })}</InsetText>
          )}
          <LinkButton href={`${mandatesHref}/nouveau`}>{say(locale, 'new')}</LinkButton>
          {mandates.length === 0 ? (
            <EmptyState title={say(locale, 'none')}>
              <p>{say(locale, 'noneHint')}</p>
            </EmptyState>
          ) : (
            <Table
              caption={title}
              captionHidden
              rows={mandates}
              rowKey={(mandate) => mandate.id}
              columns={[
                {
                  label: say(locale, 'person'),
                  rowHeader: true,
                  cell: (mandate) => (
                    <a class="govuk-link" href={`${mandatesHref}/${mandate.id}`}>
                      {personOf(mandate)}
                    </a>
                  ),
                },
                {
                  label: say(locale, 'state'),
                  cell: (mandate) => {
                    const state = stateOf(mandate, now);
                    const renewable =
                      mandate.replacedBy === null &&
                      (state === 'ended' || (state === 'active' && endsSoon(mandate, now) !== undefined));
                    return (
                      <>
                        <Tag tone={stateTone[state]}>{mandateWords(locale, `state.${state}`)}</Tag>
                        {state === 'active' && renewable && (
                          <span class="pv-muted"> {soonInWords(mandate, now, locale)}</span>
                        )}{' '}
                        {renewable && (
                          <a class="govuk-link" href={`${mandatesHref}/nouveau?suite=${mandate.id}`}>
                            {say(locale, 'renewNow')}
                            <span class="govuk-visually-hidden">
                              {say(locale, 'renew.of', { person: personOf(mandate) })}
                            </span>
                          </a>
                        )}
                      </>
                    );
                  },
                },
                {
                  label: say(locale, 'until'),
                  cell: ({ endsAt }) => (endsAt === null ? '' : formatDateTime(endsAt, locale)),
                },
              ]}
            />
          )}
        </>
      ),
    }),
  );
}
