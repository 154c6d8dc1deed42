import type { DescribedAdoption, DescribedLibrary } from '#modules/catalogue/index.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import type { Problem } from './read-choices.ts';

/** A procedure as its page shows it: as it is saved, or as it was typed with what is wrong. */
export interface Shown {
  readonly adoption: DescribedAdoption;
  readonly described: DescribedLibrary;
  readonly problems: readonly Problem[];
  /** What was typed, when it is shown again with its errors. */
  readonly typed?: FormBody;
  /** A colleague has saved meanwhile. */
  readonly isStale?: boolean;
}

export interface SectionProps {
  readonly context: RequestContext;
  readonly shown: Shown;
}

/** What was typed, else what is kept. */
export function typedOr({ typed }: Shown, name: string, kept: string | undefined): string {
  return typed === undefined ? (kept ?? '') : single(typed, name);
}

export function errorOf({ problems }: Shown, fieldId: string): string | undefined {
  return problems.find((problem) => problem.fieldId === fieldId)?.message;
}
