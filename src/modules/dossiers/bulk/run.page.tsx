import type { Selectable } from 'kysely';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { dossierHref } from '../web/agent/inbox-address.ts';
import { bulkOutcomes } from './bulk-act.ts';
import { bulkWords } from './messages.ts';

export type RunRow = Selectable<Tables['bulk_run_rows']> & { readonly authoritySlug: string };

export interface RunPageProps {
  locale: Locale;
  run: { readonly id: string; readonly created_at: Date; readonly state: string };
  actWords: string;
  counts: ReadonlyMap<string, number>;
  rows: readonly RunRow[];
  next: number | undefined;
  after: number;
  onlyTroubles: boolean;
  back: string;
}

const tones: Readonly<Record<string, Tone>> = {
  done: 'done',
  unchanged: 'neutral',
  refused: 'refused',
  impossible: 'waiting',
  failed: 'refused',
  waiting: 'info',
};

/** How far the act is, and what became of each dossier. */
export function RunContent(props: RunPageProps) {
  const { locale, run, counts } = props;
  const say = (key: Parameters<typeof bulkWords>[1], params = {}) => bulkWords(locale, key, params);
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const done = total - (counts.get('waiting') ?? 0);
  const running = run.state !== 'done';
  const here = `/agents/lots/${run.id}`;
  return (
    <>
      <PageHeading title={say('runTitle')} caption={props.actWords} />
      <div role="status" {...(running ? { 'data-progress-url': here } : {})}>
        <p class="govuk-body-l">{say(running ? 'running' : 'finished', { done, count: total })}</p>
        {total > 0 && <progress class="pv-progress" value={done} max={total} aria-label={say('runTitle')} />}
      </div>
      {running && (
        <>
          <p>{say('runningHint')}</p>
          <LinkButton href={here} tone="secondary">
            {say('refresh')}
          </LinkButton>
        </>
      )}
      <SummaryList
        rows={[
          { term: say('startedOn'), value: formatDateTime(run.created_at, locale) },
          ...bulkOutcomes.flatMap((outcome) => {
            const count = counts.get(outcome) ?? 0;
            return count === 0 ? [] : [{ term: say(`outcome-${outcome}`), value: String(count) }];
          }),
        ]}
      />
      <nav aria-label={say('filterLabel')}>
        <p>
          {props.onlyTroubles ? (
            <a class="govuk-link" href={here}>
              {say('all')}
            </a>
          ) : (
            <a class="govuk-link" href={`${here}?problemes=oui`}>
              {say('onlyTroubles')}
            </a>
          )}
        </p>
      </nav>
      {props.rows.length === 0 ? (
        <EmptyState title={say('noneChosen')} />
      ) : (
        <Table
          caption={say('resultCaption')}
          columns={[
            {
              label: say('columnCode'),
              rowHeader: true,
              oneLine: true,
              cell: (row: RunRow) =>
                row.outcome === 'refused' ? (
                  formatTrackingCode(row.code)
                ) : (
                  <a class="govuk-link" href={dossierHref(row.authoritySlug, row.dossier_id)}>
                    {formatTrackingCode(row.code)}
                  </a>
                ),
            },
            {
              label: say('columnOutcome'),
              cell: (row: RunRow) => {
                const outcome = row.outcome ?? 'waiting';
                return <Tag tone={tones[outcome] ?? 'neutral'}>{say(`outcome-${outcome}`)}</Tag>;
              },
            },
            { label: say('columnReason'), cell: (row: RunRow) => reasonWords(row, locale) },
          ]}
          rows={props.rows}
          rowKey={(row) => String(row.position)}
        />
      )}
      <Turn {...props} here={here} />
      <p>
        <a class="govuk-link" href={props.back}>
          {say('backToList')}
        </a>
      </p>
    </>
  );
}

const reasonCodes = ['transition-unavailable', 'assignee-not-in-team'] as const;

function reasonWords({ outcome, reason }: RunRow, locale: Locale): string {
  if (outcome === 'refused') return bulkWords(locale, 'reason-refused');
  if (outcome === 'failed') return bulkWords(locale, 'reason-failed');
  const code = reasonCodes.find((one) => one === reason);
  return code === undefined ? reason : bulkWords(locale, `reason-${code}`);
}

function Turn({ next, after, onlyTroubles, here, locale }: RunPageProps & { here: string }) {
  if (after === 0 && next === undefined) return null;
  const suffix = onlyTroubles ? '&problemes=oui' : '';
  return (
    <nav class="govuk-pagination" aria-label={bulkWords(locale, 'pages')}>
      {after > 0 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={`${here}?apres=0${suffix}`}>
            ← {bulkWords(locale, 'first')}
          </a>
        </div>
      )}
      {next !== undefined && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={`${here}?apres=${next}${suffix}`} rel="next">
            {bulkWords(locale, 'next')} →
          </a>
        </div>
      )}
    </nav>
  );
}
