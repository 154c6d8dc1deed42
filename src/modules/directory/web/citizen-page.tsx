import type { ComponentChildren, VNode } from 'preact';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { AssetManifest } from '#ui/assets.ts';
import type { Crumb } from '#ui/components/breadcrumbs.tsx';
import { CitizenLayout } from '#ui/layout/citizen-layout.tsx';
import type { Authority } from '../domain/authority.ts';
import { publisherInWords } from '../domain/authority-words.ts';
import { say } from '../messages.ts';
import type { Directory } from '../queries/directory.ts';
import { themeHref } from './theme-address.ts';

/** What every page shows above its content while it lasts: maintenance, an incident, works. */
export interface Announcement {
  readonly tone: 'information' | 'disturbance' | 'interruption' | 'maintenance';
  readonly title: string;
  readonly text: string;
}

export type Audience = 'residents' | 'agents';

export interface Announcements {
  shown(locale: Locale, to: Audience): Promise<readonly Announcement[]>;
  /** Maintenance mode is on: what would be filed stays a draft. */
  isFilingClosed(): Promise<boolean>;
  /** The page that says so, which leads back to that draft; undefined when the mode is off. */
  refuseFiling(context: RequestContext, site: Site, draftHref: string): Promise<Result | undefined>;
}

/** For a site of a few pages, in a test. */
export const noAnnouncements: Announcements = {
  shown: async () => [],
  isFilingClosed: async () => false,
  refuseFiling: async () => undefined,
};

/** Where the state of the service is told, with its figures. */
export const serviceStateHref = '/etat-du-service';

/** What every page of a resident needs, made once at start. */
export interface Site {
  readonly platform: Platform;
  readonly directory: Directory;
  readonly assets: AssetManifest;
  readonly announcements: Announcements;
}

export interface CitizenPageOptions {
  title: string;
  /** In its portal, with its name and colours; otherwise in the territory's. */
  authority?: Authority | undefined;
  /** "Accueil" (and the authority's portal) are put before by themselves. */
  breadcrumbs?: readonly Crumb[];
  /** The portal's own home page: no breadcrumbs at all. */
  isHome?: boolean;
  /** In place of breadcrumbs inside a journey. */
  backLink?: ComponentChildren;
  children: ComponentChildren;
  hero?: ComponentChildren;
  description?: string;
  /** Which entry of the main menu is the current one. */
  current?: 'home' | 'procedures' | 'follow';
  /** Addresses of further ES modules. */
  scripts?: readonly string[];
  /** Name of a bundled island, e.g. `map`. */
  island?: string;
  /** Pages that show something personal are kept out of search engines. */
  noIndex?: boolean;
}

/** A whole page for residents: portal, colours, menu, account, language, footer and notices are put by themselves. */
export async function citizenPage(context: RequestContext, site: Site, options: CitizenPageOptions): Promise<VNode> {
  const { locale } = context;
  const { authority } = options;
  const territory = await site.directory.getTerritory();
  const territoryName = localize(territory.name, locale);
  const base = authority === undefined ? '' : `/${authority.slug}`;
  const publisher = authority ?? territory.epci;
  const island = options.island === undefined ? undefined : site.assets.islands[options.island];
  const home: Crumb[] = options.isHome
    ? []
    : [{ href: '/', label: say(locale, 'nav.home') }, ...(authority ? [{ href: base, label: authority.name }] : [])];
  return (
    <CitizenLayout
      title={options.title}
      locale={locale}
      assets={site.assets}
      themeHref={themeHref(territory, authority)}
      accent={authority?.accent ?? territory.accent}
      manifestHref="/manifest.webmanifest"
      description={options.description}
      noIndex={options.noIndex}
      scripts={[...(options.scripts ?? []), ...(island === undefined ? [] : [island])]}
      portal={{
        name: authority?.name ?? territoryName,
        homeHref: authority === undefined ? '/' : base,
        kind: authority === undefined ? 'territory' : 'authority',
      }}
      territoryName={territoryName}
      nav={[
        {
          href: authority === undefined ? '/' : base,
          label: say(locale, 'nav.home'),
          current: options.current === 'home',
        },
        {
          href: authority === undefined ? '/themes' : `${base}/demarches`,
          label: say(locale, 'nav.procedures'),
          current: options.current === 'procedures',
        },
        { href: '/suivi', label: say(locale, 'nav.follow'), current: options.current === 'follow' },
        { href: '/aide', label: say(locale, 'nav.help') },
      ]}
      breadcrumbs={options.isHome ? undefined : [...home, ...(options.breadcrumbs ?? [])]}
      backLink={options.backLink}
      account={
        context.resident === undefined
          ? { signedIn: false, label: say(locale, 'account.sign-in'), href: '/connexion' }
          : { signedIn: true, label: context.resident.label, href: '/mon-espace' }
      }
      languageSwitch={{
        href: otherLanguageHref(context),
        label: say(locale, 'language.other'),
        lang: locale === 'fr' ? 'en' : 'fr',
      }}
      footer={{
        links: [
          { href: `${base}/mentions-legales`, label: say(locale, 'footer.legal') },
          { href: `${base}/confidentialite`, label: say(locale, 'footer.privacy') },
          { href: `${base}/contact`, label: say(locale, 'footer.contact') },
          { href: '/plan-du-site', label: say(locale, 'footer.map') },
          { href: '/aide', label: say(locale, 'footer.help') },
          { href: serviceStateHref, label: say(locale, 'footer.state') },
          { href: '/verifier-un-document', label: say(locale, 'footer.verify') },
          { href: '/agents', label: say(locale, 'footer.agents') },
        ],
        contact: `${publisher.name}, ${publisher.contact.street}, ${publisher.contact.postcode} ${publisher.contact.city}.${publisher.contact.phone === '' ? '' : ` ${publisher.contact.phone}`}`,
        mention: say(locale, 'footer.publisher', { name: publisherInWords(publisher, locale) }),
        accessibility: { label: say(locale, 'footer.accessibility'), href: `${base}/accessibilite` },
      }}
      announcements={await site.announcements.shown(locale, 'residents')}
      serviceState={{ href: serviceStateHref, label: say(locale, 'footer.state') }}
      flash={context.flash === undefined ? undefined : { tone: 'success', title: context.flash }}
      demoNotice={
        site.platform.config.demonstration ? (
          <>
            {say(locale, 'demo.notice')}{' '}
            <a class="govuk-link" href="/demo/messages">
              {say(locale, 'demo.messages')}
            </a>
          </>
        ) : undefined
      }
      hero={options.hero}
    >
      {options.children}
    </CitizenLayout>
  );
}

/** The same page in the other language. */
function otherLanguageHref(context: RequestContext): string {
  const other = context.locale === 'fr' ? 'en' : 'fr';
  const [, query = ''] = context.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('lang', other);
  return `?${parameters.toString()}`;
}
