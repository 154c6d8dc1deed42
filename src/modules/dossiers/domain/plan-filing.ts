import type { Procedure } from '#modules/catalogue/index.ts';
import {
  type AddressAnswer,
  type Answers,
  answerScope,
  type CompiledForm,
  compileExpression,
  type Expression,
  evaluate,
  type FormContext,
  holds,
  type PointAnswer,
} from '#modules/forms/index.ts';
import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { endOfDelay } from './delays.ts';

/** What the answers say about the applicant and the place, and what the procedure says about the delay. */
export interface FilingPlan {
  readonly state: string;
  readonly phase: 'received' | 'in-progress' | 'waiting-applicant' | 'accepted' | 'refused' | 'closed' | 'withdrawn';
  readonly headline: string;
  readonly urgent: boolean;
  readonly applicantName: string;
  readonly applicantEmail: string | null;
  readonly applicantPhone: string | null;
  readonly communeCode: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** YYYY-MM-DD */
  readonly dueOn: string;
  readonly silenceRule: 'accept' | 'reject' | 'none';
}

export interface FilingFacts {
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
  readonly answers: Answers;
  readonly context: FormContext;
  readonly locale: Locale;
  readonly now: Date;
  /** Of the authority, when it is a commune: where the dossier is when the answers do not say. */
  readonly communeCode?: string | undefined;
}

/** Everything of a new dossier that follows from its answers and its procedure. */
export function planFiling(facts: FilingFacts): FilingPlan {
  const { procedure, answers, workflow } = facts;
  const expressions = expressionsOf(procedure);
  // Agents read the headline, and they read French.
  const { context } = facts;
  const french = (context.locale ?? 'fr') === 'fr' ? context : { ...context, locale: 'fr' as const };
  const scope = answerScope(facts.form, answers, french);
  const headline = expressions.headline === undefined ? undefined : evaluate(expressions.headline, scope);
  const place = placeOf(procedure, answers);
  return {
    state: workflow.initial.id,
    phase: workflow.initial.phase,
    headline: typeof headline === 'string' ? spokenDates(headline).slice(0, 300) : '',
    urgent: expressions.urgentWhen !== undefined && holds(expressions.urgentWhen, scope),
    applicantName: nameOf(procedure, answers),
    applicantEmail: textOf(answers, procedure.applicant.email) ?? null,
    applicantPhone: textOf(answers, procedure.applicant.phone) ?? null,
    communeCode: place.communeCode ?? facts.communeCode ?? null,
    lat: place.lat ?? null,
    lon: place.lon ?? null,
    dueOn: endOfDelay(
      civilDate(instantOf(facts.now)),
      procedure.silence.delay,
      holidayRegionOf(facts.communeCode ?? place.communeCode),
    ).toString(),
    silenceRule: procedure.silence.rule,
  };
}

/** Expressions know dates as YYYY-MM-DD; agents read them as French people write them. */
function spokenDates(text: string): string {
  return text.replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, '$3/$2/$1');
}

function nameOf(procedure: Procedure, answers: Answers): string {
  const { givenNames, familyName, organisation } = procedure.applicant;
  const person = [textOf(answers, givenNames), textOf(answers, familyName)].filter(Boolean).join(' ');
  const body = textOf(answers, organisation);
  if (body === undefined) return person;
  return person === '' ? body : `${body} (${person})`;
}

function placeOf(procedure: Procedure, answers: Answers): { communeCode?: string; lat?: number; lon?: number } {
  const address = addressOf(answers, procedure.place?.address) ?? addressOf(answers, procedure.applicant.address);
  const point = procedure.place?.point === undefined ? undefined : pointOf(answers[procedure.place.point]);
  // The applicant's home is not where the dossier lies on a map of reports.
  const located = point ?? (procedure.place?.address === undefined ? undefined : address);
  return { communeCode: address?.citycode, lat: located?.lat, lon: located?.lon };
}

function textOf(answers: Answers, fieldId: string | undefined): string | undefined {
  const answer = fieldId === undefined ? undefined : answers[fieldId];
  return typeof answer === 'string' && answer !== '' ? answer : undefined;
}

function addressOf(answers: Answers, fieldId: string | undefined): AddressAnswer | undefined {
  const answer: unknown = fieldId === undefined ? undefined : answers[fieldId];
  return isRecord(answer) && typeof answer.postcode === 'string' ? (answer as unknown as AddressAnswer) : undefined;
}

function pointOf(answer: unknown): PointAnswer | undefined {
  return isRecord(answer) && typeof answer.lat === 'number' ? (answer as unknown as PointAnswer) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface ProcedureExpressions {
  readonly headline: Expression | undefined;
  readonly urgentWhen: Expression | undefined;
}

/** Procedures are kept compiled by the catalogue: as long as one lives, so do its expressions. */
const compiled = new WeakMap<Procedure, ProcedureExpressions>();

function expressionsOf(procedure: Procedure): ProcedureExpressions {
  let known = compiled.get(procedure);
  if (known === undefined) {
    known = {
      headline: procedure.headline === undefined ? undefined : compileExpression(procedure.headline),
      urgentWhen: procedure.urgentWhen === undefined ? undefined : compileExpression(procedure.urgentWhen),
    };
    compiled.set(procedure, known);
  }
  return known;
}
