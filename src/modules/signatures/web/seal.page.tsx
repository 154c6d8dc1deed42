import { agentPage } from '#modules/identity/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { daysLeft, warnedDays } from '../domain/seal-dates.ts';
import { SealFileError } from '../errors.ts';
import { signatureMessages as say } from '../messages.ts';
import { largestPkcs12, openPkcs12, requireDates } from '../pkcs12/open-pkcs12.ts';
import { listSealRows } from '../queries/find-seal.ts';
import type { SignaturesParts } from '../signatures-parts.ts';
import { chooseSealedLetters, keepSeal, removeSeal } from '../usecases/keep-seal.ts';
import { takeFile } from './take-file.ts';
import { verifyPath } from './verify.page.tsx';

export const sealPath = '/agents/administration/cachet';
const headers = { 'cache-control': 'private, no-store' };

interface Problem {
  readonly fieldId: 'fichier' | 'mot-de-passe';
  readonly message: string;
}

interface SealShown {
  readonly subject: string;
  readonly issuer: string;
  readonly selfSigned: boolean;
  readonly fingerprint: Buffer;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly demonstration: boolean;
  readonly added?: { readonly at: Date; readonly by: string };
}

function administrator({ agent }: RequestContext) {
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  return { authorityId: agent.authorityId, by: { id: agent.agentId, name: agent.name } };
}

async function readSeals(parts: SignaturesParts, authorityId: string) {
  const [rows, sealsLetters] = await parts.platform.database.transaction(
    [authorityId],
    async (tx) => [await listSealRows(tx, authorityId), await parts.seals.sealsLetters(tx, authorityId)] as const,
  );
  const given = await parts.seals.environment.find(authorityId);
  const row = rows.find((one) => one.removed_at === null);
  let current: SealShown | undefined;
  if (given !== undefined) current = { ...given, selfSigned: given.subject === given.issuer, demonstration: false };
  else if (row !== undefined) {
    current = {
      subject: row.subject,
      issuer: row.issuer,
      selfSigned: row.subject === row.issuer,
      fingerprint: row.fingerprint,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      demonstration: row.demonstration,
      added: { at: row.added_at, by: row.added_by_name },
    };
  }
  return { current, former: rows.filter((one) => one.removed_at !== null), sealsLetters, given: given !== undefined };
}

/** The seal of the authority: what it is, until when, and the forms that replace it. */
export async function showSeal(context: RequestContext, parts: SignaturesParts, problem?: Problem): Promise<Result> {
  const { locale } = context;
  const { authorityId } = administrator(context);
  const { current, former, sealsLetters, given } = await readSeals(parts, authorityId);
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
    current: 'seal',
    children: (
      <>
        <ErrorSummary errors={problem === undefined ? [] : [problem]} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {current === undefined ? (
          <p class="govuk-body">{say(locale, 'none')}</p>
        ) : (
          <CurrentSeal seal={current} now={context.now} locale={locale} />
        )}
        {given ? (
          <p class="govuk-body">{say(locale, 'current.environment')}</p>
        ) : (
          <>
            {current !== undefined && (
              <p class="govuk-body">
                <a class="govuk-link" href={`${sealPath}/retirer`}>
                  {say(locale, 'remove.link')}
                </a>
              </p>
            )}
            <UploadForm context={context} replaces={current !== undefined} problem={problem} />
          </>
        )}
        {current !== undefined && (
          <section aria-labelledby="courriers">
            <h2 class="govuk-heading-m" id="courriers">
              {say(locale, 'letters.title')}
            </h2>
            <Form action={`${sealPath}/courriers`} csrf={context.csrfToken()}>
              <Checkbox
                id="sceller"
                label={say(locale, 'letters.choice')}
                hint={say(locale, 'letters.hint')}
                checked={sealsLetters}
              />
              <Button tone="secondary">{say(locale, 'letters.button')}</Button>
            </Form>
          </section>
        )}
        {former.length > 0 && (
          <Table
            caption={say(locale, 'history.title')}
            rows={former}
            rowKey={(row) => row.id}
            columns={[
              { label: say(locale, 'history.name'), rowHeader: true, cell: (row) => row.subject },
              {
                label: say(locale, 'history.added'),
                cell: (row) => whenAndWho(row.added_at, row.added_by_name, locale),
              },
              {
                label: say(locale, 'history.removed'),
                cell: (row) => (row.removed_at === null ? '' : whenAndWho(row.removed_at, row.removed_by_name, locale)),
              },
            ]}
          />
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={verifyPath}>
            {say(locale, 'check')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { status: problem === undefined ? 200 : 422, headers });
}

function whenAndWho(at: Date, name: string, locale: Locale): string {
  return name === '' ? formatDate(at, locale) : say(locale, 'history.who', { date: formatDate(at, locale), name });
}

function CurrentSeal({ seal, now, locale }: { seal: SealShown; now: Date; locale: Locale }) {
  const left = daysLeft(seal.validUntil, now);
  const until = formatDate(seal.validUntil, locale);
  const warning = left <= 0 ? 'expired' : left <= warnedDays ? 'soon' : undefined;
  const { added } = seal;
  return (
    <section aria-labelledby="en-service">
      <h2 class="govuk-heading-m" id="en-service">
        {say(locale, 'current.title')}
      </h2>
      {warning !== undefined && (
        <Notification tone="warning" level={3} title={say(locale, `warning.${warning}.title`)}>
          <p>{say(locale, `warning.${warning}`, { date: until })}</p>
        </Notification>
      )}
      {seal.demonstration && (
        <Notification tone="info" level={3} title={say(locale, 'warning.demonstration.title')}>
          <p>{say(locale, 'warning.demonstration')}</p>
        </Notification>
      )}
      <SummaryList
        rows={[
          { term: say(locale, 'current.subject'), value: seal.subject },
          {
            term: say(locale, 'current.issuer'),
            value: seal.demonstration ? say(locale, 'current.selfIssued') : seal.issuer,
          },
          { term: say(locale, 'current.from'), value: formatDate(seal.validFrom, locale) },
          { term: say(locale, 'current.until'), value: until },
          {
            term: say(locale, 'current.fingerprint'),
            value: (
              <code class="pv-code">
                {seal.fingerprint
                  .toString('hex')
                  .match(/.{1,8}/g)
                  ?.join(' ')}
              </code>
            ),
          },
          ...(added === undefined
            ? []
            : [
                {
                  term: say(locale, 'current.added'),
                  value: say(locale, added.by === '' ? 'current.addedByHouse' : 'current.addedBy', {
                    date: formatDateTime(added.at, locale),
                    name: added.by,
                  }),
                },
              ]),
        ]}
      />
    </section>
  );
}

function UploadForm(props: { context: RequestContext; replaces: boolean; problem: Problem | undefined }) {
  const { context, replaces, problem } = props;
  const { locale } = context;
  const error = (fieldId: Problem['fieldId']) => (problem?.fieldId === fieldId ? problem.message : undefined);
  return (
    <section aria-labelledby="deposer">
      <h2 class="govuk-heading-m" id="deposer">
        {say(locale, replaces ? 'upload.replace' : 'upload.title')}
      </h2>
      <p class="govuk-body">{say(locale, 'upload.intro')}</p>
      <Form action={sealPath} csrf={context.csrfToken()} multipart autocomplete="off">
        <FileUpload
          id="fichier"
          label={say(locale, 'upload.file')}
          hint={say(locale, 'upload.fileHint')}
          accept=".p12,.pfx,application/x-pkcs12"
          error={error('fichier')}
        />
        <TextInput
          id="mot-de-passe"
          type="password"
          label={say(locale, 'upload.password')}
          autocomplete="off"
          spellcheck={false}
          maxLength={500}
          error={error('mot-de-passe')}
        />
        <Button>{say(locale, 'upload.button')}</Button>
      </Form>
    </section>
  );
}

/** Opens the file with its password, which is then forgotten, and makes it the seal of the authority. */
export async function submitSeal(context: RequestContext, parts: SignaturesParts): Promise<Result> {
  const { locale, now } = context;
  const { authorityId, by } = administrator(context);
  const { body, file } = await takeFile(context, largestPkcs12);
  try {
    if (file === undefined) throw new SealFileError('missing');
    if (file.bytes === undefined) throw new SealFileError('too-large');
    if (parts.seals.environment.has(authorityId))
      return showSeal(context, parts, { fieldId: 'fichier', message: say(locale, 'problem.environment') });
    const seal = await openPkcs12(file.bytes, single(body, 'mot-de-passe'));
    requireDates(seal, now);
    await parts.platform.database.transaction([authorityId], (tx) =>
      keepSeal(tx, parts.seals.keys, { authorityId, by, now, seal }),
    );
  } catch (error) {
    if (!(error instanceof SealFileError)) throw error;
    const fieldId = error.problem === 'password' ? 'mot-de-passe' : 'fichier';
    return showSeal(context, parts, { fieldId, message: say(locale, `problem.${error.problem}`) });
  }
  context.setFlash(say(locale, 'upload.done'));
  return redirect(sealPath);
}

export async function submitLetterChoice(context: RequestContext, parts: SignaturesParts): Promise<Result> {
  const { authorityId, by } = administrator(context);
  await parts.platform.database.transaction([authorityId], (tx) =>
    chooseSealedLetters(tx, {
      authorityId,
      by,
      now: context.now,
      sealsLetters: single(context.body, 'sceller') === 'true',
    }),
  );
  context.setFlash(say(context.locale, 'letters.done'));
  return redirect(sealPath);
}

/** What removing changes, before it is decided. */
export async function showRemoval(context: RequestContext, parts: SignaturesParts): Promise<Result> {
  const { locale } = context;
  const { authorityId } = administrator(context);
  const { current, given } = await readSeals(parts, authorityId);
  if (current === undefined || given) return redirect(sealPath);
  const title = say(locale, 'remove.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'seal',
    children: (
      <>
        <PageHeading title={title} caption={current.subject} intro={say(locale, 'remove.body')} />
        <Form action={`${sealPath}/retirer`} csrf={context.csrfToken()}>
          <ButtonGroup>
            <Button tone="warning">{say(locale, 'remove.button')}</Button>
            <LinkButton href={sealPath} tone="secondary">
              {say(locale, 'remove.keep')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
  return page(document, { headers });
}

export async function submitRemoval(context: RequestContext, parts: SignaturesParts): Promise<Result> {
  const { authorityId, by } = administrator(context);
  const removed = await parts.platform.database.transaction([authorityId], (tx) =>
    removeSeal(tx, { authorityId, by, now: context.now }),
  );
  if (removed) context.setFlash(say(context.locale, 'remove.done'));
  return redirect(sealPath);
}
