import {
  type Answers,
  type CompiledForm,
  type CompiledPage,
  type FormContext,
  validatePage,
  visiblePages,
} from '#modules/forms/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { canonicalJson } from './event-chain.ts';

/** How long an unfinished request is kept after its last change. */
export const draftLifetimeDays = 30;

/** Last parts of a draft's addresses that are not pages of its form; a procedure's page must not take these ids. */
export const reservedPageIds: readonly string[] = ['verifier', 'plus-tard', 'fichiers', 'documents', 'effacer', 'tout'];

/** A request that is being filled in. */
export interface Draft {
  readonly authorityId: string;
  readonly id: string;
  readonly procedureId: string;
  readonly procedureVersion: number;
  /** Of the authority's own words and fields; 0 for the library's. */
  readonly overridesRevision: number;
  readonly answers: Answers;
  /** Ids of the pages that the person went through. */
  readonly completedPages: readonly string[];
  readonly visitorHash: Buffer | null;
  readonly accountPseudonym: Buffer | null;
  readonly resumeEmail: string | null;
  readonly locale: Locale;
  readonly revision: number;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
}

/** A form of one page is sent at once: nothing is kept before that, unless files had to be. */
export function isOnePage(form: CompiledForm): boolean {
  return form.pages.length === 1;
}

/** The first page, in order, that the person has not been through or that no longer holds; undefined when all is ready. */
export function firstPageToDo(form: CompiledForm, draft: Draft, context: FormContext): CompiledPage | undefined {
  return visiblePages(form, draft.answers, context).find(
    (page) => !draft.completedPages.includes(page.id) || validatePage(form, page.id, draft.answers, context).length > 0,
  );
}

/**
 * A mark of what a page held when it was shown. Two windows on the same page are told apart with it: the second one to
 * be saved is shown what the first one saved, instead of replacing it unseen.
 */
export function pageMark(page: CompiledPage, answers: Answers): string {
  const own = Object.fromEntries(page.fields.map((field) => [field.id, answers[field.id]]));
  return sha256(canonicalJson(own)).toString('base64url').slice(0, 16);
}
