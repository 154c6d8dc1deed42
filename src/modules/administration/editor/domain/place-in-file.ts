import type { Locale } from '#platform/i18n/text.ts';
import { inWords } from '../../letters/variable-words.ts';
import { filePlaceMessages as say } from '../messages/file-place-messages.ts';
import { choiceLabel, knownSettingLabel } from '../messages/setting-messages.ts';
import { asJson, isObject, type Json, type JsonObject, shownText, textOf } from './json.ts';

const lists = [
  'pages',
  'fields',
  'options',
  'columns',
  'checks',
  'exits',
  'constraints',
  'fees',
  'states',
  'transitions',
  'effects',
  'messages',
  'letters',
] as const;
type ListName = (typeof lists)[number];

/** Lists that hold what another list holds: the questions of an act are fields. */
const alike: Readonly<Record<string, ListName>> = { form: 'fields', onSubmission: 'effects' };

/**
 * Where that path leads in the file, by the names that the file gives: page « Vous », champ « Taille », Intitulé. A part
 * without a name is said by its number; '' for the file as a whole.
 * @param file what was read of the file, right or wrong
 */
export function placeInFile(file: unknown, path: readonly (string | number)[], locale: Locale): string {
  const said: string[] = [];
  let value: Json | undefined = asJson(file);
  let scope = '';
  let last: string | undefined;
  for (const [at, step] of path.entries()) {
    const inside: Json | undefined = Array.isArray(value)
      ? value[Number(step)]
      : isObject(value)
        ? value[String(step)]
        : undefined;
    const before = String(path[at - 1] ?? '');
    const list = Array.isArray(value) ? (lists.find((one) => one === before) ?? alike[before]) : undefined;
    if (list === undefined) {
      if (typeof step === 'string' && !Array.isArray(inside)) last = step;
    } else {
      if (before === 'onSubmission') said.push(say(locale, 'onSubmission'));
      const part: JsonObject = isObject(inside) ? inside : {};
      const name = nameOf(part, locale);
      const number = Number(step) + 1;
      said.push(name === '' ? numbered(list, number, locale) : say(locale, list, { name }));
      scope = scopeOf(list, part);
      last = undefined;
    }
    value = inside;
  }
  // `fr` and `en` say the language of a text that its key names.
  const key = last === 'fr' || last === 'en' ? String(path[path.length - 2] ?? '') : last;
  const setting = key === undefined ? undefined : keyInWords(key, scope, locale);
  return [...said, ...(setting === undefined ? [] : [setting])].join(', ');
}

/** Keys that hold a part of the file, which no page sets as a whole. */
const wholes = [
  'procedure',
  'version',
  'legal',
  'silence',
  'workflow',
  'form',
  'pages',
  'fields',
  'states',
  'transitions',
] as const;

function keyInWords(key: string, scope: string, locale: Locale): string | undefined {
  if (key === 'when') return say(locale, 'key.when');
  const whole = scope === '' || scope === 'pages' ? wholes.find((one) => one === key) : undefined;
  if (whole !== undefined) return say(locale, `key.${whole}`);
  const setting = knownSettingLabel(locale, scope, key);
  return setting === undefined ? undefined : setting.charAt(0).toLowerCase() + setting.slice(1);
}

/** "1re page", "2e champ"; English says "page 1". */
function numbered(list: ListName, number: number, locale: Locale): string {
  const said = say(locale, `${list}.nameless`, { number });
  const feminine: readonly ListName[] = ['pages', 'columns', 'checks', 'exits', 'constraints', 'transitions'];
  return locale === 'fr' && number === 1 ? said.replace('1e', feminine.includes(list) ? '1re' : '1er') : said;
}

function nameOf(part: JsonObject, locale: Locale): string {
  if (textOf(part.effect) !== '') return choiceLabel(locale, 'effect', textOf(part.effect));
  for (const key of ['title', 'label', 'subject', 'message']) {
    const said = shownText(part[key], locale);
    if (said !== '') return inWords(said, locale);
  }
  return textOf(part.id) || textOf(part.use) || textOf(part.value);
}

/** Which words its settings have: see `settingLabel`. */
function scopeOf(list: ListName, part: JsonObject): string {
  if (list === 'fields') return `field.${textOf(part.type)}`;
  if (list === 'effects') return `effect.${textOf(part.effect)}`;
  const single: Partial<Record<ListName, string>> = {
    states: 'state',
    transitions: 'transition',
    messages: 'message',
    letters: 'letter',
    checks: 'check',
    exits: 'exit',
    constraints: 'rule',
  };
  return single[list] ?? list;
}
