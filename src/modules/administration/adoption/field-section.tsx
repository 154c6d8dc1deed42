import { localize } from '#platform/i18n/text.ts';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { libraryWords } from './library-words.ts';
import { say } from './messages.ts';
import { addedTypes } from './read-choices.ts';
import { errorOf, type SectionProps, typedOr } from './shown-adoption.ts';

/** The questions and the documents: said otherwise, not asked, optional, and those that the authority adds. */
export function FieldSection({ context: { locale }, shown }: SectionProps) {
  const { overrides, library } = shown.adoption;
  const own = overrides.fields;
  const ticked = (name: string, id: string, kept: boolean) =>
    shown.typed === undefined ? kept : [shown.typed[name] ?? []].flat().includes(id);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'section.fields')}</h2>
      {library.procedure.form.pages.map((formPage) => (
        <Details
          key={formPage.id}
          summary={say(locale, 'field.page', { title: localize(formPage.title, locale) })}
          open={formPage.fields.some((field) =>
            ['label', 'hide', 'optional'].some((part) => errorOf(shown, `${part}-${field.id}`) !== undefined),
          )}
        >
          {formPage.fields.map((field) => {
            const label = localize(field.label, locale);
            return (
              <div key={field.id}>
                <TextInput
                  id={`label-${field.id}`}
                  label={say(locale, 'field.label', { label })}
                  value={typedOr(shown, `label-${field.id}`, own?.texts[field.id]?.label?.fr)}
                  error={errorOf(shown, `label-${field.id}`)}
                />
                {field.type !== 'info' && (
                  <TextInput
                    id={`help-${field.id}`}
                    label={say(locale, 'field.help', { label })}
                    {...(field.help === undefined
                      ? {}
                      : { hint: say(locale, 'one.library', { text: libraryWords(localize(field.help, locale)) }) })}
                    value={typedOr(shown, `help-${field.id}`, own?.texts[field.id]?.help?.fr)}
                  />
                )}
                <Checkbox
                  id={`hide-${field.id}`}
                  name="hide"
                  value={field.id}
                  small
                  label={say(locale, 'field.hide', { label })}
                  checked={ticked('hide', field.id, own?.hide.includes(field.id) ?? false)}
                  error={errorOf(shown, `hide-${field.id}`)}
                />
                {!field.optional && field.type !== 'info' && (
                  <Checkbox
                    id={`optional-${field.id}`}
                    name="optional"
                    value={field.id}
                    small
                    label={say(locale, 'field.optional', { label })}
                    checked={ticked('optional', field.id, own?.optional.includes(field.id) ?? false)}
                    error={errorOf(shown, `optional-${field.id}`)}
                  />
                )}
              </div>
            );
          })}
        </Details>
      ))}
      {own !== undefined && own.add.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{say(locale, 'added.mine')}</h3>
          {own.add.map(({ field }) => (
            <Checkbox
              key={field.id}
              id={`remove-${field.id}`}
              name="remove"
              value={field.id}
              small
              label={say(locale, 'added.remove', { label: localize(field.label, locale) })}
              checked={ticked('remove', field.id, false)}
            />
          ))}
        </>
      )}
      <Details
        summary={say(locale, 'section.added')}
        open={['new-label', 'new-options'].some((id) => errorOf(shown, id) !== undefined)}
      >
        <TextInput
          id="new-label"
          label={say(locale, 'added.label')}
          value={typedOr(shown, 'new-label', undefined)}
          error={errorOf(shown, 'new-label')}
        />
        <TextInput id="new-help" label={say(locale, 'added.help')} value={typedOr(shown, 'new-help', undefined)} />
        <Select
          id="new-type"
          label={say(locale, 'added.type')}
          placeholder={false}
          value={typedOr(shown, 'new-type', 'text')}
          options={addedTypes.map((type) => ({ value: type, label: say(locale, `type.${type}`) }))}
        />
        <Textarea
          id="new-options"
          rows={4}
          label={say(locale, 'added.options')}
          hint={say(locale, 'added.options-hint')}
          value={typedOr(shown, 'new-options', undefined)}
          error={errorOf(shown, 'new-options')}
        />
        <Select
          id="new-page"
          label={say(locale, 'added.page')}
          placeholder={false}
          value={typedOr(shown, 'new-page', library.procedure.form.pages.at(-1)?.id)}
          options={library.procedure.form.pages.map((one) => ({ value: one.id, label: localize(one.title, locale) }))}
        />
        <Checkbox
          id="new-optional"
          small
          label={say(locale, 'added.optional')}
          checked={typedOr(shown, 'new-optional', 'true') === 'true'}
        />
      </Details>
    </>
  );
}
