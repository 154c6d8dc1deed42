import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { listConsultations } from './file-views.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;
let browser: AgentBrowser;
const otherTeam = '0190a0a0-0000-7000-8000-00000000bbbb';

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  browser = await bench.browser(agent);
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.insertInto('teams').values({ authority_id: vernon, id: otherTeam, name: 'Affaires réservées' }).execute(),
  );
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const fileOf = (dossier: DossierRow) => `/agents/usagers/vernon/${dossier.id}`;

/** An account with two dossiers, one of which another team handles. */
async function person() {
  const accountId = newId();
  await bench.platform.database.open
    .insertInto('accounts')
    .values({ id: accountId, email: `${accountId}@example.fr` })
    .execute();
  const pseudonym = bench.parts.identity.pseudonymOf(accountId, vernon);
  const answers = { subject: 'services', message: 'À quelle heure ouvre la mairie le samedi ?' };
  const [seen, hidden] = [await bench.file(question, answers), await bench.file(question, answers)] as const;
  await bench.platform.database.transaction([vernon], async (tx) => {
    for (const dossier of [seen, hidden]) {
      await tx
        .updateTable('dossiers')
        .set({ account_pseudonym: pseudonym, visitor_hash: null })
        .where('id', '=', dossier.id)
        .execute();
      await bench.parts.identity.linkDossier(tx, accountId, vernon, dossier.id);
    }
    await tx.updateTable('dossiers').set({ team_id: otherTeam }).where('id', '=', hidden.id).execute();
  });
  return { accountId, seen, hidden };
}

test('the file opens for a reason, shows what the agent’s teams handle and nothing else, and the person reads who opened it', async () => {
  const { accountId, seen, hidden } = await person();
  const asked = await browser.get(fileOf(seen));
  expect(asked.body).toContain('Pourquoi ouvrez-vous cette fiche');
  expect(asked.body).not.toContain('zoe.martin@example.fr');
  expect((await browser.post(fileOf(seen), {})).status).toBe(422);
  expect((await browser.post(fileOf(seen), { motif: 'contact', precision: 'Au téléphone' })).status).toBe(303);
  const { body } = await browser.get(fileOf(seen));
  expect(body).toContain('zoe.martin@example.fr');
  expect(body).toContain(formatTrackingCode(seen.code));
  expect(body).not.toContain(formatTrackingCode(hidden.code));
  await browser.get(`/agents/dossiers/vernon/${seen.id}`);
  const consultations = await listConsultations(bench.parts, accountId);
  expect(consultations).toHaveLength(2);
  expect(consultations.find((one) => one.reason !== undefined)).toMatchObject({
    who: 'Aline Roux',
    authorityId: vernon,
    reason: 'La personne me contacte – Au téléphone',
  });
  // An hour later the reason has to be said again.
  bench.platform.clock.advance({ hours: 2 });
  expect((await browser.get(fileOf(seen))).body).toContain('Pourquoi ouvrez-vous cette fiche');
  // Another person's space says nothing of it.
  expect(await listConsultations(bench.parts, newId())).toEqual([]);
});

test('whoever does not handle the dossier opens no file', async () => {
  const { seen, hidden } = await person();
  expect((await browser.get(fileOf(hidden))).status).toBe(404);
  expect((await browser.post(fileOf(hidden), { motif: 'contact' })).status).toBe(404);
  const outside = await bench.browser(await bench.makeAgent('Carl Autre', []));
  await outside.get('/agents/taches');
  expect((await outside.get(fileOf(seen))).status).toBe(404);
  await outside.close();
});

test('the rows go with the dossier', async () => {
  const { seen } = await person();
  await browser.get(fileOf(seen));
  await browser.post(fileOf(seen), { motif: 'handling' });
  const left = await bench.platform.database.transaction([vernon], async (tx) => {
    await tx.deleteFrom('dossiers').where('authority_id', '=', vernon).where('id', '=', seen.id).execute();
    return tx.selectFrom('resident_file_views').select('id').where('dossier_id', '=', seen.id).execute();
  });
  expect(left).toEqual([]);
});
