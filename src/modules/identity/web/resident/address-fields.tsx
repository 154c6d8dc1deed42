import { type RequestContext, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine } from '../../domain/contact-details.ts';
import { identityMessages as say } from '../../messages.ts';
import { type FormProblem, problemOf } from '../form-problems.tsx';

/** A postal address as typed. */
export interface TypedAddress {
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
}

export function typedAddress({ body }: RequestContext): TypedAddress {
  return {
    street: cleanLine(single(body, 'street')),
    postcode: cleanLine(single(body, 'postcode')).replaceAll(' ', ''),
    city: cleanLine(single(body, 'city')),
  };
}

/** What is wrong with an address of which something is typed. */
export function addressProblems(locale: Locale, { street, postcode, city }: TypedAddress): FormProblem[] {
  const empty = (['street', 'postcode', 'city'] as const).find((field) => ({ street, postcode, city })[field] === '');
  if (empty !== undefined) return [{ fieldId: empty, message: say(locale, 'error.address-incomplete') }];
  return /^\d{5}$/.test(postcode) ? [] : [{ fieldId: 'postcode', message: say(locale, 'error.postcode-invalid') }];
}

export function AddressFields(props: {
  locale: Locale;
  legend: string;
  typed: TypedAddress;
  problems: readonly FormProblem[];
  /** Whether the browser may offer the person's own home. */
  ownHome: boolean;
}) {
  const { locale, typed, problems } = props;
  const fill = (token: string) => (props.ownHome ? token : 'off');
  return (
    <Fieldset legend={props.legend} legendSize="s">
      <TextInput
        id="street"
        label={say(locale, 'details.street')}
        autocomplete={fill('street-address')}
        value={typed.street}
        error={problemOf(problems, 'street')}
      />
      <TextInput
        id="postcode"
        label={say(locale, 'details.postcode')}
        autocomplete={fill('postal-code')}
        inputmode="numeric"
        width={5}
        value={typed.postcode}
        error={problemOf(problems, 'postcode')}
      />
      <TextInput
        id="city"
        label={say(locale, 'details.city')}
        autocomplete={fill('address-level2')}
        value={typed.city}
        error={problemOf(problems, 'city')}
      />
    </Fieldset>
  );
}
