import { CommandRefusedError } from './command-refused.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Writes these keys; null takes a key away. */
export function setKeys(target: JsonObject, values: JsonObject): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete target[key];
    else target[key] = value;
  }
}

/** One place up or down; at the end of the list nothing moves. */
export function move(list: Json[], is: (item: JsonObject) => boolean, by: -1 | 1, unknown: string): void {
  const index = list.findIndex((item) => isObject(item) && is(item));
  const item = list[index];
  if (item === undefined) throw new CommandRefusedError(unknown);
  const to = index + by;
  if (to < 0 || to >= list.length) return;
  list.splice(index, 1);
  list.splice(to, 0, item);
}

export function removeFrom(list: Json[], is: (item: JsonObject) => boolean): void {
  const index = list.findIndex((item) => isObject(item) && is(item));
  if (index >= 0) list.splice(index, 1);
}
