import { celText } from '../conditions/cel-condition.ts';
import type { KnownField, OptionValue } from '../conditions/known-fields.ts';
import { fieldIdOf } from '../naming.ts';
import { type DraftField, french } from './drafts.ts';

/** The settings of a workflow as a form of ours holds them: computed fields that nobody sees, changed in one place. */
export interface FormSettings {
  readonly drafts: readonly DraftField[];
  readonly fields: ReadonlyMap<string, KnownField>;
}

const maxText = 500;

/** Makes a computed field of each setting that is used. */
export function settingsAsFields(used: Iterable<string>, values: ReadonlyMap<string, OptionValue>): FormSettings {
  const drafts: DraftField[] = [];
  const fields = new Map<string, KnownField>();
  for (const name of [...used].map(bareName)) {
    if (fields.has(name)) continue;
    const id = fieldIdOf(`option_${name}`);
    const value = values.get(name) ?? null;
    fields.set(name, knownSetting(id, value));
    drafts.push({
      id,
      type: 'computed',
      label: french(`Réglage «\u00a0${name}\u00a0»`),
      help: french('Réglage repris de Publik : modifiez sa valeur ici.'),
      shown: false,
      ...computedOf(value),
    });
  }
  return { drafts, fields };
}

/** `cout_raw` and `cout_display` are the setting `cout`. */
function bareName(name: string): string {
  return name.replace(/_(raw|display|structured|structured_raw|structured_id|structured_text)$/, '');
}

function knownSetting(id: string, value: OptionValue): KnownField {
  if (typeof value === 'boolean') return { id, kind: 'boolean', options: [] };
  if (typeof value === 'number') return { id, kind: 'number', options: [] };
  return { id, kind: 'text', options: [], mayBeEmpty: true };
}

function computedOf(value: OptionValue): { value: string; as: string } {
  if (typeof value === 'boolean') return { value: String(value), as: 'yes-no' };
  if (typeof value === 'number') return { value: String(value), as: 'number' };
  return { value: celText((value ?? '').slice(0, maxText)), as: 'text' };
}
