import { type CelCondition, celText } from './conditions/cel-condition.ts';
import type { ConditionScope } from './conditions/known-fields.ts';
import { parseDjangoValue } from './conditions/parse-django.ts';
import { UntranslatableError } from './conditions/syntax.ts';
import { translateCondition, translateValue } from './conditions/translate.ts';
import { asNumber, asText } from './conditions/values.ts';

/** A Django template: texts, values, and the tags that choose between parts. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly source: string }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly when: string | undefined; readonly parts: readonly TemplatePart[] }[];
    }
  | { readonly kind: 'for'; readonly source: string }
  | { readonly kind: 'tag'; readonly name: string; readonly source: string };

const maxDepth = 15;
/** Longer than any message; the search for closing braces stays short. */
const maxLength = 20_000;
const pieces = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g;

export function parseTemplate(template: string): TemplatePart[] {
  const text = template.slice(0, maxLength);
  const tokens: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pieces)) {
    if (match.index > at) tokens.push(text.slice(at, match.index));
    tokens.push(match[0]);
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push(text.slice(at));
  return new TemplateReader(tokens).read();
}

class TemplateReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  read(): TemplatePart[] {
    const parts: TemplatePart[] = [];
    // A closing tag that closes nothing is skipped.
    while (this.#at < this.#tokens.length) {
      parts.push(...this.#until([], 0));
      this.#at += 1;
    }
    return parts;
  }

  #until(ends: readonly string[], depth: number): TemplatePart[] {
    const parts: TemplatePart[] = [];
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#tokens[this.#at] ?? '';
      if (token.startsWith('{{') && token.endsWith('}}'))
        parts.push({ kind: 'value', source: token.slice(2, -2).trim() });
      else if (token.startsWith('{%') && token.endsWith('%}')) {
        const tag = token.slice(2, -2).trim();
        const name = /^\w+/.exec(tag)?.[0] ?? '';
        if (ends.includes(name) || /^(end\w*|else|elif)$/.test(name)) return parts;
        const part = this.#tag(name, tag.slice(name.length).trim(), depth);
        if (part !== undefined) parts.push(part);
      } else if (!token.startsWith('{#')) parts.push({ kind: 'text', text: token });
    }
    return parts;
  }

  #tag(name: string, source: string, depth: number): TemplatePart | undefined {
    if (depth >= maxDepth) return { kind: 'tag', name, source };
    if (name === 'if') return this.#if(source, depth);
    if (name === 'for') {
      this.#at += 1;
      this.#until(['endfor'], depth + 1);
      return { kind: 'for', source };
    }
    return name === 'endif' ? undefined : { kind: 'tag', name, source };
  }

  #if(source: string, depth: number): TemplatePart {
    const branches: { when: string | undefined; parts: TemplatePart[] }[] = [];
    let when: string | undefined = source;
    for (;;) {
      this.#at += 1;
      branches.push({ when, parts: this.#until(['elif', 'else', 'endif'], depth + 1) });
      const tag = (this.#tokens[this.#at] ?? '{%endif%}').slice(2, -2).trim();
      if (tag.startsWith('elif')) when = tag.slice(4).trim();
      else if (tag === 'else') when = undefined;
      else return { kind: 'if', branches };
    }
  }
}

/** What a value of a template is worth in CEL, as a text. @throws {UntranslatableError} */
export function templateToCel(text: string, scope: ConditionScope): { cel: string; isNumber: boolean } {
  const parts = parseTemplate(text.trim());
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'value') {
    const value = translateValue(parseDjangoValue(only.source), scope);
    if (value.kind === 'number' || (value.kind === 'field' && value.field.kind === 'number')) {
      // Without the answers that it needs, a computed value is no value.
      return { cel: asNumber(value).cel, isNumber: true };
    }
  }
  return { cel: partsToCel(parts, scope), isNumber: false };
}

function partsToCel(parts: readonly TemplatePart[], scope: ConditionScope): string {
  const cels = parts.flatMap((part) => partToCel(part, scope));
  const written = cels.filter((cel) => cel !== '""');
  return written.length === 0 ? '""' : written.join(' + ');
}

function partToCel(part: TemplatePart, scope: ConditionScope): string[] {
  switch (part.kind) {
    case 'text':
      return part.text === '' ? [] : [celText(part.text)];
    case 'value':
      return [valueToCel(part.source, scope)];
    case 'if':
      return [`(${branchesToCel(part.branches, scope)})`];
    case 'for':
      throw new UntranslatableError('condition-filter', 'for');
    case 'tag':
      if (part.name === 'firstof') return [firstOf(part.source, scope)];
      throw new UntranslatableError('condition-filter', part.name);
  }
}

function valueToCel(source: string, scope: ConditionScope): string {
  const value = translateValue(parseDjangoValue(source), scope);
  if (value.kind === 'field' && value.field.kind === 'choice') return `label(${value.field.id})`;
  if (value.kind === 'condition') return `(${conditionText(value.condition)} ? "True" : "False")`;
  const { cel, needs } = asText(value);
  const guard = [...new Set(needs)].map((id) => `${id} != null`).join(' && ');
  return guard === '' ? cel : `(${guard} ? ${cel} : "")`;
}

function conditionText(condition: CelCondition): string {
  return 'constant' in condition ? String(condition.constant) : condition.cel;
}

function branchesToCel(branches: Extract<TemplatePart, { kind: 'if' }>['branches'], scope: ConditionScope): string {
  const [first, ...rest] = branches;
  if (first === undefined) return '""';
  if (first.when === undefined) return partsToCel(first.parts, scope);
  const condition = translateCondition(first.when, 'django', scope);
  if ('constant' in condition) return condition.constant ? partsToCel(first.parts, scope) : branchesToCel(rest, scope);
  return `(${condition.cel}) ? ${partsToCel(first.parts, scope)} : (${branchesToCel(rest, scope)})`;
}

function firstOf(source: string, scope: ConditionScope): string {
  return source
    .split(/\s+/)
    .filter((name) => name !== '')
    .reduceRight((otherwise, name) => {
      const value = translateValue(parseDjangoValue(name), scope);
      const { cel, needs } = asText(value);
      return needs.length === 0 ? cel : `(${needs.map((id) => `${id} != null`).join(' && ')} ? ${cel} : ${otherwise})`;
    }, '""');
}
