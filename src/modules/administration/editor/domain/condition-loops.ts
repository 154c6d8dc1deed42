import { pathInSource, placeBlocks, procedureSourceSchema } from '#modules/catalogue/index.ts';
import { checkForm, type FieldBlock } from '#modules/forms/index.ts';
import type { JsonObject } from './json.ts';

/** A condition that waits for itself, or for what is asked after it; `path` is that of the file. */
export interface ConditionLoop {
  readonly path: readonly (string | number)[];
  /** As the checks say it: see `problemInWords`. */
  readonly message: string;
}

const loops = [/^Conditions go in a circle/, /^Refers to ".+", (?:which is asked|the group that it is in)/];

/** The conditions of a form that nothing could ever decide. A file is refused for them: no draft would hold together. */
export function findConditionLoops(source: JsonObject, blocks: ReadonlyMap<string, FieldBlock>): ConditionLoop[] {
  const read = procedureSourceSchema.safeParse(source);
  if (!read.success) return [];
  const placed = placeBlocks(read.data.form, blocks);
  if (placed.problems.length > 0) return [];
  return checkForm(placed.form, { fees: read.data.fees })
    .filter(({ message }) => loops.some((loop) => loop.test(message)))
    .map(({ path, message }) => ({ path: keysOf(pathInSource(`form.${path}`, placed.positions)), message }));
}

function keysOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
