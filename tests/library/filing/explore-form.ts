import { type Answers, type CompiledField, type CompiledForm, isGroup } from '#modules/forms/index.ts';
import { candidateAnswers, type Surroundings } from './candidate-answers.ts';
import { findAnswers, type Wishes } from './find-answers.ts';

export interface Exploration {
  /** Fields that no journey asks, options that no journey can choose; with the reason of the last failure. */
  readonly unreached: readonly string[];
  /** Pages whose exits were met. */
  readonly exits: ReadonlySet<string>;
}

/** Combinations of the answers that a condition reads, tried for one field or option. */
const maxCombinations = 600;

/**
 * Goes through a form by every option of every choice: first each on the way that it is met, then, for what was never
 * met, by the combinations of the answers that its conditions read.
 */
export function exploreForm(form: CompiledForm, around: Surroundings, wishes: Wishes = {}): Exploration {
  const met = new Set<string>();
  const exits = new Set<string>();
  const failures = new Map<string, string>();
  const walk = (next: Wishes, goal: string): boolean => {
    try {
      const journey = findAnswers(form, around, { ...wishes, ...next });
      if (journey.exitedAt !== undefined) exits.add(journey.exitedAt);
      for (const name of namesIn(form, journey.answers)) met.add(name);
    } catch (error) {
      failures.set(goal, error instanceof Error ? error.message : String(error));
    }
    return met.has(goal);
  };
  walk({}, 'the usual journey');
  const goals = goalsOf(form, wishes);
  for (const { name, wish } of goals) if (!met.has(name)) walk(wish, name);
  for (const { name, wish, field } of goals) {
    if (met.has(name)) continue;
    for (const combination of combinationsFor(form, field, wish, around)) if (walk(combination, name)) break;
  }
  const unreached = goals.filter(({ name }) => !met.has(name)).map(({ name }) => `${name} ${failures.get(name) ?? ''}`);
  const usual = failures.get('the usual journey');
  return { unreached: usual === undefined ? unreached : [usual, ...unreached], exits };
}

interface Goal {
  readonly name: string;
  readonly wish: Wishes;
  readonly field: CompiledField;
}

function goalsOf(form: CompiledForm, wishes: Wishes): Goal[] {
  return allFields(form).flatMap((field) => {
    const { definition, id } = field;
    if (!canBeAnswered(field) || Object.hasOwn(wishes, id)) return [];
    const options = optionsOf(field).map((option) => ({
      name: `${id} = ${option}`,
      wish: { [id]: definition.type === 'choices' ? [String(option)] : option },
      field,
    }));
    return options.length > 0 ? options : [{ name: id, wish: {}, field }];
  });
}

/** Ways to answer what decides whether a field, or one of its options, is there; two conditions deep. */
function combinationsFor(form: CompiledForm, field: CompiledField, wish: Wishes, around: Surroundings): Wishes[] {
  const deciding = new Set<string>();
  const byId = new Map(allFields(form).map((one) => [one.id, one]));
  let level = [field];
  for (let depth = 0; depth < 3; depth += 1) {
    const names = level.flatMap((one) => conditionsOf(form, one)).filter((name) => !Object.hasOwn(wish, name));
    level = [];
    for (const name of names) {
      const decider = byId.get(name);
      if (decider === undefined || deciding.has(name)) continue;
      deciding.add(name);
      level.push(decider);
    }
  }
  let combinations: Wishes[] = [wish];
  for (const name of deciding) {
    const one = byId.get(name);
    if (one === undefined) continue;
    const longer = candidateAnswers(one.definition, around).flatMap((answer) =>
      combinations.map((combination) => ({ ...combination, [name]: answer })),
    );
    if (longer.length > maxCombinations) break;
    combinations = longer;
  }
  return combinations;
}

function conditionsOf(form: CompiledForm, field: CompiledField): readonly string[] {
  const group = [...form.fieldsById.values()].find((entry) => isGroup(entry) && entry.fields.includes(field));
  const page = form.pageOfField.get(group?.id ?? field.id);
  return [
    ...(page?.when?.variables ?? []),
    ...(group?.when?.variables ?? []),
    ...(field.when?.variables ?? []),
    ...[...(field.optionConditions?.values() ?? [])].flatMap((condition) => condition.variables),
  ];
}

function allFields(form: CompiledForm): CompiledField[] {
  return [...form.fieldsById.values()].flatMap((entry) => (isGroup(entry) ? entry.fields : [entry]));
}

function canBeAnswered({ definition, type }: CompiledField): boolean {
  const neverTyped: readonly string[] = ['area', 'computed'];
  return !definition.agentOnly && type.silent !== true && !neverTyped.includes(definition.type);
}

function optionsOf({ definition }: CompiledField): readonly (string | boolean)[] {
  if (definition.type === 'yes-no') return [true, false];
  return definition.type === 'choice' || definition.type === 'choices'
    ? definition.options.map(({ value }) => value)
    : [];
}

/** `reason`, and `reason = moved` for each value; fields of rows too. */
function namesIn(form: CompiledForm, answers: Answers): string[] {
  return Object.entries(answers).flatMap(([id, answer]) => {
    const entry = form.fieldsById.get(id);
    const rows = entry !== undefined && isGroup(entry) && Array.isArray(answer) ? answer : [];
    const inRows = rows.flatMap((row) => (typeof row === 'object' ? Object.entries(row) : []));
    return [[id, answer] as const, ...inRows].flatMap(([name, value]) => [
      name,
      ...(Array.isArray(value) ? value : [value]).map((one) => `${name} = ${String(one)}`),
    ]);
  });
}
