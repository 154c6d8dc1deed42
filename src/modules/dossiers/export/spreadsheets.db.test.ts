import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPlatform } from '#tests/support/test-platform.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { makeExport, openExport } from './make-export.ts';

let bench: AgentBench;
let browser: AgentBrowser;
const message = 'Éclairage éteint ; « à voir »\nà côté de l’école, "œuvre" n° 3 — 12 €';

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const question = await bench.procedure('question');
  const team = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  browser = await bench.browser(await bench.makeAgent('Aline Roux', [team]));
  await browser.get('/agents');
  await bench.file(question, { subject: 'streets', message });
  // Two of one moment come in any order.
  bench.platform.clock.advance({ minutes: 1 });
  await bench.file(question, { subject: 'streets', message: '=1+1' });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

async function exported(format: 'csv' | 'ods'): Promise<Buffer> {
  const liste = 'vue=tous&demarche=question&tri=anciens';
  const fields = { liste, colonne: ['code', 'applicant'], reponses: 'oui', format };
  const { location } = await browser.post('/agents/exports', fields);
  const exportId = location?.split('/').at(-1) ?? '';
  await makeExport(bench.parts, { authorityId: vernon, exportId });
  const found = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('desk_exports').selectAll().where('id', '=', exportId).executeTakeFirstOrThrow(),
  );
  return buffer(await openExport(bench.parts, found));
}

/** Opens a file as a spreadsheet that somebody else wrote does, told nothing about it. */
function rowsOf(file: Buffer): unknown[][] {
  const book = read(file, { type: 'buffer' });
  const [sheet = ''] = book.SheetNames;
  const found = book.Sheets[sheet];
  if (found === undefined) throw new Error('A file has a sheet');
  // No cell of ours is a formula.
  for (const [at, cell] of Object.entries(found)) if (!at.startsWith('!')) expect(cell.f).toBeUndefined();
  return utils.sheet_to_json<unknown[]>(found, { header: 1, raw: false });
}

test.each(['ods', 'csv'] as const)(
  'a spreadsheet opens the %s: columns, accents, semicolons, quotes, lines',
  async (format) => {
    const [head = [], ...rows] = rowsOf(await exported(format));
    expect(head).toEqual(expect.arrayContaining(['Demandeur', 'Votre message']));
    expect(rows).toHaveLength(2);
    const cells = rows.map((row) => String(row[head.indexOf('Votre message')]));
    expect(cells[0]?.replaceAll('\r\n', '\n')).toBe(message);
    expect(cells[1]).toMatch(/^'?=1\+1$/);
  },
);
