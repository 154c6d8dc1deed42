import { type CompiledForm, isGroup } from '#modules/forms/index.ts';

/**
 * The value of an answer as it is stored, for one that was typed as people read it: the label of an option, yes or no, a
 * date of the calendar.
 */
export function storedAnswer(form: CompiledForm, typed: { readonly id: string; readonly value: string }): string {
  const entry = form.fieldsById.get(typed.id);
  const value = typed.value.trim();
  if (entry === undefined || isGroup(entry)) return value;
  const { definition } = entry;
  const options = 'options' in definition && Array.isArray(definition.options) ? definition.options : [];
  const same = options.find(({ label }) =>
    [label.fr, label.en].some((word) => word !== undefined && plain(word) === plain(value)),
  );
  if (same !== undefined) return same.value;
  if (definition.type === 'consent' || definition.type === 'yes-no') {
    if (['oui', 'yes'].includes(plain(value))) return 'true';
    if (['non', 'no'].includes(plain(value))) return 'false';
  }
  const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(value) ?? [];
  if (day !== undefined && month !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return value;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
