import { fieldTypeSchema } from './field-types.ts';
import { copyOf, type Json, type JsonObject } from './json.ts';
import { startingOptions } from './settings/pasted-choices.ts';
import { settingsOf } from './settings/setting.ts';

/** Begins a field of a type: its label, and what the type must have to be shown at all, to be made one's own. */
export function newField(type: string, label: string, id: string): JsonObject {
  const shape = fieldTypeSchema(type);
  const field: JsonObject = { id, type, label: { fr: label } };
  if (shape === undefined) return field;
  for (const setting of settingsOf(shape)) {
    if (!setting.required || setting.key in field) continue;
    const value = startingValue(type, setting.key, setting.kind, setting.choices);
    if (value !== undefined) field[setting.key] = value;
  }
  if (type === 'choice' || type === 'choices' || type === 'ranked') {
    field.options = startingOptions.map(copyOf);
  }
  return field;
}

function startingValue(
  type: string,
  key: string,
  kind: string,
  choices: readonly string[] | undefined,
): Json | undefined {
  if (type === 'group' && key === 'fields') {
    return [{ id: 'detail', type: 'text', label: { fr: 'Précision', en: 'Detail' } }];
  }
  if (key === 'rowLabel') return { fr: 'Ligne {n}', en: 'Row {n}' };
  if (key === 'addLabel') return { fr: 'Ajouter une ligne', en: 'Add a row' };
  if (key === 'columns') return [{ id: 'colonne_1', label: { fr: 'Colonne 1', en: 'Column 1' }, type: 'text' }];
  if (type === 'computed' && key === 'value') return '0';
  if (type === 'computed' && key === 'as') return 'number';
  if (kind === 'local') return { fr: 'Texte à écrire', en: 'Text to be written' };
  if (kind === 'choice') return choices?.[0];
  if (kind === 'line') return 'À compléter';
  return undefined;
}
