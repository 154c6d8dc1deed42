import type { KnownOption } from '../conditions/known-fields.ts';
import { sameWords } from '../conditions/values.ts';
import { slugOf, UniqueNames } from '../naming.ts';
import type { PublikDataSource, PublikField } from '../read/publik-form.ts';
import { plainWords } from '../rich-words.ts';

/** What is known of the choices of a field. */
export interface OptionsFound {
  readonly options: readonly KnownOption[];
  /**
   * `written` in the file; `listed` in a data source of the import; `guessed` from the values that conditions compare
   * with; `country` for the list of countries; `none`.
   */
  readonly origin: 'written' | 'listed' | 'guessed' | 'country' | 'none';
  readonly source: string;
}

export interface OptionSources {
  /** Choices of the data sources that are in the import, by name. */
  readonly dataSources: ReadonlyMap<string, readonly KnownOption[]>;
  /** Values that the conditions of the form compare with, by identifier of the field. */
  readonly compared: ReadonlyMap<string, ReadonlySet<string>>;
}

export function knownOptions(entries: readonly { readonly raw: string; readonly label: string }[]): KnownOption[] {
  const names = new UniqueNames('-');
  const seen = new Set<string>();
  return entries.flatMap(({ raw, label }) => {
    const words = plainWords(label) || raw;
    if (words === '' || seen.has(`${raw}\n${words}`)) return [];
    seen.add(`${raw}\n${words}`);
    const slug = slugOf(raw, 60) || slugOf(words, 60) || 'choix';
    return [{ value: names.take(slug.slice(0, 58)), label: words, raw }];
  });
}

/** The choices of a field. */
export function findOptions(field: PublikField, sources: OptionSources): OptionsFound {
  if (field.items.length > 0) {
    return {
      options: knownOptions(field.items.map((item) => ({ raw: item, label: item }))),
      origin: 'written',
      source: '',
    };
  }
  const { dataSource } = field;
  const source = dataSource === undefined ? '' : `${dataSource.type} ${dataSource.value ?? ''}`.trim();
  const listed = dataSource === undefined ? [] : optionsOfSource(dataSource, sources.dataSources);
  if (listed.length > 1) return { options: listed, origin: 'listed', source };
  if (dataSource !== undefined && /^(pays|countries|country|liste[-_]des[-_]pays)$/.test(dataSource.type)) {
    return { options: [], origin: 'country', source };
  }
  const compared = [...(sources.compared.get(field.varname ?? '') ?? [])];
  const guessed = knownOptions([...listed, ...compared.filter((text) => !isAlready(text, listed)).map(entryOf)]);
  return guessed.length > 0 ? { options: guessed, origin: 'guessed', source } : { options: [], origin: 'none', source };
}

function isAlready(text: string, options: readonly KnownOption[]): boolean {
  return options.some(
    (option) => sameWords(option.raw) === sameWords(text) || sameWords(option.label) === sameWords(text),
  );
}

function entryOf(text: string): { raw: string; label: string } {
  const label = /^[a-z0-9_-]+$/.test(text)
    ? text.replace(/[_-]+/g, ' ').replace(/^./, (first) => first.toUpperCase())
    : text;
  return { raw: text, label };
}

/** The choices that a data source writes out: JSON, a Python list, or the pieces of JSON of a template. */
export function optionsOfSource(
  source: PublikDataSource,
  named: ReadonlyMap<string, readonly KnownOption[]> = new Map(),
): readonly KnownOption[] {
  const known = named.get(source.type);
  if (known !== undefined) return known;
  const text = source.value ?? '';
  if (source.type === 'jsonvalue' || source.type === 'formula' || source.type === 'python') {
    const whole = parseEntries(text);
    return knownOptions(whole.length > 0 ? whole : piecesOf(text));
  }
  return [];
}

function parseEntries(text: string): { raw: string; label: string }[] {
  const json = text.trim();
  try {
    return entriesOf(JSON.parse(json));
  } catch {
    if (!/^\[[\s\S]*\]$/.test(json) || json.length > 200_000) return [];
  }
  // A Python list of texts, of pairs or of dictionaries, written like JSON but for the quotes.
  try {
    return entriesOf(
      JSON.parse(
        json
          .replace(/(?<!\w)u?'((?:[^'\\]|\\.)*)'/g, pythonText)
          .replace(/\(/g, '[')
          .replace(/\)/g, ']')
          .replace(/,\s*\]/g, ']'),
      ),
    );
  } catch {
    return [];
  }
}

function pythonText(_whole: string, inner: string): string {
  return JSON.stringify(inner.replace(/\\'/g, "'"));
}

function entriesOf(value: unknown): { raw: string; label: string }[] {
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value.data) ? value.data : [];
  return list.slice(0, 5000).flatMap((entry: unknown) => {
    if (typeof entry === 'string' || typeof entry === 'number') return [{ raw: String(entry), label: String(entry) }];
    if (Array.isArray(entry))
      return entry.length > 0 ? [{ raw: String(entry[0]), label: String(entry[1] ?? entry[0]) }] : [];
    if (!isRecord(entry)) return [];
    const raw = entry.id ?? entry.key ?? entry.text;
    const label = entry.text ?? entry.label ?? raw;
    return raw === undefined || raw === null ? [] : [{ raw: String(raw), label: String(label) }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{% if … %}[{"id": "a", "text": "A"}]{% else %}…`: the choices of all the branches. */
function piecesOf(text: string): { raw: string; label: string }[] {
  return [...text.matchAll(/\{\s*"id"\s*:\s*"([^"{}]{1,100})"\s*,\s*"text"\s*:\s*"([^"{}]{1,200})"[^{}]*\}/g)].map(
    (match) => ({
      raw: match[1] ?? '',
      label: match[2] ?? '',
    }),
  );
}
