import type { VNode } from 'preact';
import { z } from 'zod';
import { submissionEffectKinds, workflowSchema } from '#modules/workflow/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { checkContent } from '../domain/check-content.ts';
import { notePlaces } from '../domain/insert-variable.ts';
import type { JsonObject } from '../domain/json.ts';
import { readSettings } from '../domain/settings/read-settings.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { type Setting, settingsOf } from '../domain/settings/setting.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { effectCondition, withStartingAmounts, workflowChoices } from './effect-fields.tsx';
import { PlaceProblems } from './home.page.tsx';
import { InsertVariable, insertAct, nothingInserted, withInsertion } from './insert-variable.tsx';
import { procedureOptions } from './library-options.ts';
import { noteVariables } from './message-preview.tsx';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';

const { onSubmission } = (workflowSchema as z.ZodObject).shape;
const filingSchema = z.strictObject({ onSubmission: onSubmission as z.ZodType });

/** What may be done at the filing: nothing that needs an agent or the form of an act. */
const settings: readonly Setting[] = settingsOf(filingSchema).map((setting) => {
  const { variants } = setting;
  if (variants === undefined) return setting;
  const fitting = [...variants.settings].filter(([kind]) => submissionEffectKinds.some((one) => one === kind));
  return { ...setting, variants: { ...variants, settings: new Map(fitting) } };
});

export async function showFiling(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await filingPage(context, parts, draft, valuesOf(draft), []), { headers: privatePage });
}

/** What is done when a request is filed. */
export async function submitFiling(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  if (single(context.body, 'act') === insertAct) {
    const { values } = readSettings(settings, context.body, { keepEmptyRows: true });
    const { places, variables } = insertionOf(draft, values, context.locale);
    const after = withInsertion(context, values, places, variables);
    const problems = after === undefined ? [nothingInserted(context)] : [];
    return page(await filingPage(context, parts, draft, after ?? values, problems), { headers: privatePage });
  }
  const posted = readPosted(context, settings, filingSchema, (values) => withStartingAmounts(values, 'onSubmission'));
  if (posted.kind !== 'right') {
    const problems = posted.kind === 'wrong' ? posted.problems : [];
    const document = await filingPage(context, parts, draft, posted.values, problems);
    return page(document, { status: posted.kind === 'wrong' ? 422 : 200, headers: privatePage });
  }
  const { values } = posted;
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-workflow', values: { onSubmission: values.onSubmission ?? null } },
    { to: filingPath(draft), again: (refusal) => filingPage(context, parts, draft, values, [], refusal) },
  );
}

/** The internal notes of the filing, and what they may say. */
function insertionOf(draft: ProcedureDraft, values: JsonObject, locale: Locale) {
  return {
    places: notePlaces(values, 'onSubmission'),
    variables: noteVariables(draft, { effects: values.onSubmission, form: undefined }, locale),
  };
}

export function filingPath(draft: Pick<ProcedureDraft, 'id'>): string {
  return `${draftPath(draft, 'workflow')}/depot`;
}

function valuesOf({ content }: ProcedureDraft): JsonObject {
  const { onSubmission: effects } = content.workflow;
  return effects === undefined ? {} : { onSubmission: effects };
}

async function filingPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const procedures = await procedureOptions(context, parts);
  const insertion = insertionOf(draft, values, locale);
  const isStale = refusal instanceof StaleEditError;
  const theirs = isStale ? { onSubmission: refusal.current.workflow.onSubmission ?? [] } : valuesOf(draft);
  return editorPage(context, parts, {
    title: say(locale, 'filing.title'),
    draft,
    step: 'workflow',
    intro: say(locale, 'filing.intro'),
    crumbs: [{ href: draftPath(draft, 'workflow'), label: editorMessages(locale, 'step.workflow') }],
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={differencesOf(context, settings, 'workflow', theirs, values)}
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={found.filter((one) => one.path.startsWith('workflow.onSubmission'))} />
        <Form action={filingPath(draft)} csrf={context.csrfToken()}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={isStale ? refusal.revision : draft.revision} />
          <SettingFields
            settings={settings}
            values={values}
            problems={problems}
            locale={locale}
            scope="workflow"
            choices={(key, scope) => workflowChoices(draft, key, scope, locale, procedures)}
            expression={effectCondition(
              draft,
              (index) => ({ on: 'filing-effect', index }),
              values.onSubmission,
              locale,
            )}
          />
          {insertion.places.length > 0 && (
            <InsertVariable
              context={context}
              scope="effect.note"
              {...insertion}
              problems={problems}
              chosen={single(context.body, 'insert-into')}
            />
          )}
          <Button>{editorMessages(locale, 'save')}</Button>
        </Form>
      </>
    ),
  });
}
