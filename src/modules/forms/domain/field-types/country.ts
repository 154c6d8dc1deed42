import type { Locale } from '#platform/i18n/text.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** ISO 3166-1 alpha-2, as published on 2024-02-29; names come from the CLDR of the runtime. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';
const countries: ReadonlySet<string> = new Set(codes.split(' '));

/** A country, by its ISO 3166-1 code. */
export const countryField: FieldTypeDefinition<FieldOf<'country'>, string> = {
  type: 'country',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line().toUpperCase();
    if (typed === '') return {};
    return countries.has(typed) ? { answer: typed } : { problems: [problem('countryUnknown', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) => (countries.has(answer) ? [] : [problem('countryUnknown', field)]),
  missing: (field) => problem('required', field),
  format: (_field, answer, locale) => countryName(answer, locale),
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

const names: Record<Locale, Intl.DisplayNames> = {
  fr: new Intl.DisplayNames('fr', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};

function countryName(code: string, locale: Locale): string {
  return countries.has(code) ? (names[locale].of(code) ?? code) : code;
}

const lists: Partial<Record<Locale, readonly { readonly value: string; readonly label: string }[]>> = {};

/** Every country in the order of its name, France first. */
export function listCountries(locale: Locale): readonly { readonly value: string; readonly label: string }[] {
  const known = lists[locale];
  if (known !== undefined) return known;
  const others = [...countries]
    .filter((code) => code !== 'FR')
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const list = [{ value: 'FR', label: countryName('FR', locale) }, ...others];
  lists[locale] = list;
  return list;
}
