import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { Start } from '../queries/list-starts.ts';

/** The workflows that may be started from, by what they are for: those of every procedure in sight, the others folded. */
export function WorkflowChoice(props: {
  locale: Locale;
  starts: readonly Start[];
  value: string | undefined;
  label: string;
  hint: string;
  /** What is said of choosing none; without it one has to be chosen. */
  none?: string;
}) {
  const { locale, starts, value, label, hint, none } = props;
  const [first, ...others] = [...Map.groupBy(starts, ({ from, group }) => groupName(from, group, locale))];
  const options = (some: readonly Start[]) =>
    some.map((start) => ({ value: start.value, label: start.title, hint: start.about }));
  return (
    <>
      <Radios
        id="workflow"
        label={label}
        labelSize="s"
        hint={hint}
        small
        value={value}
        options={[...(none === undefined ? [] : [{ value: '', label: none }]), ...options(first?.[1] ?? [])]}
      />
      {others.map(([title, some], index) => (
        <Details key={title} summary={title} open={some.some((start) => start.value === value)}>
          <Radios
            id={`workflow-${index + 2}`}
            name="workflow"
            label={title}
            labelHidden
            small
            value={value}
            options={options(some)}
          />
        </Details>
      ))}
    </>
  );
}

function groupName(from: Start['from'], group: string | undefined, locale: Locale): string {
  return group ?? say(locale, from === 'library' ? 'startGroup.other' : `startGroup.${from}`);
}
