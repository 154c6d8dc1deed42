/** What a condition decides. */
export type ConditionTarget =
  | { readonly on: 'page'; readonly page: string }
  | { readonly on: 'field'; readonly page: string; readonly field: string }
  | { readonly on: 'option'; readonly page: string; readonly field: string; readonly option: string }
  | { readonly on: 'transition'; readonly transition: string }
  | { readonly on: 'effect'; readonly transition: string; readonly index: number }
  | { readonly on: 'filing-effect'; readonly index: number }
  | { readonly on: 'urgent' }
  | RowTarget;

/** A condition that is a row of a list, with the words that go with it; `newRow` is the index of a new one. */
export type RowTarget =
  | { readonly on: 'check' | 'exit'; readonly page: string; readonly index: number }
  | { readonly on: 'rule'; readonly page: string; readonly field: string; readonly index: number }
  | { readonly on: 'act-rule'; readonly transition: string; readonly field: string; readonly index: number };
