import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { receiveMessage } from '../usecases/receive-message.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { listRequestedRows } from './read-checklist.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let browser: AgentBrowser;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  const place = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  browser = await bench.browser(await bench.makeAgent('Aline Roux', [place]));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const pathOf = (dossier: DossierRow, rest = '') => `/agents/dossiers/vernon/${dossier.id}${rest}`;
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';

/** Two papers brought by the applicant. */
async function withPapers(): Promise<{ dossier: DossierRow; papers: string[] }> {
  const dossier = await bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie ?' });
  await browser.get(pathOf(dossier));
  for (const name of ['identite.pdf', 'facture.pdf'])
    await browser.postFiles(pathOf(dossier, '/pieces'), { canal: 'counter', usager: 'oui' }, [
      { field: 'piece', name, content: pdf },
    ]);
  const papers = await bench.platform.database.transaction([vernon], (tx) =>
    bench.parts.documents.listOfDossier(tx, vernon, dossier.id),
  );
  return { dossier, papers: papers.map(({ id }) => id) };
}

test('all refused documents leave in one message, each can be sent again, and nothing leaves twice', async () => {
  const { dossier, papers } = await withPapers();
  const [identity = '', bill = ''] = papers;
  await browser.post(pathOf(dossier, `/pieces/${identity}/avis`), { avis: 'refused', raison: 'illegible', motif: '' });
  await browser.post(pathOf(dossier, `/pieces/${bill}/avis`), {
    avis: 'refused',
    raison: 'old',
    motif: 'Elle est de 2024.',
  });
  const page = await browser.get(pathOf(dossier));
  expect(page.body).toContain('2 pièce(s) refusée(s)');
  expect(page.body).toContain('La pièce date de plus de trois mois. Elle est de 2024.');
  expect((await browser.post(pathOf(dossier, '/pieces-refusees'), {})).status).toBe(303);
  await browser.post(pathOf(dossier, '/pieces-refusees'), {});
  const { messages, requested } = await bench.platform.database.transaction([vernon], async (tx) => ({
    messages: await tx
      .selectFrom('dossier_events')
      .select('data')
      .where('dossier_id', '=', dossier.id)
      .where('kind', '=', 'message')
      .execute(),
    requested: await tx.selectFrom('requested_documents').selectAll().where('dossier_id', '=', dossier.id).execute(),
  }));
  expect(messages).toHaveLength(1);
  expect(String(messages[0]?.data.body)).toContain('La pièce est illisible');
  expect(String(messages[0]?.data.body)).toContain('facture.pdf');
  expect(requested).toHaveLength(2);
  const after = await browser.get(pathOf(dossier));
  expect(after.body).not.toContain('dont l’usager n’est pas encore prévenu');
  // Changing one's mind, then refusing again: it is to be told again.
  await browser.post(pathOf(dossier, `/pieces/${bill}/avis`), { avis: 'accepted', motif: '' });
  await browser.post(pathOf(dossier, `/pieces/${bill}/avis`), { avis: 'refused', raison: 'wrong', motif: '' });
  expect((await browser.get(pathOf(dossier))).body).toContain('1 pièce(s) refusée(s)');
});

test('a refusal needs a reason, of the list or in one’s own words', async () => {
  const { dossier, papers } = await withPapers();
  const path = pathOf(dossier, `/pieces/${papers[0]}/avis`);
  expect((await browser.post(path, { avis: 'refused', raison: '', motif: '' })).status).toBe(422);
  expect((await browser.post(path, { avis: 'refused', raison: 'unsigned', motif: '' })).status).toBe(303);
});

/** Asks for papers, as an act of the workflow does. */
async function askFor(dossier: DossierRow, ...labels: readonly string[]): Promise<string[]> {
  const ids = labels.map(() => newId());
  await bench.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('requested_documents')
      .values(
        labels.map((label, position) => ({
          authority_id: vernon,
          dossier_id: dossier.id,
          id: ids[position] ?? '',
          label: JSON.stringify({ fr: label }),
          position,
          asked_at: new Date(),
        })),
      )
      .execute(),
  );
  return ids;
}
const requestedOf = (dossier: DossierRow) =>
  bench.platform.database.transaction([vernon], (tx) => listRequestedRows(tx, vernon, dossier.id));

test('a file that came by mail is proposed for the one paper asked for, and ticked in one press, once', async () => {
  const dossier = await bench.file(question, { subject: 'services', message: 'Bonjour' });
  const [request = ''] = await askFor(dossier, 'Justificatif de domicile');
  const received = (name: string) =>
    bench.platform.database.transaction([vernon], async (tx) => {
      const file = await bench.parts.documents.receive(vernon, {
        filename: name,
        stream: Readable.from([Buffer.from(pdf)]),
      });
      if (!('sha256' in file)) throw new Error('The file is good');
      await receiveMessage(tx, bench.parts, {
        authorityId: vernon,
        dossierId: dossier.id,
        channel: 'email',
        body: 'Voici.',
        files: [file],
        origin: 'https://parvis.example',
        now: new Date(bench.platform.clock.now().epochMilliseconds),
      });
    });
  await received('edf.pdf');
  const { body } = await browser.get(pathOf(dossier));
  expect(body).toContain(
    '«\u00a0edf.pdf\u00a0» est arrivé, et une seule pièce est attendue\u00a0: «\u00a0Justificatif de domicile\u00a0».',
  );
  const [document] = await bench.platform.database.transaction([vernon], (tx) =>
    bench.parts.documents.listOfDossier(tx, vernon, dossier.id),
  );
  const at = pathOf(dossier, `/pieces/${document?.id}/demandee`);
  expect((await browser.post(at, { demande: request })).status).toBe(303);
  expect((await browser.post(at, { demande: request })).status).toBe(303);
  expect(await requestedOf(dossier)).toMatchObject([{ id: request, documentId: document?.id }]);
  const page = await browser.get(pathOf(dossier));
  expect(page.body).toContain('reçu comme pièce demandée');
  expect(page.body).not.toContain('/demandee');
});

test('of several papers asked for, the agent says which one it is; what is not there is refused', async () => {
  const { dossier, papers } = await withPapers();
  const [identity = '', bill = ''] = papers;
  const [first = '', second = ''] = await askFor(dossier, 'Pièce d’identité', 'Facture');
  const { body } = await browser.get(pathOf(dossier));
  expect(body).toContain('Pièce demandée à laquelle répond identite.pdf');
  expect(body).not.toContain('une seule pièce est attendue');
  await browser.post(pathOf(dossier, `/pieces/${identity}/demandee`), { demande: first });
  // The same paper cannot be another one as well, nor a request that nobody made.
  expect((await browser.post(pathOf(dossier, `/pieces/${identity}/demandee`), { demande: second })).status).toBe(404);
  await browser.post(pathOf(dossier, `/pieces/${bill}/demandee`), { demande: 'x' });
  expect(await requestedOf(dossier)).toMatchObject([{ documentId: identity }, { documentId: null }]);
  expect((await browser.post(pathOf(dossier, '/pieces/x/demandee'), { demande: second })).status).toBe(404);
});
