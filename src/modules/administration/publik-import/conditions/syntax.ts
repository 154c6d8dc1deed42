/** A condition or a value as Django templates and Python write them, in one shape. */
export type Syntax =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'filter'; readonly of: Syntax; readonly name: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'not'; readonly of: Syntax }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'choose'; readonly when: Syntax; readonly then: Syntax; readonly otherwise: Syntax };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** Why an expression has no equivalent; `code` names the words, `detail` what is meant. */
export class UntranslatableError extends Error {
  readonly code: UntranslatableCode;
  readonly detail: string;

  constructor(code: UntranslatableCode, detail = '') {
    super(`${code}: ${detail}`);
    this.name = 'UntranslatableError';
    this.code = code;
    this.detail = detail;
  }
}

export type UntranslatableCode =
  | 'condition-syntax'
  | 'condition-too-long'
  | 'condition-outside-data'
  | 'condition-account'
  | 'condition-clock'
  | 'condition-filter'
  | 'condition-part'
  | 'condition-row'
  | 'condition-types'
  | 'condition-history';

/** Conditions of real sites stay under a thousand characters. */
export const conditionLimits = { characters: 4000, depth: 40 } as const;
