import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { Table } from '#ui/components/table.tsx';
import { type FileReport, type ImportReport, noteWords, reasonWords, shareOf } from '../import-report.ts';
import type { ImportNote, Tally } from '../notes.ts';
import { pageWords as say } from './page-messages.ts';

const levels = ['settle', 'kept', 'adapted', 'info'] as const;

/** What became of each file, and what an administrator has to look at. */
export function ImportReportView({ report, locale }: { report: ImportReport; locale: Locale }) {
  const share = (tally: Tally) =>
    tally.total === 0
      ? say(locale, 'none')
      : say(locale, 'share', { carried: tally.carried, total: tally.total, share: shareOf(tally) });
  const total = { file: '', title: say(locale, 'total'), ...report.totals };
  return (
    <>
      <Table
        caption={say(locale, 'shares')}
        narrow="stack-early"
        columns={[
          { label: say(locale, 'file'), rowHeader: true, cell: (row) => row.title },
          { label: say(locale, 'outcome'), cell: (row) => ('outcome' in row ? outcomeWords(row, locale) : '') },
          { label: say(locale, 'fields'), cell: (row) => share(row.fields) },
          { label: say(locale, 'conditions'), cell: (row) => share(row.conditions) },
          { label: say(locale, 'statuses'), cell: (row) => share(row.statuses) },
          { label: say(locale, 'actions'), cell: (row) => share(row.actions) },
        ]}
        rows={[...report.files, total] as readonly (FileReport | typeof total)[]}
      />
      {report.files
        .filter((file) => file.notes.length > 0)
        .map((file) => (
          <Details
            key={file.file}
            summary={say(locale, file.notes.length === 1 ? 'note' : 'notes', {
              file: file.title,
              count: file.notes.length,
            })}
          >
            {levels.map((level) => (
              <NoteList
                key={level}
                level={level}
                notes={file.notes.filter((note) => note.level === level)}
                locale={locale}
              />
            ))}
          </Details>
        ))}
    </>
  );
}

function outcomeWords(file: FileReport, locale: Locale): string {
  const reason = file.reason === undefined ? '' : ` – ${reasonWords(file, file.reason, locale)}`;
  return `${say(locale, file.outcome)}${reason}`;
}

interface NoteListProps {
  readonly level: ImportNote['level'];
  readonly notes: readonly ImportNote[];
  readonly locale: Locale;
}

function NoteList({ level, notes, locale }: NoteListProps) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{say(locale, level)}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {notes.map((note) => (
          <li key={`${note.place}${note.code}${note.detail}`}>
            <strong>{note.place}</strong>
            <br />
            {noteWords(note, locale)}
            {note.source !== undefined && (
              <>
                <br />
                {say(locale, 'sourceWas')} <code>{note.source}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
