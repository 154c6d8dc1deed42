import { formatTrackingCode } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { type IncomingMail, isLate, registerNumber } from '../domain/incoming-mail.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { mailWords as say } from '../messages.ts';
import {
  listMail,
  listYears,
  type MailView,
  mailPageSize,
  type RegisterLine,
  readRegister,
} from '../queries/list-mail.ts';
import { mailHref, requireMailDesk } from './mail-desk.ts';
import { csvLine } from './register-csv.ts';

/** GET /agents/courrier: what waits, or the whole register. */
export async function showRegister(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  requireMailDesk(agent);
  const { locale, query } = context;
  const view: MailView = query.vue === 'tout' ? 'all' : 'waiting';
  const words = (query.q ?? '').trim().slice(0, 200);
  const current = Math.max(1, Math.min(100_000, Number.parseInt(query.page ?? '1', 10) || 1));
  // A search looks everywhere: who types a number does not know whether the letter waits.
  const search = { view: words === '' ? view : ('all' as const), words };
  const [{ rows, total }, years] = await parts.platform.database.read([agent.authorityId], (tx) =>
    Promise.all([listMail(tx, agent.authorityId, search, current), listYears(tx, agent.authorityId)]),
  );
  const title = say(locale, 'title');
  const today = civilDate(instantOf(context.now)).toString();
  const hrefFor = (number: number) => {
    const params = new URLSearchParams({
      ...(view === 'all' ? { vue: 'tout' } : {}),
      ...(words === '' ? {} : { q: words }),
    });
    if (number > 1) params.set('page', String(number));
    return params.size === 0 ? mailHref : `${mailHref}?${params}`;
  };
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'mail',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro', { authority: agent.authorityName })} />
          <LinkButton href={`${mailHref}/nouveau`}>{say(locale, 'register')}</LinkButton>
          <SearchBox
            id="q"
            action={mailHref}
            label={say(locale, 'search')}
            value={words}
            buttonLabel={say(locale, 'searchButton')}
          />
          {words === '' && (
            <SubNavigation
              ariaLabel={say(locale, 'views')}
              items={[
                { href: mailHref, label: say(locale, 'view.waiting'), current: view === 'waiting' },
                { href: `${mailHref}?vue=tout`, label: say(locale, 'view.all'), current: view === 'all' },
              ]}
            />
          )}
          {rows.length === 0 ? (
            <EmptyState title={emptyWords(locale, words, view)} />
          ) : (
            <>
              <p class="govuk-body">{say(locale, 'count', { count: total })}</p>
              <MailTable rows={rows} locale={locale} today={today} />
              <Pagination current={current} total={Math.ceil(total / mailPageSize)} hrefFor={hrefFor} />
            </>
          )}
          {years.length > 0 && (
            <>
              <h2 class="govuk-heading-m">{say(locale, 'years')}</h2>
              <p class="govuk-hint">{say(locale, 'yearsHint')}</p>
              <ul class="govuk-list">
                {years.map((year) => (
                  <li key={year}>
                    <a class="govuk-link" href={`${mailHref}/registre/${year}`}>
                      {say(locale, 'year', { year: String(year) })}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
    }),
  );
}

function emptyWords(locale: Locale, words: string, view: MailView): string {
  if (words !== '') return say(locale, 'noneFound', { words });
  return say(locale, view === 'waiting' ? 'noneWaiting' : 'noneAtAll');
}

function MailTable({ rows, locale, today }: { rows: readonly IncomingMail[]; locale: Locale; today: string }) {
  return (
    <Table
      caption={say(locale, 'title')}
      captionHidden
      narrow="stack-early"
      rows={rows}
      rowKey={(mail) => mail.id}
      emphasised={(mail) => isLate(mail, today)}
      columns={[
        {
          label: say(locale, 'number'),
          rowHeader: true,
          cell: (mail) => (
            <a class="govuk-link" href={`${mailHref}/${mail.id}`}>
              {registerNumber(mail)}
            </a>
          ),
        },
        { label: say(locale, 'receivedOn'), cell: (mail) => formatShortDate(mail.receivedOn, locale) },
        { label: say(locale, 'sender'), cell: (mail) => mail.sender },
        { label: say(locale, 'subject'), cell: (mail) => mail.subject },
        {
          label: say(locale, 'answerBy'),
          cell: (mail) => (mail.answerBy === null ? '' : formatShortDate(mail.answerBy, locale)),
        },
        { label: say(locale, 'state'), cell: (mail) => <MailState mail={mail} locale={locale} today={today} /> },
      ]}
    />
  );
}

const tones = {
  waiting: 'waiting',
  late: 'refused',
  handled: 'done',
  joined: 'done',
  void: 'neutral',
} as const satisfies Record<string, Tone>;

/** What became of a letter, in a word. */
export function MailState({ mail, locale, today }: { mail: IncomingMail; locale: Locale; today: string }) {
  const state = isLate(mail, today) ? 'late' : mail.dossierId !== null ? 'joined' : (mail.settled ?? 'waiting');
  return <Tag tone={tones[state]}>{say(locale, `state.${state}`)}</Tag>;
}

/** GET /agents/courrier/registre/:year: the whole register of a year. */
export async function downloadRegister(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  requireMailDesk(agent);
  const { locale } = context;
  const year = Number(context.params.year);
  const { database } = parts.platform;
  const years = await database.read([agent.authorityId], (tx) => listYears(tx, agent.authorityId));
  if (!years.includes(year)) throw new NotFoundError('register-not-found');
  // A year of letters is at most some thousands of short lines: read in one transaction, so that no line is missed.
  const lines = await database.read([agent.authorityId], async (tx) => {
    const written = [csvLine(columns.map((column) => say(locale, column)))];
    for await (const page of readRegister(tx, agent.authorityId, year)) {
      for (const line of page) written.push(csvLine(cells(line, locale)));
    }
    return written;
  });
  return content(`\ufeff${lines.join('')}`, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${say(locale, 'file', { year: String(year) })}"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}

const columns = [
  'number',
  'registeredAt',
  'receivedOn',
  'medium',
  'sender',
  'address',
  'subject',
  'answerBy',
  'state',
  'dossier',
] as const;

function cells({ mail, code }: RegisterLine, locale: Locale): string[] {
  return [
    registerNumber(mail),
    formatDate(mail.registeredAt, locale),
    formatDate(mail.receivedOn, locale),
    say(locale, `medium.${mail.medium}`),
    mail.sender,
    mail.senderAddress.replaceAll('\n', ', '),
    mail.subject,
    mail.answerBy === null ? '' : formatDate(mail.answerBy, locale),
    say(locale, `state.${mail.dossierId !== null ? 'joined' : (mail.settled ?? 'waiting')}`),
    code === undefined ? '' : formatTrackingCode(code),
  ];
}
