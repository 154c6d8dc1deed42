import { type Procedure, retentionInWords } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { dossierMessages as say } from '../../messages.ts';

/** What a form must say of the data that it asks for: GDPR article 13, in the words of the procedure. */
export function LegalNotice({
  procedure,
  authority,
  locale,
}: {
  procedure: Procedure;
  authority: Authority;
  locale: Locale;
}) {
  const { legal } = procedure;
  return (
    <Details summary={say(locale, 'legal.summary')}>
      <p>
        {say(locale, 'legal.controller', { name: authority.name })} {localize(legal.purpose, locale)}
      </p>
      <p>{localize(legal.basis, locale)}</p>
      <p>
        <strong>{say(locale, 'legal.recipients')}</strong> {localize(legal.recipients, locale)}
      </p>
      <p>
        <strong>{say(locale, 'legal.retention')}</strong> {retentionInWords(procedure, locale)}
      </p>
      {legal.consequence && <p>{localize(legal.consequence, locale)}</p>}
      <p>
        {say(locale, 'legal.rights', { email: authority.contact.email })}{' '}
        <a class="govuk-link" href={`/${authority.slug}/confidentialite`}>
          {say(locale, 'legal.more')}
        </a>
      </p>
    </Details>
  );
}
