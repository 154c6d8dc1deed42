import type { ConditionTarget } from '../condition-target.ts';
import { entriesOf, isBlock, pagesOf, transitionsOf } from '../draft-content.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { ConditionField, ConditionFields } from './condition.ts';
import { type BlockFields, bothOf, namedApart, pageTitles } from './field-names.ts';
import type { AnswerKind } from './operators.ts';

const kinds: Readonly<Record<string, AnswerKind>> = {
  'yes-no': 'yes-no',
  consent: 'yes-no',
  declaration: 'yes-no',
  choice: 'choice',
  choices: 'list',
  ranked: 'list',
  number: 'number',
  money: 'money',
  date: 'date',
  month: 'month',
  time: 'time',
  period: 'period',
  address: 'place',
  commune: 'place',
  group: 'rows',
  table: 'rows',
  file: 'rows',
};
const texts = new Set([
  'text',
  'long-text',
  'email',
  'phone',
  'country',
  'company',
  'association',
  'iban',
  'plate',
  'nir',
  'tax-reference',
  'family-allowance',
]);

/** What kind of answer a field gives; `any` for those of which one only asks whether they are filled in. */
export function answerKind(field: JsonObject): AnswerKind {
  const type = textOf(field.type);
  if (type === 'computed') {
    const as = textOf(field.as);
    return as === 'text' ? 'text' : (kinds[as] ?? 'any');
  }
  return kinds[type] ?? (texts.has(type) ? 'text' : 'any');
}

/** A list of the library, by its id: the options of a field that names it. */
export type ListOptions = (list: string) => readonly JsonObject[];

interface Naming {
  /** The name in expressions: `form.reason` for what an act asks. */
  readonly id: string;
  readonly label: ConditionField['label'];
  /** It always has an answer there: a rule is asked of what was answered. */
  readonly answered?: boolean;
}

export function conditionField(
  field: JsonObject,
  listOptions: ListOptions,
  { id, label, answered = false }: Naming = {
    id: textOf(field.id),
    label: bothOf(field.label, textOf(field.id)),
  },
): ConditionField {
  const inline = objectsOf(field.options);
  const options = inline.length > 0 || textOf(field.list) === '' ? inline : listOptions(textOf(field.list));
  return {
    id,
    label,
    kind: answerKind(field),
    options: options.map((option) => ({
      value: textOf(option.value),
      label: bothOf(option.label, textOf(option.value)),
    })),
    ...(answered ? { guard: '' } : {}),
    ...(field.type === 'address' ? { part: `${id}.citycode` } : {}),
  };
}

/** The field, and the parts of its answer that may be spoken of by themselves. */
function withParts(field: JsonObject, listOptions: ListOptions, naming?: Naming): ConditionField[] {
  const whole = conditionField(field, listOptions, naming);
  const { id, label } = whole;
  const guard = whole.guard ?? id;
  const part = (key: string, words: { fr: string; en: string }, isThere: boolean): ConditionField => ({
    id: `${id}.${key}`,
    label: { fr: `${label.fr} (${words.fr})`, en: `${label.en} (${words.en})` },
    kind: 'date',
    options: [],
    guard,
    ...(isThere ? {} : { part: `${id}.${key}` }),
  });
  if (field.type === 'period')
    return [whole, part('from', { fr: 'début', en: 'start' }, true), part('to', { fr: 'fin', en: 'end' }, true)];
  const asked = Array.isArray(field.ask) ? field.ask : field.type === 'child' ? ['birth_date'] : [];
  if ((field.type === 'person' || field.type === 'child') && asked.includes('birth_date'))
    return [whole, part('birth_date', { fr: 'date de naissance', en: 'date of birth' }, false)];
  return [whole];
}

const holder: ConditionField = {
  id: 'authority.kind',
  label: { fr: 'Collectivité qui répond', en: 'Authority that answers' },
  kind: 'choice',
  options: [
    { value: 'commune', label: { fr: 'Une commune', en: 'A commune' } },
    { value: 'epci', label: { fr: 'L’intercommunalité', en: 'The intercommunal authority' } },
    { value: 'ccas', label: { fr: 'Un CCAS', en: 'A social action centre' } },
    { value: 'syndicat', label: { fr: 'Un syndicat', en: 'A joint authority' } },
    { value: 'departement', label: { fr: 'Le département', en: 'The department' } },
  ],
  guard: '',
};

const value = { fr: 'La réponse', en: 'The answer' };

/**
 * What a condition at that place may speak of: what is asked on earlier pages, on the same page unless the whole page
 * hangs on it, the other fields of the row in a group, the answer itself in a rule, what an act asks in its effects.
 */
export function fieldsFor(
  source: JsonObject,
  target: ConditionTarget,
  blockFields: BlockFields,
  listOptions: ListOptions,
  workflow: JsonObject = {},
): ConditionFields {
  const found: ConditionField[] = [];
  if (target.on === 'act-rule') {
    const asked = objectsOf(actOf(workflow, target.transition)?.form).find((field) => field.id === target.field);
    const answered =
      asked === undefined ? [] : withParts(asked, listOptions, { id: 'value', label: value, answered: true });
    return byId(answered);
  }
  if (target.on === 'rule') {
    const own = ownField(source, target.page, target.field);
    if (own !== undefined) found.push(...withParts(own, listOptions, { id: 'value', label: value, answered: true }));
  }
  if (target.on === 'effect') {
    for (const asked of objectsOf(actOf(workflow, target.transition)?.form)) {
      const id = `form.${textOf(asked.id)}`;
      if (asked.type !== 'info') found.push(...withParts(asked, listOptions, { id, label: bothOf(asked.label, id) }));
    }
  }
  found.push(...answersBefore(source, target, blockFields).flatMap((field) => withParts(field, listOptions)));
  const pages = pageTitles(source, blockFields);
  return byId([...namedApart(found, (one) => one.guard ?? one.id, pages), holder]);
}

function byId(fields: readonly ConditionField[]): ConditionFields {
  return new Map(fields.map((field) => [field.id, field]));
}

export function actOf(workflow: JsonObject, id: string): JsonObject | undefined {
  return transitionsOf(workflow).find((one) => one.id === id);
}

function ownField(source: JsonObject, pageId: string, key: string): JsonObject | undefined {
  const page = pagesOf(source).find((one) => one.id === pageId);
  const [outer = '', inner] = key.split('.');
  const entry = page === undefined ? undefined : entriesOf(page).find((one) => one.id === outer);
  return inner === undefined || entry === undefined ? entry : entriesOf(entry).find((one) => one.id === inner);
}

/** The fields that have been asked when the condition is looked at, blocks unfolded. */
export function answersBefore(source: JsonObject, target: ConditionTarget, blockFields: BlockFields): JsonObject[] {
  const found: JsonObject[] = [];
  const own = 'field' in target ? target.field : undefined;
  for (const page of pagesOf(source)) {
    const isHere = 'page' in target && page.id === target.page;
    if (isHere && target.on === 'page') break;
    for (const entry of entriesOf(page)) {
      const fields = isBlock(entry) ? blockFields(textOf(entry.use)) : [entry];
      const group = own?.startsWith(`${textOf(entry.id)}.`) === true;
      found.push(
        ...fields.filter((field) => field.type !== 'info' && !group && (field.id !== own || target.on === 'option')),
      );
      if (group && entry.type === 'group')
        found.push(...entriesOf(entry).filter((field) => `${textOf(entry.id)}.${textOf(field.id)}` !== own));
    }
    if (isHere) break;
  }
  return found;
}
