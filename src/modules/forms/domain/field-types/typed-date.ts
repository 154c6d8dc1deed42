import { daysInMonth, isoDateOf, isRealDate } from '../civil-date.ts';
import { bilingual, problem } from '../field-problem.ts';
import type { FieldProblem, InputReader, ParsedAnswer } from '../field-type.ts';
import type { BilingualText } from '../form-error.ts';
import type { LabelledField } from '../form-schema.ts';
import { comparable } from '../text-cleaning.ts';

/** The three inputs of a date, as typed. */
export interface TypedDate {
  readonly prefix: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export function dateInputs(prefix = ''): string[] {
  return [`${prefix}-day`, `${prefix}-month`, `${prefix}-year`];
}

export function typedDate(input: InputReader, prefix = ''): TypedDate {
  const typed = {
    prefix,
    day: input.line(`${prefix}-day`),
    month: input.line(`${prefix}-month`),
    year: input.line(`${prefix}-year`),
  };
  return typed.month === '' && typed.year === '' ? spread(typed) : typed;
}

/** Some type or paste the whole date in the first input: 12/03/2019, 12 mars 2019, 2019-03-12. */
function spread(typed: TypedDate): TypedDate {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.day);
  if (iso !== null) return { ...typed, day: iso[3] ?? '', month: iso[2] ?? '', year: iso[1] ?? '' };
  const written = /^(\d{1,2}(?:er)?)[\s./-]+(\d{1,2}|[^\d\s]+)[\s./-]+(\d{2,4})$/.exec(typed.day);
  return written === null
    ? typed
    : { ...typed, day: written[1] ?? '', month: written[2] ?? '', year: written[3] ?? '' };
}

const monthNames: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'janvier janv jan january',
    'fevrier fevr fev feb february',
    'mars mar march',
    'avril avr apr april',
    'mai may',
    'juin jun june',
    'juillet juil jul july',
    'aout aou aug august',
    'septembre sept sep september',
    'octobre oct october',
    'novembre nov november',
    'decembre dec december',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/** Nothing typed: no answer. A real date: YYYY-MM-DD. Otherwise what is wrong, at the input where it is wrong. */
export function readDate(field: LabelledField, typed: TypedDate, today: string): ParsedAnswer<string> {
  if (typed.day === '' && typed.month === '' && typed.year === '') return {};
  const missing = missingParts(field, typed);
  if (missing !== undefined) return { problems: [missing] };
  const day = readDay(typed.day);
  if (day === undefined) return { problems: [problem('dateDay', field, {}, `${typed.prefix}-day`)] };
  const month = readMonth(typed.month);
  if (month === undefined) return { problems: [problem('dateMonth', field, {}, `${typed.prefix}-month`)] };
  if (!/^\d{4}$/.test(typed.year)) {
    return { problems: [problem('dateYear', field, { example: today.slice(0, 4) }, `${typed.prefix}-year`)] };
  }
  const year = Number(typed.year);
  if (isRealDate(year, month, day)) return { answer: isoDateOf(year, month, day) };
  const unreal = { day, days: daysInMonth(year, month), month: monthInWords(year, month) };
  return { problems: [problem('dateUnreal', field, unreal, `${typed.prefix}-day`)] };
}

function missingParts(field: LabelledField, typed: TypedDate): FieldProblem | undefined {
  const missing = [
    typed.day === '' ? (['-day', bilingual('dayPart')] as const) : undefined,
    typed.month === '' ? (['-month', bilingual('monthPart')] as const) : undefined,
    typed.year === '' ? (['-year', bilingual('yearPart')] as const) : undefined,
  ].filter((part) => part !== undefined);
  const [first] = missing;
  if (first === undefined) return undefined;
  const parts: BilingualText = {
    fr: missing.map(([, name]) => name.fr).join(' et '),
    en: missing.map(([, name]) => name.en).join(' and '),
  };
  return problem('dateIncomplete', field, { parts }, typed.prefix + first[0]);
}

function readDay(typed: string): number | undefined {
  const digits = /^(\d{1,2})(?:er|st|nd|rd|th)?$/i.exec(typed);
  const day = Number(digits?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

export function readMonth(typed: string): number | undefined {
  if (/^\d{1,2}$/.test(typed)) {
    const month = Number(typed);
    return month >= 1 && month <= 12 ? month : undefined;
  }
  const name = comparable(typed);
  return Object.hasOwn(monthNames, name) ? monthNames[name] : undefined;
}

const monthFormats = {
  fr: new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
};

/** "mars 2019" */
export function monthInWords(year: number, month: number): BilingualText {
  const date = new Date(Date.UTC(2000, month - 1, 1));
  date.setUTCFullYear(year);
  return { fr: monthFormats.fr.format(date), en: monthFormats.en.format(date) };
}
