import { type CelCondition, celText } from './cel-condition.ts';
import type { KnownField, KnownOption } from './known-fields.ts';
import { UntranslatableError } from './syntax.ts';

/** A value while it is translated. `needs` are the answers that must be there for the text to have a meaning. */
export type Value =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'field'; readonly field: KnownField; readonly part: 'words' | 'identifier' }
  | { readonly kind: 'text'; readonly cel: string; readonly needs: readonly string[] }
  | { readonly kind: 'number'; readonly cel: string; readonly needs: readonly string[] }
  /** A day: a date answered or `today`, and days added to it. */
  | { readonly kind: 'date'; readonly cel: string; readonly days: number; readonly needs: readonly string[] }
  | { readonly kind: 'condition'; readonly condition: CelCondition };

export const nothing: Value = { kind: 'constant', value: null };

export function constant(value: string | number | boolean | null): Value {
  return { kind: 'constant', value };
}

export function isNothing(value: Value): boolean {
  return value.kind === 'constant' && (value.value === null || value.value === '');
}

/** A constant as the text that Publik would compare. */
export function plainText(value: string | number | boolean | null): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  return value === null ? '' : String(value);
}

/** The constant as a number: `"0.00"`, `"12,5"`. */
export function plainNumber(value: string | number | boolean | null): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = (value ?? '').trim().replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** What Python and Django take for true. */
export function isTruthy(value: string | number | boolean | null): boolean {
  return value !== null && value !== '' && value !== 0 && value !== false;
}

export function celNumber(value: number): string {
  return String(value);
}

export function celOf(value: string | number | boolean | null): string {
  if (typeof value === 'string') return celText(value);
  return value === null ? 'null' : String(value);
}

/** A value as text in CEL. */
export function asText(value: Value): { cel: string; needs: readonly string[] } {
  switch (value.kind) {
    case 'constant':
      return { cel: celText(plainText(value.value)), needs: [] };
    case 'text':
      return value;
    case 'number':
      return { cel: `string(${value.cel})`, needs: value.needs };
    case 'date':
      if (value.days === 0) return value;
      throw new UntranslatableError('condition-types', value.cel);
    case 'field':
      return fieldAsText(value.field);
    default:
      throw new UntranslatableError('condition-types');
  }
}

function fieldAsText(field: KnownField): { cel: string; needs: readonly string[] } {
  const needs = [field.id];
  switch (field.kind) {
    case 'text':
    case 'date':
    case 'time':
    case 'unknown':
      return { cel: field.id, needs };
    case 'number':
      return { cel: `string(${field.id})`, needs };
    case 'choice':
      // Hours to choose from are compared like hours: their values keep the order of the words.
      if (field.options.every((option) => /^\d{1,2}\D?\d{2}$/.test(option.value))) return { cel: field.id, needs };
      throw new UntranslatableError('condition-types', field.id);
    default:
      throw new UntranslatableError('condition-types', field.id);
  }
}

/** A value as a number in CEL. Nothing counts for zero, as Publik's filters have it. */
export function asNumber(value: Value): { cel: string; needs: readonly string[]; constant?: number } {
  switch (value.kind) {
    case 'constant': {
      const number = isNothing(value) ? 0 : plainNumber(value.value);
      if (number === undefined) throw new UntranslatableError('condition-types', plainText(value.value));
      return { cel: celNumber(number), needs: [], constant: number };
    }
    case 'number':
      return value;
    case 'text':
      return { cel: `double(${value.cel})`, needs: value.needs };
    case 'field':
      if (value.field.kind === 'number' || value.field.kind === 'unknown') {
        return { cel: value.field.id, needs: [value.field.id] };
      }
      if (value.field.kind === 'text') return { cel: `double(${value.field.id})`, needs: [value.field.id] };
      if (value.field.kind === 'choice') return choiceAsNumber(value.field);
      throw new UntranslatableError('condition-types', value.field.id);
    default:
      throw new UntranslatableError('condition-types');
  }
}

function choiceAsNumber(field: KnownField): { cel: string; needs: readonly string[] } {
  if (field.options.length === 0 || !field.options.every((option) => /^\d+$/.test(option.value))) {
    throw new UntranslatableError('condition-types', field.id);
  }
  return { cel: `int(${field.id})`, needs: [field.id] };
}

/** Accents, capitals and spaces do not make another choice. */
export function sameWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘`]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** The options whose words or identifier are these; the identifier comes first where both would fit. */
export function optionsCalled(field: KnownField, text: string, part: 'words' | 'identifier'): readonly KnownOption[] {
  const wanted = sameWords(text);
  const by = (pick: (option: KnownOption) => string) =>
    field.options.filter((option) => sameWords(pick(option)) === wanted);
  const labels = by((option) => option.label);
  const identifiers = by((option) => option.raw);
  if (part === 'identifier') return identifiers.length > 0 ? identifiers : labels;
  return labels.length > 0 ? labels : identifiers;
}
