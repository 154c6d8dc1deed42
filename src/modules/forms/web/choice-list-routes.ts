import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { json, type Result, type Route } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { registeredChoiceLists, searchOptions } from '../domain/choice-lists.ts';

/** What completes the fields whose options are a long list. */
export function choiceListRoutes(): Route[] {
  return [
    { id: 'forms.choice-list', method: 'GET', path: '/api/listes/:list', access: 'public', handle: suggestOptions },
  ];
}

/** `[{ value, label }]` for `?q=`; `langue=en` for English labels. */
async function suggestOptions(context: RequestContext): Promise<Result> {
  const list = registeredChoiceLists().get(context.params.list ?? '');
  if (list === undefined) throw new NotFoundError();
  const locale = context.query.langue === 'en' ? 'en' : 'fr';
  const found = searchOptions(list.options, context.query.q ?? '');
  return json(
    found.map(({ value, label }) => ({ value, label: localize(label, locale) })),
    200,
    { 'cache-control': 'public, max-age=300' },
  );
}
