import type { Locale } from '#platform/i18n/text.ts';
import { problemInWords } from '../editor/domain/problem-words.ts';
import { type ImportMessage, importWords } from './import-messages.ts';
import type { ImportNote, Tally } from './notes.ts';

export type ImportedKind =
  | 'form'
  | 'card'
  | 'workflow'
  | 'block'
  | 'list'
  | 'mail-template'
  | 'service-call'
  | 'role'
  | 'category'
  | 'other';

/** What became of one file. */
export interface FileReport {
  readonly file: string;
  readonly kind: ImportedKind;
  readonly title: string;
  readonly outcome: 'converted' | 'refused' | 'ignored';
  /** Why it was refused or left aside. */
  readonly reason?: ImportMessage;
  /** Where in the file, when it could not be read. */
  readonly line?: number;
  /** The fault as whoever repairs the file wants it, in English. */
  readonly detail?: string;
  readonly encoding?: string;
  readonly fields: Tally;
  readonly conditions: Tally;
  readonly statuses: Tally;
  readonly actions: Tally;
  readonly notes: readonly ImportNote[];
}

export interface ImportTotals {
  readonly files: number;
  readonly refused: number;
  readonly fields: Tally;
  readonly conditions: Tally;
  readonly statuses: Tally;
  readonly actions: Tally;
}

export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly totals: ImportTotals;
}

export const noTally: Tally = { total: 0, carried: 0 };

export function totalsOf(files: readonly FileReport[]): ImportTotals {
  const sum = (pick: (file: FileReport) => Tally): Tally => ({
    total: files.reduce((total, file) => total + pick(file).total, 0),
    carried: files.reduce((total, file) => total + pick(file).carried, 0),
  });
  return {
    files: files.length,
    refused: files.filter((file) => file.outcome === 'refused').length,
    fields: sum((file) => file.fields),
    conditions: sum((file) => file.conditions),
    statuses: sum((file) => file.statuses),
    actions: sum((file) => file.actions),
  };
}

/** The share carried over, in whole per cent rounded down; 100 when there was nothing to carry. */
export function shareOf({ total, carried }: Tally): number {
  return total === 0 ? 100 : Math.floor((carried * 100) / total);
}

/** What was noted, in words; what our own checks said of it is in the reader's language too. */
export function noteWords(note: Pick<ImportNote, 'code' | 'detail'>, locale: Locale): string {
  return importWords(locale, note.code, { detail: problemInWords(note.detail, locale) });
}

/** Why a file was refused or left aside, with the line where it stopped being readable. */
export function reasonWords(
  { line, detail = '' }: Pick<FileReport, 'line' | 'detail'>,
  reason: ImportMessage,
  locale: Locale,
): string {
  const words = importWords(locale, reason, { detail });
  return line === undefined ? words : `${words} ${importWords(locale, 'at-line', { detail: String(line) })}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count > 1 ? 's' : ''}`;
}

const marks: Readonly<Record<ImportNote['level'], string>> = { info: 'i', adapted: '~', kept: '–', settle: '!' };
const names = { fields: 'champs', conditions: 'conditions', statuses: 'statuts', actions: 'actions' } as const;

/** The report in words, for a terminal. */
export function reportInWords(report: ImportReport): string {
  const lines = report.files.flatMap((file) => [
    `${file.file} : ${file.title} (${file.kind})`,
    ...(file.reason === undefined ? [] : [`  ${reasonWords(file, file.reason, 'fr')}`]),
    ...tallyLine(file),
    ...file.notes.map((note) => `  ${marks[note.level]} ${note.place} : ${noteWords(note, 'fr')}`),
  ]);
  return [
    ...lines,
    '',
    `Total\u00a0: ${counted(report.totals.files, 'fichier')}, ${counted(report.totals.refused, 'refusé')}`,
    ...tallyLine(report.totals),
  ].join('\n');
}

function tallyLine(counts: Pick<FileReport, keyof typeof names>): string[] {
  const parts = (Object.keys(names) as (keyof typeof names)[])
    .filter((key) => counts[key].total > 0)
    .map((key) => `${names[key]} ${counts[key].carried}/${counts[key].total} (${shareOf(counts[key])}\u00a0%)`);
  return parts.length === 0 ? [] : [`  ${parts.join(', ')}`];
}

/** The report as JSON: each note with its words in French. */
export function reportAsJson(report: ImportReport): { readonly files: unknown; readonly totals: unknown } {
  const withShares = (counts: Pick<FileReport, keyof typeof names>) =>
    Object.fromEntries(
      (Object.keys(names) as (keyof typeof names)[]).map((key) => [
        key,
        { ...counts[key], share: shareOf(counts[key]) / 100 },
      ]),
    );
  return {
    files: report.files.map((file) => ({
      ...file,
      ...withShares(file),
      ...(file.reason === undefined ? {} : { message: reasonWords(file, file.reason, 'fr') }),
      notes: file.notes.map((note) => ({ ...note, message: noteWords(note, 'fr') })),
    })),
    totals: { ...report.totals, ...withShares(report.totals) },
  };
}
