import type { DraftContent } from './draft-content.ts';
import { renameIn } from './expression-names.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Keys whose text is an expression. */
const expressions = new Set(['when', 'check', 'amount', 'headline', 'urgentWhen']);
/** Keys whose text, or each text of a list, is the id of a field. */
const ids = new Set(['at', 'authorityOf', 'prefillFrom', 'since', 'keep']);

/** The content in which what named the field `from` names it `to`: conditions, rules, applicant, messages. */
export function renameField(content: DraftContent, from: string, to: string): DraftContent {
  const source = renamed(content.source, from, to) as JsonObject;
  for (const key of ['applicant', 'place']) {
    const named = source[key];
    if (!isObject(named)) continue;
    for (const [role, id] of Object.entries(named)) if (id === from) named[role] = to;
  }
  return { source, workflow: renamed(content.workflow, from, to) as JsonObject };
}

function renamed(value: Json, from: string, to: string, meaning: 'text' | 'expression' | 'id' = 'text'): Json {
  if (typeof value === 'string') {
    if (meaning === 'expression') return renameIn(value, from, to);
    if (meaning === 'id') return value === from ? to : value;
    return value.replaceAll(`{{answers.${from}}}`, `{{answers.${to}}}`);
  }
  if (Array.isArray(value)) return value.map((item) => renamed(item, from, to, meaning));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      renamed(inner, from, to, meaning === 'expression' ? meaning : meaningOf(key, value)),
    ]),
  );
}

function meaningOf(key: string, holder: JsonObject): 'text' | 'expression' | 'id' {
  if (expressions.has(key) || (key === 'value' && holder.type === 'computed')) return 'expression';
  if (holder.effect === 'open-dossier' && key === 'answers') return 'expression';
  if (holder.effect === 'set-fields' && key === 'values') return 'expression';
  if (holder.effect !== undefined && (key === 'fields' || key === 'to')) return 'id';
  return ids.has(key) ? 'id' : 'text';
}
