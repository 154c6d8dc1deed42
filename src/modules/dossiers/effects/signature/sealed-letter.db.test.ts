import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { ensureDemonstrationSeal, verifyPdf } from '#modules/signatures/index.ts';
import { makeDemonstrationSeal } from '#modules/signatures/pkcs12/demonstration-seal.ts';
import { makePkcs12 } from '#modules/signatures/testing/make-pkcs12.ts';
import type { Tx } from '#platform/database/database.ts';
import { makeWorld, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, agentBench } from '../../web/agent/testing/agent-bench.ts';
import { withWorkflow } from '../testing/with-workflow.ts';

const page = '/agents/administration/cachet';

let world: World;
let bench: AgentBench;
let question: AdoptedProcedure;
let agent: Visitor;
let leader: Visitor;
let administrator: Visitor;

beforeAll(async () => {
  world = await makeWorld();
  bench = await agentBench(world.counter.platform);
  question = await bench.procedure('question');
  agent = await world.browser(world.people.agent);
  leader = await world.browser(world.people['team leader']);
  administrator = await world.browser(world.people.administrator);
  const leaderId = world.people['team leader'].agent?.id ?? '';
  await inVernon((tx) =>
    tx.updateTable('team_members').set({ leader: true }).where('agent_id', '=', leaderId).execute(),
  );
}, 180_000);
afterAll(() => world.close());

/** No seal of a former test. */
beforeEach(async () => {
  await inVernon((tx) =>
    tx.updateTable('seals').set({ wrapped_key: null, key_version: null, removed_at: new Date() }).execute(),
  );
});

function inVernon<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

async function act(transition: Record<string, unknown>, form: Record<string, string> = {}): Promise<DossierRow> {
  const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.', id: 'signing' };
  const dossier = await bench.file(
    await withWorkflow(bench, question, {
      transitions: [{ id: 'send', to: 'signing', ...transition }],
      states: [place],
    }),
  );
  const path = `/agents/dossiers/vernon/${dossier.id}/actes/send`;
  const revision = /name="revision" value="(\d+)"/.exec((await agent.get(path)).body)?.[1] ?? '';
  expect((await agent.post(path, { revision, ...form })).status).toBe(303);
  return dossier;
}

/** The last letter of a dossier, as it is downloaded. */
async function letterOf(dossier: DossierRow): Promise<Buffer> {
  const { documents } = world.counter;
  const list = await inVernon((tx) => documents.listOfDossier(tx, vernon, dossier.id));
  const last = list.filter(({ origin }) => origin === 'system').at(-1);
  if (last === undefined) throw new Error('no letter');
  return buffer(await documents.open(vernon, last));
}

async function signAsLeader(dossier: DossierRow) {
  const { id } = await inVernon((tx) =>
    tx.selectFrom('signature_circuits').select('id').where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const path = `/agents/a-signer/vernon/${id}`;
  const empreinte = /name="empreinte" value="([0-9a-f]+)"/.exec((await leader.get(path)).body)?.[1] ?? '';
  return leader.post(path, { decision: 'sign', empreinte });
}

const circuit = { effects: [{ effect: 'signature', steps: ['leader'], template: 'refusal' }] };
const plainLetter = { effects: [{ effect: 'letter', template: 'refusal' }] };

test('the demonstration’s own seal signs the letter that a circuit ends, and anybody can check it', async () => {
  const { signatures, directory } = world.counter;
  const authority = await directory.getAuthority(vernon);
  await ensureDemonstrationSeal(signatures, authority);
  const shown = (await administrator.get(page)).body;
  expect(shown).toContain('Cachet de démonstration');

  const dossier = await act(circuit);
  expect((await signAsLeader(dossier)).status).toBe(303);
  const letter = await letterOf(dossier);
  const [report, ...others] = await verifyPdf(letter);
  expect(others).toEqual([]);
  expect(report).toMatchObject({
    verdict: 'intact',
    baseline: true,
    certificateHeld: true,
    place: authority.contact.city,
  });
  expect(report?.reason).toMatch(/n°\u00a02026-\d{4}$/);

  const check = '/verifier-un-document';
  const visitor = world.counter.visitor();
  await visitor.get(check);
  const verify = (content: Buffer) =>
    visitor.postFiles(check, {}, [{ field: 'document', name: 'courrier.pdf', content }]);
  const intact = (await verify(letter)).body;
  expect(intact).toContain('Document intact');
  expect(intact).toContain(`${authority.name} (cachet de démonstration, sans valeur)`);
  const altered = Buffer.from(letter);
  // A figure of the sheet's size: covered by the signature, and the file can still be read.
  const figure = altered.indexOf('/MediaBox [0 0 595') + '/MediaBox [0 0 '.length;
  expect(altered.subarray(figure, figure + 3).toString()).toBe('595');
  altered.writeUInt8(altered.readUInt8(figure) ^ 1, figure);
  expect((await verify(altered)).body).toContain('Document modifié');
  expect((await verify(Buffer.from('pas un PDF'))).body).toContain('Ce fichier n’est pas un PDF.');
  const history = (await agent.get(`/agents/dossiers/vernon/${dossier.id}`)).body;
  expect(history).toContain('Cachet électronique de la collectivité apposé');
}, 60_000);

test('an administrator puts the authority’s own seal in use; its password and key are in no table', async () => {
  const now = new Date(world.counter.platform.clock.now().epochMilliseconds);
  const seal = await makeDemonstrationSeal('Fournisseur', now);
  const password = 'phrase très particulière';
  await administrator.get(page);
  const upload = (content: Buffer, word: string) =>
    administrator.postFiles(page, { 'mot-de-passe': word }, [{ field: 'fichier', name: 'cachet.p12', content }]);
  const file = makePkcs12(seal, password);
  const wrong = await upload(file, 'autre');
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Ce mot de passe n’ouvre pas le fichier.');
  expect(wrong.body).not.toContain('autre"');
  expect((await upload(Buffer.alloc(300_000), password)).body).toContain('trop gros pour être un cachet');
  expect((await upload(makePkcs12(seal, password, { without: 'key' }), password)).body).toContain('pas de clé privée');
  const past = await makeDemonstrationSeal('Ancien', new Date('2020-01-01T00:00:00Z'));
  expect((await upload(makePkcs12(past, password), password)).body).toContain('Ce cachet a expiré.');
  expect((await upload(file, password)).location).toBe(page);
  const { rows } = await rowsOf();
  expect(rows).toHaveLength(1);
  for (const value of Object.values(rows[0] ?? {}).flat()) {
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
    expect(bytes.includes(password)).toBe(false);
  }
  expect(rows[0]?.wrapped_key?.includes(seal.key.subarray(40, 80))).toBe(false);

  const dossier = await act(circuit);
  await signAsLeader(dossier);
  const [report] = await verifyPdf(await letterOf(dossier));
  expect(report?.fingerprint?.equals(seal.fingerprint)).toBe(true);

  await administrator.get(`${page}/retirer`);
  expect((await administrator.post(`${page}/retirer`)).location).toBe(page);
  expect((await rowsOf()).rows).toEqual([]);
  expect((await administrator.get(page)).body).toContain('Cachets précédents');
}, 90_000);

async function rowsOf() {
  const rows = await inVernon((tx) => tx.selectFrom('seals').selectAll().where('removed_at', 'is', null).execute());
  return { rows };
}

async function giveSeal(made: string, name = 'Cachet'): Promise<void> {
  const { keepSeal } = await import('#modules/signatures/usecases/keep-seal.ts');
  const seal = await makeDemonstrationSeal(name, new Date(made));
  const { seals } = world.counter.signatures;
  await inVernon((tx) =>
    keepSeal(tx, seals.keys, { authorityId: vernon, seal, now: new Date('2026-11-22T09:00:00Z') }),
  );
}

test('with a seal that has expired the last signature is refused in words, and counts for nothing', async () => {
  await giveSeal('2020-01-01T00:00:00Z');
  const dossier = await act(circuit);
  const answer = await signAsLeader(dossier);
  expect(answer.status).toBe(409);
  expect(answer.body).toContain('a expiré le');
  const step = await inVernon((tx) =>
    tx
      .selectFrom('signature_circuits as c')
      .innerJoin('signature_steps as s', 's.circuit_id', 'c.id')
      .select(['c.state', 's.state as step'])
      .where('c.dossier_id', '=', dossier.id)
      .executeTakeFirstOrThrow(),
  );
  expect(step).toEqual({ state: 'running', step: 'waiting' });
  expect((await administrator.get(page)).body).toContain('Le cachet a expiré');

  // Seen on the dossier, and told to administrators once a day however many wait.
  const path = `/agents/dossiers/vernon/${dossier.id}`;
  expect((await agent.get(path)).body).toContain('La dernière signature n’a pas pu');
  const told = async () => {
    await world.counter.runJobs();
    return world.counter.platform.mail.sent.filter(({ subject }) => subject.includes('n’a pas pu être scellé'));
  };
  const first = await told();
  expect(first.length).toBeGreaterThan(0);
  expect(first[0]?.text).toContain('a expiré le');
  expect((await signAsLeader(await act(circuit))).status).toBe(409);
  expect(await told()).toHaveLength(first.length);

  // With another seal the same document is signed, once, and the note is gone.
  await giveSeal('2026-11-20T00:00:00Z');
  expect((await signAsLeader(dossier)).status).toBe(303);
  const after = await inVernon((tx) =>
    tx
      .selectFrom('signature_circuits')
      .select(['state', 'failed_at', 'failure', 'final_document_id'])
      .where('dossier_id', '=', dossier.id)
      .executeTakeFirstOrThrow(),
  );
  expect(after).toMatchObject({ state: 'signed', failed_at: null, failure: null });
  const { documents } = world.counter;
  const final = await inVernon((tx) => documents.find(tx, vernon, after.final_document_id ?? ''));
  if (final === undefined) throw new Error('no letter');
  expect(await verifyPdf(await buffer(await documents.open(vernon, final)))).toMatchObject([{ verdict: 'intact' }]);
  expect((await agent.get(path)).body).not.toContain('La dernière signature n’a pas pu');
}, 60_000);

test('letters without a circuit are sealed when the authority chose so, and leave all the same when its seal cannot', async () => {
  await giveSeal('2026-11-20T00:00:00Z');
  expect(await verifyPdf(await letterOf(await act(plainLetter)))).toEqual([]);
  await administrator.get(page);
  expect((await administrator.post(`${page}/courriers`, { sceller: 'true' })).location).toBe(page);
  expect(await verifyPdf(await letterOf(await act(plainLetter)))).toMatchObject([{ verdict: 'intact' }]);
  await giveSeal('2020-01-01T00:00:00Z');
  const dossier = await act(plainLetter);
  expect(await verifyPdf(await letterOf(dossier))).toEqual([]);
  expect((await agent.get(`/agents/dossiers/vernon/${dossier.id}`)).body).toContain('Courrier parti sans cachet');
}, 90_000);

test('administrators are told once that the seal ends in less than thirty days, then in less than seven', async () => {
  const { platform, jobs } = world.counter;
  const job = jobs.find(({ name }) => name === 'warn-expiring-seals');
  // Three years before the end of the year.
  await giveSeal('2023-12-20T12:00:00Z', 'Cachet de 2023');
  const told = async () => {
    await job?.run({} as never);
    await world.counter.runJobs();
    return platform.mail.sent.filter(({ subject }) => subject.includes('Le cachet électronique')).length;
  };
  platform.clock.set('2026-11-18T09:00:00');
  expect(await told()).toBe(0);
  platform.clock.set('2026-11-20T09:00:00');
  const first = await told();
  expect(first).toBeGreaterThan(0);
  expect(await told()).toBe(first);
  platform.clock.set('2026-12-14T09:00:00');
  expect(await told()).toBe(2 * first);
}, 60_000);
