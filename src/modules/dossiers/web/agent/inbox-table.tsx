import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatShortDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Table, type TableColumn } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { defaultColumns, type InboxColumn } from '../../queries/inbox-columns.ts';
import { type InboxOrder, viewDefinitions } from '../../queries/inbox-views.ts';
import type { InboxFilter, InboxRow } from '../../queries/list-inbox.ts';
import { delayWords } from './delay-words.ts';
import { channelWords } from './dossier-timeline.tsx';
import { dossierHref, inboxHref, listParameter } from './inbox-address.ts';
import type { InboxChoices } from './inbox-choices.ts';
import { inboxWords } from './inbox-messages.ts';
import { StateTag } from './state-tag.tsx';

/** A row with what its words need. */
export interface InboxLine {
  readonly row: InboxRow;
  readonly version: ProcedureVersion;
  readonly authority: { readonly slug: string; readonly name: string };
  /** Colleagues who have it open at this moment. */
  readonly lookers: readonly string[];
}

interface InboxTableProps {
  lines: readonly InboxLine[];
  filter: InboxFilter;
  /** The agent processes for several authorities: each row then names its own. */
  severalAuthorities: boolean;
  choices: Pick<InboxChoices, 'teams' | 'communes'>;
  today: string;
  agentId: string;
  /** All of them have just come. */
  fresh: boolean;
  locale: Locale;
}

/** The dossiers of a page of the inbox, each with a box to tick. */
export function InboxTable(props: InboxTableProps) {
  const { lines, filter, locale } = props;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const list = listParameter(filter);
  const shown = filter.columns ?? defaultColumns;
  const columns: TableColumn<InboxLine>[] = [
    {
      label: say('columnChoose'),
      labelHidden: true,
      // Plain elements and not the component of forms: there are fifty of them on the page that agents open most.
      cell: ({ row }) => (
        <div class="govuk-checkboxes govuk-checkboxes--small">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              id={`choix-${row.id}`}
              name="dossier"
              value={`${row.authority_id}/${row.id}`}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`choix-${row.id}`}>
              <span class="govuk-visually-hidden">{say('chooseDossier', { code: formatTrackingCode(row.code) })}</span>
            </label>
          </div>
        </div>
      ),
    },
    {
      label: say('columnCode'),
      rowHeader: true,
      oneLine: true,
      cell: ({ row, authority, lookers }) => (
        <>
          <a class="govuk-link" href={dossierHref(authority.slug, row.id, list)} data-open-row="">
            {formatTrackingCode(row.code)}
          </a>
          {props.fresh && (
            <div>
              <Tag tone="waiting">{inboxWords(locale, 'freshTag')}</Tag>
            </div>
          )}
          {filter.view === 'mine' && row.assignee_id !== props.agentId && (
            <div>
              <Tag tone="info">{inboxWords(locale, 'replacing', { name: row.assignee_name ?? '' })}</Tag>
            </div>
          )}
          {lookers.length > 0 && (
            <div class="pv-muted">{inboxWords(locale, 'lookingAt', { names: lookers.join(', ') })}</div>
          )}
        </>
      ),
    },
    ...shown.map((column) => columnOf(column, props)),
  ];
  return (
    <Table
      caption={say(`view-${filter.view}`)}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={({ row }) => row.id}
      emphasised={({ row }) => row.urgent}
      narrow="stack-early"
      framed={shown.length > defaultColumns.length}
    />
  );
}

function columnOf(column: InboxColumn, props: InboxTableProps): TableColumn<InboxLine> {
  const { filter, severalAuthorities, choices, today, locale } = props;
  const label = inboxWords(locale, `column-${column}`);
  const muted = (text: string) => <span class="pv-muted">{text}</span>;
  switch (column) {
    case 'applicant':
      return {
        label,
        sort: sortLink(filter, 'name', 'name-back'),
        cell: ({ row }) => (row.applicant_name === '' ? agentMessages(locale, 'applicantUnnamed') : row.applicant_name),
      };
    case 'procedure':
      return {
        label,
        wide: true,
        cell: (line) => <Subject line={line} severalAuthorities={severalAuthorities} locale={locale} />,
      };
    case 'state':
      return { label, cell: (line) => <State line={line} locale={locale} /> };
    case 'submitted':
      return {
        label,
        sort: sortLink(filter, 'newest', 'oldest'),
        oneLine: true,
        cell: ({ row }) => formatShortDate(row.submitted_at, locale),
      };
    case 'delay':
      return {
        label,
        sort: sortLink(filter, 'due'),
        cell: ({ row }) => <Delay row={row} today={today} locale={locale} />,
      };
    case 'assignee':
      return { label, cell: ({ row }) => row.assignee_name ?? muted(agentMessages(locale, 'assigneeNobody')) };
    case 'updated':
      return {
        label,
        sort: sortLink(filter, 'touched', 'untouched'),
        oneLine: true,
        cell: ({ row }) => formatShortDate(row.updated_at, locale),
      };
    case 'channel':
      return { label, cell: ({ row }) => channelWords(row.channel, locale) };
    case 'commune':
      return {
        label,
        cell: ({ row }) =>
          choices.communes.find(({ code }) => code === row.commune_code)?.name ??
          row.commune_code ??
          muted(inboxWords(locale, 'unknown')),
      };
    case 'team':
      return { label, cell: ({ row }) => choices.teams.find(({ id }) => id === row.team_id)?.name ?? '' };
    case 'completeness':
      return {
        label,
        cell: ({ row }) => inboxWords(locale, `completeness-${completenessOf(row.complete)}`),
      };
  }
}

export function completenessOf(complete: boolean | null): 'complete' | 'incomplete' | 'unknown' {
  if (complete === null) return 'unknown';
  return complete ? 'complete' : 'incomplete';
}

const downwards: readonly InboxOrder[] = ['newest', 'touched', 'name-back'];

/** The order that a column begins with, or the other one when the list stands in the first; by due date always nearest first. */
function sortLink(filter: InboxFilter, first: InboxOrder, second?: InboxOrder): TableColumn<InboxLine>['sort'] {
  const order = filter.order ?? viewDefinitions[filter.view].order;
  const next = order === first && second !== undefined ? second : first;
  const isOwn = order === first || order === second;
  const direction = downwards.includes(order) ? 'descending' : 'ascending';
  return { href: inboxHref({ ...filter, order: next }), ...(isOwn ? { direction } : {}) };
}

function Subject({
  line,
  severalAuthorities,
  locale,
}: {
  line: InboxLine;
  severalAuthorities: boolean;
  locale: Locale;
}) {
  const title = localize(line.version.procedure.title, locale);
  return (
    <div>
      {title}
      {line.row.headline !== '' && line.row.headline !== title && <div class="pv-muted">{line.row.headline}</div>}
      {severalAuthorities && <div class="pv-muted">{line.authority.name}</div>}
    </div>
  );
}

function State({ line, locale }: { line: InboxLine; locale: Locale }) {
  const { row, version } = line;
  return (
    <div>
      <StateTag workflow={version.workflow} state={row.state} phase={row.phase} locale={locale} />{' '}
      {row.urgent && <Tag tone="refused">{agentMessages(locale, 'urgent')}</Tag>}{' '}
      {row.answered && <Tag tone="waiting">{agentMessages(locale, 'newAnswer')}</Tag>}
    </div>
  );
}

function Delay({ row, today, locale }: { row: InboxRow; today: string; locale: Locale }) {
  const delay = delayWords(row, today, locale);
  if (delay === undefined) return <span class="pv-muted">{agentMessages(locale, 'delayNone')}</span>;
  return delay.late ? <Tag tone="refused">{delay.label}</Tag> : <span>{delay.label}</span>;
}
