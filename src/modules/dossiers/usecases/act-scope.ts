import { type Answers, answerScope, type CompiledForm, type ExpressionScope } from '#modules/forms/index.ts';
import type { CompiledTransition } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { DossierRow } from './lock-dossier.ts';

/** The effects of an act see, besides what its condition sees, what it asked. */
export function effectScope(
  conditions: ReturnType<typeof conditionsOf>,
  transition: CompiledTransition,
  answers: Answers,
): ExpressionScope {
  const { today, authority, scope } = conditions;
  const form: Record<string, unknown> = {};
  if (transition.compiledForm !== undefined) {
    const asked = answerScope(transition.compiledForm, answers, { today, authority, actor: 'agent' });
    for (const id of transition.compiledForm.fieldsById.keys()) form[id] = asked.get(id) ?? null;
  }
  return { get: (name) => (name === 'form' ? form : scope.get(name)) };
}

/** What the conditions of transitions are judged on. */
export function conditionsOf(
  dossier: Pick<DossierRow, 'answers'>,
  form: CompiledForm,
  authority: { id: string; kind: string; name: string; communeCode?: string | undefined },
  now: Date,
  event: Readonly<Record<string, unknown>> = {},
) {
  const today = civilDate(instantOf(now)).toString();
  const answers = dossier.answers as Answers;
  const seen = { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name };
  const answered = answerScope(form, answers, { today, authority: seen, actor: 'agent' });
  const happened = countable(event);
  const scope: ExpressionScope = { get: (name) => (name === 'event' ? happened : answered.get(name)) };
  return { answers, today, authority: seen, scope };
}

/** CEL tells integers from floating-point numbers; JSON does not. */
function countable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(countable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, countable(item)]));
}
