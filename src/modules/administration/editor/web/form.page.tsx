import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { checkContent } from '../domain/check-content.ts';
import type { Command } from '../domain/command.ts';
import { CommandRefusedError } from '../domain/command-refused.ts';
import { entriesOf, pagesOf } from '../domain/draft-content.ts';
import { type JsonObject, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { newPage } from '../domain/skeleton.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { builderMessages } from '../messages/builder-messages.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { conditionWordsAt } from './condition-block.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, pagePath, RevisionField } from './editor-frame.tsx';
import { EntryName } from './entry-name.tsx';
import { withFrames } from './frame-headers.ts';
import { PlaceProblems } from './home.page.tsx';
import { PreviewFrames } from './preview.tsx';

export async function showForm(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await formPage(context, parts, draft, []), { headers: withFrames(parts) });
}

/** Adds, moves or takes away a page. */
export async function submitForm(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { body, locale } = context;
  const again = (problems: readonly SettingProblem[], refusal?: EditRefusal) =>
    formPage(context, parts, draft, problems, refusal);
  const command = readCommand(context, draft);
  if (command === undefined) {
    const problems = [{ fieldId: 'page-title', message: say(locale, 'form.titleMissing') }];
    return page(await again(problems), { status: 422, headers: withFrames(parts) });
  }
  return saveEdit(context, parts, draft, command, {
    to: draftPath(draft, 'form'),
    ...(command.do === 'add-page' || single(body, 'act') === 'remove-page'
      ? { again: (refusal: EditRefusal) => again([], refusal) }
      : {}),
  });
}

function readCommand({ body }: RequestContext, draft: ProcedureDraft): Command | undefined {
  const pageId = single(body, 'page');
  switch (single(body, 'act')) {
    case 'up':
      return { do: 'move-page', page: pageId, by: -1 };
    case 'down':
      return { do: 'move-page', page: pageId, by: 1 };
    case 'remove-page':
      return { do: 'remove-page', page: pageId, knowingly: single(body, 'knowingly') === 'yes' };
    default: {
      const title = single(body, 'title').trim().slice(0, 200);
      if (title === '') return undefined;
      return {
        do: 'add-page',
        page: newPage(title, new Set(pagesOf(draft.content.source).map((one) => textOf(one.id)))),
      };
    }
  }
}

function formPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale, body } = context;
  const csrf = context.csrfToken();
  const pages = pagesOf(draft.content.source);
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const [first] = pages;
  return editorPage(context, parts, {
    title: say(locale, 'step.form'),
    draft,
    step: 'form',
    intro: say(locale, 'form.intro'),
    problems,
    notice: refusal && (
      <RefusalNotice locale={locale} refusal={refusal}>
        {refusal instanceof CommandRefusedError && refusal.code === 'editor.referred-to' && (
          <Form action={draftPath(draft, 'form')} csrf={csrf}>
            <RevisionField revision={draft.revision} />
            <input type="hidden" name="page" value={single(body, 'page')} />
            <input type="hidden" name="knowingly" value="yes" />
            <Button tone="warning" name="act" value="remove-page">
              {say(locale, 'refused.anyway')}
            </Button>
          </Form>
        )}
      </RefusalNotice>
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={found.filter((one) => one.place.in === 'form')} />
        <ol class="pv-pages">
          {pages.map((one, index) => (
            <PageItem
              key={textOf(one.id)}
              {...{ context, draft, csrf, index }}
              page={one}
              last={index === pages.length - 1}
              count={found.filter((problem) => 'page' in problem.place && problem.place.page === one.id).length}
            />
          ))}
        </ol>
        <Form action={draftPath(draft, 'form')} csrf={csrf}>
          <RevisionField revision={draft.revision} />
          <h2 class="govuk-heading-m">{say(locale, 'form.addPage')}</h2>
          <TextInput
            id="page-title"
            name="title"
            label={say(locale, 'form.pageTitle')}
            value={refusal === undefined ? undefined : single(body, 'title')}
            error={problems.find((one) => one.fieldId === 'page-title')?.message}
            autocomplete="off"
          />
          <Button tone="secondary" name="act" value="add-page">
            {say(locale, 'form.addPage')}
          </Button>
        </Form>
        {first !== undefined && (
          <PreviewFrames locale={locale} draft={draft} page={textOf(first.id)} title={shownText(first.title, locale)} />
        )}
      </>
    ),
  });
}

function PageItem(props: {
  context: RequestContext;
  draft: ProcedureDraft;
  csrf: string;
  page: JsonObject;
  index: number;
  last: boolean;
  count: number;
}) {
  const { context, draft, csrf, page: one, index } = props;
  const { locale } = context;
  const id = textOf(one.id);
  const title = shownText(one.title, locale) || id;
  const when = conditionWordsAt(draft.content, { on: 'page', page: id }, locale) ?? textOf(one.when);
  const button = (act: 'up' | 'down' | 'remove-page', label: string) => (
    <Button tone="link" name="act" value={act} ariaLabel={`${label}\u00a0: ${title}`}>
      {label}
    </Button>
  );
  return (
    <li class="pv-pages__page">
      <h2 class="govuk-heading-s">
        <a class="govuk-link" href={pagePath(draft, id)}>
          {title}
        </a>
      </h2>
      {props.count > 0 && <p class="govuk-error-message">{say(locale, 'home.toMend', { count: props.count })}</p>}
      {when !== '' && <p class="govuk-body-s pv-muted">{`${builderMessages(locale, 'if.page')} ${when}`}</p>}
      <ul class="govuk-list">
        {entriesOf(one).map((entry, position) => (
          <li key={position}>
            <EntryName draft={draft} page={id} entry={entry} locale={locale} />
          </li>
        ))}
      </ul>
      <Form action={draftPath(draft, 'form')} csrf={csrf}>
        <RevisionField revision={draft.revision} />
        <input type="hidden" name="page" value={id} />
        <div class="pv-rows__buttons">
          {index > 0 && button('up', say(locale, 'row.up'))}
          {!props.last && button('down', say(locale, 'row.down'))}
          {button('remove-page', say(locale, 'row.remove'))}
        </div>
      </Form>
    </li>
  );
}
