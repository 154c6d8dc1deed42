import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { templateUrlsFor } from './test-database.ts';

/**
 * One real PostgreSQL for the whole run. Its data may be lost: no fsync. Databases are cloned from templates, which are
 * made when the first test asks for them.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.TEST_RUN_ID = String(process.pid);
  const external = process.env.TEST_DATABASE_SUPER_URL;
  if (external !== undefined) return async () => undefined;
  const postgres = await startEmbeddedPostgres({
    folder: 'var/test-postgres',
    settings: {
      max_connections: '200',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
    },
  });
  process.env.TEST_DATABASE_SUPER_URL = postgres.superUrl;
  process.env.TEST_DATABASE_PASSWORD = new URL(postgres.superUrl).password;
  await templateUrlsFor(postgres.superUrl).dropLeftovers();
  return () => postgres.stop();
}
