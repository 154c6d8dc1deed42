import type { SummaryRow, SummarySection } from '#modules/forms/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { agentMessages } from '../../agent-messages.ts';
import type { FieldCorrection } from '../../corrections/list-corrections.ts';
import { correctionWords } from '../../corrections/messages.ts';
import { lookWords } from '../../looks/messages.ts';

interface DossierAnswersProps {
  sections: readonly SummarySection[];
  documentHref: (documentId: string) => string;
  /** Where an answer is corrected; undefined for those that are not, and once the dossier is over. */
  correctHref: (fieldId: string) => string | undefined;
  corrections: ReadonlyMap<string, FieldCorrection>;
  newSeqs: ReadonlySet<number>;
  locale: Locale;
}

/** What the applicant answered, page by page. */
export function DossierAnswers(props: DossierAnswersProps) {
  const { sections, documentHref, corrections, newSeqs, locale } = props;
  const rowsOf = (rows: readonly SummaryRow[], inGroup = false) =>
    rows.map((row) => {
      const href = inGroup ? undefined : props.correctHref(row.fieldId);
      return {
        term: row.label,
        value: (
          <>
            <Value row={row} documentHref={documentHref} locale={locale} />
            {!inGroup && <Correction correction={corrections.get(row.fieldId)} newSeqs={newSeqs} locale={locale} />}
          </>
        ),
        ...(href === undefined ? {} : { actions: [{ href, label: correctionWords(locale, 'link') }] }),
      };
    });
  return (
    <section aria-labelledby="reponses">
      <h2 class="govuk-heading-m" id="reponses">
        {agentMessages(locale, 'answersTitle')}
      </h2>
      {sections.map((section) => (
        <div key={section.pageId}>
          {section.rows.length > 0 && <SummaryList title={section.title} titleLevel={3} rows={rowsOf(section.rows)} />}
          {section.groups.flatMap((group) => {
            const href = props.correctHref(group.fieldId);
            return group.rows.map((row, index) => (
              <SummaryList
                key={`${group.fieldId}-${index}`}
                title={row.title}
                titleLevel={3}
                rows={rowsOf(row.rows, true)}
                {...(href === undefined ? {} : { actions: [{ href, label: correctionWords(locale, 'link') }] })}
              />
            ));
          })}
          {section.groups.map((group) => (
            <Correction
              key={`corrige-${group.fieldId}`}
              correction={corrections.get(group.fieldId)}
              newSeqs={newSeqs}
              locale={locale}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

/** What was corrected, when, and what the answer was before. */
function Correction({
  correction,
  newSeqs,
  locale,
}: {
  correction: FieldCorrection | undefined;
  newSeqs: ReadonlySet<number>;
  locale: Locale;
}) {
  if (correction === undefined) return null;
  const was = correction.before === '' ? correctionWords(locale, 'empty') : correction.before;
  return (
    <p class="pv-muted">
      <a class="govuk-link" href={`#evenement-${correction.seq}`}>
        {correctionWords(locale, 'marked', { date: formatDate(correction.at, locale) })}
      </a>{' '}
      ({correctionWords(locale, 'was', { value: was })}){' '}
      {newSeqs.has(correction.seq) && <Tag tone="waiting">{lookWords(locale, 'new')}</Tag>}
    </p>
  );
}

function Value({
  row,
  documentHref,
  locale,
}: {
  row: SummaryRow;
  documentHref: (id: string) => string;
  locale: Locale;
}) {
  if (row.files !== undefined && row.files.length > 0) {
    return (
      <>
        {row.files.map((file) => (
          <div key={file.id}>
            <a class="govuk-link" href={documentHref(file.id)}>
              {file.name}
            </a>
          </div>
        ))}
      </>
    );
  }
  if (!row.answered) return <span class="pv-muted">{agentMessages(locale, 'unanswered')}</span>;
  const lines = typeof row.value === 'string' ? row.value.split('\n') : row.value;
  return (
    <>
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </>
  );
}
