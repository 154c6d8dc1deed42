import { createClamdAntivirus } from '#connectors/clamav/clamd-antivirus.ts';
import { createDemoTransport } from '#modules/notifications/index.ts';
import { type Clock, systemClock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import { connectDatabase } from '#platform/database/database.ts';
import { migrate } from '#platform/database/migrate.ts';
import { createStatementWatch } from '#platform/database/statement-watch.ts';
import { connectJobs, migrateJobs } from '#platform/jobs/jobs.ts';
import type { Logger } from '#platform/log/logger.ts';
import { createLogger } from '#platform/log/logger.ts';
import type { MailTransport } from '#platform/mail/mail-transport.ts';
import { createSmtpTransport } from '#platform/mail/smtp-transport.ts';
import type { Platform } from '#platform/platform.ts';
import { createLocalFileStore } from '#platform/storage/local-file-store.ts';
import { connectTracing } from '#platform/tracing/connect-tracing.ts';
import { traceMail } from '#platform/tracing/traced-mail.ts';
import { createHttpSms } from '../connectors/sms/http-sms.ts';
import { deployTerritory } from './deploy-territory.ts';
import { jobQueues } from './job-queues.ts';

/** Connects everything that modules are given to work with. Tests hand in their own clock and mail. */
export async function buildPlatform(
  config: Config,
  options: { clock?: Clock; log?: Logger; mail?: MailTransport; worker?: boolean } = {},
): Promise<Platform> {
  const log = options.log ?? createLogger(config.LOG_LEVEL);
  const tracing = await connectTracing(config, log);
  const database = connectDatabase(config.databaseUrl, config.DATABASE_POOL, log, {
    bounds: { request: config.STATEMENT_TIMEOUT_MS, job: config.JOB_STATEMENT_TIMEOUT_MS },
    watch: createStatementWatch({ slowMs: config.SLOW_QUERY_MS, log, tracing }),
  });
  const jobs = await connectJobs(config.databaseUrl, log, { worker: options.worker ?? false, tracing });
  const mail = options.mail ?? transportFor(config, database);
  return {
    config,
    database,
    jobs,
    clock: options.clock ?? systemClock,
    log,
    mail: tracing === undefined ? mail : traceMail(mail, tracing),
    files: createLocalFileStore(config.storageDir),
    antivirus: config.CLAMD_URL === undefined ? undefined : createClamdAntivirus(config.CLAMD_URL),
    tracing,
  };
}

/** E-mails by SMTP, SMS by their provider; in a demonstration, what has neither is written down to be read. */
function transportFor(config: Config, database: Platform['database']): MailTransport {
  const { SMTP_URL: url, MAIL_FROM: from, SMS_URL: smsUrl } = config;
  const mail = url === undefined ? createDemoTransport(database) : createSmtpTransport({ url, from });
  if (smsUrl === undefined) return mail;
  const sendSms = createHttpSms({
    url: smsUrl,
    authorization: config.SMS_AUTHORIZATION,
    headers: config.SMS_HEADERS,
    body: config.SMS_BODY,
    from: config.SMS_FROM,
  });
  return { sendMail: mail.sendMail, sendSms };
}

/** Brings a database to this version's schema and queues; with `territory`, to the demonstration territory as well. */
export async function prepareDatabase(
  urls: { appUrl: string; ownerUrl: string },
  options: { territory: boolean },
): Promise<void> {
  await migrate(urls.ownerUrl);
  await migrateJobs(urls.ownerUrl, jobQueues);
  if (options.territory) {
    const database = connectDatabase(urls.appUrl, 2, createLogger('silent'));
    try {
      await deployTerritory(database, 'territories/seine-normandie.yaml');
    } finally {
      await database.close();
    }
  }
}
