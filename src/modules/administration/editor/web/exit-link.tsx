import { exitSchema } from '#modules/forms/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { isObject, type Json, type JsonObject, localOf, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import { fieldOptions } from './library-options.ts';
import { problemAt } from './problem-at.ts';

const kinds = ['url', 'relay', 'authorityOf'] as const;
type LinkKind = (typeof kinds)[number];

/** The link of an exit as it was typed: what is not whole stays, to be mended. */
export function readExitLink({ body, locale }: RequestContext): {
  link: JsonObject | undefined;
  problems: SettingProblem[];
} {
  const kind = kinds.find((one) => one === single(body, 'link-kind'));
  if (kind === undefined) return { link: undefined, problems: [] };
  const text = (name: string) => single(body, name).trim();
  const en = text('link-label-en');
  const link: JsonObject = {
    [kind]: text(`link-${kind}`),
    label: { fr: text('link-label-fr'), ...(en === '' ? {} : { en }) },
  };
  const isWhole = exitSchema.shape.link.safeParse(link).success && text('link-label-fr') !== '';
  const fieldId = text(`link-${kind}`) === '' ? `link-${kind}` : 'link-label-fr';
  return { link, problems: isWhole ? [] : [{ fieldId, message: say(locale, 'link.missing') }] };
}

/** Where the person may go instead: another site, a relay, the same procedure at their commune's authority. */
export function ExitLink(props: {
  locale: Locale;
  source: JsonObject;
  value: Json | undefined;
  problems: readonly SettingProblem[];
}) {
  const { locale, source, problems } = props;
  const link = isObject(props.value) ? props.value : {};
  const kind: LinkKind | undefined = kinds.find((one) => link[one] !== undefined);
  const common = (name: string) => ({ id: `link-${name}`, optional: true, error: problemAt(problems, `link-${name}`) });
  const relays = [...editorLibrary().kit.relays.values()]
    .map(({ id, title, body }) => ({ value: id, label: `${localize(title, locale)} (${localize(body, locale)})` }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const places = fieldOptions(source, locale, (field) => field.type === 'commune' || field.type === 'address');
  return (
    <Fieldset legend={say(locale, 'link.heading')} legendSize="s">
      <Select
        id="link-kind"
        label={say(locale, 'link.kind')}
        placeholder={say(locale, 'link.none')}
        value={kind}
        options={kinds.map((one) => ({ value: one, label: say(locale, `link.${one}`) }))}
      />
      <TextInput
        {...common('url')}
        label={say(locale, 'link.address')}
        value={textOf(link.url)}
        autocomplete="off"
        spellcheck={false}
      />
      <Select {...common('relay')} label={say(locale, 'link.relay')} value={textOf(link.relay)} options={relays} />
      {places.length > 0 && (
        <Select
          {...common('authorityOf')}
          label={say(locale, 'link.field')}
          value={textOf(link.authorityOf)}
          options={places}
        />
      )}
      <div class="pv-pair">
        <TextInput
          {...common('label-fr')}
          label={say(locale, 'link.label')}
          value={localOf(link.label, 'fr')}
          autocomplete="off"
        />
        <TextInput
          {...common('label-en')}
          label={say(locale, 'link.label.en')}
          value={localOf(link.label, 'en')}
          autocomplete="off"
        />
      </div>
    </Fieldset>
  );
}
