import type { ImportMessage } from './import-messages.ts';

/**
 * What an administrator is told about one place of a file: `adapted` became something else that works, `kept` has no
 * equivalent and stands in the note, `settle` must be settled before publication, `info` is good to know.
 */
export interface ImportNote {
  readonly level: 'info' | 'adapted' | 'kept' | 'settle';
  /** Where: `Page « Vos coordonnées », champ « Nom »`, as labels of the file. */
  readonly place: string;
  readonly code: ImportMessage;
  readonly detail: string;
  /** What the file had there, shortened. */
  readonly source?: string;
}

const maxSource = 1500;

/** Collects the notes of one file. */
export class NoteBook {
  readonly notes: ImportNote[] = [];
  readonly #known = new Set<string>();

  add(level: ImportNote['level'], place: string, code: ImportMessage, detail = '', source?: string): void {
    const kept = source === undefined ? {} : { source: source.slice(0, maxSource) };
    const note = { level, place, code, detail: detail.slice(0, 300), ...kept };
    const key = JSON.stringify(note);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.notes.push(note);
  }
}

/** How much of one kind of thing was carried over. */
export interface Tally {
  readonly total: number;
  readonly carried: number;
}

export class Counter {
  #total = 0;
  #carried = 0;

  count(carried: boolean): void {
    this.#total += 1;
    if (carried) this.#carried += 1;
  }

  /** One that had been counted as carried over is not, after all. */
  withdraw(): void {
    this.#carried -= 1;
  }

  get tally(): Tally {
    return { total: this.#total, carried: this.#carried };
  }
}
