import type { Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { isAdministrator } from '../../policies.ts';
import { privatePage } from '../routes-parts.ts';
import { agentMenuEntries } from './agent-menu.ts';
import { agentTexts as say } from './agent-messages.ts';
import { agentPage, hasInbox } from './agent-page.tsx';

/**
 * What an agent who is in no team meets in place of an inbox that would always be empty: their own work when a module has
 * some for them (mandates of a helper), else what is to be done about it.
 * @returns undefined for an agent who has an inbox
 */
export async function openWithoutTeam(
  context: RequestContext,
  site: Site,
  agent: AgentPrincipal,
): Promise<Result | undefined> {
  if (hasInbox(agent)) return undefined;
  const { locale } = context;
  const entries = await agentMenuEntries(context, site, agent);
  const home = entries.find((entry) => entry.home === true);
  if (home !== undefined) return redirect(home.href);
  const own = entries.filter((entry) => entry.section === 'requests');
  const title = say(locale, 'withoutTeam.title');
  const document = await agentPage(context, site, {
    title,
    current: 'inbox',
    children: (
      <>
        <PageHeading title={title} caption={agent.authorityName} />
        <EmptyState title={nothingEntrusted(locale)}>
          {isAdministrator(agent) ? (
            <>
              <p>{say(locale, 'withoutTeam.administrator')}</p>
              <p>
                <a class="govuk-link" href="/agents/equipe/services">
                  {say(locale, 'withoutTeam.teams')}
                </a>
              </p>
            </>
          ) : (
            <p>{say(locale, 'withoutTeam.ask')}</p>
          )}
        </EmptyState>
        {own.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'withoutTeam.own')}</h2>
            <ul class="govuk-list">
              {own.map((entry) => (
                <li key={entry.key}>
                  <a class="govuk-link" href={entry.href}>
                    {entry.label}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

/** The words for whoever has no procedure to process, in a team or not; without a full stop. */
export function nothingEntrusted(locale: Locale): string {
  return say(locale, 'withoutTeam.empty');
}
