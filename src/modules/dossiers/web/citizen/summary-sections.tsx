import type { SummaryRow as AnsweredRow, SummarySection } from '#modules/forms/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { SummaryList, type SummaryRow } from '#ui/components/summary-list.tsx';
import { dossierMessages as say } from '../../messages.ts';

export interface SummarySectionsProps {
  sections: readonly SummarySection[];
  locale: Locale;
  /** Where a page is changed; without it the answers are only shown. */
  changeHref?: (pageId: string) => string;
  documentHref?: (documentId: string) => string;
  /** What the authority corrected, in words, by field. */
  corrected?: (fieldId: string) => string | undefined;
}

/** Answers by page, each page with the link that changes it. */
export function SummarySections({ sections, locale, changeHref, documentHref, corrected }: SummarySectionsProps) {
  return (
    <>
      {sections.map((section) => (
        <>
          <SummaryList
            key={section.pageId}
            title={section.title}
            actions={changeHref && [{ href: changeHref(section.pageId) }]}
            rows={rowsOf(section.rows, locale, documentHref, corrected)}
          />
          {section.groups.flatMap((group) =>
            group.rows.map((row, index) => (
              <SummaryList
                key={`${group.fieldId}${index}`}
                title={[`${group.label} – ${row.title}`, corrected?.(group.fieldId)].filter(Boolean).join(' – ')}
                titleLevel={3}
                rows={rowsOf(row.rows, locale, documentHref)}
              />
            )),
          )}
        </>
      ))}
    </>
  );
}

function rowsOf(
  rows: readonly AnsweredRow[],
  locale: Locale,
  documentHref?: (id: string) => string,
  corrected?: (fieldId: string) => string | undefined,
): SummaryRow[] {
  return rows.map((row) => {
    const correction = corrected?.(row.fieldId);
    const value = shownValue(row, locale, documentHref);
    if (correction === undefined) return { term: row.label, value };
    return {
      term: row.label,
      value: (
        <>
          {value}
          <p class="govuk-body-s pv-muted">{correction}</p>
        </>
      ),
    };
  });
}

function shownValue(row: AnsweredRow, locale: Locale, documentHref?: (id: string) => string) {
  if (!row.answered) return <span class="pv-muted">{say(locale, 'summary.empty')}</span>;
  if (row.files !== undefined && documentHref !== undefined) {
    return (
      <ul class="govuk-list">
        {row.files.map((file) => (
          <li key={file.id}>
            <a class="govuk-link" href={documentHref(file.id)}>
              {file.name}
            </a>
          </li>
        ))}
      </ul>
    );
  }
  const lines = typeof row.value === 'string' ? row.value.split('\n') : row.value;
  return lines.map((line, index) => (
    <>
      {index > 0 && <br />}
      {line}
    </>
  ));
}
