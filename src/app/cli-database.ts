import { type Config, ConfigurationError, environmentSchema, loadConfig } from '#platform/config/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { createLogger } from '#platform/log/logger.ts';
import type { Platform } from '#platform/platform.ts';
import { buildPlatform, prepareDatabase } from './platform-parts.ts';
import { demonstrationSecrets } from './secrets.ts';

const isDemonstration = (): boolean => (process.env.PARVIS_MODE ?? 'demonstration') === 'demonstration';

/** Gives the settings and, in demonstration mode, the embedded database, started if need be; nothing is migrated. */
export async function withSettings<T>(
  work: (parts: { config: Config; ownerUrl: string; postgres: EmbeddedPostgres | undefined }) => Promise<T>,
): Promise<T> {
  const embedded = isDemonstration() && process.env.DATABASE_URL === undefined;
  const postgres = embedded ? await startEmbeddedPostgres({ folder: 'var/postgres' }) : undefined;
  try {
    const urls =
      postgres === undefined
        ? {}
        : {
            DATABASE_URL: postgres.appUrl,
            DATABASE_OWNER_URL: postgres.ownerUrl,
            DATABASE_BACKUP_URL: postgres.backupUrl,
          };
    const config = loadConfig(process.env, {
      ...(isDemonstration() ? { ...demonstrationSecrets(), BACKUP_DIR: 'var/backups' } : {}),
      ...urls,
    });
    return await work({ config, ownerUrl: config.DATABASE_OWNER_URL ?? config.databaseUrl, postgres });
  } finally {
    await postgres?.stop();
  }
}

/** Runs a command on the configured database or, in demonstration mode, on the embedded one, which it starts if need be. */
export async function withDatabase<T>(
  work: (parts: { platform: Platform; ownerUrl: string }) => Promise<T>,
): Promise<T> {
  return withSettings(async ({ config, ownerUrl, postgres }) => {
    if (postgres !== undefined) await prepareDatabase(postgres, { territory: false });
    else if (config.DATABASE_OWNER_URL !== undefined) {
      await prepareDatabase({ appUrl: config.databaseUrl, ownerUrl }, { territory: false });
    }
    return withPlatform(config, (platform) => work({ platform, ownerUrl }));
  });
}

export async function withPlatform<T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T> {
  // Traces are of requests and jobs: a command has neither.
  const platform = await buildPlatform(
    { ...config, OTEL_EXPORTER_OTLP_ENDPOINT: undefined },
    { log: createLogger('error') },
  );
  try {
    return await work(platform);
  } finally {
    await platform.jobs.stop();
    await platform.database.close();
  }
}

/** Where backups lie and their key: all that is needed to look at one, on any machine. */
export function backupPlace(given: string | undefined): { folder: string; key: string } {
  const fallbacks = isDemonstration()
    ? { BACKUP_DIR: 'var/backups', BACKUP_KEY: demonstrationSecrets().BACKUP_KEY }
    : {};
  const read = environmentSchema.pick({ BACKUP_DIR: true, BACKUP_KEY: true }).safeParse({
    ...fallbacks,
    ...Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')),
  });
  if (!read.success)
    throw new ConfigurationError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { BACKUP_KEY: key, BACKUP_DIR } = read.data;
  const folder = given ?? BACKUP_DIR;
  const missing = [
    ...(key === undefined ? ['BACKUP_KEY: missing (`openssl rand -hex 32`)'] : []),
    ...(folder === undefined ? ['BACKUP_DIR: missing, or name the folder in the command'] : []),
  ];
  if (key === undefined || folder === undefined) throw new ConfigurationError(missing);
  return { folder, key };
}
