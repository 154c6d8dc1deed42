import { formatTrackingCode, lostFileWords, takesMessages } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import type { InboundParts } from '../inbound-parts.ts';
import type { Verdict } from '../incoming-message.ts';
import { inboundWords as say } from '../messages.ts';
import {
  getReceived,
  listReceived,
  type MessageView,
  messageViews,
  type ReceivedMessageRow,
  requireSeen,
} from '../queries/received-messages.ts';
import { MessageActs, type MessageRefusal } from './message-acts.tsx';

export const mailsHref = '/agents/courriels';

const viewNames = { waiting: '', aside: 'ecartes', done: 'dossiers' } as const satisfies Record<MessageView, string>;

function viewOf(value: string | undefined): MessageView {
  return messageViews.find((view) => viewNames[view] === (value ?? '')) ?? 'waiting';
}

const tones: Readonly<Record<Verdict, Tone>> = {
  joined: 'done',
  opened: 'done',
  'to-verify': 'waiting',
  over: 'waiting',
  unattached: 'waiting',
  bounce: 'refused',
  spam: 'neutral',
  automatic: 'neutral',
  loop: 'neutral',
  'too-many': 'neutral',
  duplicate: 'neutral',
  'too-large': 'waiting',
  unreadable: 'waiting',
};

/** GET /agents/courriels: what came in and is in no dossier, or in one since. */
export async function showMails(context: RequestContext, parts: InboundParts, agent: AgentPrincipal): Promise<Result> {
  requireSeen(agent);
  const { locale, query } = context;
  const view = viewOf(query.vue);
  const current = Math.max(1, Math.min(100_000, Number.parseInt(query.page ?? '1', 10) || 1));
  const { rows, pages } = await parts.platform.database.read([agent.authorityId], (tx) =>
    listReceived(tx, agent, view, current),
  );
  const title = say(locale, 'title');
  const hrefFor = (wanted: MessageView, number = 1) => {
    const params = new URLSearchParams({
      ...(viewNames[wanted] === '' ? {} : { vue: viewNames[wanted] }),
      ...(number === 1 ? {} : { page: String(number) }),
    });
    return params.size === 0 ? mailsHref : `${mailsHref}?${params}`;
  };
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'received',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          <SubNavigation
            ariaLabel={say(locale, 'views')}
            items={messageViews.map((one) => ({
              href: hrefFor(one),
              label: say(locale, `view.${one}`),
              current: one === view,
            }))}
          />
          {rows.length === 0 ? (
            <EmptyState title={say(locale, `none.${view}`)} />
          ) : (
            <Table
              caption={say(locale, 'caption', { page: current })}
              captionHidden
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  label: say(locale, 'column.message'),
                  rowHeader: true,
                  cell: (row) => (
                    <>
                      <a class="govuk-link" href={`${mailsHref}/${row.id}`}>
                        {titleOf(row, locale)}
                      </a>
                      {row.times > 1 && <p class="pv-muted">{say(locale, 'times', { times: row.times })}</p>}
                    </>
                  ),
                },
                {
                  label: say(locale, 'column.sender'),
                  cell: (row) => row.sender_name || row.sender || say(locale, 'senderUnknown'),
                },
                {
                  label: say(locale, 'column.reason'),
                  cell: (row) => <VerdictTag verdict={row.verdict} locale={locale} />,
                },
                { label: say(locale, 'column.received'), cell: (row) => formatDateTime(row.received_at, locale) },
              ]}
            />
          )}
          <Pagination current={current} total={pages} hrefFor={(number) => hrefFor(view, number)} />
        </>
      ),
    }),
  );
}

function titleOf(row: Pick<ReceivedMessageRow, 'medium' | 'subject' | 'body'>, locale: Locale): string {
  if (row.subject !== '') return row.subject;
  if (row.medium === 'sms' && row.body !== '') return `${say(locale, 'sms')}\u00a0: ${row.body.slice(0, 60)}`;
  return say(locale, 'noSubject');
}

/** Of these only the header was taken, or nothing at all. */
function isUnread(verdict: Verdict): boolean {
  return verdict === 'too-large' || verdict === 'unreadable';
}

function VerdictTag({ verdict, locale }: { verdict: Verdict; locale: Locale }) {
  return <Tag tone={tones[verdict]}>{say(locale, `verdict.${verdict}`)}</Tag>;
}

/** GET /agents/courriels/:message */
export async function showMail(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
  refusal?: MessageRefusal,
): Promise<Result> {
  const { locale } = context;
  const { authorityId } = agent;
  const { message, code, suggested, mailbox, files } = await parts.platform.database.read([authorityId], async (tx) => {
    const row = await getReceived(tx, agent, context.params.message ?? '');
    const codeOf = async (id: string | null) =>
      id === null
        ? undefined
        : (
            await tx
              .selectFrom('dossiers')
              .select('code')
              .where('authority_id', '=', authorityId)
              .where('id', '=', id)
              .executeTakeFirst()
          )?.code;
    return {
      message: row,
      code: await codeOf(row.dossier_id),
      suggested: await codeOf(row.suggested_dossier_id),
      mailbox: await tx
        .selectFrom('mailboxes')
        .select(['address', 'procedure_id'])
        .where('authority_id', '=', authorityId)
        .where('id', '=', row.mailbox_id)
        .executeTakeFirst(),
      files: (await Promise.all(row.document_ids.map((id) => parts.documents.find(tx, authorityId, id)))).filter(
        (file) => file !== undefined,
      ),
    };
  });
  const { slug } = await parts.directory.getAuthority(authorityId);
  const heading = titleOf(message, locale);
  const dossierRow = (term: string, id: string | null, itsCode: string | undefined) =>
    id === null || itsCode === undefined
      ? []
      : [
          {
            term,
            value: (
              <a class="govuk-link" href={`/agents/dossiers/${slug}/${id}`}>
                {formatTrackingCode(itsCode)}
              </a>
            ),
          },
        ];
  const document = await agentPage(context, parts.site, {
    title: refusal === undefined ? heading : say(locale, 'errorTitle', { title: heading }),
    current: 'received',
    children: (
      <>
        <BackLink href={mailsHref} label={say(locale, 'back')} />
        <ErrorSummary errors={refusal === undefined ? [] : [refusal]} />
        <PageHeading title={heading} caption={say(locale, message.medium)} />
        <SummaryList
          rows={[
            {
              term: say(locale, 'reason'),
              value: (
                <>
                  <VerdictTag verdict={message.verdict} locale={locale} />
                  <br />
                  {say(locale, `why.${message.verdict}`)}
                </>
              ),
            },
            {
              term: say(locale, 'sender'),
              value:
                [message.sender_name, message.sender].filter((part) => part !== '').join(', ') ||
                say(locale, 'senderUnknown'),
            },
            { term: say(locale, 'received'), value: formatDateTime(message.received_at, locale) },
            ...(mailbox === undefined ? [] : [{ term: say(locale, 'mailbox'), value: mailbox.address }]),
            ...dossierRow(say(locale, 'dossier'), message.dossier_id, code),
            ...dossierRow(say(locale, 'suggested'), message.suggested_dossier_id, suggested),
            ...(files.length === 0
              ? []
              : [
                  {
                    term: say(locale, 'files'),
                    value: (
                      <ul class="govuk-list">
                        {files.map((file) => (
                          <li key={file.id}>
                            <a class="govuk-link" href={`${mailsHref}/${message.id}/documents/${file.id}`}>
                              {file.name}
                            </a>
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]),
            ...(message.set_aside.length === 0
              ? []
              : [{ term: say(locale, 'setAside'), value: <SetAsideList message={message} locale={locale} /> }]),
          ]}
        />
        <h2 class="govuk-heading-m">{say(locale, 'text')}</h2>
        {message.body === '' ? (
          <p class="govuk-body">{say(locale, isUnread(message.verdict) ? 'textNotFetched' : 'noText')}</p>
        ) : (
          <Paragraphs text={message.body} />
        )}
        {message.quoted !== '' && (
          <Details summary={say(locale, 'quoted')}>
            <Paragraphs text={message.quoted} />
          </Details>
        )}
        {message.state !== 'settled' && (
          <MessageActs
            context={context}
            parts={parts}
            message={message}
            suggestedCode={suggested === undefined ? undefined : formatTrackingCode(suggested)}
            offered={await offeredFor(parts, authorityId)}
            usual={mailbox?.procedure_id ?? undefined}
            refusal={refusal}
          />
        )}
      </>
    ),
  });
  return page(document, {
    status: refusal === undefined ? 200 : 422,
    headers: { 'cache-control': 'private, no-store' },
  });
}

/** The procedures of the authority that a message may become. */
export async function offeredFor(parts: InboundParts, authorityId: string) {
  return (await parts.catalogue.listAdopted(authorityId)).filter(takesMessages);
}

function SetAsideList({ message, locale }: { message: ReceivedMessageRow; locale: Locale }) {
  return (
    <ul class="govuk-list">
      {message.set_aside.slice(0, 50).map((lost, index) => (
        <li key={index}>{lostFileWords(locale, lost)}</li>
      ))}
    </ul>
  );
}

function Paragraphs({ text }: { text: string }) {
  return (
    <div class="pv-prose">
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p class="govuk-body" key={index}>
          {paragraph.split('\n').map((line, number) => (
            <>
              {number > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </div>
  );
}
