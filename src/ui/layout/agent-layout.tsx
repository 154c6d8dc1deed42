import type { ComponentChildren } from 'preact';
import { Breadcrumbs, type Crumb } from '#ui/components/breadcrumbs.tsx';
import { useWords } from '#ui/words.tsx';
import { BrandMark } from './brand-mark.tsx';
import { Document, type DocumentProps } from './document.tsx';
import { Flash, type FlashMessage } from './flash.tsx';
import { PhaseBanner } from './phase-banner.tsx';
import { type ServiceAnnouncement, ServiceBanner } from './service-banner.tsx';

export interface SideNavItem {
  href: string;
  label: string;
  current?: boolean;
  /** What waits there. */
  count?: number;
  /** Name under which an open page keeps the count true. */
  live?: string;
}

export interface SideNavSection {
  title?: string;
  items: readonly SideNavItem[];
}

export interface AgentLayoutProps extends Omit<DocumentProps, 'siteName' | 'stylesheet' | 'bodyClass'> {
  /** The authority that the agent works for at this moment. */
  authorityName: string;
  homeHref: string;
  agent: { name: string; role?: string; href?: string };
  /** Where to choose another authority; absent for an agent of only one. */
  organisationSwitch?: { href: string; label?: string };
  /** A form with the sign-out button. */
  signOut?: ComponentChildren;
  /** Field of the quick search, a `SearchBox`. */
  search?: ComponentChildren;
  nav: readonly SideNavSection[];
  breadcrumbs?: readonly Crumb[];
  languageSwitch?: { href: string; label: string; lang: string };
  flash?: FlashMessage;
  /** Above everything while it lasts: maintenance, an incident, works. */
  announcements?: readonly ServiceAnnouncement[];
  /** Where more is told of them. */
  serviceState?: { href: string; label: string };
  demoNotice?: ComponentChildren;
}

/** A whole page of the back office, for agents. */
export function AgentLayout(props: AgentLayoutProps) {
  return (
    <Document {...props} noIndex siteName={props.authorityName} stylesheet="agent" bodyClass="pv-agent">
      <Header {...props} />
      <ServiceBanner announcements={props.announcements} more={props.serviceState} />
      <div class="govuk-width-container pv-agent__page">
        <SideNavigation sections={props.nav} />
        <div class="pv-agent__content">
          {props.breadcrumbs && <Breadcrumbs items={props.breadcrumbs} />}
          <main class="pv-agent__main" id="main" tabIndex={-1}>
            <Flash message={props.flash} />
            {props.children}
          </main>
        </div>
      </div>
    </Document>
  );
}

function Header(props: AgentLayoutProps) {
  const words = useWords();
  const { agent, organisationSwitch, languageSwitch } = props;
  return (
    <header class="pv-agent-header">
      {props.demoNotice && <PhaseBanner>{props.demoNotice}</PhaseBanner>}
      <div class="govuk-width-container pv-agent-header__inner">
        <a class="pv-agent-header__brand" href={props.homeHref}>
          <BrandMark size={28} />
          <span>{props.authorityName}</span>
        </a>
        <button class="pv-agent-header__menu" type="button" popovertarget="menu">
          {words.menu}
        </button>
        {organisationSwitch && (
          <a class="pv-agent-header__switch" href={organisationSwitch.href}>
            {organisationSwitch.label ?? words.switchOrganisation}
          </a>
        )}
        {props.search && <div class="pv-agent-header__search">{props.search}</div>}
        <div class="pv-agent-header__agent">
          {languageSwitch && (
            <a href={languageSwitch.href} lang={languageSwitch.lang} hrefLang={languageSwitch.lang}>
              {languageSwitch.label}
            </a>
          )}
          <span class="pv-agent-header__who">
            {agent.href ? <a href={agent.href}>{agent.name}</a> : <span>{agent.name}</span>}
            {agent.role && <span class="pv-agent-header__role">{agent.role}</span>}
          </span>
          {props.signOut}
        </div>
      </div>
    </header>
  );
}

function SideNavigation({ sections }: { sections: readonly SideNavSection[] }) {
  const words = useWords();
  return (
    // On a phone the menu is a popover of the header's button, without script; beside the page it is always shown.
    <nav class="moj-side-navigation pv-side" id="menu" popover="auto" aria-label={words.mainMenu}>
      <button class="pv-link-button pv-side__close" type="button" popovertarget="menu" popovertargetaction="hide">
        {words.close}
      </button>
      {sections.map((section, index) => (
        <div class="pv-side__section" key={section.title ?? index}>
          {section.title && <h2 class="moj-side-navigation__title">{section.title}</h2>}
          <ul class="moj-side-navigation__list">
            {section.items.map((item) => (
              <li
                class={`moj-side-navigation__item${item.current ? ' moj-side-navigation__item--active' : ''}`}
                key={item.href}
              >
                <a href={item.href} aria-current={item.current ? 'true' : undefined}>
                  <span>{item.label}</span>
                  {item.count !== undefined && (item.count > 0 || item.live !== undefined) && (
                    <span class="pv-badge" data-live-count={item.live} hidden={item.count === 0}>
                      {item.count}
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
