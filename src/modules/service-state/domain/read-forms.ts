import type { LocalizedText } from '#platform/i18n/text.ts';
import type { NoticeKind, Severity } from './known-state.ts';
import { readLocalMoment } from './local-moment.ts';

/** As typed, so that nothing is lost when it does not validate. */
export interface TypedMaintenance {
  readonly until: string;
  readonly fr: string;
  readonly en: string;
}

export interface TypedNotice extends TypedMaintenance {
  readonly kind: string;
  readonly severity: string;
  readonly from: string;
}

export type FormProblem =
  | 'problem.moment'
  | 'problem.past'
  | 'problem.order'
  | 'problem.end-needed'
  | 'problem.text'
  | 'problem.long'
  | 'problem.french-first'
  | 'problem.choose';

export interface FieldProblem {
  readonly fieldId: string;
  readonly problem: FormProblem;
}

const longestMessage = 300;
const longestNotice = 500;
const kinds: readonly NoticeKind[] = ['incident', 'works'];
const severities: readonly Severity[] = ['information', 'disturbance', 'interruption'];

type ReadMaintenance =
  | { readonly announced: { readonly until: Date | undefined; readonly message: LocalizedText | undefined } }
  | { readonly problems: readonly FieldProblem[] };

/** The form by which maintenance mode is turned on or changed. */
export function readMaintenanceForm(typed: TypedMaintenance, now: Date): ReadMaintenance {
  const problems: FieldProblem[] = [];
  const until = readMoment(typed.until, 'maintenance-until', problems);
  if (until !== undefined && until <= now) problems.push({ fieldId: 'maintenance-until', problem: 'problem.past' });
  const [fr, en] = [cleaned(typed.fr), cleaned(typed.en)];
  checkLength(fr, 'message-fr', longestMessage, problems);
  checkLength(en, 'message-en', longestMessage, problems);
  if (fr === '' && en !== '') problems.push({ fieldId: 'message-fr', problem: 'problem.french-first' });
  if (problems.length > 0) return { problems };
  return { announced: { until, message: fr === '' ? undefined : textOf(fr, en) } };
}

type ReadNotice =
  | {
      readonly notice: {
        readonly kind: NoticeKind;
        readonly severity: Severity;
        readonly text: LocalizedText;
        readonly beginsAt: Date;
        readonly endsAt: Date | undefined;
      };
    }
  | { readonly problems: readonly FieldProblem[] };

/** The form of an incident or of works. Without a beginning it begins now; works need an end, which is to come. */
export function readNoticeForm(typed: TypedNotice, now: Date): ReadNotice {
  const problems: FieldProblem[] = [];
  const kind = kinds.find((one) => one === typed.kind);
  const severity = severities.find((one) => one === typed.severity);
  if (kind === undefined) problems.push({ fieldId: 'kind', problem: 'problem.choose' });
  if (severity === undefined) problems.push({ fieldId: 'severity', problem: 'problem.choose' });
  const [fr, en] = [cleaned(typed.fr), cleaned(typed.en)];
  if (fr === '') problems.push({ fieldId: 'text-fr', problem: 'problem.text' });
  checkLength(fr, 'text-fr', longestNotice, problems);
  checkLength(en, 'text-en', longestNotice, problems);
  const beginsAt = readMoment(typed.from, 'from', problems) ?? now;
  const endsAt = readMoment(typed.until, 'until', problems);
  if (endsAt === undefined) {
    if (kind === 'works' && typed.until.trim() === '')
      problems.push({ fieldId: 'until', problem: 'problem.end-needed' });
  } else if (endsAt <= beginsAt) problems.push({ fieldId: 'until', problem: 'problem.order' });
  else if (kind === 'works' && endsAt <= now) problems.push({ fieldId: 'until', problem: 'problem.past' });
  if (problems.length > 0 || kind === undefined || severity === undefined) return { problems };
  return { notice: { kind, severity, text: textOf(fr, en), beginsAt, endsAt } };
}

function readMoment(typed: string, fieldId: string, problems: FieldProblem[]): Date | undefined {
  if (typed.trim() === '') return undefined;
  const moment = readLocalMoment(typed);
  if (moment === undefined) problems.push({ fieldId, problem: 'problem.moment' });
  return moment;
}

function checkLength(text: string, fieldId: string, longest: number, problems: FieldProblem[]): void {
  if (text.length > longest) problems.push({ fieldId, problem: 'problem.long' });
}

/** One paragraph: it stands in a banner. */
function cleaned(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function textOf(fr: string, en: string): LocalizedText {
  return en === '' ? { fr } : { fr, en };
}
