import {
  type AcceptedFamily,
  DocumentRejectedError,
  type Documents,
  documentMessages,
} from '#modules/documents/index.ts';
import type { BilingualText, CompiledPage, FieldError } from '#modules/forms/index.ts';
import type { FormBody, IncomingFile, RequestContext } from '#platform/http/context.ts';
import { findFileField } from '../../domain/file-answers.ts';
import { dossierMessages as say } from '../../messages.ts';
import { type DocumentInPlace, findSame, type ReceivedAt } from '../../usecases/attach-documents.ts';

/** What is attached to one draft or one message, at most. */
export const attachmentLimits = { fileSize: 20_000_000, totalSize: 100_000_000, files: 50 };

/** What an input of the page takes; undefined for a name that the page does not have. */
export type FileRules = (inputName: string) => { accept: readonly AcceptedFamily[]; max: number } | undefined;

export interface Intake {
  readonly body: FormBody;
  readonly received: readonly ReceivedAt[];
  /** Documents that were there already and came once more: by their id. */
  readonly sentAgain: readonly string[];
  /** One message a field: why files were not taken. */
  readonly refusals: readonly FieldError[];
}

export const rulesOfPage =
  (page: CompiledPage): FileRules =>
  (inputName) =>
    findFileField(page, inputName);

/** Whether the body is of the kind that carries files. */
export function bringsFiles(context: RequestContext): boolean {
  return context.header('content-type')?.startsWith('multipart/') === true;
}

/** The body of a page without files, once its token has been checked. */
export function readTyped(context: RequestContext): Promise<FormBody> {
  return context.readMultipart({ files: 0, fileSize: 0 }, async () => undefined);
}

/**
 * Reads a posted page, storing its files as they arrive. What goes over a limit is read to its end and left, so that
 * the person gets the page again with a message at the field and not a broken connection.
 */
export async function takeFiles(
  context: RequestContext,
  documents: Documents,
  authorityId: string,
  rules: FileRules,
  already: readonly (DocumentInPlace & { readonly id: string; readonly size: number })[],
): Promise<Intake> {
  const received: ReceivedAt[] = [];
  const refusals = new Map<string, FieldError>();
  const refuse = (inputName: string, code: string, message: BilingualText) => {
    if (!refusals.has(inputName)) refusals.set(inputName, fieldErrorAt(inputName, code, message));
  };
  const room = () => {
    const held = [...already, ...received.map(({ file }) => file)];
    return {
      files: attachmentLimits.files - held.length,
      bytes: attachmentLimits.totalSize - held.reduce((sum, file) => sum + file.size, 0),
    };
  };
  const countAt = (inputName: string) =>
    already.filter((document) => document.fieldId === inputName).length +
    received.filter((one) => one.field === inputName).length;

  /** Where no more is taken, what is there already may still be sent again: as often as there is something. */
  const compared = new Map<string, number>();
  const mayBeThere = (inputName: string): boolean => {
    const times = (compared.get(inputName) ?? 0) + 1;
    compared.set(inputName, times);
    return times <= already.filter((document) => document.fieldId === inputName).length;
  };
  const sentAgain: string[] = [];
  const isThere = (one: ReceivedAt): boolean => {
    const same = findSame(already, one);
    // Hundreds of copies are counted as any files are.
    if (same === undefined || sentAgain.includes(same.id)) return false;
    sentAgain.push(same.id);
    return true;
  };

  const take = async (file: IncomingFile): Promise<void> => {
    const rule = rules(file.field);
    if (rule === undefined) return;
    const tooMany = () => refuse(file.field, 'file-count', inBoth('file.count', { max: rule.max }));
    const full = countAt(file.field) >= rule.max;
    if (full && !mayBeThere(file.field)) return tooMany();
    const left = room();
    if (left.files <= 0) return refuse(file.field, 'file-count', inBoth('file.count', { max: attachmentLimits.files }));
    if (left.bytes <= 0)
      return refuse(file.field, 'file-total', inBoth('file.total', { limit: megabytes(attachmentLimits.totalSize) }));
    try {
      const maxSize = Math.min(attachmentLimits.fileSize, left.bytes);
      const one = {
        field: file.field,
        file: await documents.receive(authorityId, file, { maxSize, accept: rule.accept }),
      };
      if (isThere(one)) return;
      if (full) return tooMany();
      received.push(one);
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      refuse(file.field, error.code, rejectionMessage(error));
    }
  };
  const body = await context.readMultipart({ files: 600, fileSize: 4 * attachmentLimits.fileSize }, take);
  return { body, received, sentAgain, refusals: [...refusals.values()] };
}

export function rejectionMessage(error: DocumentRejectedError): BilingualText {
  return {
    fr: documentMessages('fr', error.messageKey, error.params),
    en: documentMessages('en', error.messageKey, error.params),
  };
}

function inBoth(key: 'file.count' | 'file.total', params: Record<string, number>): BilingualText {
  return { fr: say('fr', key, params), en: say('en', key, params) };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

function fieldErrorAt(inputName: string, code: string, message: BilingualText): FieldError {
  const [owner = '', row, field] = inputName.split('.');
  return {
    fieldId: field ?? owner,
    path: field === undefined ? owner : `${owner}[${row}].${field}`,
    inputId: `f-${inputName.replaceAll('.', '-')}`,
    code,
    message,
  };
}
