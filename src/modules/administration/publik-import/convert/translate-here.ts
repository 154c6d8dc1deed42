import { type CelCondition, writtenCondition } from '../conditions/cel-condition.ts';
import type { ConditionScope, KnownField, OptionValue } from '../conditions/known-fields.ts';
import { UntranslatableError } from '../conditions/syntax.ts';
import { translateCondition } from '../conditions/translate.ts';
import type { Counter, NoteBook } from '../notes.ts';
import type { PublikCondition } from '../read/publik-form.ts';

/** What the conditions of one file may name. */
export interface FileScope {
  readonly fields: ReadonlyMap<string, KnownField>;
  readonly settings: ReadonlyMap<string, OptionValue>;
  readonly settingFields: ReadonlyMap<string, KnownField>;
  readonly fieldsAreComplete: boolean;
}

export interface ConditionPlace {
  readonly place: string;
  readonly notes: NoteBook;
  readonly guarded?: boolean;
  /** Settings by their value: the first page is decided before anything is kept. */
  readonly foldSettings?: boolean;
  readonly previousStatus?: string | undefined;
  readonly status?: string | undefined;
  readonly fields?: ReadonlyMap<string, KnownField>;
}

export function scopeHere(file: FileScope, here: ConditionPlace): ConditionScope {
  return {
    fields: here.fields ?? file.fields,
    settings: file.settings,
    settingFields: here.foldSettings === true ? undefined : file.settingFields,
    fieldsAreComplete: file.fieldsAreComplete,
    previousStatus: here.previousStatus,
    status: here.status,
    guarded: here.guarded ?? true,
    assume: (code, detail) => here.notes.add('info', here.place, code, detail),
  };
}

/**
 * The condition in CEL or the constant that it comes to; undefined when it has no equivalent, which is then noted with
 * the reason. `counter` is told either way.
 */
export function translateHere(
  condition: PublikCondition,
  file: FileScope,
  here: ConditionPlace,
  counter: Counter | undefined,
): string | boolean | undefined {
  const translated = attempt(condition, file, here);
  counter?.count(translated !== undefined);
  return translated === undefined ? undefined : writtenCondition(translated);
}

function attempt(condition: PublikCondition, file: FileScope, here: ConditionPlace): CelCondition | undefined {
  try {
    const translated = translateCondition(condition.source, condition.language, scopeHere(file, here));
    if ('cel' in translated && translated.cel.length > 1900) throw new UntranslatableError('condition-too-long');
    return translated;
  } catch (error) {
    if (!(error instanceof UntranslatableError)) throw error;
    here.notes.add('kept', here.place, error.code, error.detail, condition.source);
    return undefined;
  }
}
