import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import type { PersonClaims } from '../../domain/claims.ts';
import type { SiteScope } from '../../domain/scopes.ts';
import { say } from '../../messages.ts';
import type { ConnectedSite } from '../../queries/find-site.ts';
import { SaidBySite } from './said-by-site.tsx';

/** What a site receives: each thing in words, as it stands in the account, with the reason that the site gives. */
export function HandedOver(props: {
  readonly locale: Locale;
  readonly scopes: readonly SiteScope[];
  readonly site: ConnectedSite;
  readonly claims: PersonClaims;
}) {
  const { locale, site, claims } = props;
  return (
    <SummaryList
      title={say(locale, 'consent.asks')}
      rows={[
        { term: say(locale, 'consent.identifier'), value: say(locale, 'consent.identifierValue') },
        ...props.scopes.map((scope) => ({
          term: say(locale, `scope.${scope}`),
          value: (
            <>
              <p class="govuk-body">{inWords(scope, claims, locale)}</p>
              <p class="govuk-hint">
                {say(locale, 'consent.reason')}{' '}
                <SaidBySite
                  locale={locale}
                  french={site.scopes.get(scope) ?? ''}
                  english={site.english.reasons[scope]}
                />
              </p>
            </>
          ),
        })),
      ]}
    />
  );
}

function inWords(scope: SiteScope, claims: PersonClaims, locale: Locale): string {
  const unknown = say(locale, 'consent.unknown');
  switch (scope) {
    case 'profile':
      return claims.name ?? unknown;
    case 'email':
      return claims.email;
    case 'phone':
      return claims.phone_number ?? unknown;
    case 'address':
      return claims.address?.formatted ?? unknown;
    case 'offline_access':
      return say(locale, 'scope.offline_access.value');
    case 'family':
      return claims.family === undefined || claims.family.length === 0
        ? say(locale, 'claims.none')
        : claims.family
            .map((child) =>
              [
                `${child.given_name} ${child.family_name}`,
                child.birthdate === undefined ? undefined : formatDate(child.birthdate, locale),
              ]
                .filter((part) => part !== undefined)
                .join(', '),
            )
            .join(locale === 'fr' ? '\u00a0; ' : '; ');
  }
}
