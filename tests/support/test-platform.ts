import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildPlatform, prepareDatabase } from '#app/platform-parts.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { loadConfig } from '#platform/config/config.ts';
import { createLogger } from '#platform/log/logger.ts';
import type { MailTransport, OutgoingMail, OutgoingSms } from '#platform/mail/mail-transport.ts';
import type { Platform } from '#platform/platform.ts';
import { type Template, templateUrlsFor } from './test-database.ts';

/** A clock that a test sets. It starts on 2026-11-22 at 10:00 in Paris. */
export interface TestClock extends Clock {
  set(iso: string): void;
  advance(duration: Temporal.DurationLike): void;
}

/** Keeps what it is given; can be told to fail. */
export interface MemoryMail extends MailTransport {
  readonly sent: OutgoingMail[];
  readonly texts: OutgoingSms[];
  failWith(error: Error | undefined): void;
}

export interface TestPlatform extends Platform {
  readonly clock: TestClock;
  readonly mail: MemoryMail;
  /** The owner of the tables, to look behind the policies. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/**
 * A platform on a database of its own, cloned from a template. Call it in `beforeAll` and `close()` it in `afterAll`,
 * or inside one test, which then closes it by itself.
 */
export async function testPlatform(
  options: { territory?: boolean; env?: Record<string, string> } = {},
): Promise<TestPlatform> {
  const superUrl = process.env.TEST_DATABASE_SUPER_URL;
  if (superUrl === undefined) throw new Error('tests/support/global-setup.ts has not run');
  const server = templateUrlsFor(superUrl);
  const kind: Template = options.territory === true ? 'territory' : 'migrated';
  const template = await server.ensureTemplate(kind, (urls) =>
    prepareDatabase(urls, { territory: kind === 'territory' }),
  );
  const database = await server.clone(template);
  const folder = mkdtempSync(join(tmpdir(), 'parvis-test-'));
  const config = loadConfig(
    { LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...options.env },
    {
      DATABASE_URL: database.appUrl,
      SESSION_SECRET: 'a secret that only tests know, 32 characters',
      ENCRYPTION_KEY: '0123456789abcdef'.repeat(4),
      STORAGE_DIR: join(folder, 'files'),
    },
  );
  const clock = testClock();
  const mail = memoryMail();
  const log = createLogger('silent');
  const platform = await buildPlatform(config, { clock, log, mail });
  const close = async (): Promise<void> => {
    await platform.jobs.stop();
    await platform.database.close();
    await platform.tracing?.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  closeAfterCurrentTest(close);
  // The same, through what watches over each message when traces are asked for.
  const { sendMail, sendSms } = platform.mail;
  return { ...platform, clock, mail: { ...mail, sendMail, sendSms }, ownerUrl: database.ownerUrl, close };
}

/** Inside a test the platform closes with it; in `beforeAll` there is no test yet and the caller closes. */
function closeAfterCurrentTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    // Called from beforeAll.
  }
}

export function testClock(start = '2026-11-22T10:00:00+01:00[Europe/Paris]'): TestClock {
  let instant = Temporal.ZonedDateTime.from(start).toInstant();
  return {
    now: () => instant,
    set: (iso) => {
      instant = Temporal.ZonedDateTime.from(iso.includes('[') ? iso : `${iso}[Europe/Paris]`).toInstant();
    },
    advance: (duration) => {
      instant = instant.toZonedDateTimeISO('Europe/Paris').add(duration).toInstant();
    },
  };
}

function memoryMail(): MemoryMail {
  const sent: OutgoingMail[] = [];
  const texts: OutgoingSms[] = [];
  let failure: Error | undefined;
  return {
    sent,
    texts,
    failWith: (error) => {
      failure = error;
    },
    sendMail: async (mail) => {
      if (failure !== undefined) throw failure;
      sent.push(mail);
    },
    sendSms: async (sms) => {
      if (failure !== undefined) throw failure;
      texts.push(sms);
    },
  };
}
