import { z } from 'zod';
import { constraintSchema, exitSchema, pageCheckSchema } from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { RowTarget } from '../domain/condition-target.ts';
import { findPage } from '../domain/draft-content.ts';
import type { JsonObject } from '../domain/json.ts';
import { readSettings } from '../domain/settings/read-settings.ts';
import { problemsOf, type SettingProblem } from '../domain/settings/schema-problems.ts';
import { type Setting, settingsOf } from '../domain/settings/setting.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ExitLink, readExitLink } from './exit-link.tsx';
import { fieldOptions } from './library-options.ts';
import { SettingFields } from './setting-fields.tsx';

/** What a row says besides its expression, and the link of an exit, which has inputs of its own. */
const schemas: Readonly<Record<RowTarget['on'], z.ZodObject>> = {
  check: (pageCheckSchema as z.ZodObject).omit({ check: true }),
  exit: (exitSchema as z.ZodObject).omit({ when: true }),
  rule: (constraintSchema as z.ZodObject).omit({ check: true }),
  'act-rule': (constraintSchema as z.ZodObject).omit({ check: true }),
};

function settingsFor(target: RowTarget): readonly Setting[] {
  return settingsOf(schemas[target.on]).filter(({ key }) => key !== 'link');
}

/** The words of a check, an exit or a rule as they were typed, and what is missing of them. */
export function readRow(
  context: RequestContext,
  target: RowTarget,
): { row: JsonObject; problems: readonly SettingProblem[] } {
  const { locale } = context;
  const settings = settingsFor(target);
  const { values } = readSettings(settings, context.body);
  const { link, problems } =
    target.on === 'exit' ? readExitLink(context) : { link: undefined, problems: [] as SettingProblem[] };
  const row: JsonObject = link === undefined ? values : { ...values, link };
  const { link: _, ...shape } = schemas[target.on].shape;
  const found = problemsOf(z.strictObject(shape), values, settings, locale, {
    missing: editorMessages(locale, 'missing'),
  });
  return { row, problems: [...found, ...problems] };
}

export function RowFields(props: {
  locale: Locale;
  draft: ProcedureDraft;
  target: RowTarget;
  row: JsonObject;
  problems: readonly SettingProblem[];
}) {
  const { locale, draft, target, row, problems } = props;
  const page = 'page' in target ? findPage(draft.content.source, target.page) : undefined;
  const choices = (key: string) =>
    key === 'at' && page !== undefined ? fieldOptions({ form: { pages: [page] } }, locale) : undefined;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'words')}</h2>
      <SettingFields
        settings={settingsFor(target)}
        values={row}
        problems={problems}
        locale={locale}
        scope={target.on}
        choices={choices}
      />
      {target.on === 'exit' && (
        <ExitLink locale={locale} source={draft.content.source} value={row.link} problems={problems} />
      )}
    </>
  );
}
