import type { ComponentChildren, VNode } from 'preact';
import { type Site, serviceStateHref, themeHref } from '#modules/directory/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Crumb } from '#ui/components/breadcrumbs.tsx';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { AgentLayout, type SideNavItem, type SideNavSection } from '#ui/layout/agent-layout.tsx';
import { absenceWords } from '../../absences/messages.ts';
import { isAdministrator } from '../../policies.ts';
import { worksForSeveral } from '../../queries/find-agent-session.ts';
import { type AgentMenuEntry, agentMenuEntries } from './agent-menu.ts';
import { agentFrame as say } from './agent-messages.ts';

export interface AgentPageOptions {
  title: string;
  /** Which entry of the side menu is the current one: `inbox`, `team`, `account`, or the `key` of one given in `menu`. */
  current: string;
  children: ComponentChildren;
  breadcrumbs?: readonly Crumb[];
  /** Further entries under "Demandes" (saved views, statistics), with what waits there. */
  menu?: readonly (SideNavItem & { key: string })[];
  /** What waits in the inbox. */
  inboxCount?: number;
  /** Text of the quick search, when the page is its answer. */
  searched?: string;
  /** Addresses of further ES modules. */
  scripts?: readonly string[];
  /** Name of a bundled island. */
  island?: string;
}

/**
 * All that the frame of a page of the back office shows, for pages that are made again only when something has changed.
 * The agent is told by what the page shows of them and by their rights.
 */
export async function agentPageBasis(context: RequestContext, site: Site): Promise<readonly unknown[]> {
  const { agent } = context;
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return [
    await site.directory.getTerritory(),
    await site.directory.getAuthority(agent.authorityId),
    JSON.stringify(await agentMenuEntries(context, site, agent)),
    shownOf(agent),
  ];
}

const shownAgents = new WeakMap<AgentPrincipal, string>();

/** Worked out once for each time that the database is asked who the agent is. */
function shownOf(agent: AgentPrincipal): string {
  const known = shownAgents.get(agent);
  if (known !== undefined) return known;
  const { agentId, name, email, authorityId, role, rights } = agent;
  const shown = JSON.stringify([agentId, name, email, authorityId, role, rights, worksForSeveral(agent)]);
  shownAgents.set(agent, shown);
  return shown;
}

/**
 * A whole page of the back office: menu, authority and its colours, who one is, sign-out, search, notices.
 * @throws AppError `sign-in-first` without a signed-in agent; routes of access `agent` always have one
 */
export async function agentPage(context: RequestContext, site: Site, options: AgentPageOptions): Promise<VNode> {
  const { locale, agent } = context;
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const [territory, authority, added, announcements] = await Promise.all([
    site.directory.getTerritory(),
    site.directory.getAuthority(agent.authorityId),
    agentMenuEntries(context, site, agent),
    site.announcements.shown(locale, 'agents'),
  ]);
  const island = options.island === undefined ? undefined : site.assets.islands[options.island];
  const entry = (key: string, href: string, label: string, count?: number): SideNavItem => ({
    href,
    label,
    current: options.current === key,
    ...(count === undefined ? {} : { count }),
  });
  const nav: SideNavSection[] = [
    {
      title: say(locale, 'demandes'),
      items: [
        ...(hasInbox(agent)
          ? [{ ...entry('inbox', '/agents', say(locale, 'inbox'), options.inboxCount), live: 'todo' }]
          : []),
        ...entriesOf(added, 'requests', options.current),
        ...(options.menu ?? []).map(({ key, ...item }) => ({ ...item, current: options.current === key })),
      ],
    },
    ...(['residents', 'mail', 'pilotage'] as const).flatMap((section) => {
      const items = entriesOf(added, section, options.current);
      return items.length === 0 ? [] : [{ title: say(locale, section), items }];
    }),
    ...(isAdministrator(agent)
      ? [
          {
            title: say(locale, 'administration'),
            items: [
              entry('team', '/agents/equipe', say(locale, 'team')),
              entry('editor', '/agents/editeur', say(locale, 'editor')),
              ...entriesOf(added, 'administration', options.current),
            ],
          },
        ]
      : []),
    {
      title: say(locale, 'me'),
      items: [
        entry('account', '/agents/compte', say(locale, 'account')),
        entry('absences', '/agents/absences', absenceWords(locale, 'title')),
        { href: `/${authority.slug}`, label: say(locale, 'portal') },
      ],
    },
  ];
  return (
    <AgentLayout
      title={options.title}
      locale={locale}
      assets={site.assets}
      themeHref={themeHref(territory, authority)}
      accent={authority.accent ?? territory.accent}
      scripts={[...(options.scripts ?? []), ...(island === undefined ? [] : [island])]}
      authorityName={authority.name}
      homeHref="/agents"
      agent={{ name: agent.name, role: say(locale, `role.${agent.role}`), href: '/agents/compte' }}
      organisationSwitch={worksForSeveral(agent) ? { href: '/agents/collectivite' } : undefined}
      signOut={
        <Form action="/agents/deconnexion" csrf={context.csrfToken()}>
          <Button tone="link">{say(locale, 'signOut')}</Button>
        </Form>
      }
      search={
        hasInbox(agent) ? (
          <SearchBox
            id="agent-q"
            action="/agents"
            label={say(locale, 'search')}
            labelHidden
            value={options.searched}
            placeholder={say(locale, 'search')}
          />
        ) : undefined
      }
      nav={nav}
      breadcrumbs={options.breadcrumbs}
      languageSwitch={{
        href: otherLanguageHref(context),
        label: say(locale, 'otherLanguage'),
        lang: locale === 'fr' ? 'en' : 'fr',
      }}
      announcements={announcements}
      serviceState={{ href: serviceStateHref, label: say(locale, 'serviceState') }}
      flash={context.flash === undefined ? undefined : { tone: 'success', title: context.flash }}
      demoNotice={
        site.platform.config.demonstration ? (
          <>
            {say(locale, 'demoNotice')}{' '}
            <a class="govuk-link" href="/demo/messages">
              {say(locale, 'demoMessages')}
            </a>
          </>
        ) : undefined
      }
    >
      {options.children}
    </AgentLayout>
  );
}

/** Requests reach agents through their teams: whoever is in none, as a helper, has no inbox. */
export function hasInbox(agent: Pick<AgentPrincipal, 'rights'>): boolean {
  return agent.rights.length > 0;
}

function entriesOf(
  added: readonly AgentMenuEntry[],
  section: AgentMenuEntry['section'],
  current: string,
): SideNavItem[] {
  return added
    .filter((entry) => entry.section === section)
    .map(({ key, section: _section, home: _home, ...item }) => ({ ...item, current: key === current }));
}

/** The same page in the other language. */
function otherLanguageHref(context: RequestContext): string {
  const [, query = ''] = context.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('lang', context.locale === 'fr' ? 'en' : 'fr');
  return `?${parameters.toString()}`;
}
