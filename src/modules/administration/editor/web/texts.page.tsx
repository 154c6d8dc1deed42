import type { VNode } from 'preact';
import { z } from 'zod';
import { procedureSourceSchema } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { checkContent } from '../domain/check-content.ts';
import { fieldIdFrom } from '../domain/identifiers.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { type Setting, settingsOf } from '../domain/settings/setting.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { valueMessages } from '../messages/value-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ConditionBlock } from './condition-block.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField, type Step } from './editor-frame.tsx';
import { PlaceProblems } from './home.page.tsx';
import { competenceOptions, fieldOptions, lifeEventOptions, themeOptions } from './library-options.ts';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';
import { ValueBlock } from './value-block.tsx';

/** A page that sets some keys of the procedure. */
interface HeadPart {
  readonly step: Extract<Step, 'texts' | 'fees'>;
  readonly usual: readonly string[];
  readonly rare: readonly string[];
}

const headParts: Readonly<Record<HeadPart['step'], HeadPart>> = {
  texts: {
    step: 'texts',
    usual: [
      'title',
      'summary',
      'description',
      'synonyms',
      'needs',
      'minutes',
      'next',
      'theme',
      'competence',
      'audience',
    ],
    rare: ['slug', 'lifeEvents', 'agentsOnly', 'opening', 'holderRule', 'applicant', 'place'],
  },
  fees: { step: 'fees', usual: ['cost', 'fees'], rare: [] },
};

const headSettings = settingsOf(procedureSourceSchema as z.ZodObject);

function settingsFor(keys: readonly string[]): readonly Setting[] {
  return keys.flatMap((key) => headSettings.find((setting) => setting.key === key) ?? []);
}

export async function showHead(context: RequestContext, parts: EditorParts, step: HeadPart['step']): Promise<Result> {
  const draft = await draftOf(context, parts);
  const document = await headPage(context, parts, draft, headParts[step], draft.content.source, []);
  return page(document, { headers: privatePage });
}

export async function submitHead(context: RequestContext, parts: EditorParts, step: HeadPart['step']): Promise<Result> {
  const draft = await draftOf(context, parts);
  const part = headParts[step];
  const settings = settingsFor([...part.usual, ...part.rare]);
  const { shape } = procedureSourceSchema as z.ZodObject;
  const schema = z.strictObject(Object.fromEntries(settings.map(({ key }) => [key, shape[key] as z.ZodType])));
  const posted = readPosted(context, settings, schema, withFeeIds);
  const again = (values: JsonObject, problems: readonly SettingProblem[], refusal?: EditRefusal) =>
    headPage(context, parts, draft, part, values, problems, refusal);
  if (posted.kind === 'rearranged') return page(await again(posted.values, []), { headers: privatePage });
  if (posted.kind === 'wrong')
    return page(await again(posted.values, posted.problems), { status: 422, headers: privatePage });
  const values: JsonObject = Object.fromEntries(settings.map(({ key }) => [key, posted.values[key] ?? null]));
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-head', values },
    {
      to: draftPath(draft, part.step),
      again: (refusal) => again(posted.values, [], refusal),
    },
  );
}

/** A fee is known to expressions by its id, made of its label. */
function withFeeIds(values: JsonObject): JsonObject {
  if (!Array.isArray(values.fees)) return values;
  const taken = new Set<string>();
  const fees = values.fees.map((fee): Json => {
    if (typeof fee !== 'object' || fee === null || Array.isArray(fee)) return fee;
    const label = typeof fee.label === 'object' && fee.label !== null && !Array.isArray(fee.label) ? fee.label.fr : '';
    const id = typeof fee.id === 'string' && fee.id !== '' ? fee.id : fieldIdFrom(String(label ?? ''), taken);
    taken.add(id);
    return { ...fee, id };
  });
  return { ...values, fees };
}

function headPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  part: HeadPart,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const usual = settingsFor(part.usual);
  const rare = settingsFor(part.rare);
  const { kit } = editorLibrary();
  const found = checkContent(draft.content, kit, locale).problems.filter((one) => one.place.in === part.step);
  const current = refusal instanceof StaleEditError ? refusal.current.source : draft.content.source;
  const choices = (key: string, scope: string) => {
    if (scope === 'applicant' || scope === 'place') return fieldOptions(draft.content.source, locale);
    if (key === 'theme') return themeOptions(locale);
    if (key === 'competence') return competenceOptions(locale);
    return key === 'lifeEvents' ? lifeEventOptions(locale) : undefined;
  };
  const common = { values, problems, locale, scope: 'head', choices };
  return editorPage(context, parts, {
    title: say(locale, `step.${part.step}`),
    draft,
    step: part.step,
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={differencesOf(context, [...usual, ...rare], 'head', current, values)}
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={found} />
        <Form action={draftPath(draft, part.step)} csrf={context.csrfToken()}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={refusal instanceof StaleEditError ? refusal.revision : draft.revision} />
          <SettingFields {...common} settings={usual} />
          {rare.length > 0 && (
            <Details
              summary={say(locale, 'moreSettings')}
              open={problems.some((one) => rare.some(({ key }) => one.fieldId?.startsWith(`s-${key}`)))}
            >
              <SettingFields {...common} settings={rare} />
            </Details>
          )}
          <Button>{say(locale, 'save')}</Button>
        </Form>
        {part.step === 'texts' && (
          <>
            <h2 class="govuk-heading-m">{valueMessages(locale, 'title.headline')}</h2>
            <ValueBlock locale={locale} draft={draft} target={{ on: 'headline' }} />
            <h2 class="govuk-heading-m">{say(locale, 'texts.urgent')}</h2>
            <ConditionBlock locale={locale} draft={draft} target={{ on: 'urgent' }} />
          </>
        )}
      </>
    ),
  });
}
