import type { VNode } from 'preact';
import type { Procedure } from '#modules/catalogue/index.ts';
import {
  type Answers,
  answerScope,
  type CompiledForm,
  type CompiledPage,
  compileExpression,
  compileForm,
  type DraftDocument,
  evaluate,
  exitFor,
  type FieldError,
  type FormContext,
  FormPageFields,
  holds,
  nextPage,
  parsePage,
  type RawInputs,
  summarize,
  visiblePages,
} from '#modules/forms/index.ts';
import {
  type ActorRole,
  availableTransitions,
  type CompiledWorkflow,
  compileWorkflow,
  getState,
  isEnd,
  renderTemplate,
  type WorkflowDefinition,
} from '#modules/workflow/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { checkContent } from '../domain/check-content.ts';
import { exampleVariables, variableTree } from '../domain/example-variables.ts';
import { asJson, isObject, type JsonObject, objectsOf } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { trialMessages as say } from '../messages/trial-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftOf, draftPath, editorPage, privatePage } from './editor-frame.tsx';
import { Missing } from './home.page.tsx';
import { trialContext } from './trial-context.ts';

/** Where a trial stands. It travels with the page: nothing of it is kept. */
interface Trial {
  readonly draft: ProcedureDraft;
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
  readonly answers: Answers;
  readonly documents: readonly DraftDocument[];
  readonly context: FormContext;
}

type Opened = { readonly trial: Trial } | { readonly blocked: Result };

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
  if (single(body, '_act') !== '' || single(body, '_path') !== '') {
    return pageResult(await resultStep(context, parts, trial, pathOf(body)), { headers: privatePage });
  }
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
    after === undefined ? await resultStep(context, parts, next, []) : await formStep(context, parts, next, after, {});
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

function pathOf(body: FormBody): string[] {
  const gone = single(body, '_path')
    .split(' ')
    .filter((one) => /^[a-z][a-z0-9-]{0,40}$/.test(one));
  const act = single(body, '_act');
  return act === '' ? gone : [...gone, act].slice(0, 50);
}

interface StepView {
  readonly raw?: RawInputs;
  readonly errors?: readonly FieldError[];
  readonly exit?: { readonly title: string; readonly body: string };
}

function Carried({ trial }: { trial: Trial }) {
  return (
    <>
      <input type="hidden" name="_answers" value={JSON.stringify(trial.answers)} />
      <input type="hidden" name="_documents" value={JSON.stringify(trial.documents)} />
    </>
  );
}

function formStep(
  context: RequestContext,
  parts: EditorParts,
  trial: Trial,
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

const actors: readonly ActorRole[] = ['agent', 'team-leader', 'applicant', 'system'];

/** What filing would give, then the workflow act by act. */
function resultStep(
  context: RequestContext,
  parts: EditorParts,
  trial: Trial,
  path: readonly string[],
): Promise<VNode> {
  const { locale } = context;
  const { draft, form, workflow, procedure, answers } = trial;
  const scope = answerScope(form, answers, trial.context);
  const availability = { answers, today: trial.context.today, authority: trial.context.authority, scope };
  let state = workflow.definition.initial;
  const done: { label: string; notes: string[] }[] = [];
  for (const id of path) {
    const act = actors
      .flatMap((actor) => availableTransitions(workflow, state, { ...availability, actor }))
      .find((one) => one.id === id);
    if (act === undefined) break;
    state = act.to;
    done.push({ label: localize(act.label, locale), notes: notesOf(draft, workflow, act, locale) });
  }
  const taken = path.slice(0, done.length);
  const now = getState(workflow, state);
  const offered = isEnd(now.phase)
    ? []
    : actors.flatMap((actor) =>
        availableTransitions(workflow, state, { ...availability, actor })
          .filter((one) => one.by.includes(actor))
          .map((one) => ({ one, actor })),
      );
  const urgent = procedure.urgentWhen !== undefined && holds(compileExpression(procedure.urgentWhen), scope);
  const headline =
    procedure.headline === undefined ? undefined : evaluate(compileExpression(procedure.headline), scope);
  return editorPage(context, parts, {
    title: say(locale, 'result'),
    draft,
    step: 'trial',
    intro: say(locale, 'intro'),
    children: (
      <div class="pv-trial">
        {(typeof headline === 'string' || urgent) && (
          <InsetText>
            {say(locale, 'headline')}
            {'\u00a0: '}
            {typeof headline === 'string' ? headline : ''} {urgent && `(${say(locale, 'urgent')})`}
          </InsetText>
        )}
        <h2 class="govuk-heading-m">{say(locale, 'answers')}</h2>
        {summarize(form, answers, locale, { context: trial.context }).map((section) => (
          <SummaryList
            key={section.pageId}
            title={section.title}
            titleLevel={3}
            rows={[
              ...section.rows.map((row) => ({
                term: row.label,
                value: typeof row.value === 'string' ? row.value || '–' : row.value.join(', ') || '–',
              })),
              ...section.groups.map((group) => ({ term: group.label, value: String(group.rows.length) })),
            ]}
          />
        ))}
        <h2 class="govuk-heading-m">{say(locale, 'workflow')}</h2>
        {done.length > 0 && (
          <ol class="govuk-list govuk-list--number">
            {done.map((one, index) => (
              <li key={index}>
                {one.label}
                {one.notes.length > 0 && (
                  <ul class="govuk-list govuk-list--bullet">
                    {one.notes.map((note) => (
                      <li key={note}>{note}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        )}
        <SummaryList
          rows={[
            { term: say(locale, 'state'), value: localize(now.agentLabel ?? now.label, locale) },
            {
              term: say(locale, 'explanation'),
              value: `${localize(now.label, locale)}. ${localize(now.explanation, locale)}`,
            },
          ]}
        />
        {offered.length === 0 ? (
          <p class="govuk-body">{say(locale, 'ended')}</p>
        ) : (
          <Form action={draftPath(draft, 'trial')} csrf={context.csrfToken()}>
            <Carried trial={trial} />
            <input type="hidden" name="_path" value={taken.join(' ')} />
            <h3 class="govuk-heading-s">{say(locale, 'acts')}</h3>
            <ButtonGroup>
              {offered.map(({ one, actor }) => (
                <Button key={`${one.id} ${actor}`} tone="secondary" name="_act" value={one.id}>
                  {say(locale, 'by', { act: localize(one.label, locale), who: choiceLabel(locale, 'by', actor) })}
                </Button>
              ))}
            </ButtonGroup>
          </Form>
        )}
        <Restart draft={draft} locale={locale} />
      </div>
    ),
  });
}

/** What the act would do: messages in words, other effects by their names. */
function notesOf(
  draft: ProcedureDraft,
  workflow: CompiledWorkflow,
  act: CompiledWorkflow['transitions'][number],
  locale: Locale,
): string[] {
  const variables = variableTree(
    exampleVariables(draft.content.source, [asJson(act) as JsonObject], editorLibrary().blockFields, locale),
  );
  return act.effects.map((effect) => {
    const message = 'message' in effect ? workflow.messagesById.get(effect.message) : undefined;
    const name = choiceLabel(locale, 'effect', effect.effect);
    return message === undefined
      ? name
      : `${name}\u00a0: ${renderTemplate(localize(message.subject, locale), variables)}`;
  });
}
