import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalFileStore } from './local-file-store.ts';

async function freshStore() {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, store: createLocalFileStore(folder) };
}

test('what was put is read back, and put again without harm', async () => {
  const { store } = await freshStore();
  await store.put('C27681/ab/abcd', Buffer.from('bytes'));
  await store.put('C27681/ab/abcd', Readable.from([Buffer.from('by'), Buffer.from('tes')]));
  expect((await buffer(await store.get('C27681/ab/abcd'))).toString()).toBe('bytes');
  expect(await store.exists('C27681/ab/abcd')).toBe(true);
});

test('a staged file is nowhere until it is committed, and leaves nothing when it is discarded', async () => {
  const { store, folder } = await freshStore();
  const kept = await store.stage(Readable.from([Buffer.from('kept')]));
  const dropped = await store.stage(Readable.from([Buffer.from('dropped')]));
  expect(await store.exists('C27681/aa/aa')).toBe(false);
  await kept.commit('C27681/aa/aa');
  await dropped.discard();
  expect(await store.exists('C27681/aa/aa')).toBe(true);
  expect(await readdir(join(folder, '.staging'))).toEqual([]);
});

test('a source that fails leaves nothing', async () => {
  const { store, folder } = await freshStore();
  const failing = Readable.from(
    (async function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })(),
  );
  await expect(store.stage(failing)).rejects.toThrow('connection lost');
  expect(await readdir(join(folder, '.staging'))).toEqual([]);
});

test('a file that is all there is staged in one piece, an empty one as well', async () => {
  const { store, folder } = await freshStore();
  const bytes = Buffer.alloc(700_000, 7);
  await (await store.stage(bytes)).commit('C27681/aa/aa');
  await (await store.stage(Buffer.alloc(0))).commit('C27681/bb/bb');
  expect((await buffer(await store.get('C27681/aa/aa'))).equals(bytes)).toBe(true);
  expect((await buffer(await store.get('C27681/bb/bb'))).length).toBe(0);
  expect(await readdir(join(folder, '.staging'))).toEqual([]);
});

test('removing twice is harmless; reading what is gone says ENOENT', async () => {
  const { store } = await freshStore();
  await store.put('C27681/aa/aa', Buffer.from('x'));
  await store.remove('C27681/aa/aa');
  await store.remove('C27681/aa/aa');
  expect(await store.exists('C27681/aa/aa')).toBe(false);
  await expect(store.get('C27681/aa/aa')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a key never leaves the folder', async () => {
  const { store } = await freshStore();
  for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/.staging', '', 'a\\b', 'a/b\0']) {
    await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('letters and digits');
    await expect(store.exists(key)).rejects.toThrow('letters and digits');
  }
});

test.skipIf(process.platform === 'win32')('files and folders are closed to other accounts', async () => {
  const { store, folder } = await freshStore();
  await store.put('C27681/aa/aa', Buffer.from('x'));
  expect((await stat(join(folder, 'C27681/aa/aa'))).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'C27681'))).mode & 0o077).toBe(0);
});
