import type { ComponentChildren } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { identityMessages as say } from '../messages.ts';

/** What is wrong in a form, in words; without a field it is said at the top only. */
export interface FormProblem {
  readonly fieldId?: string;
  readonly message: string;
}

/** The message of one field. */
export function problemOf(problems: readonly FormProblem[], fieldId: string): string | undefined {
  return problems.find((problem) => problem.fieldId === fieldId)?.message;
}

/** Title of a page whose form did not validate. */
export function titleOf(locale: Locale, title: string, problems: readonly FormProblem[]): string {
  return problems.length === 0 ? title : say(locale, 'title.error', { title });
}

/** "2 minutes", "1 heure" */
export function waitInWords(locale: Locale, seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const [count, unit] = minutes < 60 ? [minutes, 'minute' as const] : [Math.ceil(minutes / 60), 'hour' as const];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

export function waitProblem(locale: Locale, seconds: number, fieldId?: string): FormProblem {
  return { fieldId, message: say(locale, 'error.wait', { delay: waitInWords(locale, seconds) }) };
}

/** Summary of errors, title and body of a page that is one form. */
export function FormPage(props: {
  title: string;
  intro?: ComponentChildren;
  caption?: string;
  problems: readonly FormProblem[];
  children: ComponentChildren;
}) {
  return (
    <div class="pv-prose">
      <ErrorSummary errors={props.problems} />
      <PageHeading title={props.title} caption={props.caption} intro={props.intro} />
      {props.children}
    </div>
  );
}
