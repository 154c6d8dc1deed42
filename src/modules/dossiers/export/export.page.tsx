import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Checkbox, Checkboxes } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import type { InboxFilter } from '../queries/inbox-filter.ts';
import { inboxTitle } from '../web/agent/inbox.page.tsx';
import { inboxHref, listParameter } from '../web/agent/inbox-address.ts';
import { columnLabel, exportColumns, usualColumns } from './export-columns.ts';
import type { DeskExport } from './make-export.ts';
import { exportWords } from './messages.ts';

interface NewExportProps {
  locale: Locale;
  filter: InboxFilter;
  /** The list is of one procedure. */
  mayHaveAnswers: boolean;
  csrf: string;
  key_: string;
  problem?: string | undefined;
}

/** What the file is to hold. */
export function NewExportContent({ locale, filter, mayHaveAnswers, csrf, key_, problem }: NewExportProps) {
  const say = (key: Parameters<typeof exportWords>[1]) => exportWords(locale, key);
  return (
    <>
      <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'colonne', message: problem }]} />
      <PageHeading title={say('newTitle')} caption={inboxTitle(filter, locale)} intro={say('newIntro')} />
      <InsetText>{say('personal')}</InsetText>
      <Form action="/agents/exports" csrf={csrf} idempotencyKey={key_}>
        <input type="hidden" name="liste" value={listParameter(filter)} />
        <Radios
          id="format"
          label={say('format')}
          value="csv"
          options={[
            { value: 'csv', label: say('csv') },
            { value: 'ods', label: say('ods') },
          ]}
        />
        <Checkboxes
          id="colonne"
          label={say('columns')}
          values={problem === undefined ? usualColumns : []}
          options={exportColumns.map((column) => ({ value: column, label: columnLabel(column, locale) }))}
          error={problem}
          small
        />
        {mayHaveAnswers ? (
          <Checkbox id="reponses" value="oui" label={say('withAnswers')} hint={say('withAnswersHint')} />
        ) : (
          <p>{say('withAnswersNeeds')}</p>
        )}
        <Button>{say('start')}</Button>
      </Form>
      <p>
        <a class="govuk-link" href={inboxHref(filter)}>
          {say('back')}
        </a>
      </p>
    </>
  );
}

/** How far one export is, and its file when it is ready. */
export function ExportContent({ locale, found }: { locale: Locale; found: DeskExport }) {
  const say = (key: Parameters<typeof exportWords>[1], params = {}) => exportWords(locale, key, params);
  const here = `/agents/exports/${found.id}`;
  const running = found.state === 'waiting' || found.state === 'running';
  return (
    <>
      <PageHeading title={say('one', { date: formatDateTime(found.created_at, locale) })} caption={say('title')} />
      <div role="status" {...(running ? { 'data-progress-url': here } : {})}>
        <p class="govuk-body-l">
          {running ? say('progress', { count: found.rows_written }) : say(`state-${found.state}`)}
        </p>
      </div>
      {running && (
        <>
          <p>{say('progressHint')}</p>
          <LinkButton href={here} tone="secondary">
            {say('refresh')}
          </LinkButton>
        </>
      )}
      {found.state === 'failed' && <p>{say('failedHint')}</p>}
      {found.state === 'removed' && <p>{say('removedHint')}</p>}
      {found.state === 'ready' && (
        <>
          <SummaryList
            rows={[
              { term: say('rows'), value: String(found.rows_written) },
              { term: say('format'), value: say(found.format) },
              { term: say('size'), value: sizeWords(Number(found.size ?? 0), locale) },
              {
                term: say('expires'),
                value: found.expires_at === null ? '' : formatDateTime(found.expires_at, locale),
              },
            ]}
          />
          <LinkButton href={`${here}/fichier`} download>
            {say('download')}
          </LinkButton>
          <InsetText>{say('personal')}</InsetText>
        </>
      )}
      <p>
        <a class="govuk-link" href="/agents/exports">
          {say('title')}
        </a>
      </p>
    </>
  );
}

function sizeWords(bytes: number, locale: Locale): string {
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
  return bytes < 1_000_000 ? format(bytes / 1000, 'kilobyte') : format(bytes / 1_000_000, 'megabyte');
}

export interface JournalLine {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'asked' | 'made' | 'failed' | 'fetched' | 'removed';
  readonly agent_name: string;
  readonly rows_written: number;
  readonly format: string;
}

/** The agent's exports; for administrators, who exported what. */
export function ExportListContent({
  locale,
  own,
  journal,
}: {
  locale: Locale;
  own: readonly DeskExport[];
  journal: readonly JournalLine[] | undefined;
}) {
  const say = (key: Parameters<typeof exportWords>[1]) => exportWords(locale, key);
  return (
    <>
      <PageHeading title={say('title')} />
      {own.length === 0 ? (
        <EmptyState title={say('empty')} />
      ) : (
        <Table
          caption={say('title')}
          captionHidden
          columns={[
            {
              label: say('when'),
              rowHeader: true,
              cell: (row: DeskExport) => (
                <a class="govuk-link" href={`/agents/exports/${row.id}`}>
                  {formatDateTime(row.created_at, locale)}
                </a>
              ),
            },
            { label: say('state'), cell: (row: DeskExport) => say(`state-${row.state}`) },
            { label: say('format'), cell: (row: DeskExport) => row.format.toUpperCase() },
            { label: say('rows'), numeric: true, cell: (row: DeskExport) => String(row.rows_written) },
          ]}
          rows={own}
          rowKey={(row) => row.id}
        />
      )}
      {journal !== undefined && journal.length > 0 && (
        <Table
          caption={say('journal')}
          columns={[
            { label: say('when'), rowHeader: true, cell: (row: JournalLine) => formatDateTime(row.at, locale) },
            { label: say('who'), cell: (row: JournalLine) => row.agent_name },
            { label: say('act'), cell: (row: JournalLine) => say(`act-${row.kind}`) },
            { label: say('rows'), numeric: true, cell: (row: JournalLine) => String(row.rows_written) },
          ]}
          rows={journal}
          rowKey={(row) => row.id}
        />
      )}
    </>
  );
}
