import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { birthDateParts, type VerifiedIdentity } from '../domain/verified-identity.ts';
import { federationMessages as say } from './federation-messages.ts';

/** An identity as FranceConnect confirms it. */
export function VerifiedIdentityList({ identity, locale }: { identity: VerifiedIdentity; locale: Locale }) {
  const none = say(locale, 'identity.none');
  return (
    <SummaryList
      title={say(locale, 'identity.title')}
      rows={[
        { term: say(locale, 'identity.givenNames'), value: identity.givenNames.join(' ') || none },
        { term: say(locale, 'identity.familyName'), value: identity.familyName || none },
        ...(identity.usedName === undefined
          ? []
          : [{ term: say(locale, 'identity.usedName'), value: identity.usedName }]),
        { term: say(locale, 'identity.birthDate'), value: birthDateInWords(identity, locale) ?? none },
      ]}
    />
  );
}

/** "24 août 1962"; "mars 1977 (jour inconnu)" and "1957 (jour et mois inconnus)" when they are not known. */
function birthDateInWords({ birthDate }: VerifiedIdentity, locale: Locale): string | undefined {
  const parts = birthDateParts(birthDate);
  if (parts === undefined || birthDate === undefined) return undefined;
  if (parts.day !== undefined) return formatDate(birthDate, locale);
  const date =
    parts.month === undefined
      ? String(parts.year)
      : new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        }).format(Date.UTC(parts.year, parts.month - 1, 15));
  return say(locale, parts.month === undefined ? 'identity.monthUnknown' : 'identity.dayUnknown', { date });
}
