import type { KnownField, KnownOption } from '../conditions/known-fields.ts';
import type { PublikField } from '../read/publik-form.ts';
import { plainWords, richWords } from '../rich-words.ts';
import type { BuiltField, FieldContext } from './built-field.ts';
import { type DraftField, french } from './drafts.ts';
import { dateBounds, prefillOf, validated } from './field-details.ts';
import { findOptions } from './options.ts';

/** Beyond so many options a list of the library serves better than options in the form. */
const manyOptions = 100;

type Builder = (field: PublikField, base: DraftField, context: FieldContext) => BuiltField;

/** The field of ours for a field of Publik, without its condition. Never fails: an unknown type becomes a text. */
export function buildField(field: PublikField, id: string, context: FieldContext): BuiltField {
  const label = plainWords(context.words(field.label)).slice(0, 400) || `Champ ${field.id}`;
  const hint = field.hint === undefined ? '' : richWords(context.words(field.hint));
  const prefill = prefillOf(field, context);
  const base: DraftField = {
    id,
    type: 'text',
    label: french(label),
    ...(hint === '' ? {} : { help: french(hint) }),
    ...(field.required ? {} : { optional: true }),
    ...(prefill === undefined ? {} : { prefill }),
  };
  const builder = Object.hasOwn(builders, field.type) ? builders[field.type] : undefined;
  if (builder !== undefined) return builder(field, base, context);
  context.notes.add('adapted', context.place, 'field-type-unknown', field.type);
  return asText({ ...base, type: 'text', optional: true });
}

function built(draft: DraftField, kind: KnownField['kind'], options: readonly KnownOption[] = []): BuiltField {
  return { draft, known: { id: draft.id, kind, options } };
}

function asText(draft: DraftField): BuiltField {
  return built(draft, 'text');
}

function presence(type: string, more: Record<string, unknown> = {}): Builder {
  return (_field, base) => built({ ...base, type, ...more }, 'presence');
}

const text: Builder = (field, base, context) => validated(field, base, context);

const longText: Builder = (field, base) => {
  const maxLength = Number(field.settings.get('maxlength'));
  const rows = Number(field.settings.get('rows'));
  return asText({
    ...base,
    type: 'long-text',
    ...(Number.isInteger(maxLength) && maxLength > 0 ? { maxLength: Math.min(maxLength, 20_000) } : {}),
    ...(Number.isInteger(rows) && rows > 0 ? { rows: Math.min(rows, 30) } : {}),
  });
};

/** A box that must be ticked is an agreement or a declaration; one that may be is a yes or no. */
const bool: Builder = (field, base) => {
  if (!field.required) return built({ ...base, type: 'yes-no' }, 'boolean');
  const solemn = /certifie|atteste|d[ée]clare|honneur|exact/i.test(base.label.fr);
  return built({ ...base, type: solemn ? 'declaration' : 'consent', text: base.label }, 'boolean');
};

function optionDrafts(options: readonly KnownOption[]): { value: string; label: { fr: string } }[] {
  return options.map((option) => ({ value: option.value, label: french(option.label) }));
}

const choice: Builder = (field, base, context) => {
  const { options, origin, source } = findOptions(field, context);
  if (origin === 'country') {
    context.notes.add('info', context.place, 'options-countries', source);
    return built({ ...base, type: 'country' }, 'country');
  }
  const completed = origin === 'guessed' && options.length === 1 ? [...options, otherOption] : options;
  tellOrigin(origin, source, context, completed.length);
  if (completed.length === 0) return asText({ ...base, type: 'text' });
  if (completed.length === 1) {
    context.notes.add('adapted', context.place, 'options-single');
    return built({ ...base, type: 'choices', options: optionDrafts(completed), max: 1 }, 'choices', completed);
  }
  const radio = field.settings.get('display_mode') === 'radio' || field.settings.get('show_as_radio') === 'True';
  const presentation = radio && completed.length <= 8 ? { presentation: 'radios' } : {};
  return built({ ...base, type: 'choice', options: optionDrafts(completed), ...presentation }, 'choice', completed);
};

const otherOption: KnownOption = { value: 'autre-a-completer', label: 'Autre (à compléter)', raw: '' };

function tellOrigin(origin: string, source: string, context: FieldContext, count: number): void {
  if (origin === 'guessed') context.notes.add('settle', context.place, 'options-guessed', source, source);
  if (origin === 'none') context.notes.add('settle', context.place, 'options-missing', source, source);
  if (count > manyOptions) context.notes.add('info', context.place, 'options-many', String(count));
}

const choices: Builder = (field, base, context) => {
  const { options, origin, source } = findOptions(field, context);
  tellOrigin(origin, source, context, options.length);
  if (options.length === 0) return asText({ ...base, type: 'long-text', rows: 3 });
  const least = Number(field.settings.get('min_choices')) || 0;
  const most = Number(field.settings.get('max_choices')) || 0;
  return built(
    {
      ...base,
      type: 'choices',
      options: optionDrafts(options),
      ...(least > 0 && least <= options.length ? { min: least } : {}),
      ...(most > 0 && most >= least ? { max: most } : {}),
    },
    'choices',
    options,
  );
};

const ranked: Builder = (field, base, context) => {
  const { options, origin, source } = findOptions(field, context);
  tellOrigin(origin, source, context, options.length);
  if (options.length < 2) return asText({ ...base, type: 'long-text', rows: 3 });
  const max = options.length > 12 ? { max: 12 } : {};
  return built({ ...base, type: 'ranked', options: optionDrafts(options), ...max }, 'choices', options);
};

const date: Builder = (field, base, context) => {
  const birth = /naissance/i.test(base.label.fr) || field.prefill?.value === '_birthdate';
  const bounds = dateBounds(field, context);
  return built(
    { ...base, type: 'date', ...bounds, ...(birth && bounds.min === undefined ? { birth: true } : {}) },
    'date',
  );
};

const number: Builder = (field, base) => {
  const bound = (name: string) => {
    const text = field.settings.get(name);
    return text === undefined || !Number.isFinite(Number(text)) ? undefined : Number(text);
  };
  const min = bound('min_value');
  const max = bound('max_value');
  const integer = field.settings.get('restrict_to_integers') !== 'False';
  return built(
    { ...base, type: 'number', integer, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    'number',
  );
};

const file: Builder = (field, base) => {
  const several = field.settings.get('allow_multiple') === 'True';
  return built({ ...base, type: 'file', max: several ? 10 : 1 }, 'presence');
};

const password: Builder = (_field, base, context) => {
  context.notes.add('settle', context.place, 'field-password');
  return asText({ ...base, type: 'text', optional: true });
};

const title: Builder = (_field, base) => silent(base, base.label.fr, '\u00a0');

const comment: Builder = (field, base, context) => {
  const words = richWords(context.words(field.label));
  return silent(base, 'À savoir', words === '' ? '\u00a0' : words);
};

function silent({ id }: DraftField, label: string, words: string): BuiltField {
  return built({ id, type: 'info', label: french(label), text: french(words) }, 'presence');
}

function table(kind: 'fixed' | 'free' | 'choices'): Builder {
  return (field, base, context) => {
    const columns = field.columns.slice(0, 8).map((label, index) => ({
      id: `colonne_${index + 1}`,
      label: french(plainWords(label) || `Colonne ${index + 1}`),
      type: 'text',
      ...(kind === 'choices' ? { type: 'choice', options: optionDrafts(findOptions(field, context).options) } : {}),
      optional: true,
    }));
    if (field.columns.length > 8)
      context.notes.add('adapted', context.place, 'table-columns', String(field.columns.length));
    if (columns.length === 0) return asText({ ...base, type: 'long-text' });
    const rows = field.rows.slice(0, 50).map((label, index) => ({
      id: `ligne_${index + 1}`,
      label: french(plainWords(label) || `Ligne ${index + 1}`),
    }));
    const lines =
      kind === 'free' || rows.length === 0
        ? {
            rows: {
              min: field.required ? 1 : 0,
              max: 20,
              addLabel: french('Ajouter une ligne'),
              rowLabel: french('Ligne {n}'),
            },
          }
        : { fixedRows: rows };
    return built({ ...base, type: 'table', columns, ...lines }, 'presence');
  };
}

const builders: Readonly<Record<string, Builder>> = {
  string: text,
  text: longText,
  email: (_field, base) => asText({ ...base, type: 'email' }),
  phone: (_field, base) => asText({ ...base, type: 'phone' }),
  url: (_field, base) => asText({ ...base, type: 'text', pattern: 'https?://.+' }),
  bool,
  item: choice,
  items: choices,
  'ranked-items': ranked,
  date,
  datetime: (_field, base, context) => {
    context.notes.add('adapted', context.place, 'field-datetime');
    return built({ ...base, type: 'date' }, 'date');
  },
  time: (_field, base) => built({ ...base, type: 'time' }, 'time'),
  'time-range': (_field, base, context) => {
    context.notes.add('settle', context.place, 'field-time-range');
    return asText({ ...base, type: 'text' });
  },
  numeric: number,
  file,
  map: presence('point', { optional: true }),
  password,
  title,
  subtitle: title,
  comment,
  table: table('fixed'),
  'table-select': table('choices'),
  tablerows: table('free'),
};
