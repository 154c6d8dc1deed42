import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { dossierHref } from '../web/agent/inbox-address.ts';
import { StateTag } from '../web/agent/state-tag.tsx';
import type { HouseholdDossier } from './household-dossiers.ts';
import { householdWords as say } from './messages.ts';

export interface HouseholdLine extends HouseholdDossier {
  readonly version: ProcedureVersion;
}

/** What the other parent asks for about the same child. */
export function HouseholdDossiers({
  lines,
  authoritySlug,
  locale,
}: {
  readonly lines: readonly HouseholdLine[];
  readonly authoritySlug: string;
  readonly locale: Locale;
}) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="meme-foyer">
      <h2 class="govuk-heading-m" id="meme-foyer">
        {say(locale, 'title')}
      </h2>
      <p class="pv-muted">{say(locale, 'intro')}</p>
      <ul class="govuk-list">
        {lines.map((line) => (
          <li key={line.id}>
            <a class="govuk-link" href={dossierHref(authoritySlug, line.id)}>
              {localize(line.version.procedure.title, locale)} ({formatTrackingCode(line.code)})
            </a>{' '}
            <StateTag workflow={line.version.workflow} state={line.state} phase={line.phase} locale={locale} />{' '}
            <span class="pv-muted">
              {[line.applicant_name, formatDate(line.submitted_at, locale)].filter((text) => text !== '').join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
