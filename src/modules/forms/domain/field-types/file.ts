import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../../messages.ts';
import type { AnswerDocument } from '../answers.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { BilingualText } from '../form-error.ts';
import type { FieldOf } from '../form-schema.ts';
import { isRecord } from './record.ts';

type FileField = FieldOf<'file'>;
type Kind = FileField['accept'][number];

/**
 * Documents already received by the module that keeps them: the page posts their ids under the field's name, and only
 * those of this draft count. The bytes never come here.
 */
export const fileField: FieldTypeDefinition<FileField, ({ [key: string]: unknown } & AnswerDocument)[]> = {
  type: 'file',
  inputs: [''],
  celType: () => ({ listOf: { name: 'string' } }),
  parse(field, input, context) {
    const ids = [...new Set(input.list().filter((id) => id !== ''))];
    if (ids.length === 0) return {};
    const answer = ids.map((id) => findDocument(id, context)).filter((document) => document !== undefined);
    if (answer.length < ids.length) return { problems: [problem('fileUnknown', field)] };
    return { answer };
  },
  accepts: (value): value is ({ [key: string]: unknown } & AnswerDocument)[] =>
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && ['id', 'name', 'type'].every((key) => typeof item[key] === 'string')),
  validate(field, answer, context) {
    const problems: FieldProblem[] = [];
    if (
      context.documents !== undefined &&
      answer.some((document) => findDocument(document.id, context) === undefined)
    ) {
      problems.push(problem('fileUnknown', field));
    }
    if (field.min !== undefined && answer.length < field.min)
      problems.push(problem('fileMin', field, { min: field.min }));
    if (answer.length > field.max) problems.push(problem('fileMax', field, { max: field.max }));
    const refused = answer.find((document) => !field.accept.some((kind) => isOfKind(document.type, kind)));
    if (refused !== undefined)
      problems.push(problem('fileKind', field, { name: refused.name, formats: formatsOf(field) }));
    return problems;
  },
  missing: (field) => problem('requiredFile', field),
  format: (_field, answer) => answer.map((document) => document.name),
  toInputs: (_field, answer) => ({ '': answer.map((document) => document.id) }),
  toCel: (_field, answer) => answer.map((document) => ({ name: document.name })),
};

function findDocument(id: string, context: FormContext): ({ [key: string]: unknown } & AnswerDocument) | undefined {
  const known = context.documents?.find((document) => document.id === id);
  return known === undefined ? undefined : { id: known.id, name: known.name, size: known.size, type: known.type };
}

const officeTypes =
  /^application\/(?:msword|vnd\.(?:oasis\.opendocument|openxmlformats-officedocument|ms-excel)|rtf)|^text\/(?:csv|plain|rtf)/;

function isOfKind(mediaType: string, kind: Kind): boolean {
  if (kind === 'pdf') return mediaType === 'application/pdf';
  return kind === 'image' ? mediaType.startsWith('image/') : officeTypes.test(mediaType);
}

const kindMessages = { pdf: 'formatPdf', image: 'formatImage', office: 'formatOffice' } as const;

/** "PDF, photo" */
export function formatsOf(field: FileField): BilingualText {
  const list = (locale: Locale) => field.accept.map((kind) => say(locale, kindMessages[kind])).join(', ');
  return { fr: list('fr'), en: list('en') };
}

/** What the browser's file chooser offers. */
export function acceptedTypes(field: FileField): string {
  const types: Record<Kind, string> = {
    pdf: '.pdf,application/pdf',
    image: 'image/*',
    office: '.odt,.ods,.odp,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.csv,.txt,.rtf',
  };
  return field.accept.map((kind) => types[kind]).join(',');
}

/** "240 Ko" */
export function formatSize(bytes: number, locale: Locale): string {
  if (bytes < 1000) return say(locale, 'bytes', { size: bytes });
  if (bytes < 1_000_000) return say(locale, 'kilobytes', { size: Math.round(bytes / 1000) });
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return say(locale, 'megabytes', { size: locale === 'fr' ? megabytes.replace('.', ',') : megabytes });
}
