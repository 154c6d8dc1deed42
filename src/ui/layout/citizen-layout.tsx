import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { Breadcrumbs, type Crumb } from '#ui/components/breadcrumbs.tsx';
import { useWords } from '#ui/words.tsx';
import { BrandMark } from './brand-mark.tsx';
import { Document, type DocumentProps } from './document.tsx';
import { Flash, type FlashMessage } from './flash.tsx';
import { PhaseBanner } from './phase-banner.tsx';
import { type ServiceAnnouncement, ServiceBanner } from './service-banner.tsx';

export interface NavItem {
  href: string;
  label: string;
  current?: boolean;
}

export interface Portal {
  /** The authority's own name, e.g. "Ville de Valbray". */
  name: string;
  homeHref: string;
  /** A territory's portal, or one authority's. */
  kind: 'territory' | 'authority';
  /** Address of the authority's own logo, in place of Parvis' mark. */
  logoHref?: string;
}

export interface CitizenFooter {
  links: readonly { href: string; label: string }[];
  /** Address, phone, opening hours in a few words. */
  contact?: ComponentChildren;
  /** Who publishes the site. */
  mention?: ComponentChildren;
  /** State of conformity to the RGAA, in words, and where it is declared. */
  accessibility?: { label: string; href: string };
}

export interface CitizenLayoutProps extends Omit<DocumentProps, 'siteName' | 'stylesheet' | 'bodyClass'> {
  portal: Portal;
  territoryName: string;
  nav?: readonly NavItem[];
  breadcrumbs?: readonly Crumb[];
  /** In place of breadcrumbs inside a journey. */
  backLink?: ComponentChildren;
  account?: { signedIn: boolean; label: string; href: string };
  languageSwitch?: { href: string; label: string; lang: string };
  footer: CitizenFooter;
  flash?: FlashMessage;
  /** Above everything while it lasts: maintenance, an incident, works. */
  announcements?: readonly ServiceAnnouncement[];
  /** Where more is told of them. */
  serviceState?: { href: string; label: string };
  /** Says that the installation is a demonstration. */
  demoNotice?: ComponentChildren;
  /** A `Hero`, over the whole width. */
  hero?: ComponentChildren;
}

/** A whole page of a portal, for residents. */
export function CitizenLayout(props: CitizenLayoutProps) {
  const { portal } = props;
  return (
    <Document {...props} siteName={portal.name} stylesheet="citizen">
      <Header {...props} />
      <ServiceBanner announcements={props.announcements} more={props.serviceState} />
      {!props.backLink && !!props.breadcrumbs?.length && (
        <div>
          <div class="govuk-width-container">
            <Breadcrumbs items={props.breadcrumbs} />
          </div>
        </div>
      )}
      <main class="pv-main" id="main" tabIndex={-1}>
        {props.hero}
        <div class="govuk-width-container govuk-main-wrapper">
          {props.backLink}
          <Flash message={props.flash} />
          {props.children}
        </div>
      </main>
      <Footer {...props} />
    </Document>
  );
}

function Header({ portal, territoryName, nav, account, languageSwitch, demoNotice }: CitizenLayoutProps) {
  const words = useWords();
  return (
    <header class="pv-header">
      {demoNotice && <PhaseBanner>{demoNotice}</PhaseBanner>}
      <div class="govuk-width-container pv-header__inner">
        <a class="pv-header__brand" href={portal.homeHref}>
          {portal.logoHref ? (
            <img class="pv-header__logo" src={portal.logoHref} alt="" width="48" height="48" />
          ) : (
            <span class="pv-header__tile">
              <BrandMark size={34} />
            </span>
          )}
          <span class="pv-header__names">
            <span class="pv-header__name">{portal.name}</span>
            {portal.kind === 'authority' && <span class="pv-header__territory">{territoryName}</span>}
          </span>
        </a>
        <ul class="pv-header__tools">
          {languageSwitch && (
            <li>
              <a
                class="pv-header__tool"
                href={languageSwitch.href}
                lang={languageSwitch.lang}
                hrefLang={languageSwitch.lang}
              >
                {languageSwitch.label}
              </a>
            </li>
          )}
          {account && (
            <li>
              <a
                class={classNames('pv-header__tool pv-header__account', account.signedIn && 'pv-header__account--in')}
                href={account.href}
              >
                <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
                  <path
                    d="M12 3.5a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM4 20.5c.6-4 3.7-6 8-6s7.4 2 8 6"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="2"
                    stroke-linecap="round"
                  />
                </svg>
                {account.label}
              </a>
            </li>
          )}
        </ul>
      </div>
      {!!nav?.length && (
        <nav class="pv-nav" aria-label={words.mainMenu}>
          <div class="govuk-width-container">
            <ul class="pv-nav__list">
              {nav.map((item) => (
                <li key={item.href}>
                  <a class="pv-nav__link" href={item.href} aria-current={item.current ? 'true' : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </nav>
      )}
    </header>
  );
}

function Footer({ footer, portal, territoryName, languageSwitch }: CitizenLayoutProps) {
  const words = useWords();
  return (
    <footer class="pv-footer">
      <div class="govuk-width-container pv-footer__inner">
        <div class="pv-footer__who">
          <BrandMark size={32} />
          <div>
            <p class="pv-footer__name">{portal.name}</p>
            {portal.kind === 'authority' && <p class="pv-footer__territory">{territoryName}</p>}
            {footer.contact && <div class="pv-footer__contact">{footer.contact}</div>}
          </div>
        </div>
        <nav aria-label={words.footer}>
          <ul class="pv-footer__links">
            {footer.links.map((link) => (
              <li key={link.href}>
                <a class="pv-footer__link" href={link.href}>
                  {link.label}
                </a>
              </li>
            ))}
            <li>
              {footer.accessibility ? (
                <a class="pv-footer__link" href={footer.accessibility.href}>
                  {footer.accessibility.label}
                </a>
              ) : (
                <span>{words.accessibility}</span>
              )}
            </li>
            {languageSwitch && (
              <li>
                <a
                  class="pv-footer__link"
                  href={languageSwitch.href}
                  lang={languageSwitch.lang}
                  hrefLang={languageSwitch.lang}
                >
                  {languageSwitch.label}
                </a>
              </li>
            )}
          </ul>
        </nav>
        {footer.mention && <p class="pv-footer__mention">{footer.mention}</p>}
      </div>
    </footer>
  );
}
