import {
  type AuditParts,
  type AuditSeal,
  checkSeal,
  findingWords,
  findLastCheck,
  listSeals,
  paperOf,
  verifyHistoriesKind,
} from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { rowsPerPage } from '../paged-rows.ts';
import { say } from './messages.ts';

export const auditPath = '/agents/administration/scelles';

interface ShownSeal {
  readonly seal: AuditSeal;
  /** Authentic, behind the one before, and the same in the register outside. */
  readonly intact: boolean;
}

/** GET: the last verification of everything, and the seals with what each is worth. */
export async function showAudit(
  context: RequestContext,
  parts: AdministrationParts,
  audit: AuditParts,
): Promise<Result> {
  const { locale } = context;
  const authorityId = administeredAuthority(context);
  const below = numberOf(context.query.avant);
  const { seals, older, check } = await parts.platform.database.read([authorityId], async (tx) => ({
    ...(await readSeals(tx, audit, authorityId, below)),
    check: await findLastCheck(tx, authorityId),
  }));
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'audit',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        <h2 class="govuk-heading-m">{say(locale, 'check.title')}</h2>
        {check === undefined ? (
          <p class="govuk-body">{say(locale, 'check.never')}</p>
        ) : (
          <Check check={check} locale={locale} />
        )}
        <Form action={`${auditPath}/verifier`} csrf={context.csrfToken()}>
          <Button tone="secondary">{say(locale, 'check.ask')}</Button>
        </Form>
        {seals.length === 0 ? (
          <EmptyState title={say(locale, 'none.title')}>
            <p>{say(locale, 'none.body')}</p>
          </EmptyState>
        ) : (
          <>
            <SealTable seals={seals} locale={locale} />
            <p class="govuk-body">{say(locale, 'outside')}</p>
          </>
        )}
        {older !== undefined && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${auditPath}?avant=${older}`}>
              {say(locale, 'older')}
            </a>
          </p>
        )}
        {below !== undefined && (
          <p class="govuk-body">
            <a class="govuk-link" href={auditPath}>
              {say(locale, 'newest')}
            </a>
          </p>
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

async function readSeals(
  tx: Tx,
  audit: AuditParts,
  authorityId: string,
  below: number | undefined,
): Promise<{ seals: ShownSeal[]; older: number | undefined }> {
  // One more: the last of the page is compared with the one before it.
  const found = await listSeals(tx, authorityId, {
    limit: rowsPerPage + 1,
    ...(below === undefined ? {} : { below }),
  });
  const seals: ShownSeal[] = [];
  for (const [index, seal] of found.slice(0, rowsPerPage).entries()) {
    const outside = await audit.register.read(authorityId, seal.number);
    const same = outside !== undefined && outside === (await paperOf(tx, authorityId, seal.number));
    seals.push({ seal, intact: same && checkSeal(audit.keys, seal, found[index + 1]).length === 0 });
  }
  return { seals, older: found.length > rowsPerPage ? seals.at(-1)?.seal.number : undefined };
}

type CheckRow = NonNullable<Awaited<ReturnType<typeof findLastCheck>>>;

function Check({ check, locale }: { check: CheckRow; locale: Locale }) {
  const intact = check.found === 0;
  const counts = say(locale, 'check.counts', {
    date: formatDateTime(check.checkedAt, locale),
    dossiers: check.dossiers,
    events: check.events,
    seals: check.seals,
  });
  return (
    <Notification
      tone={intact ? 'success' : 'warning'}
      title={say(locale, intact ? 'check.intact' : 'check.found')}
      level={3}
    >
      <p>{counts}</p>
      {!intact && (
        <>
          <p>{say(locale, 'check.number', { found: check.found })}</p>
          <ul class="govuk-list govuk-list--bullet">
            {check.findings.map((finding, index) => (
              <li key={index}>
                {say(locale, 'check.line', {
                  place: placeOf(finding, locale),
                  what: findingWords(locale, finding.reason),
                })}
              </li>
            ))}
          </ul>
          {check.found > check.findings.length && (
            <p>{say(locale, 'check.more', { count: check.found - check.findings.length })}</p>
          )}
          <p>{say(locale, 'check.advice')}</p>
        </>
      )}
    </Notification>
  );
}

function placeOf({ dossierId, seq, number }: CheckRow['findings'][number], locale: Locale): string {
  return [
    ...(dossierId === undefined ? [] : [say(locale, 'check.dossier', { id: dossierId })]),
    ...(seq === undefined ? [] : [say(locale, 'check.event', { seq })]),
    ...(number === undefined ? [] : [say(locale, 'check.seal', { number })]),
  ].join(', ');
}

function SealTable({ seals, locale }: { seals: readonly ShownSeal[]; locale: Locale }) {
  return (
    <Table
      caption={say(locale, 'caption')}
      narrow="stack-early"
      rows={seals}
      rowKey={({ seal }) => String(seal.number)}
      columns={[
        { label: say(locale, 'number'), rowHeader: true, cell: ({ seal }) => String(seal.number) },
        { label: say(locale, 'date'), oneLine: true, cell: ({ seal }) => formatDateTime(seal.sealedAt, locale) },
        { label: say(locale, 'chains'), numeric: true, cell: ({ seal }) => String(seal.chains) },
        { label: say(locale, 'purges'), numeric: true, cell: ({ seal }) => String(seal.purges) },
        {
          label: say(locale, 'print'),
          oneLine: true,
          cell: ({ seal }) => <code>{seal.hash.toString('hex', 0, 8)}</code>,
        },
        {
          label: say(locale, 'state'),
          cell: ({ intact }) => (
            <Tag tone={intact ? 'done' : 'refused'}>{say(locale, intact ? 'state.intact' : 'state.wrong')}</Tag>
          ),
        },
        {
          label: say(locale, 'file'),
          oneLine: true,
          cell: ({ seal }) => (
            <a
              class="govuk-link"
              href={`${auditPath}/${seal.number}`}
              aria-label={say(locale, 'file.label', { number: seal.number })}
            >
              {say(locale, 'file.get')}
            </a>
          ),
        },
      ]}
    />
  );
}

/** GET: the seal as a file, to be kept outside. */
export async function downloadSeal(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authorityId = administeredAuthority(context);
  const number = numberOf(context.params.number);
  const paper =
    number === undefined
      ? undefined
      : await parts.platform.database.read([authorityId], (tx) => paperOf(tx, authorityId, number));
  if (paper === undefined) throw new NotFoundError('seal-not-found');
  return content(paper, {
    ...privatePage,
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="scelle-${authorityId}-${number}.json"`,
  });
}

/** POST: everything is verified by a job; asked twice while it waits, it is done once. */
export async function askVerification(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authorityId = administeredAuthority(context);
  await parts.platform.database.transaction([authorityId], (tx) =>
    parts.platform.jobs.enqueue(tx, verifyHistoriesKind, { authorityId }, { singletonKey: authorityId }),
  );
  context.setFlash(say(context.locale, 'check.asked'));
  return redirect(auditPath);
}

function numberOf(text: string | undefined): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined;
}
