import type { InputReader } from './field-type.ts';
import { cleanLine, cleanText } from './text-cleaning.ts';

/** More values under one name than any list of options holds. */
const maxValues = 200;

/** A posted body: only what is asked for by name is read, so unknown names and inherited ones do not exist. */
export class PostedBody {
  readonly #body: object;

  constructor(body: unknown) {
    this.#body = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#body, name);
  }

  /** The strings posted under a name; anything else is ignored. */
  values(name: string): readonly string[] {
    if (!this.has(name)) return none;
    const value: unknown = Reflect.get(this.#body, name);
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return none;
    return value.slice(0, maxValues).filter((item): item is string => typeof item === 'string');
  }

  first(name: string): string {
    return this.values(name)[0] ?? '';
  }
}

const none: readonly string[] = [];

/** The inputs of one field: those whose names begin with the field's. */
export class PostedInputs implements InputReader {
  readonly #body: PostedBody;
  readonly #name: string;

  constructor(body: PostedBody, name: string) {
    this.#body = body;
    this.#name = name;
  }

  line(suffix = ''): string {
    return cleanLine(this.#body.first(this.#name + suffix));
  }

  text(suffix = ''): string {
    return cleanText(this.#body.first(this.#name + suffix));
  }

  list(suffix = ''): readonly string[] {
    return this.#body.values(this.#name + suffix).map(cleanLine);
  }
}
