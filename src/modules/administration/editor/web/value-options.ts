import type { Locale } from '#platform/i18n/text.ts';
import type { SelectOption } from '#ui/components/select.tsx';
import type { ConditionFields } from '../domain/conditions/condition.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import type { Value, ValueKind, ValueSources } from '../domain/values/value.ts';

/** What the builder of values is shown with. */
export interface BuilderProps {
  readonly value: Value;
  readonly kind: ValueKind;
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
  readonly locale: Locale;
  readonly problems: readonly SettingProblem[];
}

/** The same for the inputs of one outcome. */
export type OutcomeProps = BuilderProps & { readonly prefix: string };

/** The answers and fees to choose among. */
export function optionsOf(sources: ValueSources, locale: Locale, kinds?: readonly string[]): SelectOption[] {
  return [...sources.values()]
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .map(({ id, label }) => ({ value: id, label: label[locale] }));
}
