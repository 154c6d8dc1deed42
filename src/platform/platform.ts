import type { Antivirus } from './antivirus/antivirus.ts';
import type { Clock } from './clock/clock.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/database.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Logger } from './log/logger.ts';
import type { MailTransport } from './mail/mail-transport.ts';
import type { FileStore } from './storage/file-store.ts';
import type { Tracing } from './tracing/tracing.ts';

/** What every module is given to work with. Made once, in `app`. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mail: MailTransport;
  readonly files: FileStore;
  /** When the installation has one. */
  readonly antivirus?: Antivirus | undefined;
  /** When traces are asked for. */
  readonly tracing?: Tracing | undefined;
}
