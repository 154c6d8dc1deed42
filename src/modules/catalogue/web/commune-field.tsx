import type { Commune } from '#modules/directory/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { TextInput } from '#ui/components/text-input.tsx';
import { say } from '../messages.ts';

/** The field that asks for a commune, with suggestions; resolved by `chosenCommune`. */
export function CommuneField(props: {
  locale: Locale;
  id: string;
  commune?: Commune | undefined;
  typed?: string;
  error?: string;
  hint?: boolean;
  optional?: boolean;
}) {
  const { locale } = props;
  return (
    <TextInput
      id={props.id}
      name="commune"
      label={say(locale, 'home.commune')}
      labelSize="s"
      optional={props.optional}
      hint={props.hint ? say(locale, 'home.commune-hint') : undefined}
      error={props.error}
      value={props.commune?.name ?? props.typed}
      suggest={{ url: '/api/communes', valueName: 'code', value: props.commune?.code }}
      spellcheck={false}
    />
  );
}
