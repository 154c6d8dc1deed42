import {
  type Answers,
  exitFor,
  type FieldError,
  FormPageFields,
  type RawInputs,
  visiblePages,
} from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { pageMark } from '../../../domain/draft.ts';
import { draftDocuments, findFileField, withDocuments } from '../../../domain/file-answers.ts';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { type SavePageOutcome, savePage } from '../../../usecases/save-page.ts';
import { takeFiles } from '../../citizen/take-files.ts';
import { Rest } from './desk-draft.tsx';
import { type DeskDraft, type DeskFiling, openDeskDraft } from './desk-filing.ts';
import { longWords as say } from './messages.ts';

/** The last part of the address of the one long page. */
export const longPage = 'tout';

/** What was wrong with one page of the form, and what was typed in it. */
interface PageState {
  readonly raw?: RawInputs;
  readonly answers?: Answers;
  readonly errors: readonly FieldError[];
}

interface LongState {
  readonly pages: ReadonlyMap<string, PageState>;
  readonly notices: readonly string[];
  readonly status: number;
}

const untouched: LongState = { pages: new Map(), notices: [], status: 200 };

/** GET {draft}/tout: the whole form on one page, for an agent who types while somebody talks. */
export async function showLong(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  return renderLong(context, parts, await openDeskDraft(context, parts, desk), untouched);
}

async function renderLong(
  context: RequestContext,
  parts: DossiersParts,
  open: DeskDraft,
  state: LongState,
): Promise<Result> {
  const { locale } = context;
  const { desk, form, draft, procedure, inputs, answers } = open;
  const shown = visiblePages(form, answers, inputs);
  const errors = shown.flatMap(({ id }) => state.pages.get(id)?.errors ?? []);
  const title = localize(procedure.title, locale);
  const near = desk.authority.communeCode;
  return pageResult(
    await agentPage(context, parts.site, {
      title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: desk.current,
      children: (
        <>
          <BackLink href={desk.listHref} />
          <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
          {state.notices.map((notice) => (
            <Notification key={notice} tone="important" title={say(locale, 'noticeTitle')}>
              <p class="govuk-body">{notice}</p>
            </Notification>
          ))}
          <PageHeading title={title} caption={desk.authority.name} />
          {desk.banner}
          <p class="govuk-body">
            {say(locale, 'intro')}{' '}
            <a class="govuk-link" href={desk.href(shown[0]?.id)}>
              {say(locale, 'stepByStep')}
            </a>
          </p>
          <Form action={desk.href(longPage)} csrf={context.csrfToken()} multipart autocomplete="off">
            {shown.map((page) => (
              <section key={page.id} aria-labelledby={`page-${page.id}`}>
                <h2 class="govuk-heading-m" id={`page-${page.id}`}>
                  {localize(page.definition.title, locale)}
                </h2>
                {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={3} />}
                <input type="hidden" name="_shown" value={page.id} />
                <input
                  type="hidden"
                  name={`_mark.${page.id}`}
                  value={pageMark(page, withDocuments(form, draft.answers, []))}
                />
                <FormPageFields
                  form={form}
                  page={page}
                  answers={state.pages.get(page.id)?.answers ?? answers}
                  context={inputs}
                  locale={locale}
                  raw={state.pages.get(page.id)?.raw}
                  errors={state.pages.get(page.id)?.errors ?? []}
                  documentUrl={(id) => desk.href(`documents/${id}`)}
                  suggestUrls={{
                    address: near === undefined ? '/api/adresses' : `/api/adresses?pres=${near}`,
                    commune: '/api/communes',
                  }}
                  scriptHref={parts.site.assets.islands['form-page']}
                />
              </section>
            ))}
            <ButtonGroup>
              <Button>{say(locale, 'check')}</Button>
              <Button tone="secondary" name="_refresh" value="true">
                {say(locale, 'refresh')}
              </Button>
            </ButtonGroup>
            <p class="govuk-hint">{say(locale, 'refreshHint')}</p>
          </Form>
          <Rest context={context} desk={desk} />
        </>
      ),
    }),
    { status: state.status },
  );
}

/**
 * POST {draft}/tout: keeps every page that was shown, in order. What the answers make appear is asked next; when nothing
 * is wrong and nothing appears, the check follows.
 */
export async function sendLong(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const open = await openDeskDraft(context, parts, desk);
  const { form } = open;
  const { locale } = context;
  const rules = (input: string) =>
    form.pages.map((page) => findFileField(page, input)).find((found) => found !== undefined);
  const intake = await takeFiles(context, parts.documents, desk.authority.id, rules, open.documents);
  const { body } = intake;
  const posted = shownIn(body);
  // Rows and documents are added and taken away without a word about the rest.
  const refresh = single(body, '_refresh') !== '' || Object.keys(body).some((name) => name.startsWith('__'));
  const { after, states } = await parts.platform.database.transaction(desk.scope, async (tx) => {
    await desk.check(tx, open.draft);
    const states = new Map<string, PageState & { readonly changed?: boolean }>();
    let now: DeskDraft = open;
    for (const page of form.pages.filter(({ id }) => posted.has(id))) {
      if (!visiblePages(form, now.answers, now.inputs).includes(page)) continue;
      const outcome = await savePage(
        tx,
        { documents: parts.documents, identity: desk.identity },
        {
          authorityId: desk.authority.id,
          draftId: open.draft.id,
          owner: desk.owner,
          form,
          page,
          context: formContextOf(parts, desk.authority, context.now),
          body,
          mark: single(body, `_mark.${page.id}`),
          later: refresh,
          received: intake.received.filter(({ field }) => findFileField(page, field) !== undefined),
          refusals: intake.refusals.filter(({ fieldId }) => form.pageOfField.get(fieldId)?.id === page.id),
          now: context.now,
        },
      );
      now = afterPage(parts, context, now, outcome);
      if (outcome.kind === 'shown-again') {
        const { parsed, reason } = outcome;
        states.set(page.id, {
          raw: parsed.raw,
          answers: { ...now.answers, ...parsed.answers },
          errors: reason === 'invalid' ? parsed.errors : [],
          changed: reason === 'changed-elsewhere',
        });
      }
    }
    return { after: now, states };
  });
  const visible = visiblePages(form, after.answers, after.inputs);
  const exit = visible.map(({ id }) => exitFor(form, id, after.answers, after.inputs)).find((one) => one !== undefined);
  const appeared = visible.some(({ id }) => !posted.has(id));
  const changed = [...states.values()].some((state) => state.changed === true);
  const wrong = [...states.values()].some(({ errors }) => errors.length > 0);
  if (!refresh && !wrong && !changed && !appeared && exit === undefined) return redirect(desk.href('verifier'));
  const notices = [
    ...(exit === undefined ? [] : [`${localize(exit.title, locale)} ${localize(exit.body, locale)}`]),
    ...(changed ? [say(locale, 'changed')] : []),
    ...(!refresh && appeared ? [say(locale, 'appeared')] : []),
  ];
  return renderLong(context, parts, after, {
    pages: states,
    notices,
    status: wrong || exit !== undefined ? 422 : changed ? 409 : 200,
  });
}

function shownIn(body: FormBody): ReadonlySet<string> {
  const value = body._shown;
  return new Set(value === undefined ? [] : typeof value === 'string' ? [value] : value);
}

/** The draft as a page leaves it: the next one is judged on it. */
function afterPage(
  parts: DossiersParts,
  context: RequestContext,
  open: DeskDraft,
  { draft, documents }: SavePageOutcome,
): DeskDraft {
  return {
    ...open,
    draft,
    documents,
    inputs: formContextOf(parts, open.desk.authority, context.now, draftDocuments(documents)),
    answers: withDocuments(open.form, draft.answers, documents),
  };
}
