/** A message in both languages; always complete, since the messages are ours or fall back to French. */
export interface BilingualText {
  readonly fr: string;
  readonly en: string;
}

/** What is wrong with one answer, to be shown at its field. */
export interface FieldError {
  /** Id of the field; inside a group, the id of the row's field. */
  readonly fieldId: string;
  /** Where: `birth_date`, `children[1].birth_date`. */
  readonly path: string;
  /** The HTML id of the first input concerned, for the link of the error summary. */
  readonly inputId: string;
  /** Stable word for the kind of error: the key of its message (`required`, `dateUnreal`), `constraint` or `check`. */
  readonly code: string;
  readonly message: BilingualText;
}
