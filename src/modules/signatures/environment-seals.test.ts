import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#platform/config/config.ts';
import { loadEnvironmentSeals } from './environment-seals.ts';
import { makeDemonstrationSeal } from './pkcs12/demonstration-seal.ts';
import type { OpenedSeal } from './pkcs12/open-pkcs12.ts';
import { makePkcs12 } from './testing/make-pkcs12.ts';

const password = 'clé du coffre';
let seal: OpenedSeal;
let file: Buffer;
beforeAll(async () => {
  seal = await makeDemonstrationSeal('Commune de Vernon', new Date('2026-11-22T09:00:00Z'));
  file = makePkcs12(seal, password);
});

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-seals-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('without the setting the installation holds no seal', async () => {
  const seals = loadEnvironmentSeals(undefined);
  expect(seals.list()).toEqual([]);
  expect(seals.has('C27681')).toBe(false);
  expect(await seals.find('C27681')).toBeUndefined();
});

test('each file is the seal of the authority that it is named after, and of no other', async () => {
  const seals = loadEnvironmentSeals(
    folderOf({
      'C27681.p12': file,
      'C27681.password': `${password}\n`,
      'E200072312.pfx': makePkcs12(seal, 'autre'),
      'E200072312.password': 'autre',
      'LISEZ-MOI.txt': 'Cachets de 2026',
      'c27399.p12': file,
    }),
  );
  expect([...seals.list()].sort()).toEqual(['C27681', 'E200072312']);
  const found = await seals.find('C27681');
  expect(found?.key.equals(seal.key)).toBe(true);
  expect(found?.certificates).toEqual(seal.certificates);
  expect((await seals.find('E200072312'))?.subject).toBe(seal.subject);
  expect(await seals.find('C27399')).toBeUndefined();
});

test('a wrong folder or a missing password stops the start, and says which', () => {
  expect(() => loadEnvironmentSeals('/nowhere/seals')).toThrow(/SEALS_DIR: the folder \/nowhere\/seals cannot be read/);
  expect(() => loadEnvironmentSeals(folderOf({ 'C27681.p12': file }))).toThrow(
    /SEALS_DIR: C27681\.p12 has no C27681\.password beside it/,
  );
});

test('a seal that cannot be opened names its authority and keeps the password to itself; mended, it opens', async () => {
  const folder = folderOf({ 'C27681.p12': file, 'C27681.password': 'pas celle-ci' });
  const seals = loadEnvironmentSeals(folder);
  const refusal = await seals.find('C27681').catch((error: Error) => error);
  expect(String(refusal)).toContain('the seal of C27681 cannot be opened (password)');
  expect(String(refusal)).not.toContain('pas celle-ci');
  writeFileSync(join(folder, 'C27681.password'), password);
  expect((await seals.find('C27681'))?.key.equals(seal.key)).toBe(true);
});

test('it is opened once and then kept: the files may be out of reach afterwards', async () => {
  const folder = folderOf({ 'C27681.p12': file, 'C27681.password': password });
  const seals = loadEnvironmentSeals(folder);
  const [one, two] = await Promise.all([seals.find('C27681'), seals.find('C27681')]);
  expect(one).toBe(two);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  expect(await seals.find('C27681')).toBe(one);
});

test('the setting reaches the configuration', () => {
  const folder = folderOf({});
  const secrets = {
    DATABASE_URL: 'postgres://localhost/parvis',
    SESSION_SECRET: 'a secret that only tests know, 32 characters',
    ENCRYPTION_KEY: '0123456789abcdef'.repeat(4),
  };
  expect(loadConfig({ SEALS_DIR: folder }, secrets).SEALS_DIR).toBe(folder);
});
