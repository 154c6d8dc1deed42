import type { FieldType } from '#modules/forms/index.ts';

/** Each type of field: what it asks, and its answer as it is kept and as expressions see it. */
export const fieldTypeWords: Readonly<Record<FieldType, { readonly asks: string; readonly answer: string }>> = {
  text: { asks: 'One line of text.', answer: 'a text' },
  'long-text': { asks: 'Several lines of text.', answer: 'a text' },
  number: { asks: 'A number, whole unless `integer: false`.', answer: 'a number' },
  money: { asks: 'An amount in euros.', answer: 'whole cents: `1250` for 12,50 €' },
  email: { asks: 'An e-mail address; a mistyped domain is pointed out.', answer: 'a text' },
  phone: { asks: 'A phone number, typed in any usual way.', answer: 'a text such as `+33612345678`' },
  date: { asks: 'A date, in three boxes.', answer: 'a text `YYYY-MM-DD`: dates compare as texts' },
  month: { asks: 'A month of a year.', answer: 'a text `YYYY-MM`' },
  time: { asks: 'A time of the day.', answer: 'a text `HH:MM`' },
  period: { asks: 'A first and a last day.', answer: '`{from, to}`, both included' },
  'yes-no': { asks: 'Yes or no.', answer: '`true` or `false`' },
  choice: {
    asks: 'One option: buttons up to eight, a menu above. The options of a `list` of more than 300 lines are searched.',
    answer: 'the value of the option; `label(field)` gives its words',
  },
  choices: { asks: 'Several options, to be ticked.', answer: 'a list of values: `"monday" in days`' },
  ranked: { asks: 'Options put in order of preference.', answer: 'a list of values, the preferred one first' },
  person: { asks: 'Somebody, by the parts asked for.', answer: '`{given_names, family_name, …}`' },
  child: {
    asks: 'A child: one of the household when the person is signed in, or typed by hand.',
    answer: '`{given_names, family_name, birth_date, …}`',
  },
  address: {
    asks: 'An address, with suggestions, or by hand.',
    answer: '`{label, street, postcode, city}`, and `citycode` when it was chosen: `has(address.citycode)`',
  },
  commune: { asks: 'A French commune.', answer: '`{code, name, postcode}`, the code being INSEE’s' },
  country: { asks: 'A country.', answer: 'two letters, ISO 3166-1: `FR`' },
  company: { asks: 'A SIRET; its key is checked.', answer: 'a text of 14 digits' },
  association: { asks: 'An RNA number or a SIRET.', answer: 'a text: `W271234567` or 14 digits' },
  iban: { asks: 'A bank account; its key is checked.', answer: 'a text without spaces' },
  plate: { asks: 'A French licence plate.', answer: 'a text such as `AA-123-AA`' },
  nir: {
    asks: 'A social security number with its key. Only where a text of law allows it, which `law` names.',
    answer: 'a text of 15 characters',
  },
  'tax-reference': { asks: 'A tax number, or the reference of a tax notice.', answer: 'a text of 13 characters' },
  'family-allowance': { asks: 'The number at the family allowance fund.', answer: 'a text' },
  file: { asks: 'Documents.', answer: 'a list of `{id, name, size, type}`' },
  point: {
    asks: 'A place on the map. Never demanded: an address stands beside it.',
    answer: '`{lat, lon}` in degrees',
  },
  area: {
    asks: 'An area drawn on the map, or said in words. Never demanded.',
    answer: '`{points, surface, description}`, the surface in square metres',
  },
  consent: { asks: 'An agreement, to be ticked.', answer: '`true`' },
  declaration: { asks: 'A declaration on honour, to be ticked.', answer: '`true`' },
  computed: {
    asks: 'Nothing: the server works it out from other answers each time they are kept.',
    answer: 'as `as` says',
  },
  info: { asks: 'Nothing: words between fields.', answer: 'none' },
  group: {
    asks: 'Fields that repeat, a row for each child, each vehicle…',
    answer: 'a list of rows: `children.exists(c, age(c.birth_date) < 3)`',
  },
  table: {
    asks: 'A table: rows that the person adds, or given ones with `fixedRows`.',
    answer: 'a list of rows: `sum(costs, "amount")`',
  },
};

/** The keys that every type has. */
export const commonKeys: readonly string[] = [
  'type',
  'id',
  'label',
  'help',
  'example',
  'optional',
  'when',
  'constraints',
  'agentOnly',
  'prefill',
  'prefillFrom',
];

const keyWords: Readonly<Record<string, string>> = {
  type: 'The type of the field.',
  id: 'Its name in expressions: small letters, digits and `_`, a letter first. One in the whole form.',
  label: 'The question.',
  help: 'A line under the question.',
  example: 'An example of an answer.',
  optional: 'Fields are mandatory unless they say otherwise.',
  when: 'A condition: the field is shown, kept and demanded only when it holds.',
  constraints:
    '`{ check, message }`: an expression that must hold, in which `value` is the answer, and what is said when it does not.',
  agentOnly: 'Filled in by agents; applicants neither see nor send it.',
  prefill: 'Where a first value comes from; see below.',
  prefillFrom: 'The field, of an earlier page, that the connector is asked about.',
  min: 'The least that is accepted.',
  max: 'The most that is accepted.',
  minLength: 'In characters.',
  maxLength: 'In characters.',
  pattern:
    'A regular expression (RE2) that the whole text follows; one that takes too long for answers of that length is refused.',
  patternMessage: 'What is said when it does not.',
  autocomplete: 'The browser’s own completion, as HTML names it.',
  width: 'How wide the box is.',
  rows: 'Lines of the box; for a table, what the person may add: `{ min, max, addLabel, rowLabel }`.',
  integer: 'Whole numbers only.',
  unit: 'Said after the box.',
  mobileOnly: 'A number that receives SMS.',
  birth: 'A birth date: not to come, not more than 125 years ago.',
  maxDays: 'How long it may last.',
  options: '`{ value, label, help, when }`.',
  list: 'A list of `library/lists` instead of `options`.',
  presentation: 'Buttons or a menu.',
  ask: 'The parts that are asked.',
  optionalParts: 'Those that may be left empty.',
  minAge: 'In full years.',
  maxAge: 'In full years.',
  inTerritory: 'It must lie in the territory.',
  law: 'The text of law.',
  kind: 'Which of the two.',
  fund: 'Which of the two funds.',
  accept: 'Kinds of documents.',
  photo: 'The camera of a phone is offered.',
  text: 'The words themselves.',
  value: 'The expression that gives it.',
  as: 'What the expression gives.',
  shown: 'Whether applicants see it.',
  tone: 'How much it stands out.',
  fields: 'The fields of a row.',
  rowLabel: 'The title of a row; `{n}` is its number.',
  addLabel: 'The button that adds a row.',
  columns: '`{ id, label, type, options, integer, optional }`.',
  fixedRows: 'Rows that are given: `{ id, label }`.',
};

/** @throws when a key of a shape has no words yet: they are to be written with it */
export function wordsOfKey(key: string): string {
  const words = keyWords[key];
  if (words === undefined) throw new Error(`The key "${key}" of a field has no words in field-words.ts`);
  return words;
}
