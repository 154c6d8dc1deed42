import type { ConditionTarget } from '../condition-target.ts';
import { actOf, answersBefore } from '../conditions/condition-fields.ts';
import { type BlockFields, bothOf, namedApart, pageTitles } from '../conditions/field-names.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { ValueSource, ValueSources } from './value.ts';

/** Everything that a value worked out there may be made of: fees, answers, what an act asks. */
export function valueSources(
  source: JsonObject,
  place: ConditionTarget,
  blockFields: BlockFields,
  workflow: JsonObject = {},
): ValueSources {
  const fees = objectsOf(source.fees).map(
    (fee): ValueSource => ({
      id: `fee.${textOf(fee.id)}`,
      label: said(bothOf(fee.label, textOf(fee.id)), { fr: 'tarif', en: 'fee' }),
      kind: 'money',
      guard: '',
    }),
  );
  const asked = place.on === 'effect' ? objectsOf(actOf(workflow, place.transition)?.form) : [];
  const found = [
    ...fees,
    ...asked.flatMap((field) => sourcesOf(field, `form.${textOf(field.id)}`)),
    ...answersBefore(source, place, blockFields).flatMap((field) => sourcesOf(field, textOf(field.id))),
  ];
  const apart = namedApart(found, (one) => one.guard, pageTitles(source, blockFields));
  return new Map(apart.map((one) => [one.id, one]));
}

function said(label: ValueSource['label'], part: { fr: string; en: string }): ValueSource['label'] {
  return { fr: `${label.fr} (${part.fr})`, en: `${label.en} (${part.en})` };
}

const plainTexts = new Set([
  'text',
  'long-text',
  'email',
  'phone',
  'country',
  'company',
  'association',
  'plate',
  'time',
  'month',
  'tax-reference',
  'family-allowance',
]);
const nameParts = {
  given_names: { fr: 'prénoms', en: 'given names' },
  family_name: { fr: 'nom', en: 'family name' },
} as const;

function sourcesOf(field: JsonObject, id: string): ValueSource[] {
  const label = bothOf(field.label, id);
  const make = (expression: string, kind: ValueSource['kind'], part?: { fr: string; en: string }): ValueSource => ({
    id: expression,
    label: part === undefined ? label : said(label, part),
    kind,
    guard: id,
  });
  const type = textOf(field.type);
  switch (type === 'computed' ? textOf(field.as) : type) {
    case 'number':
      return [make(id, 'number')];
    case 'money':
      return [make(id, 'money')];
    case 'yes-no':
      return [make(id, 'yes-no')];
    case 'date':
      return [make(id, 'date'), make(`age(${id})`, 'number', { fr: 'âge en années', en: 'age in years' })];
    case 'choice':
      return [make(`label(${id})`, 'text')];
    case 'choices':
    case 'ranked':
      return [
        make(`label(${id})`, 'text', { fr: 'choix faits', en: 'choices made' }),
        make(`size(${id})`, 'number', { fr: 'nombre de choix', en: 'number of choices' }),
      ];
    case 'period':
      return [
        make(`${id}.from`, 'date', { fr: 'début', en: 'start' }),
        make(`${id}.to`, 'date', { fr: 'fin', en: 'end' }),
        make(`(days(${id}.from, ${id}.to) + 1)`, 'number', {
          fr: 'nombre de jours, premier et dernier compris',
          en: 'number of days, both ends counted',
        }),
        make(`days(${id}.from, ${id}.to)`, 'number', { fr: 'nombre de nuits', en: 'number of nights' }),
      ];
    case 'address':
      return [make(`${id}.label`, 'text'), make(`${id}.city`, 'text', { fr: 'commune', en: 'town' })];
    case 'commune':
      return [make(`${id}.name`, 'text')];
    case 'person':
    case 'child':
      return Object.entries(nameParts)
        .filter(([part]) => type === 'child' || (Array.isArray(field.ask) && field.ask.includes(part)))
        .map(([part, words]) => make(`${id}.${part}`, 'text', words));
    case 'group':
    case 'table':
    case 'file':
      return [
        make(`size(${id})`, 'number', { fr: 'nombre de lignes', en: 'number of rows' }),
        ...columnsOf(field, id, label),
      ];
    default:
      return type === 'computed' || plainTexts.has(type) ? [make(id, 'text')] : [];
  }
}

/** The sums of the columns that can be added up. */
function columnsOf(field: JsonObject, id: string, label: ValueSource['label']): ValueSource[] {
  return [...objectsOf(field.fields), ...objectsOf(field.columns)].flatMap((column): ValueSource[] => {
    const kind = textOf(column.type === 'computed' ? column.as : column.type);
    if (kind !== 'number' && kind !== 'money') return [];
    const name = bothOf(column.label, textOf(column.id));
    return [
      {
        id: `sum(${id}, "${textOf(column.id)}")`,
        label: {
          fr: `Total de «\u00a0${name.fr}\u00a0» dans ${label.fr}`,
          en: `Total of “${name.en}” in ${label.en}`,
        },
        kind,
        guard: id,
      },
    ];
  });
}
