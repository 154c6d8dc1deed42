import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makePkcs12 } from '../testing/make-pkcs12.ts';
import { makeDemonstrationSeal } from './demonstration-seal.ts';
import { largestPkcs12, type OpenedSeal, openPkcs12, requireDates } from './open-pkcs12.ts';

let seal: OpenedSeal;
beforeAll(async () => {
  seal = await makeDemonstrationSeal('Commune de Vernon', new Date('2026-11-22T09:00:00Z'));
});

const password = 'clé du coffre';

test('a PKCS#12 of today and one of yesterday give their key, certificate, name and dates, byte for byte', async () => {
  for (const algorithm of ['aes256', '3des'] as const) {
    const opened = await openPkcs12(makePkcs12(seal, password, { algorithm }), password);
    expect(opened.certificates).toEqual(seal.certificates);
    expect(opened.key.equals(seal.key)).toBe(true);
    expect(opened.subject).toBe('Cachet de démonstration – Commune de Vernon');
    expect(opened.fingerprint.toString('hex')).toMatch(/^[0-9a-f]{64}$/);
  }
}, 30_000);

test('what cannot be a seal is refused with its reason', async () => {
  const problem = (file: Buffer, word = password) =>
    openPkcs12(file, word).then(
      () => 'opened',
      (error) => error.problem,
    );
  expect(await problem(makePkcs12(seal, password), 'un autre')).toBe('password');
  expect(await problem(makePkcs12(seal, password, { without: 'key' }))).toBe('no-key');
  expect(await problem(makePkcs12(seal, password, { without: 'certificate' }))).toBe('no-certificate');
  expect(await problem(Buffer.from('Bonjour'))).toBe('not-pkcs12');
  expect(await problem(Buffer.alloc(0))).toBe('missing');
  expect(await problem(Buffer.alloc(largestPkcs12 + 1))).toBe('too-large');
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  expect(await problem(makePkcs12({ ...seal, key: weak.export({ format: 'der', type: 'pkcs8' }) }, password))).toBe(
    'no-certificate',
  );
}, 60_000);

test('a file cut short or damaged is refused in words too', async () => {
  const file = makePkcs12(seal, password);
  for (const damaged of [file.subarray(0, file.length / 2), Buffer.concat([file.subarray(0, 60), file.subarray(70)])])
    await expect(openPkcs12(damaged, password)).rejects.toThrow(/^seal-file\.(not-pkcs12|password|unreadable)$/);
}, 30_000);

test('dates are kept to', () => {
  expect(() => requireDates(seal, new Date('2026-12-01T00:00:00Z'))).not.toThrow();
  expect(() => requireDates(seal, new Date('2031-01-01T00:00:00Z'))).toThrow('seal-file.expired');
  expect(() => requireDates(seal, new Date('2020-01-01T00:00:00Z'))).toThrow('seal-file.not-yet-valid');
});

const openssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!openssl)(
  'a seal on an elliptic curve, made by OpenSSL, opens; skipped without openssl',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-p12-'));
    const run = (...args: string[]) => expect(spawnSync('openssl', args, { cwd: folder }).status).toBe(0);
    try {
      run(
        ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout k.pem -out c.pem -days 30'.split(' '),
        ...['-subj', '/C=FR/O=Commune de Test/CN=Cachet serveur'],
      );
      run(...'pkcs12 -export -inkey k.pem -in c.pem -out s.p12 -passout pass:secret'.split(' '));
      const opened = await openPkcs12(readFileSync(join(folder, 's.p12')), 'secret');
      expect(opened.subject).toBe('Cachet serveur (Commune de Test)');
      const { signDetached } = await import('../domain/cades.ts');
      expect((await signDetached(Buffer.from('content'), opened)).length).toBeGreaterThan(500);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  30_000,
);
