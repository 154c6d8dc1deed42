/** Import from Publik (w.c.s.): forms, cards, workflows, blocks, data sources and mail templates become drafts of ours. */
export {
  convertPublik,
  type ImportedList,
  type ImportedMailTemplate,
  type PublikConversion,
} from './convert-publik.ts';
export { type ImportMessage, importWords } from './import-messages.ts';
export {
  type FileReport,
  type ImportReport,
  noteWords,
  reportAsJson,
  reportInWords,
  shareOf,
} from './import-report.ts';
export type { ImportNote } from './notes.ts';
export type { NamedFile } from './read/unpack.ts';
