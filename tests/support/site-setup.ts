import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '#app/platform-parts.ts';
import { franceConnectClient, startFranceConnect } from '../../simulators/franceconnect/franceconnect-simulator.ts';
import { helperIdp } from '../../simulators/franceconnect/identities.ts';
import { proConnectClient, startProConnect } from '../../simulators/proconnect/proconnect-simulator.ts';
import { journeyWorkers } from './journey-workers.ts';
import { templateUrlsFor } from './test-database.ts';

/**
 * The built site, as `npm start` runs it in demonstration mode: one for each worker that runs journeys, on a database of
 * its own, so that files run side by side meet nothing of one another. Their addresses are in `process.env.SITE_URLS`, those
 * of their databases, for the owner of the tables, in `SITE_DATABASES`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const sites = await Promise.all(Array.from({ length: journeyWorkers }, startSite));
  process.env.SITE_URLS = sites.map(({ url }) => url).join(' ');
  process.env.SITE_DATABASES = sites.map(({ ownerUrl }) => ownerUrl).join(' ');
  return async () => {
    await Promise.all(sites.map((site) => site.stop()));
  };
}

interface Site {
  readonly url: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

async function startSite(): Promise<Site> {
  const server = templateUrlsFor(process.env.TEST_DATABASE_SUPER_URL as string);
  const template = await server.ensureTemplate('territory', (urls) => prepareDatabase(urls, { territory: true }));
  const database = await server.clone(template);
  const franceconnect = await startFranceConnect();
  const proconnect = await startProConnect();
  const folder = mkdtempSync(join(tmpdir(), 'parvis-site-'));
  const site = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      STORAGE_DIR: join(folder, 'files'),
      PORT: '0',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      FRANCECONNECT_ISSUER: franceconnect.issuer,
      FRANCECONNECT_CLIENT_ID: franceConnectClient.id,
      FRANCECONNECT_CLIENT_SECRET: franceConnectClient.secret,
      FRANCECONNECT_HELPER_IDPS: helperIdp,
      PROCONNECT_ISSUER: proconnect.issuer,
      PROCONNECT_CLIENT_ID: proConnectClient.id,
      PROCONNECT_CLIENT_SECRET: proConnectClient.secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    site.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      // What fails in the site explains what fails in the browser.
      if (chunk.includes('"level":50')) process.stderr.write(chunk);
      const address = /http:\/\/[^\s:]+:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    site.once('exit', () => reject(new Error(`The site did not start:\n${said}`)));
  });
  const stop = async (): Promise<void> => {
    await new Promise<void>((done) => {
      site.once('exit', () => done());
      site.kill('SIGTERM');
    });
    await franceconnect.close();
    await proconnect.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, ownerUrl: database.ownerUrl, stop };
}
