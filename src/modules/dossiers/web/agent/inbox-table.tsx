import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatShortDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Table, type TableColumn } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { type InboxOrder, viewDefinitions } from '../../queries/inbox-views.ts';
import type { InboxFilter, InboxRow } from '../../queries/list-inbox.ts';
import { delayWords } from './delay-words.ts';
import { dossierHref, inboxHref, listParameter } from './inbox-address.ts';
import { StateTag } from './state-tag.tsx';

/** A row with what its words need. */
export interface InboxLine {
  readonly row: InboxRow;
  readonly version: ProcedureVersion;
  readonly authority: { readonly slug: string; readonly name: string };
}

interface InboxTableProps {
  lines: readonly InboxLine[];
  filter: InboxFilter;
  /** The agent processes for several authorities: each row then names its own. */
  severalAuthorities: boolean;
  today: string;
  locale: Locale;
}

/** The dossiers of a page of the inbox, each with a box to tick. */
export function InboxTable({ lines, filter, severalAuthorities, today, locale }: InboxTableProps) {
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const list = listParameter(filter);
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
      cell: ({ row, authority }) => (
        <a class="govuk-link" href={dossierHref(authority.slug, row.id, list)}>
          {formatTrackingCode(row.code)}
        </a>
      ),
    },
    {
      label: say('columnApplicant'),
      cell: ({ row }) => (row.applicant_name === '' ? say('applicantUnnamed') : row.applicant_name),
    },
    {
      label: say('columnProcedure'),
      cell: (line) => <Subject line={line} severalAuthorities={severalAuthorities} locale={locale} />,
    },
    { label: say('columnState'), cell: (line) => <State line={line} locale={locale} /> },
    {
      label: say('columnSubmitted'),
      sort: sortLink(filter, 'newest', 'oldest'),
      cell: ({ row }) => formatShortDate(row.submitted_at, locale),
    },
    {
      label: say('columnDelay'),
      sort: sortLink(filter, 'due'),
      cell: ({ row }) => <Delay row={row} today={today} locale={locale} />,
    },
    {
      label: say('columnAssignee'),
      cell: ({ row }) => row.assignee_name ?? <span class="pv-muted">{say('assigneeNobody')}</span>,
    },
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
    />
  );
}

/** By due date always nearest first; by date of filing the one that is not shown now. */
function sortLink(filter: InboxFilter, first: InboxOrder, second?: InboxOrder): TableColumn<InboxLine>['sort'] {
  const order = filter.order ?? viewDefinitions[filter.view].order;
  const next = order === first && second !== undefined ? second : first;
  const direction =
    order === first ? (first === 'newest' ? 'descending' : 'ascending') : order === second ? 'ascending' : undefined;
  return { href: inboxHref({ ...filter, order: next }), ...(direction === undefined ? {} : { direction }) };
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
