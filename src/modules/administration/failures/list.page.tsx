import { administersTerritory, agentPage, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import {
  describeSendError,
  type FailedMessage,
  listFailedMessages,
  replayMessage,
} from '#modules/notifications/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { FailedJob, JobsOf } from '#platform/jobs/jobs.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { jobInWords } from './job-names.ts';
import { say } from './messages.ts';

export const failuresPath = '/agents/administration/echecs';

const mostShown = 100;

/**
 * Messages and jobs of the administrator's authority that were given up, each with a button that starts it again; for whoever
 * administers the territory, also the jobs that are of no authority.
 */
export async function showFailures(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { locale, agent } = context;
  const { platform, directory } = parts;
  const authorityId = administeredAuthority(context);
  const failedOf = (of: JobsOf) => platform.jobs.listFailed({ of, limit: mostShown });
  const [messages, jobs, ofTerritory] = await Promise.all([
    platform.database.read([authorityId], (tx) => listFailedMessages(tx, [authorityId], mostShown)),
    failedOf({ authorityId }),
    administersTerritory(agent, directory).then((administers) => (administers ? failedOf('territory') : [])),
  ]);
  const title = say(locale, 'title');
  const csrf = context.csrfToken();
  const document = await agentPage(context, parts.site, {
    title,
    current: 'failures',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {messages.length + jobs.length + ofTerritory.length === 0 && <p class="govuk-body">{say(locale, 'none')}</p>}
        {messages.length > 0 && <Messages messages={messages} csrf={csrf} locale={locale} />}
        {jobs.length > 0 && (
          <FailedJobs
            caption={say(locale, 'jobs')}
            jobs={jobs}
            actionOf={({ id }) => `${failuresPath}/travaux/${id}/relancer`}
            csrf={csrf}
            locale={locale}
          />
        )}
        {ofTerritory.length > 0 && (
          <FailedJobs
            caption={say(locale, 'jobs.territory')}
            jobs={ofTerritory}
            actionOf={({ id }) => `${failuresPath}/travaux-du-territoire/${id}/relancer`}
            csrf={csrf}
            locale={locale}
          />
        )}
        {jobs.length + ofTerritory.length > 0 && <p class="govuk-hint">{say(locale, 'jobs.kept')}</p>}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

function Messages(props: { messages: readonly FailedMessage[]; csrf: string; locale: Locale }) {
  const { messages, csrf, locale } = props;
  const subjectOf = (message: FailedMessage) =>
    message.medium === 'sms' ? say(locale, 'subject.sms') : message.subject;
  return (
    <>
      <Table
        caption={say(locale, 'messages')}
        rows={messages}
        rowKey={(message) => message.id}
        columns={[
          { label: say(locale, 'recipient'), rowHeader: true, cell: (message) => message.recipient },
          { label: say(locale, 'subject'), cell: subjectOf },
          { label: say(locale, 'reason'), cell: (message) => describeSendError(locale, message.lastError) },
          { label: say(locale, 'since'), cell: (message) => formatDateTime(message.createdAt, locale) },
          {
            label: say(locale, 'act'),
            labelHidden: true,
            cell: (message) => (
              <Form action={`${failuresPath}/messages/${message.id}/renvoyer`} csrf={csrf}>
                <Button
                  tone="secondary"
                  ariaLabel={say(locale, 'send.one', { recipient: message.recipient, subject: subjectOf(message) })}
                >
                  {say(locale, 'send')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      {messages.length === mostShown && <p class="govuk-body">{say(locale, 'more', { count: mostShown })}</p>}
    </>
  );
}

interface FailedJobsProps {
  readonly caption: string;
  readonly jobs: readonly FailedJob[];
  readonly csrf: string;
  readonly locale: Locale;
  /** Where the form that starts it again is sent. */
  actionOf(job: FailedJob): string;
}

function FailedJobs({ caption, jobs, actionOf, csrf, locale }: FailedJobsProps) {
  return (
    <>
      <Table
        caption={caption}
        rows={jobs}
        rowKey={(job) => job.id}
        columns={[
          { label: say(locale, 'task'), rowHeader: true, cell: (job) => taskInWords(locale, job.name) },
          {
            label: say(locale, 'reason'),
            cell: (job) =>
              job.error === '' ? say(locale, 'reason.unknown') : <code class="pv-code">{job.error}</code>,
          },
          { label: say(locale, 'failed'), cell: (job) => formatDateTime(job.failedAt, locale) },
          {
            label: say(locale, 'act'),
            labelHidden: true,
            cell: (job) => (
              <Form action={actionOf(job)} csrf={csrf}>
                <Button
                  tone="secondary"
                  ariaLabel={say(locale, 'replay.one', {
                    task: taskInWords(locale, job.name),
                    at: formatDateTime(job.failedAt, locale),
                  })}
                >
                  {say(locale, 'replay')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      {jobs.length === mostShown && <p class="govuk-body">{say(locale, 'more', { count: mostShown })}</p>}
    </>
  );
}

function taskInWords(locale: Locale, name: string): string {
  return jobInWords(locale, name) ?? say(locale, 'job.other', { name });
}

/** POST …/messages/:message/renvoyer */
export async function resendMessage(context: RequestContext, { platform }: AdministrationParts): Promise<Result> {
  const authorityId = administeredAuthority(context);
  const id = uuidOf(context.params.message);
  try {
    await platform.database.transaction([authorityId], (tx) => replayMessage(platform, tx, authorityId, id));
    context.setFlash(say(context.locale, 'sent'));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    context.setFlash(say(context.locale, 'gone'));
  }
  return redirect(failuresPath);
}

/** POST …/travaux/:job/relancer */
export async function replayJob(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  return replay(context, parts, { authorityId: administeredAuthority(context) });
}

/** POST …/travaux-du-territoire/:job/relancer */
export async function replayTerritoryJob(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, parts.directory);
  return replay(context, parts, 'territory');
}

async function replay(context: RequestContext, { platform }: AdministrationParts, of: JobsOf): Promise<Result> {
  const done = await platform.jobs.replay(uuidOf(context.params.job), of);
  context.setFlash(say(context.locale, done ? 'replayed' : 'gone'));
  return redirect(failuresPath);
}

function uuidOf(text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new NotFoundError();
  return text;
}
