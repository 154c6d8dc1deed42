import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { DossierNotFoundError } from '../errors.ts';
import { getOwnDossier } from '../queries/get-own-dossier.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { findLeadingOwn } from './joined-to.tsx';

let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;
let stranger: AgentPrincipal;
let browser: AgentBrowser;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  stranger = await bench.makeAgent('Carl Autre', []);
  browser = await bench.browser(agent);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const numbers = [0];
const file = (email = `personne-${numbers.push(0)}@example.fr`) =>
  bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie le samedi ?', email });
const pathOf = (dossier: DossierRow, rest = '') => `/agents/dossiers/vernon/${dossier.id}${rest}`;

async function visited(dossier: DossierRow, visitor: Buffer): Promise<void> {
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.updateTable('dossiers').set({ visitor_hash: visitor }).where('id', '=', dossier.id).execute(),
  );
}

test('two requests of one address are proposed as one, joined by an agent, followed by either code, and parted as they were', async () => {
  const first = await file('zoe@example.fr');
  const second = await file('zoe@example.fr');
  const page = await browser.get(pathOf(second));
  expect(page.body).toContain('Cette demande ressemble à une autre');
  expect(page.body).toContain('même adresse électronique');
  const compared = await browser.get(pathOf(second, `/rapprocher/${first.id}`));
  expect(compared.status).toBe(200);
  expect(compared.body).toContain(formatTrackingCode(first.code));
  // Nothing is joined by looking.
  expect((await bench.read(second)).joined_to).toBeNull();
  const visitor = Buffer.alloc(32, 5);
  await visited(second, visitor);
  const before = await bench.read(second);
  const joined = await browser.post(pathOf(second, `/rapprocher/${first.id}`), { continue: first.id });
  expect(joined.location).toBe(pathOf(first));
  // A second click changes nothing.
  await browser.post(pathOf(second, `/rapprocher/${first.id}`), { continue: first.id });
  const closed = await bench.read(second);
  expect(closed).toMatchObject({ joined_to: first.id, phase: 'closed', due_on: null });
  const leading = await browser.get(pathOf(first));
  expect(leading.body).toContain('Demandes jointes à celle-ci');
  expect(leading.body).toContain(`Historique de la demande ${formatTrackingCode(second.code)}`);
  const other = await browser.get(pathOf(second));
  expect(other.body).toContain('Demande jointe à la demande');
  expect(other.body).not.toContain(pathOf(second, '/actes/'));
  expect(other.body).not.toContain('Cette demande ressemble');
  const acted = await browser.post(pathOf(second, '/actes/take'), { revision: String(closed.revision), seq: '99' });
  expect(acted.status).toBe(409);
  // Whoever followed the one follows the other.
  const follower = { visitorHash: visitor, accountPseudonym: undefined, grants: [] };
  const own = await bench.platform.database.read([vernon], (tx) =>
    getOwnDossier(tx, { authorityId: vernon, dossierId: first.id, follower }),
  );
  expect(own.id).toBe(first.id);
  expect(await bench.platform.database.read([vernon], (tx) => findLeadingOwn(tx, vernon, second.id))).toBe(first.id);
  const mails = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('outgoing_messages').select('subject').where('dossier_id', '=', second.id).execute(),
  );
  expect(mails.filter(({ subject }) => subject?.includes('est jointe à une autre'))).toHaveLength(1);

  expect((await browser.post(pathOf(second, '/separer'), {})).status).toBe(303);
  const parted = await bench.read(second);
  const compare = ({ state, phase, due_on, closed_at, clock_suspended_at, purge_on, joined_to }: DossierRow) => ({
    ...{ state, phase, due_on, closed_at, clock_suspended_at, purge_on, joined_to },
  });
  expect(compare(parted)).toEqual(compare(before));
  await expect(
    bench.platform.database.read([vernon], (tx) =>
      getOwnDossier(tx, { authorityId: vernon, dossierId: first.id, follower }),
    ),
  ).rejects.toThrow(DossierNotFoundError);
  expect((await browser.post(pathOf(second, '/separer'), {})).status).toBe(303);
});

test('told apart, they are not proposed again', async () => {
  const first = await file('apart@example.fr');
  const second = await file('apart@example.fr');
  expect((await browser.get(pathOf(first))).body).toContain('Cette demande ressemble');
  await browser.post(pathOf(first, `/distinguer/${second.id}`), {});
  expect((await browser.get(pathOf(first))).body).not.toContain('Cette demande ressemble');
  expect((await browser.get(pathOf(second))).body).not.toContain('Cette demande ressemble');
});

test('the page that was kept proposes a request that comes later', async () => {
  const first = await file('later@example.fr');
  await browser.get(pathOf(first));
  await browser.get(pathOf(first));
  await file('later@example.fr');
  expect((await browser.get(pathOf(first))).body).toContain('Cette demande ressemble');
});

test('another person’s request opens nothing of the first one', async () => {
  const first = await file();
  const second = await file();
  const visitor = Buffer.alloc(32, 6);
  await visited(second, visitor);
  await browser.get(pathOf(second));
  await browser.post(pathOf(second, `/rapprocher/${first.id}`), { continue: first.id });
  expect((await bench.read(second)).joined_to).toBe(first.id);
  await expect(
    bench.platform.database.read([vernon], (tx) =>
      getOwnDossier(tx, {
        authorityId: vernon,
        dossierId: first.id,
        follower: { visitorHash: visitor, accountPseudonym: undefined, grants: [] },
      }),
    ),
  ).rejects.toThrow(DossierNotFoundError);
});

test('one that leads others, or is closed, is not joined to a third', async () => {
  const [a, b, c] = [await file(), await file(), await file()] as const;
  await browser.get(pathOf(a));
  await browser.post(pathOf(b, `/rapprocher/${a.id}`), { continue: a.id });
  const chained = await browser.post(pathOf(a, `/rapprocher/${c.id}`), { continue: c.id });
  expect(chained.status).toBe(409);
  const again = await browser.post(pathOf(b, `/rapprocher/${c.id}`), { continue: c.id });
  expect(again.status).toBe(409);
  expect((await bench.read(b)).joined_to).toBe(a.id);
});

test('dossiers are linked by their number and unlinked; a number that the agent may not open is unknown', async () => {
  const [a, b] = [await file(), await file()] as const;
  await browser.get(pathOf(a));
  expect((await browser.post(pathOf(a, '/liens'), { lien: formatTrackingCode(b.code) })).status).toBe(303);
  expect((await browser.get(pathOf(b))).body).toContain('rapproché par un agent');
  await browser.post(pathOf(b, `/liens/${a.id}/retirer`), {});
  expect((await browser.get(pathOf(a))).body).not.toContain('rapproché par un agent');
  const wrong = await browser.post(pathOf(a, '/liens'), { lien: 'AAAA-AAAA-AAA' });
  expect(wrong.status).toBe(422);
  expect((await browser.post(pathOf(a, '/liens'), { lien: formatTrackingCode(a.code) })).status).toBe(422);
});

test('nobody else compares, joins, parts or links', async () => {
  const [a, b] = [await file('s@example.fr'), await file('s@example.fr')] as const;
  const outside = await bench.browser(stranger);
  await outside.get('/agents/taches');
  expect((await outside.get(pathOf(a, `/rapprocher/${b.id}`))).status).toBe(404);
  for (const path of [`/rapprocher/${b.id}`, `/distinguer/${b.id}`, '/separer', '/liens', `/liens/${b.id}/retirer`])
    expect((await outside.post(pathOf(a, path), { continue: a.id, lien: b.code })).status).toBe(404);
  await outside.close();
});
