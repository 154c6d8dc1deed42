import type { VNode } from 'preact';
import { changeInWords, compareProcedures } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { checkContent } from '../domain/check-content.ts';
import { type DraftContent, entriesOf, pagesOf, statesOf, transitionsOf } from '../domain/draft-content.ts';
import { toYaml } from '../domain/yaml-file.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { momentInWords } from '../messages/editor-messages.ts';
import { importMessages as say } from '../messages/import-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath, draftTitle, editorPage, editorPath } from './editor-frame.tsx';
import { placeInWords } from './place-words.ts';

/** Asks before a draft is replaced by a file: what is there, and what the file would change of it. */
export function replacingPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  read: DraftContent,
): Promise<VNode> {
  const { locale } = context;
  const changes = changesOf(draft.content, read, locale);
  const { problems } = checkContent(read, editorLibrary().kit, locale);
  return editorPage(context, parts, {
    title: say(locale, 'replace.title'),
    intro: say(locale, 'replace.intro', { title: draftTitle(draft, locale) }),
    children: (
      <>
        <SummaryList
          rows={[
            {
              term: say(locale, 'replace.now'),
              value: (
                <a class="govuk-link" href={draftPath(draft)}>
                  {contentInWords(draft.content, locale)}
                </a>
              ),
            },
            {
              term: say(locale, 'replace.changed'),
              value: `${momentInWords(locale, draft.updatedAt)}, ${draft.updatedBy}`,
            },
            { term: say(locale, 'replace.file'), value: contentInWords(read, locale) },
          ]}
        />
        {changes !== undefined && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'replace.changes')}</h2>
            {changes.length === 0 ? (
              <p class="govuk-body">{say(locale, 'replace.same')}</p>
            ) : (
              <ul class="govuk-list govuk-list--bullet">
                {changes.slice(0, shownChanges).map((change) => (
                  <li key={change}>{change}</li>
                ))}
                {changes.length > shownChanges && (
                  <li>{say(locale, 'replace.more', { count: changes.length - shownChanges })}</li>
                )}
              </ul>
            )}
          </>
        )}
        {problems.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'replace.problems')}</h2>
            <ul class="govuk-list govuk-list--bullet">
              {problems.slice(0, shownChanges).map((problem, index) => (
                <li key={index}>
                  {placeInWords(problem.place, read, locale)}
                  {locale === 'fr' ? '\u00a0: ' : ': '}
                  {problem.message}
                </li>
              ))}
              {problems.length > shownChanges && (
                <li>{say(locale, 'replace.moreProblems', { count: problems.length - shownChanges })}</li>
              )}
            </ul>
          </>
        )}
        <p class="govuk-body">{say(locale, 'replace.kept')}</p>
        <Form action={`${editorPath}/importer`} csrf={context.csrfToken()} multipart>
          <input type="hidden" name="text" value={toYaml(read.source)} />
          <input type="hidden" name="workflow-text" value={toYaml(read.workflow)} />
          <input type="hidden" name="replace" value={draft.id} />
          <input type="hidden" name="revision" value={String(draft.revision)} />
          <ButtonGroup>
            <Button tone="warning">{say(locale, 'replace.button')}</Button>
            <LinkButton tone="secondary" href={draftPath(draft)}>
              {say(locale, 'replace.leave')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
}

const shownChanges = 30;

function contentInWords({ source, workflow }: DraftContent, locale: Locale): string {
  const pages = pagesOf(source);
  return say(locale, 'replace.content', {
    pages: pages.length,
    fields: pages.reduce((sum, page) => sum + entriesOf(page).length, 0),
    states: statesOf(workflow).length,
    acts: transitionsOf(workflow).length,
  });
}

/** What the file changes of the draft; undefined when one of them cannot be read as a procedure yet. */
function changesOf(now: DraftContent, then: DraftContent, locale: Locale): string[] | undefined {
  const { kit } = editorLibrary();
  const [before, after] = [now, then].map((content) => checkContent(content, kit, locale));
  if (before?.procedure === undefined || before.workflow === undefined) return undefined;
  if (after?.procedure === undefined || after.workflow === undefined) return undefined;
  return compareProcedures(
    { procedure: before.procedure, workflow: before.workflow },
    { procedure: after.procedure, workflow: after.workflow },
  ).map((change) => changeInWords(change, locale));
}
