import type { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type Json, type JsonObject, localOf, sameContent, textOf } from '../domain/json.ts';
import { longestValue, readSettings, type TooLong, yamlOf } from '../domain/settings/read-settings.ts';
import { applyRowAction, postedRowAction } from '../domain/settings/row-actions.ts';
import { problemsOf, type SettingProblem, settingId } from '../domain/settings/schema-problems.ts';
import type { Setting } from '../domain/settings/setting.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { settingLabel } from '../messages/setting-messages.ts';
import type { Difference } from './edit-flow.tsx';

/** What a page of settings posted. */
export type PostedSettings =
  /** A button of a list was pressed: the page again, nothing saved. */
  | { readonly kind: 'rearranged'; readonly values: JsonObject }
  | { readonly kind: 'wrong'; readonly values: JsonObject; readonly problems: readonly SettingProblem[] }
  | { readonly kind: 'right'; readonly values: JsonObject };

/**
 * Reads a page of settings.
 * @param complete puts the values in what the schema checks: what is edited elsewhere, ids made of labels
 */
export function readPosted(
  context: RequestContext,
  settings: readonly Setting[],
  schema: z.ZodType,
  complete: (values: JsonObject) => JsonObject = (values) => values,
): PostedSettings {
  const action = postedRowAction(context.body);
  if (action !== undefined) {
    const { values, tooLong } = readSettings(settings, context.body, { keepEmptyRows: action.act !== 'paste' });
    if (tooLong.length > 0) return { kind: 'wrong', values, problems: longLists(tooLong, context.locale) };
    return { kind: 'rearranged', values: applyRowAction(values, settings, action) };
  }
  const { values, unreadable, tooLong } = readSettings(settings, context.body);
  if (tooLong.length > 0) return { kind: 'wrong', values, problems: longLists(tooLong, context.locale) };
  const whole = complete(values);
  const { locale } = context;
  const problems = [
    ...unreadable.map(({ name, reason }) => ({
      fieldId: settingId(name),
      message: reason ?? say(locale, 'value.tooLong', { most: longestValue }),
    })),
    ...problemsOf(schema, whole, settings, locale, { missing: say(locale, 'missing') }),
  ];
  return problems.length > 0 ? { kind: 'wrong', values, problems } : { kind: 'right', values: whole };
}

function longLists(lists: readonly TooLong[], locale: Locale): SettingProblem[] {
  const figure = new Intl.NumberFormat(locale);
  return lists.map(({ name, count: rows, most }) => {
    const count = figure.format(rows);
    return {
      fieldId: name.endsWith('-pasted') ? settingId(name) : settingId(`${name}-rows`),
      message: say(locale, name.endsWith('-pasted') ? 'row.pastedTooMany' : 'row.tooMany', { count, most }),
    };
  });
}

/** What differs between what is kept now and what was typed, setting by setting. */
export function differencesOf(
  context: RequestContext,
  settings: readonly Setting[],
  scope: string,
  theirs: JsonObject,
  yours: JsonObject,
): Difference[] {
  return settings
    .filter((setting) => !sameContent(theirs[setting.key] ?? setting.fallback, yours[setting.key] ?? setting.fallback))
    .map((setting) => ({
      label: settingLabel(context.locale, scope, setting.key),
      theirs: inWords(theirs[setting.key]),
      yours: inWords(yours[setting.key]),
    }));
}

function inWords(value: Json | undefined): string {
  const fr = localOf(value, 'fr');
  if (fr !== '' && typeof value === 'object')
    return [fr, localOf(value, 'en')].filter((text) => text !== '').join('\n');
  return typeof value === 'object' && value !== null ? yamlOf(value) : textOf(value) || (value === true ? '✓' : '–');
}
