import type { KnownField } from '../conditions/known-fields.ts';
import type { NoteBook } from '../notes.ts';
import type { DraftField } from './drafts.ts';
import type { OptionSources } from './options.ts';

/** What a field needs to know of the file around it. */
export interface FieldContext extends OptionSources {
  readonly notes: NoteBook;
  readonly place: string;
  /** Puts the settings of the workflow in place of their names in a text. */
  readonly words: (text: string) => string;
}

/** A field of ours, and how conditions read it. */
export interface BuiltField {
  readonly draft: DraftField;
  readonly known: KnownField;
}
