import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AntivirusAwayError } from '#platform/antivirus/antivirus.ts';
import { eicar, startClamdTwin } from '#tests/support/clamd-twin.ts';
import { createClamdAntivirus } from './clamd-antivirus.ts';

test('a daemon that is not there, that says nothing or that fails is away', async () => {
  const daemon = await startClamdTwin();
  const antivirus = createClamdAntivirus(daemon.address, { patience: 300 });
  for (const behaviour of ['hangs', 'fails'] as const) {
    daemon.behave(behaviour);
    await expect(antivirus.scan(Readable.from([Buffer.from('x')]))).rejects.toThrow(AntivirusAwayError);
  }
  await daemon.close();
  await expect(antivirus.scan(Readable.from([Buffer.from('x')]))).rejects.toThrow(AntivirusAwayError);
});

const installed = spawnSync('clamd', ['--version']).status === 0;

/** With the real daemon of ClamAV, where the machine has one; it is given EICAR's signature alone. */
describe.skipIf(!installed)('with clamd', () => {
  let folder: string;
  let daemon: ChildProcess;
  let socket: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parvis-clamd-'));
    socket = join(folder, 'clamd.ctl');
    mkdirSync(join(folder, 'signatures'));
    const signature = Buffer.from(eicar, 'latin1').toString('hex');
    writeFileSync(join(folder, 'signatures', 'eicar.ndb'), `Eicar-Test-Signature:0:*:${signature}\n`);
    const settings = [`LocalSocket ${socket}`, `DatabaseDirectory ${join(folder, 'signatures')}`, 'Foreground yes'];
    writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    daemon = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    await vi.waitFor(async () => expect(await listens(socket)).toBe(true), { timeout: 20_000, interval: 100 });
  }, 30_000);

  afterAll(() => {
    daemon.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('EICAR is found, in one piece or in several; another file is not', async () => {
    const antivirus = createClamdAntivirus(`unix:${socket}`);
    const found = { infected: true, virus: expect.stringMatching(/^Eicar-Test-Signature/) };
    expect(await antivirus.scan(Readable.from([Buffer.from(eicar)]))).toEqual(found);
    const pieces = [Buffer.alloc(3_000_000, 'a'), Buffer.from(eicar.slice(0, 20)), Buffer.from(eicar.slice(20))];
    expect(await antivirus.scan(Readable.from(pieces))).toEqual(found);
    expect(await antivirus.scan(Readable.from([Buffer.alloc(3_000_000, 'a')]))).toEqual({ infected: false });
  });
});

function listens(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket, () => {
      client.destroy();
      resolve(true);
    });
    client.on('error', () => resolve(false));
  });
}
