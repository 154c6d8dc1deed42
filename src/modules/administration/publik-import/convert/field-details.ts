import { isoDate } from '../conditions/compare.ts';
import type { KnownField } from '../conditions/known-fields.ts';
import type { PublikField } from '../read/publik-form.ts';
import type { BuiltField, FieldContext } from './built-field.ts';
import { type DraftField, french } from './drafts.ts';

function textField(draft: DraftField): BuiltField {
  const known: KnownField = { id: draft.id, kind: 'text', options: [] };
  return { draft, known };
}

/** Patterns of the validations that are patterns, whole value. */
const patterns: Readonly<Record<string, { pattern: string; message: string; width?: string }>> = {
  digits: { pattern: '[0-9]+', message: 'N’écrivez que des chiffres.' },
  zipcode: { pattern: '[0-9]{5}', message: 'Un code postal a 5 chiffres.', width: 'short' },
  'zipcode-fr': { pattern: '[0-9]{5}', message: 'Un code postal a 5 chiffres.', width: 'short' },
  'zipcode-be': { pattern: '[0-9]{4}', message: 'Un code postal belge a 4 chiffres.', width: 'short' },
  siren: { pattern: '[0-9]{3} ?[0-9]{3} ?[0-9]{3}', message: 'Un numéro SIREN a 9 chiffres.' },
  'siren-fr': { pattern: '[0-9]{3} ?[0-9]{3} ?[0-9]{3}', message: 'Un numéro SIREN a 9 chiffres.' },
  'nrn-be': {
    pattern: '[0-9]{2}[ .]?[0-9]{2}[ .]?[0-9]{2}[ -]?[0-9]{3}[ .]?[0-9]{2}',
    message: 'Un numéro de registre national belge a 11 chiffres.',
  },
  'vat-be': { pattern: '(BE)? ?[01][0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}', message: 'Écrivez un numéro de TVA belge.' },
  url: { pattern: 'https?://[^ ]+', message: 'Écrivez une adresse qui commence par https://' },
  http: { pattern: 'https?://[^ ]+', message: 'Écrivez une adresse qui commence par https://' },
};

/** Validations that are a type of field. */
const types: Readonly<Record<string, { type: string; kind: KnownField['kind'] }>> = {
  phone: { type: 'phone', kind: 'text' },
  'phone-fr': { type: 'phone', kind: 'text' },
  'mobile-fr': { type: 'phone', kind: 'text' },
  siret: { type: 'company', kind: 'text' },
  'siret-fr': { type: 'company', kind: 'text' },
  iban: { type: 'iban', kind: 'text' },
  time: { type: 'time', kind: 'time' },
  email: { type: 'email', kind: 'text' },
  date: { type: 'date', kind: 'date' },
  numeric: { type: 'number', kind: 'number' },
};

/** A line of text with the check that Publik made on it. */
export function validated(field: PublikField, base: DraftField, context: FieldContext): BuiltField {
  const length = Number(field.settings.get('maxlength'));
  const sized = { ...base, ...(Number.isInteger(length) && length > 0 ? { maxLength: Math.min(length, 500) } : {}) };
  const { validation } = field;
  if (validation === undefined || validation.type === 'none') return guessed(field, sized);
  if (Object.hasOwn(types, validation.type)) {
    const { type = 'text', kind = 'text' } = types[validation.type] ?? {};
    const mobile = validation.type === 'mobile-fr' ? { mobileOnly: true } : {};
    return { draft: { ...base, type, ...mobile }, known: { id: base.id, kind, options: [] } };
  }
  if (Object.hasOwn(patterns, validation.type)) {
    const { pattern = '', message = '', width } = patterns[validation.type] ?? {};
    const autocomplete = validation.type.startsWith('zipcode') ? { autocomplete: 'postal-code' } : {};
    const wide = width === undefined ? {} : { width };
    return textField({
      ...sized,
      pattern,
      patternMessage: french(validation.message ?? message),
      ...wide,
      ...autocomplete,
    });
  }
  if (validation.type === 'regex') return byPattern(validation.value ?? '', validation.message, sized);
  if (validation.type === 'nir' || validation.type === 'nir-fr') {
    context.notes.add('settle', context.place, 'field-nir');
    return textField({
      ...sized,
      pattern: '[12][ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9AB]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}([ ]?[0-9]{2})?',
    });
  }
  if (validation.type === 'django') return byCondition(validation, sized, context);
  context.notes.add('kept', context.place, 'validation-unknown', validation.type, validation.value);
  return textField(sized);
}

function byPattern(source: string, message: string | undefined, base: DraftField): BuiltField {
  const pattern = source.replace(/^\^/, '').replace(/([^\\])\$$/, '$1');
  const alternatives = /\|/.test(source) && /[\^$]/.test(pattern);
  return textField({
    ...base,
    // Publik looks at the whole value: the anchors of alternatives go too.
    pattern: alternatives ? source.replace(/\^|\$(?=\||$)/g, '') : pattern,
    patternMessage: french(
      message ?? (/^\[0-9\][*+]$/.test(pattern) ? 'N’écrivez que des chiffres.' : 'Vérifiez ce que vous avez écrit.'),
    ),
  });
}

/** `value|length < 10` on the answer itself. The condition is translated with the name `value`. */
function byCondition(
  validation: NonNullable<PublikField['validation']>,
  base: DraftField,
  context: FieldContext,
): BuiltField {
  const limit = /^value\|length\s*(<=?|==|>=?)\s*(\d{1,4})$/.exec(validation.value ?? '');
  if (limit === null) {
    context.notes.add('kept', context.place, 'validation-unknown', validation.type, validation.value);
    return textField(base);
  }
  const check = `size(value) ${limit[1]} ${limit[2]}`;
  const message = french(validation.message ?? 'Vérifiez ce que vous avez écrit.');
  return textField({ ...base, constraints: [{ check, message }] });
}

/** Plain texts that are clearly a telephone number, an address of mail or a post code are asked as such. */
function guessed(field: PublikField, base: DraftField): BuiltField {
  const name = field.prefill?.type === 'user' ? field.prefill.value : undefined;
  if (name === '_phone' || name === '_mobile') return textField({ ...base, type: 'phone' });
  const short = /^(num(éro|ero)?|n°|bo[iî]te|code postal|cp)\b/i.test(base.label.fr) ? { width: 'short' } : {};
  return textField({ ...base, ...short });
}

const accountSources: Readonly<Record<string, string>> = {
  _first_name: 'account.given_names',
  first_name: 'account.given_names',
  prenom: 'account.given_names',
  _last_name: 'account.family_name',
  last_name: 'account.family_name',
  nom: 'account.family_name',
  _email: 'account.email',
  email: 'account.email',
  _phone: 'account.phone',
  phone: 'account.phone',
  _mobile: 'account.phone',
  mobile: 'account.phone',
};

/** Where a first value comes from; what we have not is noted. */
export function prefillOf(field: PublikField, context: FieldContext): string | undefined {
  const { prefill } = field;
  if (prefill === undefined || prefill.type === 'none' || prefill.value === undefined) return undefined;
  if (prefill.type === 'user') {
    const source = Object.hasOwn(accountSources, prefill.value) ? accountSources[prefill.value] : undefined;
    if (source === undefined) context.notes.add('info', context.place, 'prefill-account', prefill.value);
    return source;
  }
  const account = /^\{\{\s*(?:form|session)_user_(?:var_)?(\w+)\s*\}\}$/.exec(prefill.value)?.[1];
  if (account !== undefined && Object.hasOwn(accountSources, account)) return accountSources[account];
  const level = prefill.type === 'geolocation' ? 'info' : 'kept';
  context.notes.add(
    level,
    context.place,
    prefill.type === 'geolocation' ? 'prefill-place' : 'prefill-value',
    prefill.type,
    prefill.value,
  );
  return undefined;
}

/** The bounds of a date, in our words. */
export function dateBounds(field: PublikField, context: FieldContext): { min?: string; max?: string } {
  const flag = (name: string) => field.settings.get(name) === 'True';
  const today = flag('date_can_be_today');
  const min =
    dateBound(field, 'minimum_date', context) ??
    (flag('minimum_is_future') ? (today ? 'today' : 'today+1d') : undefined);
  const max =
    dateBound(field, 'maximum_date', context) ??
    (flag('date_in_the_past') ? (today ? 'today' : 'today-1d') : undefined);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function dateBound(field: PublikField, name: string, context: FieldContext): string | undefined {
  const text = field.settings.get(name);
  if (text === undefined) return undefined;
  const relative =
    /^\{\{\s*(?:today|now)(?:\|date)?(?:\|add_(days|weeks|months|years):"?(-?\d{1,4})"?)?(?:\|date(?::"[^"]*")?)?\s*\}\}$/.exec(
      text,
    );
  if (relative !== null) {
    const count = Number(relative[2] ?? 0) * (relative[1] === 'weeks' ? 7 : 1);
    const unit = relative[1] === 'months' ? 'm' : relative[1] === 'years' ? 'y' : 'd';
    return count === 0 ? 'today' : `today${count < 0 ? '-' : '+'}${Math.abs(count)}${unit}`;
  }
  const iso = isoDate(text);
  if (iso === undefined) context.notes.add('kept', context.place, 'date-bound', name, text);
  return iso;
}
