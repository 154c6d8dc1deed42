import { existsSync } from 'node:fs';
import { type Config, ConfigurationError, loadConfig } from '#platform/config/config.ts';
import { type EmbeddedPostgres, isWritable, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { composeCounter } from './composition.ts';
import { announce, ensureDemonstrationPeople, ensureDemonstrationTerritory } from './demonstration/index.ts';
import { listenOn } from './listen.ts';
import { buildPlatform, prepareDatabase } from './platform-parts.ts';
import { demonstrationSecrets } from './secrets.ts';

/** Milliseconds given to the requests and jobs under way when the process is asked to end. */
const patience = 15_000;

try {
  await start();
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const began = performance.now();
  const { config, postgres } = await settle();
  const platform = await buildPlatform(config, { worker: config.PROCESS !== 'web' });
  if (config.demonstration) await ensureDemonstrationTerritory(platform);
  const counter = await composeCounter(platform);
  if (config.demonstration) await ensureDemonstrationPeople(counter);
  if (config.PROCESS !== 'web') await platform.jobs.work(counter.jobs);
  const server = config.PROCESS === 'worker' ? undefined : await counter.createServer();
  if (server !== undefined) {
    const address = await listenOn(server, config);
    if (config.demonstration) announce(address, performance.now() - began);
    else platform.log.info({ address }, 'listening');
  }
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    const giveUp = setTimeout(() => process.exit(1), patience);
    giveUp.unref();
    platform.log.info({ signal }, 'ending');
    counter.drain();
    await server?.close();
    await platform.jobs.stop();
    await platform.database.close();
    await postgres?.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void end('SIGINT'));
  process.on('SIGTERM', () => void end('SIGTERM'));
}

/** The configuration, with what demonstration mode supplies: secrets of its own and a PostgreSQL of its own. */
async function settle(): Promise<{ config: Config; postgres: EmbeddedPostgres | undefined }> {
  const { env } = process;
  const demonstration = (env.PARVIS_MODE ?? 'demonstration') === 'demonstration';
  if (!demonstration) {
    const config = loadConfig(env);
    if (config.DATABASE_OWNER_URL !== undefined) {
      await prepareDatabase({ appUrl: config.databaseUrl, ownerUrl: config.DATABASE_OWNER_URL }, { territory: false });
    }
    return { config, postgres: undefined };
  }
  if (!isWritable('var'))
    throw new ConfigurationError(['var: this folder cannot be written in; a demonstration keeps its data there']);
  const secrets = demonstrationSecrets();
  if (env.DATABASE_URL !== undefined) {
    const config = loadConfig(env, secrets);
    await prepareDatabase(
      { appUrl: config.databaseUrl, ownerUrl: config.DATABASE_OWNER_URL ?? config.databaseUrl },
      { territory: false },
    );
    return { config, postgres: undefined };
  }
  if (!existsSync('var/postgres')) console.log('Parvis: creating the database…');
  const postgres = await startEmbeddedPostgres({ folder: 'var/postgres' });
  try {
    await prepareDatabase(postgres, { territory: false });
    return {
      config: loadConfig(env, { ...secrets, DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl }),
      postgres,
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
