import { agentPage } from '#modules/identity/index.ts';
import { commonTemplateVariables } from '#modules/workflow/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { CorrespondenceParts } from '../correspondence-parts.ts';
import { longestReply, longestReplyTitle, type Reply, searchReplies } from '../domain/reply.ts';
import { LetterNotFoundError } from '../errors.ts';
import { correspondenceWords as say } from '../messages.ts';
import { libraryReplies, listReplies } from '../queries/list-replies.ts';
import { type ReplyContent, removeReply, saveReply } from '../usecases/save-reply.ts';
import { administratorAct } from './administrator.ts';

export const repliesPath = '/agents/administration/reponses-types';

/** GET: all of them, also those that are hidden. */
export async function showReplies(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const { authorityId } = administratorAct(context);
  const { locale } = context;
  const words = (context.query.q ?? '').trim().slice(0, 100);
  const all = await parts.platform.database.read([authorityId], (tx) =>
    listReplies(tx, authorityId, { withHidden: true }),
  );
  const replies = words === '' ? all : searchReplies(all, words);
  const procedures = await procedureTitles(context, parts, authorityId);
  const title = say(locale, 'replies.title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'replies',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'replies.intro')} />
          <LinkButton href={`${repliesPath}/nouvelle`}>{say(locale, 'replies.new')}</LinkButton>
          <SearchBox
            id="q"
            action={repliesPath}
            label={say(locale, 'replies.search')}
            value={words}
            buttonLabel={say(locale, 'register.searchButton')}
          />
          {replies.length === 0 ? (
            <EmptyState title={say(locale, 'replies.noneFound', { words })} />
          ) : (
            <Table
              caption={title}
              captionHidden
              narrow="stack-early"
              rows={replies}
              rowKey={(reply) => reply.id}
              columns={[
                {
                  label: say(locale, 'replies.name'),
                  rowHeader: true,
                  cell: (reply) => (
                    <>
                      <a class="govuk-link" href={`${repliesPath}/${reply.id}`}>
                        {reply.title}
                      </a>{' '}
                      {reply.hidden && <Tag>{say(locale, 'replies.hidden')}</Tag>}
                    </>
                  ),
                },
                {
                  label: say(locale, 'replies.procedure'),
                  cell: ({ procedureId }) =>
                    procedureId === null
                      ? say(locale, 'replies.everywhere')
                      : (procedures.get(procedureId) ?? procedureId),
                },
                { label: say(locale, 'replies.origin'), cell: ({ origin }) => say(locale, `replies.origin.${origin}`) },
              ]}
            />
          )}
        </>
      ),
    }),
  );
}

async function procedureTitles(
  { locale }: RequestContext,
  { catalogue }: CorrespondenceParts,
  authorityId: string,
): Promise<Map<string, string>> {
  const adopted = await catalogue.listAdopted(authorityId, { agents: true });
  return new Map(adopted.map(({ procedure }) => [procedure.procedure, localize(procedure.title, locale)]));
}

async function readReply(
  context: RequestContext,
  parts: CorrespondenceParts,
  authorityId: string,
): Promise<Reply | undefined> {
  const id = context.params.reply ?? '';
  if (id === 'nouvelle') return undefined;
  const all = await parts.platform.database.read([authorityId], (tx) =>
    listReplies(tx, authorityId, { withHidden: true }),
  );
  const reply = all.find((one) => one.id === id);
  if (reply === undefined) throw new LetterNotFoundError();
  return reply;
}

interface Shown {
  readonly content: ReplyContent;
  readonly problems: readonly { readonly fieldId: 'titre' | 'texte'; readonly message: string }[];
}

/** GET …/:reply; `nouvelle` for one that is not there yet. */
export async function showReply(context: RequestContext, parts: CorrespondenceParts, shown?: Shown): Promise<Result> {
  const { authorityId } = administratorAct(context);
  const { locale } = context;
  const reply = await readReply(context, parts, authorityId);
  const typed = shown?.content ?? reply ?? { title: '', body: '', procedureId: null, hidden: false };
  const problems = shown?.problems ?? [];
  const procedures = await procedureTitles(context, parts, authorityId);
  const title = reply === undefined ? say(locale, 'replies.new') : reply.title;
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'replies',
      children: (
        <>
          <BackLink href={repliesPath} label={say(locale, 'reply.back')} />
          <ErrorSummary errors={problems} />
          <PageHeading title={title} caption={say(locale, 'replies.title')} />
          <Form csrf={context.csrfToken()}>
            <TextInput
              id="titre"
              label={say(locale, 'reply.label')}
              hint={say(locale, 'reply.titleHint')}
              maxLength={longestReplyTitle}
              value={typed.title}
              error={error('titre')}
            />
            <Textarea
              id="texte"
              label={say(locale, 'reply.body')}
              hint={say(locale, 'reply.bodyHint')}
              rows={12}
              maxLength={longestReply}
              value={typed.body}
              error={error('texte')}
            />
            <div class="pv-inline-form">
              <Select
                id="variable"
                label={say(locale, 'reply.variable')}
                options={[...commonTemplateVariables].map((path) => ({ value: path, label: path }))}
              />
              <Button tone="secondary" name="inserer" value="oui" formNoValidate>
                {say(locale, 'reply.insert')}
              </Button>
            </div>
            <Select
              id="demarche"
              label={say(locale, 'reply.forProcedure')}
              optional
              placeholder={say(locale, 'replies.everywhere')}
              value={typed.procedureId ?? ''}
              options={[...procedures].map(([value, label]) => ({ value, label }))}
            />
            <Checkbox id="masquer" label={say(locale, 'reply.hide')} checked={typed.hidden} />
            <Button>{say(locale, 'save')}</Button>
          </Form>
          {reply !== undefined && (reply.origin !== 'library' || reply.hidden) && (
            <Form action={`${repliesPath}/${reply.id}/retirer`} csrf={context.csrfToken()}>
              <Button tone="link">{say(locale, reply.origin === 'own' ? 'reply.remove' : 'reply.restore')}</Button>
            </Form>
          )}
        </>
      ),
    }),
    { status: problems.length === 0 ? 200 : 422 },
  );
}

/** POST …/:reply: saves it, or comes back with a variable at the end of its text. */
export async function submitReply(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const act = administratorAct(context);
  const { locale, body } = context;
  const procedures = await procedureTitles(context, parts, act.authorityId);
  const procedure = single(body, 'demarche');
  const content: ReplyContent = {
    title: single(body, 'titre').trim(),
    body: single(body, 'texte').replaceAll('\r\n', '\n').trim(),
    procedureId: procedures.has(procedure) ? procedure : null,
    hidden: single(body, 'masquer') !== '',
  };
  if (single(body, 'inserer') !== '') {
    const variable = single(body, 'variable');
    const isKnown = [...commonTemplateVariables].includes(variable);
    const text = isKnown ? `${content.body}${content.body === '' ? '' : ' '}{{${variable}}}` : content.body;
    return showReply(context, parts, { content: { ...content, body: text }, problems: [] });
  }
  const problems: Shown['problems'][number][] = [];
  const check = (fieldId: 'titre' | 'texte', text: string, longest: number) => {
    if (text === '') problems.push({ fieldId, message: say(locale, 'missing') });
    if (text.length > longest) problems.push({ fieldId, message: say(locale, 'tooLong') });
  };
  check('titre', content.title, longestReplyTitle);
  check('texte', content.body, longestReply);
  if (problems.length > 0) return showReply(context, parts, { content, problems });
  const id = context.params.reply ?? '';
  if (!isReplyId(id)) throw new LetterNotFoundError();
  await parts.platform.database.transaction([act.authorityId], (tx) => saveReply(tx, act, id, content));
  context.setFlash(say(locale, 'saved'));
  return redirect(repliesPath);
}

/** POST …/:reply/retirer */
export async function submitReplyRemoval(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const act = administratorAct(context);
  const reply = await readReply(context, parts, act.authorityId);
  if (reply === undefined) throw new LetterNotFoundError();
  await parts.platform.database.transaction([act.authorityId], (tx) => removeReply(tx, act, reply.id));
  context.setFlash(say(context.locale, reply.origin === 'own' ? 'reply.removed' : 'reply.restored'));
  return redirect(repliesPath);
}

function isReplyId(id: string): boolean {
  return id === 'nouvelle' || /^[0-9a-f-]{36}$/.test(id) || libraryReplies().some((reply) => reply.id === id);
}
