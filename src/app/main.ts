import { existsSync } from 'node:fs';
import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Config, ConfigurationError, loadConfig } from '#platform/config/config.ts';
import { type EmbeddedPostgres, isWritable, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import type { Platform } from '#platform/platform.ts';
import { composeCounter } from './composition.ts';
import {
  announce,
  announceJobs,
  ensureDemonstrationPeople,
  ensureDemonstrationSeals,
  ensureDemonstrationSite,
  ensureDemonstrationTerritory,
} from './demonstration/index.ts';
import { checkKeys } from './keys/key-marks.ts';
import { listenOn, StartError } from './listen.ts';
import { buildPlatform, prepareDatabase } from './platform-parts.ts';
import { demonstrationSecrets } from './secrets.ts';
import { simulatorSettings } from './simulator-settings.ts';

/** Milliseconds given to the requests and jobs under way when the process is asked to end, once nobody is sent there. */
const patience = 15_000;

try {
  await start();
} catch (error) {
  // What the person who starts it can mend is told in words; a fault of ours shows its stack.
  console.error(error instanceof ConfigurationError || error instanceof StartError ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const began = performance.now();
  const { config, postgres } = await settle();
  const platform = await buildPlatform(config, { worker: config.PROCESS !== 'web' });
  const close = async (): Promise<void> => {
    await platform.jobs.stop();
    await platform.database.close();
    await platform.tracing?.close();
    await postgres?.stop();
  };
  try {
    await checkKeys(platform);
    const withPeople = config.demonstration && (await ensureDemonstrationTerritory(platform));
    const counter = await composeCounter(platform);
    if (withPeople) await ensureDemonstrationPeople(counter);
    if (withPeople) await ensureDemonstrationSeals(counter);
    if (config.demonstration) await ensureDemonstrationSite(counter);
    if (config.PROCESS !== 'web') await platform.jobs.work(counter.jobs);
    const hasPages = config.PROCESS !== 'worker';
    const server = hasPages ? await counter.createServer() : await counter.createFiguresServer();
    endOnSignal(platform, async () => {
      counter.drain();
      if (hasPages) await setTimeout(config.drainSeconds * 1000);
      await server.close();
      await counter.heartbeat.stop();
      await close();
    });
    if (hasPages) {
      const address = await listenOn(server, config);
      counter.heartbeat.start({ pages: true, jobs: config.PROCESS !== 'web' });
      if (config.demonstration) announce(address, performance.now() - began);
      else platform.log.info({ address }, 'listening');
    } else {
      await showFigures(server, platform);
      counter.heartbeat.start({ pages: false, jobs: true });
      if (config.demonstration) announceJobs();
      else platform.log.info('jobs are being done');
    }
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Probes and figures of a process that does jobs. Its jobs matter more: where its port is taken, it goes on without. In a
 * demonstration nobody asks for them, unless a port was given.
 */
async function showFigures(server: FastifyInstance, { config, log }: Platform): Promise<void> {
  if (config.demonstration && process.env.PORT === undefined) return;
  try {
    const address = await listenOn(server, config);
    log.info({ address }, 'figures are shown');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    log.warn({ port: config.PORT }, 'port taken: the figures of this process are not shown');
  }
}

/** Ends the requests and jobs under way, then the process; a second signal changes nothing. */
function endOnSignal(platform: Platform, end: () => Promise<void>): void {
  let ending = false;
  const onSignal = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    setTimer(() => process.exit(1), platform.config.drainSeconds * 1000 + patience).unref();
    platform.log.info({ signal }, 'ending');
    await end();
    process.exit(0);
  };
  process.on('SIGINT', () => void onSignal('SIGINT'));
  process.on('SIGTERM', () => void onSignal('SIGTERM'));
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
  const secrets = { ...simulatorSettings(), ...demonstrationSecrets() };
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
