import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { agentOf, type EditorParts, requireEditor } from '../editor-parts.ts';
import { actInWords, momentInWords } from '../messages/editor-messages.ts';
import { publishMessages as say } from '../messages/publish-messages.ts';
import { listRevisions } from '../queries/get-draft.ts';
import { restoreRevision } from '../usecases/edit-draft.ts';
import { draftOf, draftPath, editorPage, privatePage } from './editor-frame.tsx';

/** Every saving of a draft. */
export async function showHistory(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const revisions = await listRevisions(parts, agentOf(context), draft.id);
  const { locale } = context;
  const csrf = context.csrfToken();
  const document = await editorPage(context, parts, {
    title: say(locale, 'history.title'),
    draft,
    intro: say(locale, 'history.intro'),
    children: (
      <Table
        caption={say(locale, 'history.title')}
        captionHidden
        rows={revisions}
        rowKey={(one) => String(one.revision)}
        columns={[
          { label: say(locale, 'history.number'), rowHeader: true, cell: (one) => String(one.revision) },
          { label: say(locale, 'history.when'), cell: (one) => momentInWords(locale, one.at) },
          { label: say(locale, 'history.who'), cell: (one) => one.agentName },
          { label: say(locale, 'history.what'), cell: (one) => actInWords(locale, one) },
          {
            label: say(locale, 'history.restore'),
            labelHidden: true,
            cell: (one) =>
              one.revision === draft.revision ? (
                say(locale, 'history.current')
              ) : (
                <Form action={`${draftPath(draft)}/historique`} csrf={csrf}>
                  <Button
                    tone="link"
                    name="restore"
                    value={String(one.revision)}
                    ariaLabel={`${say(locale, 'history.restore')} ${one.revision}`}
                  >
                    {say(locale, 'history.restore')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    ),
  });
  return page(document, { headers: privatePage });
}

export async function submitHistory(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const revision = Number(single(context.body, 'restore'));
  const done = Number.isSafeInteger(revision) && (await restoreRevision(parts, agentOf(context), draft.id, revision));
  context.setFlash(say(context.locale, done ? 'history.restored' : 'history.gone', { revision }));
  return redirect(draftPath(draft));
}

/** What the administrators of the authority did to procedures, for ever. */
export async function showJournal(context: RequestContext, parts: EditorParts): Promise<Result> {
  const authorityId = requireEditor(agentOf(context));
  const { locale } = context;
  const acts = await parts.platform.database.readOnce([authorityId], (tx) =>
    tx
      .selectFrom('editor_acts')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(300)
      .execute(),
  );
  const document = await editorPage(context, parts, {
    title: say(locale, 'journal.title'),
    intro: say(locale, 'journal.intro'),
    children:
      acts.length === 0 ? (
        <EmptyState title={say(locale, 'journal.empty')} />
      ) : (
        <Table
          caption={say(locale, 'journal.title')}
          captionHidden
          rows={acts}
          rowKey={(one) => one.id}
          columns={[
            { label: say(locale, 'history.when'), rowHeader: true, cell: (one) => momentInWords(locale, one.at) },
            { label: say(locale, 'history.who'), cell: (one) => one.agent_name },
            {
              label: say(locale, 'history.what'),
              cell: (one) => say(locale, `journal.${one.act}`, { version: one.version ?? '' }),
            },
            { label: say(locale, 'journal.procedure'), cell: (one) => `${one.title} (${one.procedure_id})` },
          ]}
        />
      ),
  });
  return page(document, { headers: privatePage });
}
