import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { MapPoint } from '#ui/components/map-point.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import { errorAt, type FieldViewProps } from '../field-view.ts';
import { OwnContacts } from './own-contacts.tsx';

/** All in sight, by hand or by a suggestion taken in the first line, which then fills the two others. */
export function AddressView(view: FieldViewProps<FieldOf<'address'>>) {
  const { locale, suggestUrls } = view.page;
  const part = (suffix: string) => ({
    id: view.id + suffix,
    name: view.name + suffix,
    value: view.value(suffix),
    error: errorAt(view.errors, view.id + suffix, locale),
  });
  const suggest =
    suggestUrls?.address === undefined
      ? undefined
      : { url: suggestUrls.address, valueName: `${view.name}-chosen`, value: view.value('-chosen') };
  const first = part('-street');
  const fill = (token: string) => (view.autocomplete ? token : undefined);
  return (
    <div class="govuk-form-group" data-address={view.name}>
      <Fieldset
        legend={<LabelText label={view.label} optional={view.optional} />}
        legendSize="s"
        describedBy={view.hint ? `${view.id}-hint` : undefined}
      >
        <Hint id={view.id}>{view.hint}</Hint>
        <OwnContacts view={view} />
        <TextInput {...first} label={say(locale, 'street')} suggest={suggest} autocomplete={fill('address-line1')} />
        <TextInput
          {...part('-postcode')}
          label={say(locale, 'postcode')}
          inputmode="numeric"
          width={10}
          autocomplete={fill('postal-code')}
        />
        <TextInput {...part('-city')} label={say(locale, 'city')} width={30} autocomplete={fill('address-level2')} />
      </Fieldset>
    </div>
  );
}

/** A place on the map helps; the address beside it is enough. Without a map to show, nothing is asked. */
export function PointView(view: FieldViewProps<FieldOf<'point'>>) {
  const { locale, map } = view.page;
  if (map === undefined) return null;
  return (
    <div class="govuk-form-group">
      <Fieldset legend={<LabelText label={view.label} optional />} legendSize="s">
        <ErrorMessage id={view.id} message={view.error} />
        <MapPoint
          id={view.id}
          latName={`${view.name}-lat`}
          lonName={`${view.name}-lon`}
          lat={view.value('-lat')}
          lon={view.value('-lon')}
          tilesUrl={map.tilesUrl}
          attribution={map.attribution}
          centre={map.centre}
          help={typeof view.hint === 'string' ? view.hint : say(locale, 'pointHint')}
        />
      </Fieldset>
    </div>
  );
}
