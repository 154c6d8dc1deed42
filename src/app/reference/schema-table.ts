import { z } from 'zod';

/** One key of a shape, as a file writes it. */
export interface SchemaKey {
  readonly name: string;
  /** What may be written, in Markdown. */
  readonly written: string;
  readonly isMandatory: boolean;
  /** As JSON; undefined when there is none. */
  readonly byDefault: string | undefined;
}

interface JsonShape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonShape[];
  readonly oneOf?: readonly JsonShape[];
  readonly items?: JsonShape;
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonShape | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly pattern?: string;
}

/** The keys of a shape, in its order. */
export function keysOf(schema: z.ZodType): SchemaKey[] {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonShape;
  const mandatory = new Set(shape.required ?? []);
  return Object.entries(shape.properties ?? {}).map(([name, property]) => ({
    name,
    written: written(property),
    isMandatory: mandatory.has(name),
    byDefault: property.default === undefined ? undefined : JSON.stringify(property.default),
  }));
}

function written(shape: JsonShape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum !== undefined) return shape.enum.map((value) => `\`${String(value)}\``).join(', ');
  const alternatives = shape.anyOf ?? shape.oneOf;
  if (alternatives !== undefined)
    return isLocalized(alternatives) ? 'words' : [...new Set(alternatives.map(written))].join(' or ');
  switch (shape.type) {
    case 'array':
      return `list of ${written(shape.items ?? {})}${counts(shape)}`;
    case 'object':
      return shape.properties === undefined ? 'keys and values' : `{ ${Object.keys(shape.properties).join(', ')} }`;
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
    case 'number':
      return `${shape.type === 'integer' ? 'whole number' : 'number'}${bounds(shape)}`;
    case 'string':
      return shape.maxLength === undefined ? 'text' : `text of ${shape.maxLength} characters at most`;
    default:
      return 'anything';
  }
}

/** A French text, or one in both languages. */
function isLocalized(alternatives: readonly JsonShape[]): boolean {
  return (
    alternatives.length === 2 && alternatives[1]?.properties?.fr !== undefined && alternatives[0]?.type === 'string'
  );
}

/** The safe integers are no bounds of ours. */
function bounds({ minimum, exclusiveMinimum, maximum }: JsonShape): string {
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1;
  const parts = [
    least === undefined || least <= Number.MIN_SAFE_INTEGER ? '' : `from ${least}`,
    maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? '' : `to ${maximum}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(' ')}`;
}

function counts({ minItems, maxItems }: JsonShape): string {
  if (minItems !== undefined && maxItems !== undefined) return ` (${minItems} to ${maxItems})`;
  if (minItems !== undefined) return ` (${minItems} at least)`;
  return maxItems === undefined ? '' : ` (${maxItems} at most)`;
}

/** A Markdown table of keys, each with its words. */
export function keyTable(keys: readonly SchemaKey[], wordsOf: (key: string) => string): string {
  const rows = keys.map(
    ({ name, written: what, isMandatory, byDefault }) =>
      `| \`${name}\` | ${cell(what)} | ${isMandatory ? 'to be given' : byDefault === undefined ? '' : `\`${cell(byDefault)}\``} | ${cell(wordsOf(name))} |`,
  );
  return ['| key | what is written | by default | what it says |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
