import type { VNode } from 'preact';
import type { z } from 'zod';
import { pageSchema } from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { checkContent } from '../domain/check-content.ts';
import { entriesOf, findPage, pagesOf } from '../domain/draft-content.ts';
import { type JsonObject, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { settingsOf } from '../domain/settings/setting.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { builderMessages } from '../messages/builder-messages.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ConditionBlock } from './condition-block.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, pagePath, RevisionField } from './editor-frame.tsx';
import { blockName } from './entry-name.tsx';
import { AddField, FieldList, type TypedField } from './field-list.tsx';
import { withFrames } from './frame-headers.ts';
import { PlaceProblems } from './home.page.tsx';
import { PreviewFrames } from './preview.tsx';
import { RowList } from './row-list.tsx';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';

/** Edited by their own means: conditions, checks and exits by the builder. */
const elsewhere = ['when', 'fields', 'checks', 'exits'];
const pageSettings = settingsOf(pageSchema as z.ZodObject).filter(
  ({ key }) => key !== 'id' && !elsewhere.includes(key),
);

export interface OpenPage {
  readonly draft: ProcedureDraft;
  readonly page: JsonObject;
  readonly pageId: string;
}

/** @throws {NotFoundError} for a page that the draft does not have */
export async function openPage(context: RequestContext, parts: EditorParts): Promise<OpenPage> {
  const draft = await draftOf(context, parts);
  const pageId = context.params.page ?? '';
  const page = findPage(draft.content.source, pageId);
  if (page === undefined) throw new NotFoundError('editor.page-not-found');
  return { draft, page, pageId };
}

export async function showPage(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openPage(context, parts);
  return pageResult(await pagePage(context, parts, open, {}), { headers: withFrames(parts) });
}

/** What the page itself says and checks. */
export async function submitPage(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openPage(context, parts);
  const { draft, page, pageId } = open;
  const schema = (pageSchema as z.ZodObject).omit({ fields: true, when: true, checks: true, exits: true });
  const posted = readPosted(context, pageSettings, schema, (values) => ({ ...values, id: pageId }));
  if (posted.kind !== 'right') {
    const problems = posted.kind === 'wrong' ? posted.problems : [];
    const document = await pagePage(context, parts, open, { values: posted.values, problems });
    return pageResult(document, { status: posted.kind === 'wrong' ? 422 : 200, headers: withFrames(parts) });
  }
  const kept = Object.fromEntries(
    elsewhere.flatMap((key) => (page[key] === undefined || key === 'fields' ? [] : [[key, page[key]]])),
  );
  const values = { ...posted.values, ...kept };
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-page', page: pageId, values },
    {
      to: pagePath(draft, pageId),
      again: (refusal) => pagePage(context, parts, open, { values: posted.values, refusal }),
    },
  );
}

export interface PageView {
  readonly values?: JsonObject;
  readonly problems?: readonly SettingProblem[];
  readonly refusal?: EditRefusal | undefined;
  /** What was typed to add a field. */
  readonly typed?: TypedField;
}

export function pagePage(context: RequestContext, parts: EditorParts, open: OpenPage, view: PageView): Promise<VNode> {
  const { locale } = context;
  const { draft, page, pageId } = open;
  const { problems = [], refusal } = view;
  const csrf = context.csrfToken();
  const values = view.values ?? page;
  const title = shownText(page.title, locale) || pageId;
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const here = found.filter((one) => one.place.in === 'page' && one.place.page === pageId);
  const revision = refusal instanceof StaleEditError ? refusal.revision : draft.revision;
  const current =
    refusal instanceof StaleEditError ? (findPage(refusal.current.source, pageId) ?? {}) : draft.content.source;
  return editorPage(context, parts, {
    title: say(locale, 'page.title', { title }),
    draft,
    step: 'form',
    crumbs: [{ href: draftPath(draft, 'form'), label: say(locale, 'step.form') }],
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={view.values === undefined ? [] : differencesOf(context, pageSettings, 'page', current, values)}
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={here} />
        <PageMoves context={context} open={open} />
        <h2 class="govuk-heading-m">{say(locale, 'page.fields')}</h2>
        <FieldList
          locale={locale}
          csrf={csrf}
          draft={draft}
          page={pageId}
          entries={entriesOf(page)}
          problems={found}
          revision={revision}
        />
        <AddField
          locale={locale}
          csrf={csrf}
          action={`${pagePath(draft, pageId)}/champs`}
          revision={revision}
          typed={view.typed}
          problems={problems}
        />
        <AddBlock context={context} open={open} revision={revision} />
        <h2 class="govuk-heading-m">{say(locale, 'page.about')}</h2>
        <Form action={pagePath(draft, pageId)} csrf={csrf}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={revision} />
          <SettingFields settings={pageSettings} values={values} problems={problems} locale={locale} scope="page" />
          <Button>{say(locale, 'save')}</Button>
        </Form>
        <h2 class="govuk-heading-m">{builderMessages(locale, 'heading.page')}</h2>
        <ConditionBlock locale={locale} draft={draft} target={{ on: 'page', page: pageId }} />
        <RowList {...{ locale, csrf, draft, revision }} of={{ on: 'check', page: pageId, index: 0 }} />
        <RowList {...{ locale, csrf, draft, revision }} of={{ on: 'exit', page: pageId, index: 0 }} />
        <PreviewFrames locale={locale} draft={draft} page={pageId} title={title} />
      </>
    ),
  });
}

/** The pages before and after. */
function PageMoves({ context, open }: { context: RequestContext; open: OpenPage }) {
  const { locale } = context;
  const pages = pagesOf(open.draft.content.source);
  const index = pages.findIndex((one) => one.id === open.pageId);
  const link = (page: JsonObject | undefined, key: 'page.before' | 'page.after') =>
    page === undefined ? null : (
      <a class="govuk-link" href={pagePath(open.draft, textOf(page.id))}>
        {say(locale, key, { title: shownText(page.title, locale) })}
      </a>
    );
  return (
    <p class="govuk-body pv-row-actions">
      {link(pages[index - 1], 'page.before')} {link(pages[index + 1], 'page.after')}
    </p>
  );
}

/** A block of the library, with all its fields, put at the end of the page. */
function AddBlock({ context, open, revision }: { context: RequestContext; open: OpenPage; revision: number }) {
  const { locale } = context;
  const placed = new Set(pagesOf(open.draft.content.source).flatMap((one) => entriesOf(one).map((entry) => entry.use)));
  const blocks = [...editorLibrary().kit.blocks.keys()].filter((block) => !placed.has(block));
  if (blocks.length === 0) return null;
  return (
    <Details summary={say(locale, 'block.add')} open={single(context.body, 'block') !== ''}>
      <Form action={`${pagePath(open.draft, open.pageId)}/champs`} csrf={context.csrfToken()}>
        <RevisionField revision={revision} />
        <Select
          id="block"
          label={say(locale, 'block.choose')}
          hint={say(locale, 'block.hint')}
          options={blocks.map((block) => ({ value: block, label: `${blockName(block, locale)} (${block})` }))}
        />
        <Button tone="secondary" name="act" value="add-block">
          {say(locale, 'block.place')}
        </Button>
      </Form>
    </Details>
  );
}
