import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { MapArea } from '#ui/components/map-area.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import { errorAt, type FieldViewProps } from '../field-view.ts';

/** Words and a surface for everybody; the drawing on the map for those whose browser can. */
export function AreaView(view: FieldViewProps<FieldOf<'area'>>) {
  const { locale, map } = view.page;
  const points = view.value('-points');
  const part = (suffix: string) => ({
    id: view.id + suffix,
    name: view.name + suffix,
    value: view.value(suffix),
    error: errorAt(view.errors, view.id + suffix, locale),
  });
  return (
    <div class="govuk-form-group" id={view.id} tabIndex={-1}>
      <Fieldset
        legend={<LabelText label={view.label} optional />}
        legendSize="s"
        describedBy={view.hint ? `${view.id}-hint` : undefined}
      >
        <Hint id={view.id}>{view.hint}</Hint>
        <ErrorMessage id={view.id} message={errorAt(view.errors, view.id, locale)} />
        {points !== '' && <p class="govuk-body">{view.told.at(-1) ?? say(locale, 'areaKept')}</p>}
        {map === undefined ? (
          points !== '' && <input type="hidden" name={`${view.name}-points`} value={points} />
        ) : (
          <MapArea id={`${view.id}-map`} name={`${view.name}-points`} value={points} {...map} />
        )}
        <TextInput
          {...part('-description')}
          label={say(locale, 'areaDescription')}
          hint={say(locale, 'areaDescriptionHint')}
        />
        <TextInput
          {...part('-surface')}
          label={say(locale, 'areaSurfaceLabel')}
          inputmode="decimal"
          width={10}
          suffix={say(locale, 'areaSurfaceUnit')}
        />
      </Fieldset>
    </div>
  );
}
