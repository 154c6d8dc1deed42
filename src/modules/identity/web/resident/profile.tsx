import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { formatPhone } from '../../domain/contact-details.ts';
import { federationMessages } from '../../federation/web/federation-messages.ts';
import { identityMessages as say } from '../../messages.ts';
import { profileMessages } from '../../profile/profile-messages.ts';
import { findProfile } from '../../queries/find-profile.ts';
import { listSessions } from '../../queries/list-sessions.ts';
import { listSignInMethods, type SignInMethods } from '../../queries/list-sign-in-methods.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';

/** All that is known of the person, and where each thing is changed. */
export async function showProfile(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const resident = residentOf(context);
  const { open } = web.parts.platform.database;
  const [profile, sessions, methods] = await Promise.all([
    findProfile(open, resident.accountId),
    listSessions(open, { hat: 'resident', id: resident.accountId }, resident.sessionHash, context.now),
    listSignInMethods(open, { hat: 'resident', id: resident.accountId }),
  ]);
  const unknown = say(locale, 'profile.unknown');
  const name = [profile?.givenNames, profile?.familyName].filter(Boolean).join(' ');
  const title = say(locale, 'profile.title');
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'mySpace') }],
    noIndex: true,
    children: (
      <>
        <PageHeading
          title={title}
          intro={say(locale, 'profile.intro')}
          actions={
            <Form action="/deconnexion" csrf={context.csrfToken()}>
              <Button tone="secondary">{say(locale, 'profile.signOut')}</Button>
            </Form>
          }
        />
        <SummaryList
          title={say(locale, 'profile.you')}
          actions={[{ href: '/mon-espace/profil/coordonnees' }]}
          rows={[
            { term: say(locale, 'profile.name'), value: name || unknown },
            {
              term: say(locale, 'profile.phone'),
              value: profile?.phone === undefined ? unknown : formatPhone(profile.phone),
            },
            { term: say(locale, 'profile.address'), value: profile?.address?.label ?? unknown },
            { term: say(locale, 'language'), value: say(locale, `language.${profile?.locale ?? 'fr'}`) },
          ]}
        />
        <SummaryList
          title={say(locale, 'profile.signIn')}
          rows={[
            {
              term: say(locale, 'email'),
              value: resident.email,
              actions: [{ href: '/mon-espace/profil/adresse-electronique' }],
            },
            {
              term: say(locale, 'password'),
              value: say(locale, methods.password ? 'profile.passwordValue' : 'profile.noPassword'),
              actions: [{ href: '/mon-espace/profil/mot-de-passe' }],
            },
            {
              term: say(locale, 'profile.methods'),
              value: describeMethods(methods, locale),
              actions: [{ href: '/mon-espace/profil/securite' }],
            },
            ...(profile?.verified === undefined && web.parts.providers.franceconnect === undefined
              ? []
              : [
                  {
                    term: 'FranceConnect',
                    value: federationMessages(locale, profile?.verified === undefined ? 'profile.no' : 'profile.yes'),
                    actions: [{ href: '/mon-espace/profil/franceconnect', label: say(locale, 'profile.see') }],
                  },
                ]),
            {
              term: say(locale, 'profile.devices'),
              value: String(sessions.length),
              actions: [{ href: '/mon-espace/profil/appareils', label: say(locale, 'profile.see') }],
            },
          ]}
        />
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/profil/informations">
            {profileMessages(locale, 'title')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/foyer">
            {say(locale, 'profile.household')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/sites-connectes">
            {say(locale, 'profile.connectedSites')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/profil/fermer">
            {say(locale, 'profile.close')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

/** What there is beside the password, in words. */
function describeMethods(methods: SignInMethods, locale: Locale): string {
  const words = [
    ...(methods.passkeys.length > 0 ? [signInMessages(locale, 'security.passkeys')] : []),
    ...(methods.codeAppSince === undefined ? [] : [signInMessages(locale, 'security.app')]),
  ];
  return words.join(', ') || say(locale, 'profile.noMethods');
}

/** A page under "Mon profil". */
export function profilePage(
  context: RequestContext,
  web: IdentityWeb,
  title: string,
  children: VNode,
  island?: string,
): Promise<VNode> {
  const { locale } = context;
  return citizenPage(context, web.site, {
    title,
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      { href: '/mon-espace/profil', label: say(locale, 'profile.title') },
    ],
    noIndex: true,
    ...(island === undefined ? {} : { island }),
    children,
  });
}
