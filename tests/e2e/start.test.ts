import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareDatabase } from '#app/platform-parts.ts';
import { templateUrlsFor } from '#tests/support/test-database.ts';

/** Runs a built entry until it ends, or until `until` has been said and the signal sent. */
function run(env: Record<string, string>, options: { until?: RegExp; signal?: NodeJS.Signals } = {}) {
  const child = spawn(process.execPath, ['build/server/main.js'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (chunk: Buffer): void => {
    said += chunk;
    if (options.until?.test(said) === true) child.kill(options.signal);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
}

async function freshDatabase(): Promise<Record<string, string>> {
  const server = templateUrlsFor(process.env.TEST_DATABASE_SUPER_URL as string);
  const template = await server.ensureTemplate('territory', (urls) => prepareDatabase(urls, { territory: true }));
  const database = await server.clone(template);
  const folder = mkdtempSync(join(tmpdir(), 'parvis-start-'));
  onTestFinished(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, STORAGE_DIR: join(folder, 'files') };
}

test('production without its secrets does not start, and names each of them', async () => {
  const { code, said } = await run({ PARVIS_MODE: 'production' });
  expect(code).toBe(1);
  for (const name of ['DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY', 'SMTP_URL', 'PUBLIC_URL']) {
    expect(said).toContain(`${name}: missing`);
  }
});

test('a busy port is told in words, with another one to try', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => holder.once('listening', ready));
  onTestFinished(() => void holder.close());
  const { port } = holder.address() as { port: number };
  const { code, said } = await run({ ...(await freshDatabase()), PORT: String(port) });
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is already used by another program`);
  expect(said).not.toContain('    at ');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it cleanly', async (signal) => {
  const { code, said } = await run({ ...(await freshDatabase()), PORT: '0' }, { until: /Parvis est ouvert/, signal });
  expect(said).toContain('Parvis est ouvert');
  expect(code).toBe(0);
});
