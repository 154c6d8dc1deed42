import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import type { LibraryProcedure } from '../domain/library.ts';
import { publishLibrary } from './publish-library.ts';
import { listWithdrawals, publishProcedure, reopenProcedure, withdrawProcedure } from './publish-procedure.ts';
import { readLibrary } from './read-library.ts';

let platform: TestPlatform;
let file: LibraryProcedure;
beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  const found = readLibrary().procedures.get('question');
  if (found === undefined) throw new Error('The library has a question');
  file = found;
});
afterAll(() => platform?.close());

const titled = (fr: string) => ({ ...file.procedure, title: { fr } });
const publish = (fr: string) =>
  platform.database.transaction([], (tx) => publishProcedure(tx, { procedure: titled(fr), workflow: file.workflow }));

test('each publication has the next number, two at once as well; the same content has one', async () => {
  const first = await publish('Une question');
  expect(first.isNew).toBe(true);
  expect(await publish('Une question')).toEqual({ version: first.version, isNew: false });
  const both = await Promise.all([publish('A'), publish('B')]);
  expect(both.map((one) => one.version).toSorted((a, b) => a - b)).toEqual([first.version + 1, first.version + 2]);
});

test('a file that was published once does not come back over what was published since; a changed one does', async () => {
  const { version } = await publish('Écrire à la mairie');
  const procedures = new Map([['question', file]]);
  const again = await publishLibrary(platform.database, { procedures }, { renumber: true });
  expect(again).toEqual({ added: 0, unchanged: 1, changed: [] });
  const changed = new Map([['question', { ...file, procedure: titled('Écrite dans le fichier') }]]);
  const report = await publishLibrary(platform.database, { procedures: changed }, { renumber: true });
  expect(report.changed).toEqual([{ procedure: 'question', version: version + 1 }]);
});

test('a procedure is withdrawn once, and opened again', async () => {
  const at = new Date('2026-11-22T10:00:00Z');
  const inOne = (work: Parameters<typeof platform.database.transaction<void>>[1]) =>
    platform.database.transaction([], work);
  await inOne((tx) => withdrawProcedure(tx, 'question', at));
  await inOne((tx) => withdrawProcedure(tx, 'question', new Date('2026-12-01T10:00:00Z')));
  expect((await listWithdrawals(platform.database.open)).get('question')).toEqual(at);
  await inOne((tx) => reopenProcedure(tx, 'question'));
  expect((await listWithdrawals(platform.database.open)).has('question')).toBe(false);
});
