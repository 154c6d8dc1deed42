import type { z } from 'zod';
import type { Locale } from '#platform/i18n/text.ts';

const kinds: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  string: { fr: 'un texte', en: 'a text' },
  number: { fr: 'un nombre', en: 'a number' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'oui ou non (true, false)', en: 'yes or no (true, false)' },
  array: { fr: 'une liste', en: 'a list' },
  object: { fr: 'un ensemble de clés et de valeurs', en: 'a set of keys and values' },
  record: { fr: 'un ensemble de clés et de valeurs', en: 'a set of keys and values' },
  date: { fr: 'une date', en: 'a date' },
  undefined: { fr: 'rien', en: 'nothing' },
  null: { fr: 'rien', en: 'nothing' },
};

type Issue = z.core.$ZodRawIssue;

/** What a schema refuses, for somebody who writes no code: hand it in as the `error` of a parse. */
export function schemaWords(locale: Locale): (issue: Issue) => string {
  return locale === 'fr' ? inFrench : inEnglish;
}

function inFrench(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Il faut ${kindOf(issue.expected, 'fr')} ici.`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `Il faut «\u00a0${String(issue.values[0])}\u00a0» ici.`
        : `Il faut l’un de ces mots\u00a0: ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return tooBigInFrench(issue.origin, issue.maximum, issue.inclusive !== false);
    case 'too_small':
      return tooSmallInFrench(issue.origin, issue.minimum, issue.inclusive !== false);
    case 'not_multiple_of':
      return issue.divisor === 1 ? 'Il faut un nombre entier.' : `Il faut un multiple de ${String(issue.divisor)}.`;
    case 'invalid_format':
      return formatInFrench(issue.format, issue.pattern);
    case 'unrecognized_keys':
      return issue.keys.length === 1
        ? `La clé «\u00a0${issue.keys[0]}\u00a0» n’est pas connue ici.`
        : `Ces clés ne sont pas connues ici\u00a0: ${issue.keys.join(', ')}.`;
    case 'invalid_key':
      return 'L’une des clés n’est pas acceptée ici.';
    default:
      return 'Cette valeur n’est pas acceptée ici.';
  }
}

function inEnglish(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${kindOf(issue.expected, 'en')}.`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `This must be “${String(issue.values[0])}”.`
        : `This must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return tooBigInEnglish(issue.origin, issue.maximum, issue.inclusive !== false);
    case 'too_small':
      return tooSmallInEnglish(issue.origin, issue.minimum, issue.inclusive !== false);
    case 'not_multiple_of':
      return issue.divisor === 1
        ? 'This must be a whole number.'
        : `This must be a multiple of ${String(issue.divisor)}.`;
    case 'invalid_format':
      return formatInEnglish(issue.format, issue.pattern);
    case 'unrecognized_keys':
      return issue.keys.length === 1
        ? `The key “${issue.keys[0]}” is not known here.`
        : `These keys are not known here: ${issue.keys.join(', ')}.`;
    case 'invalid_key':
      return 'One of the keys is not accepted here.';
    default:
      return 'This value is not accepted here.';
  }
}

function kindOf(expected: string, locale: Locale): string {
  const kind = kinds[expected];
  if (kind !== undefined) return kind[locale];
  return locale === 'fr' ? 'une autre sorte de valeur' : 'another kind of value';
}

const inFr = (value: number | bigint) => value.toLocaleString('fr-FR').replaceAll('\u202f', '\u00a0');
const inEn = (value: number | bigint) => value.toLocaleString('en-GB');

function tooBigInFrench(origin: string, maximum: number | bigint, inclusive: boolean): string {
  const most = inFr(maximum);
  if (origin === 'string') return `Ce texte est trop long\u00a0: ${most} caractères au plus.`;
  if (origin === 'array' || origin === 'set') return `Cette liste est trop longue\u00a0: ${most} lignes au plus.`;
  return inclusive ? `Ce nombre est trop grand\u00a0: ${most} au plus.` : `Ce nombre doit être plus petit que ${most}.`;
}

function tooBigInEnglish(origin: string, maximum: number | bigint, inclusive: boolean): string {
  const most = inEn(maximum);
  if (origin === 'string') return `This text is too long: ${most} characters at most.`;
  if (origin === 'array' || origin === 'set') return `This list is too long: ${most} rows at most.`;
  return inclusive ? `This number is too great: ${most} at most.` : `This number must be less than ${most}.`;
}

function tooSmallInFrench(origin: string, minimum: number | bigint, inclusive: boolean): string {
  const least = inFr(minimum);
  if (origin === 'string')
    return Number(minimum) <= 1 ? 'Écrivez un texte.' : `Ce texte est trop court\u00a0: ${least} caractères au moins.`;
  if (origin === 'array' || origin === 'set')
    return Number(minimum) <= 1 ? 'Il faut au moins une ligne.' : `Il faut au moins ${least} lignes.`;
  return inclusive
    ? `Ce nombre est trop petit\u00a0: ${least} au moins.`
    : `Ce nombre doit être plus grand que ${least}.`;
}

function tooSmallInEnglish(origin: string, minimum: number | bigint, inclusive: boolean): string {
  const least = inEn(minimum);
  if (origin === 'string')
    return Number(minimum) <= 1 ? 'Write a text.' : `This text is too short: ${least} characters at least.`;
  if (origin === 'array' || origin === 'set')
    return Number(minimum) <= 1 ? 'At least one row is needed.' : `At least ${least} rows are needed.`;
  return inclusive ? `This number is too small: ${least} at least.` : `This number must be greater than ${least}.`;
}

/** The joints that an identifier's pattern allows between its words. */
function jointOf(pattern: string | undefined): '-' | '_' | undefined {
  if (pattern === undefined || !pattern.includes('a-z')) return undefined;
  return /_[^\]]*\]/.test(pattern) && !pattern.includes('-]') ? '_' : '-';
}

function formatInFrench(format: string, pattern: string | undefined): string {
  if (format === 'url') return 'Ce n’est pas une adresse web\u00a0: elle commence par https://';
  if (format === 'email') return 'Ce n’est pas une adresse électronique.';
  if (format === 'date') return 'Ce n’est pas une date\u00a0: elle s’écrit 2026-09-30.';
  const joint = jointOf(pattern);
  if (joint !== undefined)
    return `Écrivez-le en minuscules sans accent, une lettre ou un chiffre d’abord, avec «\u00a0${joint}\u00a0» entre les mots.`;
  return 'Cette valeur n’est pas écrite comme attendu.';
}

function formatInEnglish(format: string, pattern: string | undefined): string {
  if (format === 'url') return 'This is not a web address: it begins with https://';
  if (format === 'email') return 'This is not an e-mail address.';
  if (format === 'date') return 'This is not a date: it is written 2026-09-30.';
  const joint = jointOf(pattern);
  if (joint !== undefined)
    return `Write it in small letters without accents, a letter or a digit first, with “${joint}” between words.`;
  return 'This value is not written as expected.';
}
