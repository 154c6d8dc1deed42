import type { ConditionTarget } from '../command.ts';
import { entriesOf, isBlock, pagesOf } from '../draft-content.ts';
import { type Json, type JsonObject, localOf, objectsOf, shownText, textOf } from '../json.ts';
import type { AnswerKind, ConditionField } from './condition.ts';

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

export function conditionField(field: JsonObject, listOptions: ListOptions): ConditionField {
  const inline = objectsOf(field.options);
  const options = inline.length > 0 || textOf(field.list) === '' ? inline : listOptions(textOf(field.list));
  return {
    id: textOf(field.id),
    label: bothOf(field.label, textOf(field.id)),
    kind: answerKind(field),
    options: options.map((option) => ({
      value: textOf(option.value),
      label: bothOf(option.label, textOf(option.value)),
    })),
  };
}

function bothOf(text: Json | undefined, otherwise: string): { fr: string; en: string } {
  const fr = localOf(text, 'fr') || otherwise;
  return { fr, en: shownText(text, 'en') || fr };
}

/** The fields of a block of the library. */
export type BlockFields = (block: string) => readonly JsonObject[];

/**
 * What a condition at that place may speak of: what is asked on earlier pages, on the same page unless the whole page
 * hangs on it, and the other fields of the row in a group.
 */
export function fieldsFor(
  source: JsonObject,
  target: ConditionTarget,
  blockFields: BlockFields,
  listOptions: ListOptions,
): ReadonlyMap<string, ConditionField> {
  const found: JsonObject[] = [];
  const own = target.on === 'field' ? target.field : undefined;
  for (const page of pagesOf(source)) {
    const isHere = 'page' in target && page.id === target.page;
    if (isHere && target.on === 'page') break;
    for (const entry of entriesOf(page)) {
      const fields = isBlock(entry) ? blockFields(textOf(entry.use)) : [entry];
      found.push(...fields.filter((field) => field.type !== 'info' && field.type !== 'group' && field.id !== own));
      const inRow = own?.startsWith(`${textOf(entry.id)}.`) === true && entry.type === 'group';
      if (inRow) found.push(...entriesOf(entry).filter((field) => `${textOf(entry.id)}.${textOf(field.id)}` !== own));
    }
    if (isHere) break;
  }
  return new Map(found.map((field) => [textOf(field.id), conditionField(field, listOptions)]));
}
