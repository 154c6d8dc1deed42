import { takesMessages } from '#modules/dossiers/index.ts';
import { agentPage, normalizeEmail } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { InboundParts } from '../inbound-parts.ts';
import { fetchMailboxKind } from '../jobs/job-kinds.ts';
import { MailboxError, type MailboxErrorCode } from '../mailbox.ts';
import { mailboxWords as say } from '../mailbox-messages.ts';
import {
  countByMailbox,
  getMailbox,
  getMailboxAccess,
  isPrivateAllowed,
  listMailboxes,
  type Mailbox,
} from '../queries/mailboxes.ts';
import {
  type MailboxSettings,
  MailboxTakenError,
  pauseMailbox,
  removeMailbox,
  setMailbox,
} from '../usecases/set-mailbox.ts';

export const mailboxesHref = '/agents/administration/boites-aux-lettres';
const privately = { 'cache-control': 'private, no-store' };

/** @throws {ForbiddenError} for whoever does not administer the authority */
function administered(agent: AgentPrincipal): string {
  if (agent.role !== 'administrator') throw new ForbiddenError('administrators-only');
  return agent.authorityId;
}

const errorWords = (locale: Locale, code: string): string => say(locale, `error.${code as MailboxErrorCode}`);

/** GET: the mailboxes and how they do. */
export async function showMailboxes(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const authorityId = administered(agent);
  const { locale } = context;
  const [mailboxes, counts, teams] = await parts.platform.database.read([authorityId], (tx) =>
    Promise.all([listMailboxes(tx, authorityId), countByMailbox(tx, authorityId), teamsOf(tx, authorityId)]),
  );
  const title = say(locale, 'title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'mailboxes',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          {mailboxes.length === 0 ? (
            <EmptyState title={say(locale, 'none')}>
              <p class="govuk-body">{say(locale, 'noneBody')}</p>
            </EmptyState>
          ) : (
            <Table
              caption={title}
              captionHidden
              rows={mailboxes}
              rowKey={(row) => row.id}
              columns={[
                {
                  label: say(locale, 'column.address'),
                  rowHeader: true,
                  cell: (row) => (
                    <a class="govuk-link" href={`${mailboxesHref}/${row.id}`}>
                      {row.address}
                    </a>
                  ),
                },
                {
                  label: say(locale, 'column.for'),
                  cell: (row) => teams.find(({ id }) => id === row.team_id)?.name ?? say(locale, 'wholeAuthority'),
                },
                { label: say(locale, 'column.state'), cell: (row) => <State mailbox={row} locale={locale} /> },
                {
                  label: say(locale, 'column.counts'),
                  cell: (row) => say(locale, 'counts', counts.get(row.id) ?? { requests: 0, waiting: 0, others: 0 }),
                },
              ]}
            />
          )}
          <LinkButton href={`${mailboxesHref}/ajouter`}>{say(locale, 'add')}</LinkButton>
        </>
      ),
    }),
    { headers: privately },
  );
}

function State({ mailbox, locale }: { mailbox: Mailbox; locale: Locale }) {
  if (mailbox.paused) return <Tag>{say(locale, 'state.paused')}</Tag>;
  if (mailbox.last_error !== null) {
    return (
      <>
        <Tag tone="refused">{say(locale, 'state.failing')}</Tag>
        <br />
        {errorWords(locale, mailbox.last_error)}
        {mailbox.failing_since !== null && (
          <p class="pv-muted">{say(locale, 'failingSince', { date: formatDateTime(mailbox.failing_since, locale) })}</p>
        )}
      </>
    );
  }
  if (mailbox.fetched_at === null) return <Tag tone="waiting">{say(locale, 'state.never')}</Tag>;
  return (
    <>
      <Tag tone="done">{say(locale, 'state.fine')}</Tag>
      <p class="pv-muted">{say(locale, 'fetchedAt', { date: formatDateTime(mailbox.fetched_at, locale) })}</p>
    </>
  );
}

type Fields = Omit<MailboxSettings, 'port' | 'teamId' | 'procedureId' | 'doneFolder' | 'security'> & {
  readonly port: string;
  readonly security: string;
  readonly teamId: string;
  readonly procedureId: string;
  readonly doneFolder: string;
};
type Problems = readonly { readonly fieldId?: string; readonly message: string }[];

const blank: Fields = {
  address: '',
  host: '',
  port: '993',
  security: 'tls',
  username: '',
  secret: '',
  teamId: '',
  procedureId: '',
  subAddressing: false,
  doneFolder: '',
  older: false,
};

function fieldsOf(mailbox: Mailbox): Fields {
  return {
    address: mailbox.address,
    host: mailbox.host,
    port: String(mailbox.port),
    security: mailbox.security,
    username: mailbox.username,
    secret: '',
    teamId: mailbox.team_id ?? '',
    procedureId: mailbox.procedure_id ?? '',
    subAddressing: mailbox.sub_addressing,
    doneFolder: mailbox.done_folder ?? '',
    older: mailbox.taken_from === null,
  };
}

/** GET …/ajouter */
export async function showNew(context: RequestContext, parts: InboundParts, agent: AgentPrincipal): Promise<Result> {
  administered(agent);
  return formPage(context, parts, agent, undefined, blank, []);
}

/** GET …/:mailbox */
export async function showOne(context: RequestContext, parts: InboundParts, agent: AgentPrincipal): Promise<Result> {
  const mailbox = await find(context, parts, agent);
  return formPage(context, parts, agent, mailbox, fieldsOf(mailbox), []);
}

function find(context: RequestContext, parts: InboundParts, agent: AgentPrincipal): Promise<Mailbox> {
  const authorityId = administered(agent);
  return parts.platform.database.read([authorityId], (tx) => getMailbox(tx, authorityId, context.params.mailbox ?? ''));
}

async function formPage(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
  mailbox: Mailbox | undefined,
  typed: Fields,
  problems: Problems,
): Promise<Result> {
  const { locale } = context;
  const { demonstration } = parts.platform.config;
  const [teams, adopted] = await Promise.all([
    parts.platform.database.read([agent.authorityId], (tx) => teamsOf(tx, agent.authorityId)),
    parts.catalogue.listAdopted(agent.authorityId),
  ]);
  const title = mailbox === undefined ? say(locale, 'add') : say(locale, 'change', { address: mailbox.address });
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const path = mailbox === undefined ? `${mailboxesHref}/ajouter` : `${mailboxesHref}/${mailbox.id}`;
  const csrf = context.csrfToken();
  const hidden = { spellcheck: false, autocomplete: 'off' } as const;
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'mailboxes',
      children: (
        <>
          <BackLink href={mailboxesHref} label={say(locale, 'back')} />
          <ErrorSummary errors={[...problems]} />
          <PageHeading title={title} />
          {mailbox !== undefined && (
            <p class="govuk-body">
              <State mailbox={mailbox} locale={locale} />
            </p>
          )}
          <Form action={path} csrf={csrf} autocomplete="off">
            <TextInput
              id="address"
              type="email"
              label={say(locale, 'address')}
              hint={say(locale, 'addressHint')}
              value={typed.address}
              error={error('address')}
              {...hidden}
            />
            <h2 class="govuk-heading-m">{say(locale, 'server')}</h2>
            <TextInput
              id="host"
              label={say(locale, 'host')}
              hint={say(locale, 'hostHint')}
              value={typed.host}
              error={error('host')}
              {...hidden}
            />
            <Radios
              id="security"
              label={say(locale, 'security')}
              value={typed.security}
              error={error('security')}
              options={[
                { value: 'tls', label: say(locale, 'security.tls') },
                { value: 'starttls', label: say(locale, 'security.starttls') },
                ...(demonstration ? [{ value: 'none', label: say(locale, 'security.none') }] : []),
              ]}
            />
            <TextInput
              id="port"
              label={say(locale, 'port')}
              value={typed.port}
              error={error('port')}
              width={5}
              {...hidden}
            />
            <TextInput
              id="username"
              label={say(locale, 'username')}
              value={typed.username}
              error={error('username')}
              {...hidden}
            />
            <TextInput
              id="secret"
              type="password"
              label={say(locale, 'secret')}
              hint={`${say(locale, 'secretHint')}${mailbox === undefined ? '' : ` ${say(locale, 'secretKeep')}`}`}
              error={error('secret')}
              spellcheck={false}
              autocomplete="new-password"
            />
            <h2 class="govuk-heading-m">{say(locale, 'use')}</h2>
            <Select
              id="team"
              label={say(locale, 'team')}
              hint={say(locale, 'teamHint')}
              value={typed.teamId}
              placeholder={say(locale, 'wholeAuthority')}
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Select
              id="procedure"
              label={say(locale, 'procedure')}
              hint={say(locale, 'procedureHint')}
              value={typed.procedureId}
              placeholder={say(locale, 'procedureNone')}
              options={adopted.filter(takesMessages).map(({ procedure }) => ({
                value: procedure.procedure,
                label: localize(procedure.title, locale),
              }))}
            />
            <Checkbox
              id="sub-addressing"
              label={say(locale, 'subAddressing')}
              hint={say(locale, 'subAddressingHint')}
              checked={typed.subAddressing}
            />
            <TextInput
              id="done-folder"
              label={say(locale, 'doneFolder')}
              hint={say(locale, 'doneFolderHint')}
              value={typed.doneFolder}
              error={error('done-folder')}
              width={20}
              optional
              {...hidden}
            />
            <Checkbox id="older" label={say(locale, 'older')} hint={say(locale, 'olderHint')} checked={typed.older} />
            <ButtonGroup>
              <Button>{say(locale, 'save')}</Button>
              {problems.some((one) => one.fieldId === undefined) && (
                <Button tone="secondary" name="untried" value="true">
                  {say(locale, 'saveAnyway')}
                </Button>
              )}
            </ButtonGroup>
          </Form>
          {mailbox !== undefined && <MailboxActs mailbox={mailbox} locale={locale} csrf={csrf} path={path} />}
        </>
      ),
    }),
    { status: problems.length === 0 ? 200 : 422, headers: privately },
  );
}

function MailboxActs(props: { mailbox: Mailbox; locale: Locale; csrf: string; path: string }) {
  const { mailbox, locale, csrf, path } = props;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'acts')}</h2>
      <Form action={`${path}/releve`} csrf={csrf}>
        <ButtonGroup>
          <Button tone="secondary" name="act" value="try">
            {say(locale, 'try')}
          </Button>
          {!mailbox.paused && (
            <Button tone="secondary" name="act" value="fetch">
              {say(locale, 'fetchNow')}
            </Button>
          )}
          <Button tone="secondary" name="act" value={mailbox.paused ? 'resume' : 'pause'}>
            {say(locale, mailbox.paused ? 'resume' : 'pause')}
          </Button>
        </ButtonGroup>
      </Form>
      <Details summary={say(locale, 'remove')}>
        <p class="govuk-body">{say(locale, 'removeIntro')}</p>
        <Form action={`${path}/retirer`} csrf={csrf}>
          <Button tone="warning">{say(locale, 'remove')}</Button>
        </Form>
      </Details>
    </>
  );
}

/** POST …/ajouter and …/:mailbox: tries the connection, then keeps it; what is wrong is said in words. */
export async function sendMailbox(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const authorityId = administered(agent);
  const { locale, body } = context;
  const known = context.params.mailbox === undefined ? undefined : await find(context, parts, agent);
  const typed = readTyped(context);
  const [teams, adopted] = await Promise.all([
    parts.platform.database.read([authorityId], (tx) => teamsOf(tx, authorityId)),
    parts.catalogue.listAdopted(authorityId),
  ]);
  const { settings, problems } = check(locale, typed, known, {
    demonstration: parts.platform.config.demonstration,
    teams: teams.map(({ id }) => id),
    procedures: adopted.filter(takesMessages).map(({ procedure }) => procedure.procedure),
  });
  if (settings === undefined) return formPage(context, parts, agent, known, typed, problems);
  if (single(body, 'untried') !== 'true') {
    const wrong = await tryMailbox(parts, authorityId, settings, known);
    if (wrong !== undefined) {
      return formPage(context, parts, agent, known, typed, [{ message: errorWords(locale, wrong) }]);
    }
  }
  try {
    await parts.platform.database.transaction([authorityId], (tx) =>
      setMailbox(tx, parts.platform, {
        authorityId,
        ...(known === undefined ? {} : { id: known.id }),
        settings,
        now: context.now,
      }),
    );
  } catch (error) {
    if (!(error instanceof MailboxTakenError)) throw error;
    return formPage(context, parts, agent, known, typed, [
      { fieldId: 'address', message: say(locale, 'problem.taken') },
    ]);
  }
  context.setFlash(say(locale, 'saved', { address: settings.address }));
  return redirect(mailboxesHref);
}

function readTyped({ body }: RequestContext): Fields {
  const text = (name: string) => single(body, name).trim().slice(0, 254);
  return {
    address: text('address'),
    host: text('host').toLowerCase(),
    port: text('port'),
    security: text('security'),
    username: text('username'),
    secret: single(body, 'secret').slice(0, 500),
    teamId: text('team'),
    procedureId: text('procedure'),
    subAddressing: single(body, 'sub-addressing') === 'true',
    doneFolder: text('done-folder'),
    older: single(body, 'older') === 'true',
  };
}

function check(
  locale: Locale,
  typed: Fields,
  known: Mailbox | undefined,
  allowed: {
    readonly demonstration: boolean;
    readonly teams: readonly string[];
    readonly procedures: readonly string[];
  },
): { settings?: MailboxSettings; problems: Problems } {
  const address = normalizeEmail(typed.address);
  const port = /^\d{1,5}$/.test(typed.port) ? Number(typed.port) : 0;
  const security = (['tls', 'starttls', ...(allowed.demonstration ? (['none'] as const) : [])] as const).find(
    (one) => one === typed.security,
  );
  const isOther = known !== undefined && (known.host !== typed.host || known.username !== typed.username);
  const problems = [
    ...(address === undefined ? [{ fieldId: 'address', message: say(locale, 'problem.address') }] : []),
    // A name or an address, and nothing that a URL would hold.
    ...(/^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/.test(typed.host)
      ? []
      : [{ fieldId: 'host', message: say(locale, 'problem.host') }]),
    ...(security === undefined ? [{ fieldId: 'security', message: say(locale, 'problem.security') }] : []),
    ...(port < 1 || port > 65_535 ? [{ fieldId: 'port', message: say(locale, 'problem.port') }] : []),
    ...(typed.username === '' ? [{ fieldId: 'username', message: say(locale, 'problem.username') }] : []),
    ...(typed.secret === '' && known === undefined
      ? [{ fieldId: 'secret', message: say(locale, 'problem.secret') }]
      : []),
    // The secret of one server is not handed to another that somebody names.
    ...(typed.secret === '' && isOther ? [{ fieldId: 'secret', message: say(locale, 'problem.secretOtherHost') }] : []),
  ];
  if (address === undefined || security === undefined || problems.length > 0) return { problems };
  return {
    problems,
    settings: {
      ...typed,
      address,
      port,
      security,
      teamId: allowed.teams.find((id) => id === typed.teamId) ?? null,
      procedureId: allowed.procedures.find((id) => id === typed.procedureId) ?? null,
      doneFolder: typed.doneFolder === '' ? null : typed.doneFolder,
    },
  };
}

/** What is wrong with the connection; undefined when nothing is. */
async function tryMailbox(
  parts: InboundParts,
  authorityId: string,
  settings: MailboxSettings,
  known: Mailbox | undefined,
): Promise<MailboxErrorCode | undefined> {
  const kept =
    known === undefined || settings.secret !== ''
      ? undefined
      : await parts.platform.database.read([authorityId], (tx) => getMailboxAccess(tx, parts.platform, known));
  const { host, port, security, username, doneFolder } = settings;
  try {
    const opened = await parts.openMailbox({
      host,
      port,
      security,
      username,
      secret: kept?.secret ?? settings.secret,
      allowPrivate: isPrivateAllowed(parts.platform.config, host),
    });
    try {
      return doneFolder === null || (await opened.hasFolder(doneFolder)) ? undefined : 'mailbox-no-folder';
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof MailboxError) return error.code;
    throw error;
  }
}

/** POST …/:mailbox/releve */
export async function sendFetching(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const authorityId = administered(agent);
  const { locale } = context;
  const mailbox = await find(context, parts, agent);
  const { address, id } = mailbox;
  const { platform } = parts;
  const back = () => redirect(`${mailboxesHref}/${id}`);
  switch (single(context.body, 'act')) {
    case 'try': {
      const settings = {
        ...fieldsOf(mailbox),
        ...mailbox,
        doneFolder: mailbox.done_folder,
        teamId: null,
        procedureId: null,
      };
      const wrong = await tryMailbox(parts, authorityId, settings, mailbox);
      if (wrong !== undefined) {
        return formPage(context, parts, agent, mailbox, fieldsOf(mailbox), [{ message: errorWords(locale, wrong) }]);
      }
      context.setFlash(say(locale, 'tried', { address }));
      return back();
    }
    case 'fetch':
      await platform.database.transaction([authorityId], (tx) =>
        platform.jobs.enqueue(tx, fetchMailboxKind, { authorityId, mailboxId: id }),
      );
      context.setFlash(say(locale, 'fetchAsked', { address }));
      return back();
    case 'pause':
    case 'resume': {
      const paused = single(context.body, 'act') === 'pause';
      await platform.database.transaction([authorityId], (tx) => pauseMailbox(tx, authorityId, id, paused));
      context.setFlash(say(locale, paused ? 'pausedFlash' : 'resumedFlash', { address }));
      return back();
    }
    default:
      return back();
  }
}

/** POST …/:mailbox/retirer */
export async function sendRemoval(
  context: RequestContext,
  parts: InboundParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const authorityId = administered(agent);
  const { address, id } = await find(context, parts, agent);
  await parts.platform.database.transaction([authorityId], (tx) => removeMailbox(tx, authorityId, id));
  context.setFlash(say(context.locale, 'removed', { address }));
  return redirect(mailboxesHref);
}

function teamsOf(tx: Parameters<typeof listMailboxes>[0], authorityId: string) {
  return tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('authority_id', '=', authorityId)
    .orderBy('name')
    .execute();
}
