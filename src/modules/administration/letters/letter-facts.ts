import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { isGroup } from '#modules/forms/index.ts';
import { locales, localize } from '#platform/i18n/text.ts';
import type { ConditionField, ConditionFields } from '../editor/domain/conditions/condition.ts';
import { conditionField } from '../editor/domain/conditions/condition-fields.ts';
import { asJson, type JsonObject } from '../editor/domain/json.ts';
import { editorLibrary } from '../editor/editor-library.ts';
import { letterMessages as say } from './messages.ts';

type Key = Parameters<typeof say>[1];
const both = (key: Key) => ({ fr: say('fr', key), en: say('en', key) });

const channels = ['web', 'counter', 'phone', 'letter', 'email'] as const;
const silences = ['accept', 'reject', 'none'] as const;
const yesOrNo = ['complete', 'has_email', 'has_phone', 'has_address', 'has_account', 'urgent', 'decided'] as const;

/**
 * What the condition of a paragraph may speak of: the dossier itself, whatever its procedure, and the questions of the
 * procedure that serves as example.
 */
export function letterFields(
  procedures: readonly AdoptedProcedure[],
  example: AdoptedProcedure | undefined,
): ConditionFields {
  const facts: ConditionField[] = [
    {
      id: 'dossier.procedure',
      label: both('fact.procedure'),
      kind: 'choice',
      options: procedures.map(({ procedure }) => ({
        value: procedure.procedure,
        label: { fr: localize(procedure.title, 'fr'), en: localize(procedure.title, 'en') },
      })),
      guard: '',
    },
    {
      id: 'dossier.channel',
      label: both('fact.channel'),
      kind: 'choice',
      options: channels.map((value) => ({ value, label: both(`channel.${value}`) })),
      guard: '',
    },
    {
      id: 'dossier.silence',
      label: both('fact.silence'),
      kind: 'choice',
      options: silences.map((value) => ({ value, label: both(`silence.${value}`) })),
      guard: '',
    },
    ...yesOrNo.map(
      (id): ConditionField => ({
        id: `dossier.${id}`,
        label: both(`fact.${id}`),
        kind: 'yes-no',
        options: [],
        guard: '',
      }),
    ),
  ];
  const { listOptions } = editorLibrary();
  const asked = [...(example?.form.fieldsById.values() ?? [])].flatMap((entry): ConditionField[] =>
    isGroup(entry) ? [] : [conditionField(asJson(entry.definition) as JsonObject, listOptions)],
  );
  return new Map([...facts, ...asked].map((field) => [field.id, field]));
}

/** The answers that a letter may name, with their question. */
export function answerVariables(example: AdoptedProcedure | undefined): { path: string; label: string }[] {
  return [...(example?.form.fieldsById ?? [])].flatMap(([id, entry]) =>
    isGroup(entry)
      ? []
      : [{ path: `answers.${id}`, label: localize(entry.definition.label ?? { fr: id }, locales[0]) }],
  );
}
