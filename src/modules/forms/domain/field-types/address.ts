import type { AddressAnswer } from '../answers.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition, InputReader } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { FieldOf } from '../form-schema.ts';
import { cleanLine, comparable, lengthOf } from '../text-cleaning.ts';
import { isRecord } from './record.ts';

type AddressField = FieldOf<'address'>;

/** Lines of the postal standard are shorter; this leaves room for buildings and places. */
const maxLine = 120;

/**
 * A French postal address, always possible by hand. `-chosen` holds, as JSON, the suggestion that the person took:
 * `{street, postcode, city, citycode, lat, lon}`; it counts as long as the street's input still begins like it.
 */
export const addressField: FieldTypeDefinition<AddressField, { [key: string]: unknown } & AddressAnswer> = {
  type: 'address',
  inputs: ['-street', '-postcode', '-city', '-chosen'],
  celType: () => ({
    record: {
      label: 'string',
      street: 'string',
      postcode: 'string',
      city: 'string',
      citycode: 'string',
      lat: 'double',
      lon: 'double',
    },
  }),
  parse(field, input, context) {
    const typed = typedAddress(input);
    if (typed.street === '' && typed.postcode === '' && typed.city === '') return {};
    const problems = lineProblems(field, typed);
    if (problems.length > 0) return { problems };
    return { answer: locate({ ...typed, label: `${typed.street}, ${typed.postcode} ${typed.city}` }, context) };
  },
  accepts: (value): value is { [key: string]: unknown } & AddressAnswer =>
    isRecord(value) && ['label', 'street', 'postcode', 'city'].every((key) => typeof value[key] === 'string'),
  validate(field, answer, context) {
    const problems = lineProblems(field, answer);
    if (problems.length > 0 || !field.inTerritory || context.territory === undefined) return problems;
    if (answer.citycode === undefined) {
      return context.communes === undefined ? [] : [problem('addressUnknownCity', field, {}, '-postcode')];
    }
    return context.territory.communes.has(answer.citycode) ? [] : [problem('outsideTerritory', field, {}, '-city')];
  },
  missing: (field) => [
    problem('required', field),
    problem('addressPostcode', field, {}, '-postcode'),
    problem('addressCity', field, {}, '-city'),
  ],
  format: (_field, answer) => [answer.street, `${answer.postcode} ${answer.city}`],
  toInputs: (_field, answer) => ({
    '-street': answer.street,
    '-postcode': answer.postcode,
    '-city': answer.city,
    '-chosen': answer.lat === undefined ? '' : JSON.stringify(answer),
  }),
  toCel: (_field, answer) => ({ citycode: null, lat: null, lon: null, ...answer }),
};

interface TypedAddress {
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly citycode?: string;
  readonly lat?: number;
  readonly lon?: number;
}

function typedAddress(input: InputReader): TypedAddress {
  const street = input.line('-street').replace(/,$/, '');
  const postcode = input.line('-postcode').replace(/^(\d{2}) ?(\d{3})$/, '$1$2');
  const city = input.line('-city');
  const chosen = chosenSuggestion(input.line('-chosen'));
  if (chosen === undefined || !comparable(street).startsWith(comparable(chosen.street)))
    return { street, postcode, city };
  const sameTown =
    (postcode === '' || postcode === chosen.postcode) && (city === '' || comparable(city) === comparable(chosen.city));
  if (!sameTown) return { street, postcode, city };
  // The street's input may hold the whole suggestion, town included: the suggestion's own street is then the better one.
  const whole = comparable(street).includes(comparable(`${chosen.postcode} ${chosen.city}`));
  return { ...chosen, street: whole ? chosen.street : street };
}

function chosenSuggestion(json: string): (TypedAddress & { readonly street: string }) | undefined {
  if (!json.startsWith('{') || json.length > 2000) return undefined;
  const value = parseJson(json);
  if (!isRecord(value)) return undefined;
  const { street, postcode, city, citycode, lat, lon } = value;
  if (typeof street !== 'string' || typeof postcode !== 'string' || typeof city !== 'string' || street === '')
    return undefined;
  const located = typeof lat === 'number' && typeof lon === 'number' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return {
    street: cleanLine(street),
    postcode: cleanLine(postcode),
    city: cleanLine(city),
    ...(typeof citycode === 'string' && /^\d[\dAB]\d{3}$/.test(citycode) ? { citycode } : {}),
    ...(located ? { lat, lon } : {}),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function lineProblems(field: AddressField, typed: TypedAddress): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (typed.street === '') problems.push(problem('addressStreet', field, {}, '-street'));
  else if (lengthOf(typed.street) > maxLine)
    problems.push(problem('addressTooLong', field, { max: maxLine }, '-street'));
  if (!/^\d{5}$/.test(typed.postcode)) problems.push(problem('addressPostcode', field, {}, '-postcode'));
  if (typed.city === '') problems.push(problem('addressCity', field, {}, '-city'));
  else if (lengthOf(typed.city) > maxLine) problems.push(problem('addressTooLong', field, { max: maxLine }, '-city'));
  return problems;
}

/** The INSEE code of the town, from its name and postcode; a code that does not go with the postcode is not believed. */
function locate(address: AddressAnswer, context: FormContext): { [key: string]: unknown } & AddressAnswer {
  if (context.communes === undefined) return { ...address };
  const towns = context.communes.listByPostcode(address.postcode);
  const name = comparable(address.city).replace(/ cedex( \d+)?$/, '');
  const town =
    towns.find((commune) => commune.code === address.citycode) ??
    towns.find((commune) => comparable(commune.name) === name);
  const { citycode: _unproven, ...rest } = address;
  return town === undefined ? rest : { ...rest, citycode: town.code };
}
