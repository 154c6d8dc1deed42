import type { FormBody } from '#platform/http/context.ts';
import { copyOf, isObject, type Json, type JsonObject } from '../json.ts';
import type { Setting } from './setting.ts';

/** A button of a list of rows: it changes what is typed, and saves nothing. */
export interface RowAction {
  readonly act: 'add' | 'remove' | 'up' | 'down';
  /** The name of the list: `options`, `constraints`, `effects`. */
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
    const match = /^__(add|remove|up|down):([A-Za-z0-9_.]{1,80}):(\d{1,4})$/.exec(key);
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

/** The values after the button: a row more, less, or elsewhere. Unknown names change nothing. */
export function applyRowAction(values: JsonObject, settings: readonly Setting[], action: RowAction): JsonObject {
  const next = copyOf(values);
  let holder: JsonObject = next;
  let known = settings;
  const parts = action.name.split('.');
  const last = parts.pop() ?? '';
  for (const part of parts) {
    const setting = known.find((one) => one.key === part);
    if (setting?.kind !== 'group') return next;
    if (!isObject(holder[part])) holder[part] = {};
    holder = holder[part] as JsonObject;
    known = setting.inner ?? [];
  }
  const setting = known.find((one) => one.key === last);
  if (setting?.kind !== 'rows' && setting?.kind !== 'locals') return next;
  const rows: Json[] = Array.isArray(holder[last]) ? holder[last] : [];
  holder[last] = changed(rows, action, setting);
  return next;
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
