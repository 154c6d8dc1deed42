import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { pageOfRows } from '../../paged-rows.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { DraftExistsError } from '../errors.ts';
import { momentInWords, editorMessages as say } from '../messages/editor-messages.ts';
import { type EditorLine, type EditorView, editorViews, listEditorProcedures } from '../queries/list-procedures.ts';
import { createFromPublished } from '../usecases/create-draft.ts';
import { draftPath, editorPage, editorPath, privatePage } from './editor-frame.tsx';

/** The library, one's own procedures and what is in preparation. */
export async function showList(context: RequestContext, parts: EditorParts): Promise<Result> {
  const { locale, query } = context;
  const view = editorViews.find((one) => one === query.vue) ?? 'all';
  const words = (query.q ?? '').slice(0, 100);
  const list = await listEditorProcedures(parts, agentOf(context), { view, words });
  const shown = pageOfRows(list.lines, query.page);
  const document = await editorPage(context, parts, {
    title: say(locale, 'list.title'),
    intro: say(locale, list.keepsLibrary ? 'list.introKeeper' : 'list.intro'),
    actions: <LinkButton href={`${editorPath}/nouvelle`}>{say(locale, 'list.new')}</LinkButton>,
    children: (
      <>
        <SearchBox
          id="q"
          action={editorPath}
          label={say(locale, 'list.search')}
          value={words}
          keep={view === 'all' ? {} : { vue: view }}
        />
        <SubNavigation
          ariaLabel={say(locale, 'list.views')}
          items={editorViews.map((one) => ({
            href: viewHref(one, words),
            label: say(locale, `view.${one}`),
            count: list.counts[one],
            current: one === view,
          }))}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={`${editorPath}/importer`}>
            {say(locale, 'list.import')}
          </a>
          {' · '}
          <a class="govuk-link" href={`${editorPath}/importer-publik`}>
            {say(locale, 'list.importPublik')}
          </a>
          {' · '}
          <a class="govuk-link" href={`${editorPath}/journal`}>
            {say(locale, 'list.journal')}
          </a>
        </p>
        {list.lines.length === 0 ? (
          <EmptyState title={say(locale, 'list.empty')}>{say(locale, 'list.emptyBody')}</EmptyState>
        ) : (
          <>
            <ProcedureTable context={context} lines={shown.rows} keepsLibrary={list.keepsLibrary} />
            <Pagination
              current={shown.page}
              total={shown.pages}
              hrefFor={(number) => viewHref(view, words, number)}
              ariaLabel={say(locale, 'list.pages')}
            />
          </>
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

function viewHref(view: EditorView, words: string, number = 1): string {
  const query = new URLSearchParams({
    ...(view === 'all' ? {} : { vue: view }),
    ...(words === '' ? {} : { q: words }),
    ...(number === 1 ? {} : { page: String(number) }),
  });
  const said = query.toString();
  return said === '' ? editorPath : `${editorPath}?${said}`;
}

function ProcedureTable(props: { context: RequestContext; lines: readonly EditorLine[]; keepsLibrary: boolean }) {
  const { context, lines, keepsLibrary } = props;
  const { locale } = context;
  const csrf = context.csrfToken();
  return (
    <Table
      caption={say(locale, 'list.title')}
      captionHidden
      rows={lines}
      rowKey={(line) => line.procedureId}
      columns={[
        {
          label: say(locale, 'list.procedure'),
          rowHeader: true,
          cell: (line) => (
            <>
              {line.draft === undefined ? (
                line.title[locale]
              ) : (
                <a class="govuk-link" href={draftPath(line.draft)}>
                  {line.title[locale]}
                </a>
              )}{' '}
              <span class="pv-muted">{say(locale, line.isLibrary ? 'origin.library' : 'origin.own')}</span>
            </>
          ),
        },
        { label: say(locale, 'list.state'), cell: (line) => <LineState line={line} locale={locale} /> },
        {
          label: say(locale, 'list.changed'),
          cell: (line) =>
            line.draft === undefined ? '' : `${momentInWords(locale, line.draft.updatedAt)}, ${line.draft.updatedBy}`,
        },
        {
          label: say(locale, 'list.actions'),
          cell: (line) => (
            <LineActions line={line} csrf={csrf} locale={locale} mayChange={keepsLibrary || !line.isLibrary} />
          ),
        },
      ]}
    />
  );
}

function LineState({ line, locale }: { line: EditorLine; locale: Locale }) {
  const { draft } = line;
  return (
    <span class="pv-tags">
      {line.withdrawnAt !== undefined && <Tag tone="refused">{say(locale, 'state.withdrawn')}</Tag>}
      {line.publishedVersion !== undefined && line.withdrawnAt === undefined && (
        <Tag tone="done">{say(locale, 'state.published', { version: line.publishedVersion })}</Tag>
      )}
      {draft?.scheduledFor !== undefined && (
        <Tag tone="info">{say(locale, 'state.scheduled', { when: momentInWords(locale, draft.scheduledFor) })}</Tag>
      )}
      {draft !== undefined && !draft.isPublished && draft.scheduledFor === undefined && (
        <Tag tone="waiting">{say(locale, 'state.draft')}</Tag>
      )}
    </span>
  );
}

function LineActions(props: { line: EditorLine; csrf: string; locale: Locale; mayChange: boolean }) {
  const { line, csrf, locale } = props;
  const act = (name: 'change' | 'copy', label: string) => (
    <Button tone="link" name="act" value={name} ariaLabel={`${label}\u00a0: ${line.title[locale]}`}>
      {label}
    </Button>
  );
  return (
    <div class="pv-row-actions">
      {line.draft !== undefined && (
        <a class="govuk-link" href={draftPath(line.draft)}>
          {say(locale, 'act.open')}
          <span class="govuk-visually-hidden">
            {'\u00a0: '}
            {line.title[locale]}
          </span>
        </a>
      )}
      {line.publishedVersion !== undefined && (
        <Form action={`${editorPath}/preparer`} csrf={csrf}>
          <input type="hidden" name="procedure" value={line.procedureId} />
          {line.draft === undefined && props.mayChange && act('change', say(locale, 'act.change'))}
          {act('copy', say(locale, 'act.copy'))}
        </Form>
      )}
    </div>
  );
}

/** Prepares a change of a published procedure, or a copy of it. */
export async function submitPreparation(context: RequestContext, parts: EditorParts): Promise<Result> {
  const procedureId = single(context.body, 'procedure');
  if (!/^[a-z][a-z0-9-]{1,60}$/.test(procedureId)) throw new NotFoundError('editor.procedure-not-found');
  const asCopy = single(context.body, 'act') === 'copy';
  try {
    const id = await createFromPublished(parts, agentOf(context), procedureId, { asCopy });
    context.setFlash(say(context.locale, asCopy ? 'created.copy' : 'created.change'));
    return redirect(draftPath({ id }));
  } catch (error) {
    if (!(error instanceof DraftExistsError)) throw error;
    context.setFlash(say(context.locale, 'created.exists'));
    return redirect(draftPath({ id: error.draftId }));
  }
}
