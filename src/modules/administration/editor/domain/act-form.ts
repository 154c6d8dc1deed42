import { CommandRefusedError } from './command-refused.ts';
import type { JsonObject } from './json.ts';
import { copyOf, objectsOf, textOf } from './json.ts';
import { move, removeFrom } from './list-edits.ts';
import { newField } from './new-field.ts';

/** What an act cannot ask: it is confirmed on one page that is posted as a plain form. */
const unfitTypes: ReadonlySet<string> = new Set(['file', 'group', 'table', 'computed']);

export function fitsAct(type: string): boolean {
  return !unfitTypes.has(type);
}

/** The fields that effects look for by their id, made ready: an act that has the effect needs one of them. */
const neededFields: Readonly<Record<string, readonly JsonObject[]>> = {
  'request-from-applicant': [
    {
      ...newField('long-text', 'Que demandez-vous ?', 'request'),
      label: { fr: 'Que demandez-vous\u00a0?', en: 'What do you ask for?' },
    },
  ],
  'ask-opinion': [
    {
      ...newField('email', 'À qui demander', 'opinion_email'),
      label: { fr: 'Adresse de la personne à consulter', en: 'E-mail of the person to consult' },
    },
  ],
  transfer: [
    {
      ...newField('text', 'Collectivité', 'transfer_authority'),
      label: { fr: 'Collectivité qui reçoit le dossier', en: 'Authority that receives the dossier' },
    },
  ],
};

/** The fields that the effects of an act need and that it does not ask yet. */
export function missingActFields(act: JsonObject): JsonObject[] {
  const asked = new Set(objectsOf(act.form).map((field) => textOf(field.id)));
  const isMet = (effect: JsonObject) =>
    (effect.effect === 'transfer' && effect.competence !== undefined) ||
    (effect.effect === 'ask-opinion' && asked.has('opinion_team'));
  return objectsOf(act.effects)
    .filter((effect) => !isMet(effect))
    .flatMap((effect) => neededFields[textOf(effect.effect)] ?? [])
    .filter((field) => !asked.has(textOf(field.id)));
}

/** What is asked by an act, changed. */
export type ActFormEdit =
  | { readonly do: 'add'; readonly field: JsonObject }
  | { readonly do: 'change'; readonly id: string; readonly field: JsonObject }
  | { readonly do: 'move'; readonly id: string; readonly by: -1 | 1 }
  | { readonly do: 'remove'; readonly id: string };

/** The act with its form changed. @throws {CommandRefusedError} when the field is not there, or its id is taken */
export function editActForm(act: JsonObject, edit: ActFormEdit): JsonObject {
  const next = copyOf(act);
  const fields = objectsOf(next.form);
  const isTaken = (id: string) => fields.some((field) => field.id === id);
  switch (edit.do) {
    case 'add':
      if (isTaken(textOf(edit.field.id))) throw new CommandRefusedError('id-taken');
      fields.push(copyOf(edit.field));
      break;
    case 'change': {
      const index = fields.findIndex((field) => field.id === edit.id);
      if (index < 0) throw new CommandRefusedError('field-unknown');
      if (edit.field.id !== edit.id && isTaken(textOf(edit.field.id))) throw new CommandRefusedError('id-taken');
      fields[index] = copyOf(edit.field);
      break;
    }
    case 'move':
      move(fields, (field) => isField(field, edit.id), edit.by, 'field-unknown');
      break;
    case 'remove':
      if (!isTaken(edit.id)) throw new CommandRefusedError('field-unknown');
      removeFrom(fields, (field) => isField(field, edit.id));
      break;
  }
  if (fields.length === 0) {
    const { form: _, ...rest } = next;
    return rest;
  }
  return { ...next, form: fields };
}

function isField(field: unknown, id: string): boolean {
  return typeof field === 'object' && field !== null && 'id' in field && field.id === id;
}
