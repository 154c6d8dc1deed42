import type { VNode } from 'preact';
import {
  type Answers,
  type CompiledPage,
  compileForm,
  type DraftDocument,
  exitFor,
  type FieldError,
  FormPageFields,
  nextPage,
  parsePage,
  type RawInputs,
  visiblePages,
} from '#modules/forms/index.ts';
import { compileWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { checkContent } from '../domain/check-content.ts';
import { asJson, isObject, objectsOf } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { trialMessages as say } from '../messages/trial-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftOf, draftPath, editorPage, privatePage } from './editor-frame.tsx';
import { Missing } from './home.page.tsx';
import { trialContext } from './trial-context.ts';
import type { OpenTrial } from './trial-steps.ts';
import { Carried, isWalk, submitWalk, walkPage } from './trial-walk.tsx';

type Opened = { readonly trial: OpenTrial } | { readonly blocked: Result };

async function open(context: RequestContext, parts: EditorParts, body: FormBody): Promise<Opened> {
  const draft = await draftOf(context, parts);
  const { locale } = context;
  const checked = checkContent(draft.content, editorLibrary().kit, locale);
  if (checked.problems.length > 0 || checked.procedure === undefined || checked.workflow === undefined) {
    const document = await editorPage(context, parts, {
      title: say(locale, 'title'),
      draft,
      step: 'trial',
      intro: say(locale, 'notYet'),
      children: <Missing locale={locale} draft={draft} problems={checked.problems} />,
    });
    return { blocked: pageResult(document, { headers: privatePage }) };
  }
  const authority = await parts.directory.getAuthority(agentOf(context).authorityId);
  const documents = readDocuments(single(body, '_documents'));
  return {
    trial: {
      draft,
      procedure: checked.procedure,
      form: compileForm(checked.procedure.form, { fees: checked.procedure.fees }),
      workflow: compileWorkflow(checked.workflow as WorkflowDefinition),
      authority,
      answers: readAnswers(single(body, '_answers')),
      documents,
      context: trialContext(parts, authority, context.now, documents),
    },
  };
}

/** What an earlier page of the trial carried; a forged one is read like any other answer. */
function readAnswers(text: string): Answers {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return isObject(value) ? (value as Answers) : {};
  } catch {
    return {};
  }
}

function readDocuments(text: string): DraftDocument[] {
  try {
    return objectsOf(asJson(JSON.parse(text || '[]'))).map((one) => ({
      id: String(one.id),
      name: String(one.name).slice(0, 200),
      size: Number(one.size) || 1,
      type: String(one.type),
      field: String(one.field),
    }));
  } catch {
    return [];
  }
}

export async function showTrial(context: RequestContext, parts: EditorParts): Promise<Result> {
  const opened = await open(context, parts, {});
  if ('blocked' in opened) return opened.blocked;
  const { trial } = opened;
  const [first] = visiblePages(trial.form, trial.answers, trial.context);
  const page = first ?? trial.form.pages[0];
  if (page === undefined) throw new Error('A form has a page');
  return pageResult(await formStep(context, parts, trial, page, {}), { headers: privatePage });
}

/** A page of the form, or an act of the workflow. */
export async function submitTrial(context: RequestContext, parts: EditorParts): Promise<Result> {
  const taken: DraftDocument[] = [];
  const body = await context.readMultipart({ files: 20, fileSize: 20 * 1024 * 1024 }, async (file) => {
    let size = 0;
    for await (const chunk of file.stream) size += (chunk as Buffer).length;
    if (size === 0) return;
    const type = file.filename.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'image/jpeg';
    taken.push({ id: newId(), name: file.filename.slice(0, 200), size, type, field: file.field });
  });
  const opened = await open(context, parts, body);
  if ('blocked' in opened) return opened.blocked;
  const documents = [...opened.trial.documents, ...taken];
  const trial = { ...opened.trial, documents, context: { ...opened.trial.context, documents } };
  if (isWalk(body)) return submitWalk(context, parts, trial, body);
  const page = trial.form.pagesById.get(single(body, '_page'));
  if (page === undefined) return showTrial(context, parts);
  const parsed = parsePage(trial.form, page.id, withDocuments(body, documents), {
    ...trial.context,
    answers: trial.answers,
  });
  const next = { ...trial, answers: parsed.answers };
  if (parsed.errors.length > 0 || parsed.action !== undefined) {
    const view = { raw: parsed.raw, errors: parsed.errors };
    const status = parsed.errors.length > 0 ? 422 : 200;
    return pageResult(await formStep(context, parts, next, page, view), { status, headers: privatePage });
  }
  const exit = exitFor(trial.form, page.id, next.answers, trial.context);
  if (exit !== undefined) {
    const { locale } = context;
    const words = { title: localize(exit.title, locale), body: localize(exit.body, locale) };
    return pageResult(await formStep(context, parts, next, page, { exit: words }), { headers: privatePage });
  }
  const after = nextPage(trial.form, page.id, next.answers, trial.context);
  const document =
    after === undefined ? await walkPage(context, parts, next, []) : await formStep(context, parts, next, after, {});
  return pageResult(document, { headers: privatePage });
}

/** The documents of the trial, where their fields expect their ids. */
function withDocuments(body: FormBody, documents: readonly DraftDocument[]): FormBody {
  const filled: Record<string, string | readonly string[] | undefined> = { ...body };
  for (const { field, id } of documents) {
    if (field === undefined) continue;
    const known = filled[field];
    const ids = known === undefined || known === '' ? [] : typeof known === 'string' ? [known] : [...known];
    if (!ids.includes(id)) filled[field] = [...ids, id];
  }
  return filled;
}

interface StepView {
  readonly raw?: RawInputs;
  readonly errors?: readonly FieldError[];
  readonly exit?: { readonly title: string; readonly body: string };
}

function formStep(
  context: RequestContext,
  parts: EditorParts,
  trial: OpenTrial,
  page: CompiledPage,
  { raw, errors = [], exit }: StepView,
): Promise<VNode> {
  const { locale } = context;
  const { draft, form } = trial;
  const pages = visiblePages(form, trial.answers, trial.context);
  const title = localize(page.definition.title, locale);
  return editorPage(context, parts, {
    title: say(locale, 'title'),
    draft,
    step: 'trial',
    intro: say(locale, 'intro'),
    problems: errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] })),
    children: (
      <div class="pv-trial">
        {exit !== undefined && (
          <Notification tone="important" title={`${say(locale, 'exit')}\u00a0: ${exit.title}`} live>
            <RichText text={exit.body} headingLevel={3} />
          </Notification>
        )}
        <h2 class="govuk-heading-m">
          {say(locale, 'page', {
            number: pages.findIndex((one) => one.id === page.id) + 1,
            total: pages.length,
            title,
          })}
        </h2>
        {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={3} />}
        <Form action={draftPath(draft, 'trial')} csrf={context.csrfToken()} multipart={page.hasFiles}>
          <Carried trial={trial} />
          <input type="hidden" name="_page" value={page.id} />
          <FormPageFields
            form={form}
            page={page}
            answers={trial.answers}
            context={trial.context}
            locale={locale}
            errors={errors}
            {...(raw === undefined ? {} : { raw })}
            suggestUrls={{ address: '/api/adresses', commune: '/api/communes' }}
            {...(parts.site.assets.islands['form-page'] === undefined
              ? {}
              : { scriptHref: parts.site.assets.islands['form-page'] })}
          />
          {page.hasFiles && <p class="govuk-body-s pv-muted">{say(locale, 'document')}</p>}
          <ButtonGroup>
            <Button>{say(locale, 'continue')}</Button>
          </ButtonGroup>
        </Form>
        <Restart draft={draft} locale={locale} />
      </div>
    ),
  });
}

function Restart({ draft, locale }: { draft: ProcedureDraft; locale: Locale }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={draftPath(draft, 'trial')}>
        {say(locale, 'restart')}
      </a>
    </p>
  );
}
