import type { CompiledEntry, CompiledField } from '../domain/compiled-form.ts';
import { isGroup } from '../domain/compiled-form.ts';
import { isSearched } from '../domain/field-types/choice.ts';
import type { FieldOf } from '../domain/form-schema.ts';
import { showWhen } from '../domain/show-when.ts';

/** A field of a page with the fields that stand under its options. */
export interface Arranged<E extends CompiledEntry = CompiledEntry> {
  readonly entry: E;
  readonly under: ReadonlyMap<string, readonly Arranged[]>;
}

/** Above this number of options a choice is a list to open. */
const maxRadios = 8;

export function isRadios(field: FieldOf<'choice'>): boolean {
  if (isSearched(field)) return false;
  if (field.presentation === 'auto') return field.options.length <= maxRadios;
  return field.presentation === 'radios';
}

const known = new WeakMap<readonly CompiledEntry[], readonly Arranged[]>();

/**
 * The fields in the order of the page, those that depend on one option of the question before them put under that
 * option: style sheets alone then show and hide them.
 */
export function arrange(entries: readonly CompiledEntry[]): readonly Arranged[] {
  const done = known.get(entries);
  if (done !== undefined) return done;
  const arranged = arrangeUnder(entries);
  known.set(entries, arranged);
  return arranged;
}

interface Branch {
  readonly entry: CompiledEntry;
  readonly under: Map<string, Branch[]>;
}

function arrangeUnder(entries: readonly CompiledEntry[]): readonly Branch[] {
  const roots: Branch[] = [];
  /** The question just before, and those that it stands under: only these can take another field under them. */
  let open: Branch[] = [];
  for (const entry of entries) {
    const branch: Branch = { entry, under: new Map() };
    const place = placeUnder(entry, open);
    if (place === undefined) {
      roots.push(branch);
      open = [branch];
      continue;
    }
    place.parent.under.set(place.option, [...(place.parent.under.get(place.option) ?? []), branch]);
    open = [...open.slice(0, open.indexOf(place.parent) + 1), branch];
  }
  return roots;
}

function placeUnder(entry: CompiledEntry, open: readonly Branch[]): { parent: Branch; option: string } | undefined {
  const [name, ...others] = entry.whenOnPage;
  if (entry.when === undefined || name === undefined || others.length > 0 || entry.when.variables.length > 1)
    return undefined;
  const parent = open.find((branch) => branch.entry.id === name);
  if (parent === undefined || isGroup(parent.entry) || !hasOptionsInSight(parent.entry)) return undefined;
  const field = parent.entry;
  const names = { find: (variable: string) => (variable === name ? { field, inputName: name } : undefined) };
  const condition = showWhen(entry.when, names, { get: () => null });
  return Array.isArray(condition) && condition[0] === 'is' ? { parent, option: condition[2] } : undefined;
}

function hasOptionsInSight({ definition }: CompiledField): boolean {
  if (definition.type === 'choice') return isRadios(definition);
  return definition.type === 'yes-no' || definition.type === 'choices';
}
