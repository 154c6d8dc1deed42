import { type Config, loadConfig } from '#platform/config/config.ts';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { createLogger } from '#platform/log/logger.ts';
import type { Platform } from '#platform/platform.ts';
import { buildPlatform, prepareDatabase } from './platform-parts.ts';
import { demonstrationSecrets } from './secrets.ts';

/** Runs a command on the configured database or, in demonstration mode, on the embedded one, which it starts if need be. */
export async function withDatabase<T>(
  work: (parts: { platform: Platform; ownerUrl: string }) => Promise<T>,
): Promise<T> {
  const demonstration = (process.env.PARVIS_MODE ?? 'demonstration') === 'demonstration';
  const embedded = demonstration && process.env.DATABASE_URL === undefined;
  const postgres = embedded ? await startEmbeddedPostgres({ folder: 'var/postgres' }) : undefined;
  try {
    const config: Config = loadConfig(process.env, {
      ...(demonstration ? demonstrationSecrets() : {}),
      ...(postgres === undefined ? {} : { DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl }),
    });
    const ownerUrl = config.DATABASE_OWNER_URL ?? config.databaseUrl;
    if (postgres !== undefined) await prepareDatabase(postgres, { territory: false });
    else if (config.DATABASE_OWNER_URL !== undefined) {
      await prepareDatabase({ appUrl: config.databaseUrl, ownerUrl }, { territory: false });
    }
    const platform = await buildPlatform(config, { log: createLogger('error') });
    try {
      return await work({ platform, ownerUrl });
    } finally {
      await platform.jobs.stop();
      await platform.database.close();
    }
  } finally {
    await postgres?.stop();
  }
}
