import { conditionLimits, UntranslatableError } from './syntax.ts';

export type Token =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'word'; readonly value: string }
  | { readonly type: 'sign'; readonly value: string };

const spaces = /\s+/y;
const numbers = /\d+(?:\.\d+)?(?![\w.])/y;
const words = /[A-Za-z_\u00c0-\u024f][\w\u00c0-\u024f]*/y;
const signs = /==|!=|<>|<=|>=|\*\*|\/\/|[<>|:.,()[\]{}+\-*/%=]/y;

/** The tokens that Django's and Python's grammars share: texts in either quotes, numbers, words, signs. */
export function readTokens(source: string): Token[] {
  if (source.length > conditionLimits.characters) throw new UntranslatableError('condition-too-long');
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < source.length) {
    if (take(spaces) !== undefined) continue;
    const quote = /^[urbf]?(['"])/i.exec(source.slice(at, at + 2));
    if (quote !== null) {
      at += quote[0].length;
      const end = endOfText(source, at, quote[1] ?? '');
      tokens.push({ type: 'text', value: source.slice(at, end).replace(/\\(.)/gs, unescaped) });
      at = end + 1;
      continue;
    }
    const number = take(numbers);
    if (number !== undefined) {
      tokens.push({ type: 'number', value: Number(number) });
      continue;
    }
    const word = take(words);
    if (word !== undefined) {
      tokens.push({ type: 'word', value: word });
      continue;
    }
    const sign = take(signs);
    if (sign === undefined) throw new UntranslatableError('condition-syntax', source.slice(at, at + 20));
    tokens.push({ type: 'sign', value: sign });
  }
  return tokens;
}

function endOfText(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === quote) return at;
  }
  throw new UntranslatableError('condition-syntax', source.slice(from - 1, from + 20));
}

function unescaped(_whole: string, character: string): string {
  if (character === 'n') return '\n';
  return character === 't' ? '\t' : character;
}

/** Reads tokens one by one. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new UntranslatableError('condition-syntax', '…');
    this.#at += 1;
    return token;
  }

  /** True, and goes on, when the next token is that word or sign. */
  accept(value: string): boolean {
    const token = this.peek();
    if (token === undefined || token.type === 'text' || token.value !== value) return false;
    this.#at += 1;
    return true;
  }

  expect(value: string): void {
    if (!this.accept(value)) throw this.unexpected();
  }

  unexpected(): UntranslatableError {
    return new UntranslatableError('condition-syntax', String(this.peek()?.value ?? '…'));
  }

  /** Runs a rule one level deeper; expressions without bottom are refused. */
  deeper<T>(rule: () => T): T {
    this.#depth += 1;
    if (this.#depth > conditionLimits.depth) throw new UntranslatableError('condition-too-long');
    const result = rule();
    this.#depth -= 1;
    return result;
  }

  /** The whole text has been read. */
  finish<T>(result: T): T {
    if (this.peek() !== undefined) throw this.unexpected();
    return result;
  }
}
