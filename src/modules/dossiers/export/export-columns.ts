import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { type Answers, type CompiledForm, summarize } from '#modules/forms/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { channelWords } from '../web/agent/dossier-timeline.tsx';
import { inboxWords } from '../web/agent/inbox-messages.ts';
import { completenessOf } from '../web/agent/inbox-table.tsx';
import { stateLabel } from '../web/agent/state-tag.tsx';
import type { ExportedRow } from './list-exported.ts';
import { exportWords } from './messages.ts';

/** What an export can hold of a dossier, in the order of its columns. */
export const exportColumns = [
  'code',
  'procedure',
  'headline',
  'applicant',
  'email',
  'phone',
  'state',
  'submitted',
  'delay',
  'assignee',
  'updated',
  'channel',
  'commune',
  'team',
  'completeness',
  'authority',
] as const;
export type ExportColumn = (typeof exportColumns)[number];

/** Those of a list: nothing that the agent has not on the screen, contacts aside. */
export const usualColumns: readonly ExportColumn[] = [
  'code',
  'procedure',
  'applicant',
  'state',
  'submitted',
  'delay',
  'assignee',
];

export function columnLabel(column: ExportColumn, locale: Locale): string {
  switch (column) {
    case 'code':
    case 'email':
    case 'phone':
    case 'authority':
    case 'headline':
      return exportWords(locale, column);
    default:
      return inboxWords(locale, `column-${column}`);
  }
}

export interface Surroundings {
  readonly version: ProcedureVersion;
  readonly authorityName: string;
  readonly communeName: (code: string | null) => string;
  readonly teamName: (id: string) => string;
}

export function cellOf(column: ExportColumn, row: ExportedRow, around: Surroundings, locale: Locale): string {
  switch (column) {
    case 'code':
      return formatTrackingCode(row.code);
    case 'procedure':
      return localize(around.version.procedure.title, locale);
    case 'headline':
      return row.headline;
    case 'applicant':
      return row.applicant_name;
    case 'email':
      return row.applicant_email ?? '';
    case 'phone':
      return row.applicant_phone ?? '';
    case 'state':
      return stateLabel(around.version.workflow, row.state, locale);
    case 'submitted':
      return dayOf(row.submitted_at);
    case 'delay':
      return row.due_on ?? '';
    case 'assignee':
      return row.assignee_name ?? '';
    case 'updated':
      return dayOf(row.updated_at);
    case 'channel':
      return channelWords(row.channel, locale);
    case 'commune':
      return around.communeName(row.commune_code);
    case 'team':
      return around.teamName(row.team_id);
    case 'completeness':
      return inboxWords(locale, `completeness-${completenessOf(row.complete)}`);
    case 'authority':
      return around.authorityName;
  }
}

const hour = 3_600_000;
/** The last ones asked, by hour since 1970: a calendar costs more than the rest of a row. */
const daysOfHours = new Map<number, string>();

/** A civil day in France, YYYY-MM-DD: spreadsheets sort it. The same for a whole hour, since offsets from UTC are hours. */
function dayOf(moment: Date): string {
  const at = Math.floor(moment.getTime() / hour);
  const known = daysOfHours.get(at);
  if (known !== undefined) return known;
  const day = civilDate(instantOf(moment)).toString();
  if (daysOfHours.size >= 50_000) daysOfHours.clear();
  daysOfHours.set(at, day);
  return day;
}

/** The questions of a form as columns: identifier and label. A group is one column. */
export function answerColumns(form: CompiledForm, locale: Locale): { id: string; label: string }[] {
  return form.pages
    .flatMap((formPage) => formPage.fields)
    .filter(({ definition }) => definition.type !== 'file' && 'label' in definition)
    .map(({ id, definition }) => ({ id, label: localize(definition.label, locale) }));
}

/** The answers in words, by question. */
export function answerCells(form: CompiledForm, answers: Answers, locale: Locale): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  for (const section of summarize(form, answers, locale, { withAgentFields: true })) {
    for (const row of section.rows) cells.set(row.fieldId, [row.value].flat().join(', '));
    for (const group of section.groups)
      cells.set(
        group.fieldId,
        group.rows
          .map((row) =>
            row.rows
              .map((one) =>
                agentMessages(locale, 'labelled', { label: one.label, value: [one.value].flat().join(', ') }),
              )
              .join(', '),
          )
          .join('\n'),
      );
  }
  return cells;
}
