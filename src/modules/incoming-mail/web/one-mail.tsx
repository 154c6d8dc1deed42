import type { StoredDocument } from '#modules/documents/index.ts';
import { formatTrackingCode } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Timeline } from '#ui/components/timeline.tsx';
import { type IncomingMail, registerNumber } from '../domain/incoming-mail.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { mailWords as say } from '../messages.ts';
import { findJoinedCode, getMail, listMailActs, type MailAct } from '../queries/get-mail.ts';
import { MailActs } from './mail-acts.tsx';
import { mailHref, requireMailDesk } from './mail-desk.ts';
import { summaryOf, typedMailOf } from './mail-form.tsx';
import type { MailRefusal } from './mail-refusal.ts';
import { MailState } from './register.tsx';

/** GET /agents/courrier/:mail */
export async function showMail(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
  refusal?: MailRefusal,
): Promise<Result> {
  requireMailDesk(agent);
  const { locale, now } = context;
  const { mail, acts, code, scans, fromLetter } = await readWhole(context, parts, agent);
  const authority = await parts.directory.getAuthority(agent.authorityId);
  const title = say(locale, 'one', { number: registerNumber(mail) });
  const errors = errorsOf(refusal);
  const document = await agentPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
    current: 'mail',
    children: (
      <>
        <BackLink href={mailHref} label={say(locale, 'back')} />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} caption={agent.authorityName} intro={mail.subject} />
        <p class="govuk-body">
          <MailState mail={mail} locale={locale} today={civilDate(instantOf(now)).toString()} />
        </p>
        <SummaryList rows={rowsOf(mail, scans, { slug: authority.slug, code, locale })} />
        {fromLetter && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${mailHref}/${mail.id}/accuse.pdf`}>
              {say(locale, 'acknowledgementPdf')}
            </a>
          </p>
        )}
        <MailActs context={context} mail={mail} typed={refusal?.typedMail ?? typedMailOf(mail)} refusal={refusal} />
        <h2 class="govuk-heading-m">{say(locale, 'history')}</h2>
        <Timeline
          ariaLabel={say(locale, 'history')}
          events={acts.map((act) => ({
            id: act.id,
            title: actTitle(act, locale),
            actor: act.agent_name,
            dateTime: act.at.toISOString(),
            date: formatDateTime(act.at, locale),
            ...(actWords(act, locale) === undefined ? {} : { body: <p class="govuk-body">{actWords(act, locale)}</p> }),
          }))}
        />
      </>
    ),
  });
  return page(document, { status: refusal === undefined ? 200 : 422 });
}

function readWhole(context: RequestContext, parts: IncomingMailParts, agent: AgentPrincipal) {
  return parts.platform.database.read([agent.authorityId], async (tx) => {
    const mail = await getMail(tx, agent.authorityId, context.params.mail ?? '');
    const [acts, code, ...scans] = await Promise.all([
      listMailActs(tx, agent.authorityId, mail.id),
      findJoinedCode(tx, mail),
      ...mail.documentIds.map((id) => parts.documents.find(tx, agent.authorityId, id)),
    ]);
    const opened =
      mail.dossierId === null
        ? undefined
        : await tx
            .selectFrom('dossiers')
            .select('id')
            .where('authority_id', '=', mail.authorityId)
            .where('id', '=', mail.dossierId)
            .where('channel', '=', 'letter')
            .executeTakeFirst();
    return { mail, acts, code, fromLetter: opened !== undefined, scans: scans.filter((scan) => scan !== undefined) };
  });
}

function errorsOf(refusal: MailRefusal | undefined): { fieldId?: string; message: string }[] {
  if (refusal === undefined) return [];
  if (refusal.problems !== undefined) return summaryOf(refusal.problems);
  const fields = { join: 'code', scan: 'scan', void: 'reason', correct: 'sender' } as const;
  return [{ fieldId: fields[refusal.form], message: refusal.message ?? '' }];
}

function rowsOf(
  mail: IncomingMail,
  scans: readonly StoredDocument[],
  { slug, code, locale }: { slug: string; code: string | undefined; locale: Locale },
) {
  return [
    { term: say(locale, 'receivedOn'), value: formatDate(mail.receivedOn, locale) },
    { term: say(locale, 'medium'), value: say(locale, `medium.${mail.medium}`) },
    {
      term: say(locale, 'sender'),
      value: (
        <>
          {mail.sender}
          {mail.senderAddress.split('\n').map((line) => (
            <>
              <br />
              {line}
            </>
          ))}
        </>
      ),
    },
    ...(mail.answerBy === null ? [] : [{ term: say(locale, 'answerBy'), value: formatDate(mail.answerBy, locale) }]),
    {
      term: say(locale, 'scans'),
      value:
        scans.length === 0 ? (
          say(locale, 'noScan')
        ) : (
          <ul class="govuk-list">
            {scans.map((scan) => (
              <li key={scan.id}>
                <a class="govuk-link" href={`${mailHref}/${mail.id}/documents/${scan.id}`}>
                  {scan.name}
                </a>
              </li>
            ))}
          </ul>
        ),
    },
    ...(mail.dossierId === null || code === undefined
      ? []
      : [
          {
            term: say(locale, 'dossier'),
            value: (
              <a class="govuk-link" href={`/agents/dossiers/${slug}/${mail.dossierId}`}>
                {formatTrackingCode(code)}
              </a>
            ),
          },
        ]),
    { term: say(locale, 'registeredAt'), value: formatDateTime(mail.registeredAt, locale) },
  ];
}

function actTitle(act: MailAct, locale: Locale): string {
  const text = (name: string) => (typeof act.data[name] === 'string' ? act.data[name] : '');
  if (act.act === 'attached') return say(locale, 'act.attached', { code: text('code') });
  if (act.act === 'scanned') return say(locale, 'act.scanned', { name: text('name') });
  return say(locale, `act.${act.act}`);
}

/** What was done, why, or what was written before a correction. */
function actWords(act: MailAct, locale: Locale): string | undefined {
  if (typeof act.data.words === 'string') return act.data.words;
  const before = act.data.before as Record<string, string | null> | undefined;
  if (before === undefined) return undefined;
  return say(locale, 'before', {
    before: Object.values(before)
      .map((value) => (value === null || value === '' ? '–' : value.replaceAll('\n', ', ')))
      .join('\u00a0; '),
  });
}
