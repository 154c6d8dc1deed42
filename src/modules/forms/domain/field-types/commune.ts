import type { CommuneAnswer } from '../answers.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { CommuneEntry, CommuneLookup } from '../form-context.ts';
import type { FieldOf } from '../form-schema.ts';
import { comparable } from '../text-cleaning.ts';
import { isRecord } from './record.ts';

const inseeCode = /^(?:\d{5}|2[AB]\d{3})$/;

/** A French commune, by name, "name (postcode)", postcode or INSEE code; `-code` is the code of a suggestion taken. */
export const communeField: FieldTypeDefinition<FieldOf<'commune'>, { [key: string]: unknown } & CommuneAnswer> = {
  type: 'commune',
  inputs: ['', '-code'],
  celType: () => ({ record: { code: 'string', name: 'string', postcode: 'string' } }),
  parse(field, input, context) {
    const typed = input.line();
    const code = input.line('-code').toUpperCase();
    if (typed === '' && code === '') return {};
    if (context.communes === undefined) return { problems: [problem('communeUnknown', field)] };
    const found = matchingCommunes(typed, code, context.communes);
    const [only] = found;
    if (only === undefined) return { problems: [problem('communeUnknown', field)] };
    if (found.length > 1) return { problems: [problem('communeAmbiguous', field, { examples: examplesOf(found) })] };
    const postcode = only.postcodes.find((candidate) => typed.includes(candidate)) ?? only.postcodes[0];
    return { answer: { code: only.code, name: only.name, ...(postcode === undefined ? {} : { postcode }) } };
  },
  accepts: (value): value is { [key: string]: unknown } & CommuneAnswer =>
    isRecord(value) && typeof value.name === 'string' && typeof value.code === 'string',
  validate(field, answer, context) {
    if (
      !inseeCode.test(answer.code) ||
      context.communes?.findByCode(answer.code)?.code !== (context.communes && answer.code)
    ) {
      return [problem('communeUnknown', field)];
    }
    const outside =
      field.inTerritory && context.territory !== undefined && !context.territory.communes.has(answer.code);
    return outside ? [problem('outsideTerritory', field)] : [];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => nameWithPostcode(answer.name, answer.postcode),
  toInputs: (_field, answer) => ({ '': nameWithPostcode(answer.name, answer.postcode), '-code': answer.code }),
  toCel: (_field, answer) => ({ postcode: null, ...answer }),
};

/** The communes that what was typed may mean: none, one, or several to choose among. */
function matchingCommunes(typed: string, code: string, communes: CommuneLookup): readonly CommuneEntry[] {
  const chosen = inseeCode.test(code) ? communes.findByCode(code) : undefined;
  if (chosen !== undefined && (typed === '' || comparable(typed).startsWith(comparable(chosen.name)))) return [chosen];
  const digits = /\b(\d{5}|2[ABab]\d{3})\b/.exec(typed)?.[1]?.toUpperCase();
  const name = comparable(typed.replace(/[([]?\b(?:\d{5}|2[ABab]\d{3})\b[)\]]?/, ''));
  if (digits === undefined) return communes.listByName(name);
  const byPostcode = communes.listByPostcode(digits);
  const byCode = communes.findByCode(digits);
  if (name === '') return byPostcode.length > 0 || byCode === undefined ? byPostcode : [byCode];
  const named = [...byPostcode, ...(byCode === undefined ? [] : [byCode])].filter(
    (entry) => comparable(entry.name) === name,
  );
  return named.slice(0, 1);
}

function examplesOf(communes: readonly CommuneEntry[]): string {
  return communes
    .slice(0, 4)
    .map((entry) => nameWithPostcode(entry.name, entry.postcodes[0]))
    .join(', ');
}

function nameWithPostcode(name: string, postcode: string | undefined): string {
  return postcode === undefined ? name : `${name} (${postcode})`;
}
