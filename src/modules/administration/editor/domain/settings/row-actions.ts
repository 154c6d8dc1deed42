import type { FormBody } from '#platform/http/context.ts';
import { copyOf, isObject, type Json, type JsonObject } from '../json.ts';
import type { Setting } from './setting.ts';

/** A button of a list of rows: it changes what is typed, and saves nothing. */
export interface RowAction {
  readonly act: 'add' | 'paste' | 'remove' | 'up' | 'down';
  /** The name of the list: `options`, `constraints`, `effects`, `columns.1.options`. */
  readonly name: string;
  readonly index: number;
  /** Which of several shapes is added. */
  readonly variant: string;
}

/** The names of the buttons. */
export function rowActionName(act: RowAction['act'], name: string, index = 0): string {
  return `__${act}:${name}:${index}`;
}

export function postedRowAction(body: FormBody): RowAction | undefined {
  for (const key of Object.keys(body)) {
    const match = /^__(add|paste|remove|up|down):([A-Za-z0-9_.]{1,80}):(\d{1,4})$/.exec(key);
    if (match === null) continue;
    const name = match[2] ?? '';
    const variant = body[`${name}-new`];
    return {
      act: match[1] as RowAction['act'],
      name,
      index: Number(match[3]),
      variant: typeof variant === 'string' ? variant : '',
    };
  }
  return undefined;
}

/**
 * The values after the button: a row more, less, or elsewhere. Unknown names change nothing; nor does pasting, whose rows
 * are read with the others.
 */
export function applyRowAction(values: JsonObject, settings: readonly Setting[], action: RowAction): JsonObject {
  if (action.act === 'paste') return values;
  const next = copyOf(values);
  let holder: JsonObject = next;
  let known = settings;
  const parts = action.name.split('.');
  const last = parts.pop() ?? '';
  while (parts.length > 0) {
    const inside = stepInto(holder, known, parts);
    if (inside === undefined) return next;
    [holder, known] = inside;
  }
  const setting = known.find((one) => one.key === last);
  if (setting?.kind !== 'rows' && setting?.kind !== 'locals') return next;
  const rows: Json[] = Array.isArray(holder[last]) ? holder[last] : [];
  holder[last] = changed(rows, action, setting);
  return next;
}

/** The group, or the row of a list, that the first of these parts name; they are taken away. */
function stepInto(
  holder: JsonObject,
  known: readonly Setting[],
  parts: string[],
): [JsonObject, readonly Setting[]] | undefined {
  const key = parts.shift() ?? '';
  const setting = known.find((one) => one.key === key);
  if (setting?.kind === 'group') {
    const group = isObject(holder[key]) ? holder[key] : {};
    holder[key] = group;
    return [group, setting.inner ?? []];
  }
  const rows = setting?.kind === 'rows' ? holder[key] : undefined;
  const row = Array.isArray(rows) ? rows[Number(parts.shift())] : undefined;
  return isObject(row) ? [row, setting?.inner ?? []] : undefined;
}

function changed(rows: readonly Json[], { act, index, variant }: RowAction, setting: Setting): Json[] {
  if (act === 'add') {
    const { variants } = setting;
    if (variants === undefined) return [...rows, {}];
    return variants.settings.has(variant) ? [...rows, { [variants.by]: variant }] : [...rows];
  }
  const next = [...rows];
  const [row] = next.splice(index, 1);
  if (row === undefined) return [...rows];
  if (act === 'remove') return next;
  next.splice(Math.max(0, Math.min(next.length, index + (act === 'up' ? -1 : 1))), 0, row);
  return next;
}
