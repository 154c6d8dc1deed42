import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { enterDecision } from '#modules/correspondence/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { makeWorld, mercey, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, agentBench } from '../../web/agent/testing/agent-bench.ts';
import { remindSigners } from '../signature/remind-signers.ts';
import { withWorkflow } from '../testing/with-workflow.ts';

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
}, 180_000);
afterAll(() => world.close());

function inVernon<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

async function act(template: string, effect: 'letter' | 'signature'): Promise<DossierRow> {
  const effects = [{ effect, template, ...(effect === 'signature' ? { steps: ['leader'] } : {}) }];
  const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.', id: 'signing' };
  const dossier = await bench.file(
    await withWorkflow(bench, question, { transitions: [{ id: 'send', to: 'signing', effects }], states: [place] }),
  );
  const path = `/agents/dossiers/vernon/${dossier.id}/actes/send`;
  const revision = /name="revision" value="(\d+)"/.exec((await agent.get(path)).body)?.[1] ?? '';
  expect((await agent.post(path, { revision })).status).toBe(303);
  return dossier;
}

const decisionsOf = (dossier: DossierRow) =>
  inVernon((tx) => tx.selectFrom('decisions').selectAll().where('dossier_id', '=', dossier.id).execute());
const circuitOf = (dossier: DossierRow) =>
  inVernon((tx) =>
    tx.selectFrom('signature_circuits').selectAll().where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );

async function save(letter: string, fields: Record<string, string>): Promise<{ status: number; body: string }> {
  const path = `/agents/administration/courriers/${letter}`;
  const page = (await administrator.get(path)).body;
  const seen = /name="version-vue" value="(\d+)"/.exec(page)?.[1] ?? '0';
  return administrator.post(path, { 'version-vue': seen, formule: 'Le maire', ...fields });
}

const paragraphs = {
  paragraphes: '2',
  'p0.fr': 'Texte de la commune pour {{applicant.name}}.',
  'p1.fr': 'Vous êtes venu au guichet.',
  'p1.c.items': '1',
  'p1.c.join': 'all',
  'p1.c.i.0.field': 'dossier.channel',
  'p1.c.i.0.operator': 'is',
  'p1.c.i.0.value': 'counter',
};

test('an authority says a letter in its own words, with a condition; its versions stay and the library’s text comes back', async () => {
  expect((await save('acceptance', { titre: 'Votre demande', ...paragraphs })).status).toBe(303);
  const dossier = await act('acceptance', 'letter');
  const preview = await inVernon((tx) =>
    tx.selectFrom('letter_templates').select('content').where('letter_id', '=', 'acceptance').executeTakeFirstOrThrow(),
  );
  expect(JSON.stringify(preview.content)).toContain('dossier.channel');
  const documents = await inVernon((tx) => world.counter.documents.listOfDossier(tx, vernon, dossier.id));
  expect(documents.map(({ name }) => name)).toContain('Votre demande.pdf');

  expect(
    (await save('acceptance', { titre: 'Encore', ...paragraphs, 'p0.fr': 'Bonjour {{nobody.knows}}' })).status,
  ).toBe(422);
  const stale = await administrator.post('/agents/administration/courriers/acceptance', {
    'version-vue': '0',
    formule: 'Le maire',
    titre: 'Autre',
    ...paragraphs,
  });
  expect(stale.status).toBe(409);
  await administrator.post('/agents/administration/courriers/acceptance/bibliotheque', { 'version-vue': '1' });
  const versions = await inVernon((tx) =>
    tx
      .selectFrom('letter_templates')
      .select(['version', 'content'])
      .where('letter_id', '=', 'acceptance')
      .orderBy('version')
      .execute(),
  );
  expect(versions.map(({ version, content }) => [version, content === null])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('the letter of an act is read as text and as PDF before it leaves, and nothing is written by that', async () => {
  const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.', id: 'signing' };
  const dossier = await bench.file(
    await withWorkflow(bench, question, {
      transitions: [{ id: 'send', to: 'signing', effects: [{ effect: 'letter', template: 'acceptance' }] }],
      states: [place],
    }),
  );
  const path = `/agents/dossiers/vernon/${dossier.id}/actes/send`;
  const page = (await agent.get(path)).body;
  expect(page).toContain('J’ai le plaisir de vous informer');
  const pdf = await agent.post(path, { revision: '1', apercu: 'pdf:acceptance' });
  expect([pdf.status, pdf.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  expect(await decisionsOf(dossier)).toEqual([]);
});

test('a decision has its number in the transaction of its letter: an act that fails leaves no hole', async () => {
  const before = await decisionsOf(await act('refusal', 'letter'));
  const entry = {
    authorityId: vernon,
    kind: 'decision',
    at: new Date('2026-11-23T09:00:00Z'),
    object: 'Essai',
    signedBy: 'Le maire',
    dossierId: before[0]?.dossier_id ?? '',
  } as const;
  await expect(
    inVernon(async (tx) => {
      await enterDecision(tx, entry);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  const after = await decisionsOf(await act('refusal', 'letter'));
  expect(after[0]?.number).toBe((before[0]?.number ?? 0) + 1);
  expect(after[0]?.document_id).not.toBeNull();
});

test('a workflow that says a decision in its own words has it numbered all the same; an answer to a question is none', async () => {
  const both = (words: string) => ({ fr: words, en: words });
  const own = {
    id: 'order',
    title: both('Arrêté du banc'),
    paragraphs: [both('Le banc est autorisé.')],
    signatory: both('Le maire'),
  };
  const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.', id: 'signing' };
  const effects = [{ effect: 'letter', template: 'order' }];
  const dossier = await bench.file(
    await withWorkflow(bench, question, {
      letters: [own],
      transitions: [{ id: 'send', to: 'signing', effects }],
      states: [place],
    }),
  );
  const path = `/agents/dossiers/vernon/${dossier.id}/actes/send`;
  const revision = /name="revision" value="(\d+)"/.exec((await agent.get(path)).body)?.[1] ?? '';
  expect((await agent.post(path, { revision })).status).toBe(303);
  expect(await decisionsOf(dossier)).toMatchObject([{ kind: 'arrete' }]);
  expect(await decisionsOf(await act('order-of-answer', 'letter'))).toEqual([]);
});

test('a cancelled decision keeps its number, marked; the register outlives the dossier without naming anybody', async () => {
  const dossier = await act('refusal', 'letter');
  const [decision] = await decisionsOf(dossier);
  const path = `/agents/registre-des-decisions/decision/${decision?.year}/${decision?.number}/annuler`;
  await administrator.get(path);
  expect((await administrator.post(path, { motif: '' })).status).toBe(422);
  expect((await administrator.post(path, { motif: 'Retirée par arrêté' })).status).toBe(303);
  expect((await administrator.post(path, { motif: 'Une autre fois' })).status).toBe(303);
  await inVernon((tx) =>
    tx.updateTable('dossiers').set({ purge_on: '2026-01-01' }).where('id', '=', dossier.id).execute(),
  );
  const purged = await inVernon((tx) =>
    sql<{
      done: boolean;
    }>`SELECT purge_dossier(${vernon}, ${dossier.id}::uuid, '2026-11-01', ${crypto.randomUUID()}::uuid) AS done`.execute(
      tx,
    ),
  );
  expect(purged.rows).toEqual([{ done: true }]);
  const csv = (await agent.get(`/agents/registre-des-decisions/${decision?.year}.csv`)).body;
  expect(csv).toContain('Retirée par arrêté');
  expect(csv).not.toContain('Une autre fois');
  expect(csv).not.toContain('Martin');
});

test('whoever holds a delegation of signature signs for its giver, and the letter says so; withdrawn, no longer', async () => {
  const leaderId = world.people['team leader'].agent?.id ?? '';
  await inVernon((tx) =>
    tx.updateTable('team_members').set({ leader: true }).where('agent_id', '=', leaderId).execute(),
  );
  const agentId = world.people.agent.agent?.id ?? '';
  const given = {
    delegant: leaderId,
    'qualite-delegant': 'Le maire',
    delegataire: agentId,
    'qualite-delegataire': 'l’adjointe à l’urbanisme',
    reference: 'arrêté n° 2026-018',
    'date-arrete': '2026-01-05',
    debut: '2026-01-06',
  };
  const path = '/agents/administration/delegations-de-signature';
  await administrator.get(path);
  expect((await administrator.post(path, { ...given, absence: 'true' })).status).toBe(303);
  const first = await circuitOf(await act('order', 'signature'));
  // The head of the service is there: a delegation for absences does not hold.
  expect((await agent.get(`/agents/a-signer/vernon/${first.id}`)).status).toBe(404);
  await inVernon((tx) => tx.updateTable('signing_delegations').set({ only_absent: false }).execute());

  const page = await agent.get(`/agents/a-signer/vernon/${first.id}`);
  expect(page.body).toContain('Pour le maire et par délégation, l’adjointe à l’urbanisme');
  const empreinte = /name="empreinte" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
  const answers = await Promise.all(
    [1, 2].map(() => agent.post(`/agents/a-signer/vernon/${first.id}`, { decision: 'sign', empreinte })),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const step = await inVernon((tx) =>
    tx.selectFrom('signature_steps').selectAll().where('circuit_id', '=', first.id).executeTakeFirstOrThrow(),
  );
  expect(step).toMatchObject({
    signer_id: agentId,
    delegation_reference: 'arrêté n° 2026-018',
    signer_role: 'Pour le maire et par délégation, l’adjointe à l’urbanisme',
  });
  const decisions = await inVernon((tx) =>
    tx.selectFrom('decisions').selectAll().where('dossier_id', '=', first.dossier_id).execute(),
  );
  expect(decisions).toHaveLength(1);
  expect(decisions[0]).toMatchObject({ kind: 'arrete' });
  expect(decisions[0]?.signed_by).toContain('Pour le maire et par délégation');

  const { id } = await inVernon((tx) => tx.selectFrom('signing_delegations').select('id').executeTakeFirstOrThrow());
  expect((await administrator.post(`${path}/${id}/retirer`)).status).toBe(303);
  const second = await circuitOf(await act('order', 'signature'));
  expect((await agent.get(`/agents/a-signer/vernon/${second.id}`)).status).toBe(404);
});

test('several documents are read on one page and signed by one act, each with its outcome; the slow are reminded once', async () => {
  const circuits = [await circuitOf(await act('order', 'signature')), await circuitOf(await act('order', 'signature'))];
  const parts = { platform: world.counter.platform, directory: world.counter.directory };
  world.counter.platform.clock.advance({ hours: 24 * 4 });
  const reminded = await remindSigners(parts, vernon, 'https://guichet.example.fr');
  expect(reminded).toBeGreaterThanOrEqual(2);
  expect(await remindSigners(parts, vernon, 'https://guichet.example.fr')).toBe(0);
  leader = await world.browser(world.people['team leader']);
  await leader.get('/agents/a-signer');
  const document = circuits.map(({ id }) => `vernon/${id}`);
  const read = await leader.post('/agents/a-signer/ensemble', { document });
  expect(read.status).toBe(200);
  const hashes = Object.fromEntries(
    circuits.map(({ id }) => [
      `empreinte-${id}`,
      new RegExp(`name="empreinte-${id}" value="([0-9a-f]+)"`).exec(read.body)?.[1] ?? '',
    ]),
  );
  const [firstId = ''] = circuits.map(({ id }) => id);
  const signed = await leader.post('/agents/a-signer/ensemble/signer', {
    document,
    ...hashes,
    [`empreinte-${firstId}`]: '00',
  });
  expect(signed.body).toContain('Non signé\u00a0: changé entre-temps');
  const states = await Promise.all(
    circuits.map(({ id }) =>
      inVernon((tx) =>
        tx.selectFrom('signature_circuits').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
      ),
    ),
  );
  expect(states.map(({ state }) => state)).toEqual(['running', 'signed']);
});

test('the same letter to many: each in its dossier, by its way, a line refused keeps none waiting, one PDF to print', async () => {
  agent = await world.browser(world.people.agent);
  const dossiers = [await bench.file(question), await bench.file(question)];
  const cle = crypto.randomUUID();
  const fields = {
    collectivite: 'vernon',
    courrier: 'declaration-receipt',
    envoi: 'chosen',
    cle,
    dossier: dossiers.map(({ id }) => `${vernon}/${id}`),
  };
  await agent.get('/agents/courriers-en-nombre');
  const shown = await agent.post('/agents/courriers-en-nombre', { ...fields, apercu: 'oui' });
  expect(shown.raw.subarray(0, 5).toString()).toBe('%PDF-');
  const [first, again] = [
    await agent.post('/agents/courriers-en-nombre', fields),
    await agent.post('/agents/courriers-en-nombre', fields),
  ];
  expect([first.status, again.location]).toEqual([303, first.location]);
  const page = (await agent.get(first.location ?? '')).body;
  expect(page.match(/Envoyé par courriel/g)).toHaveLength(2);
  for (const { id } of dossiers) {
    const kept = await inVernon((tx) => world.counter.documents.listOfDossier(tx, vernon, id));
    expect(kept).toHaveLength(1);
  }
  const printed = await agent.get(`${first.location}/courriers.pdf?tous=oui`);
  expect(printed.raw.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThanOrEqual(2);
  // On paper, without a postal address.
  const paper = await agent.post('/agents/courriers-en-nombre', {
    ...fields,
    envoi: 'paper',
    cle: crypto.randomUUID(),
  });
  expect((await agent.get(paper.location ?? '')).body).toContain('l’adresse postale n’est pas connue');
});

test('letters go as the applicant chose, noted by an agent too: in the space without attachment, by post to the address given', async () => {
  const [space, paper] = [await bench.file(question), await bench.file(question)];
  const path = (dossier: DossierRow) => `/agents/dossiers/vernon/${dossier.id}/courriers`;
  await agent.get(path(space));
  expect((await agent.post(path(space), { envoi: 'space' })).status).toBe(303);
  const wrong = await agent.post(path(paper), { envoi: 'paper', voie: '12 rue Carnot' });
  expect([wrong.status, wrong.body.includes('Saisissez un code postal'), wrong.body.includes('12 rue Carnot')]).toEqual(
    [422, true, true],
  );
  const postal = { envoi: 'paper', voie: '12 rue Carnot', 'code-postal': '27200', commune: 'Vernon' };
  for (let click = 0; click < 2; click += 1) expect((await agent.post(path(paper), postal)).status).toBe(303);
  const told = await inVernon((tx) =>
    tx
      .selectFrom('dossier_events')
      .select('data')
      .where('dossier_id', '=', paper.id)
      .where('kind', '=', 'letter-choice')
      .execute(),
  );
  expect(told).toHaveLength(1);
  const page = (await agent.get(`/agents/dossiers/vernon/${paper.id}`)).body;
  expect(page).toContain('par la poste');
  expect(page).toContain('Courriers à recevoir par la poste');
  const answer = await agent.post('/agents/courriers-en-nombre', {
    collectivite: 'vernon',
    courrier: 'declaration-receipt',
    envoi: 'chosen',
    cle: crypto.randomUUID(),
    dossier: [space, paper].map(({ id }) => `${vernon}/${id}`),
  });
  const batchId = answer.location?.split('/').at(-1) ?? '';
  const lines = await inVernon((tx) =>
    tx.selectFrom('letter_batch_lines').selectAll().where('batch_id', '=', batchId).execute(),
  );
  const lineOf = (dossier: DossierRow) => lines.find((line) => line.dossier_id === dossier.id);
  expect(lineOf(space)).toMatchObject({ state: 'written', way: 'space' });
  expect(lineOf(paper)).toMatchObject({ state: 'written', way: 'paper' });
  expect(lineOf(paper)?.content?.recipient).toEqual(expect.arrayContaining(['12 rue Carnot', '27200 Vernon']));
  const mails = (dossier: DossierRow) =>
    inVernon((tx) =>
      tx
        .selectFrom('outgoing_messages')
        .select(['body', 'attachments'])
        .where('dossier_id', '=', dossier.id)
        .where('subject', 'like', 'Récépissé%')
        .execute(),
    );
  expect(await mails(space)).toMatchObject([{ attachments: [] }]);
  expect((await mails(space))[0]?.body).toContain('dans votre espace');
  expect(await mails(paper)).toEqual([]);
});

test('beyond the first ten the job goes on, by the rights of that moment; run twice it writes nothing twice', async () => {
  const dossiers: DossierRow[] = [];
  for (let n = 0; n < 13; n += 1) dossiers.push(await bench.file(question));
  await agent.get('/agents/courriers-en-nombre');
  const answer = await agent.post('/agents/courriers-en-nombre', {
    collectivite: 'vernon',
    courrier: 'declaration-receipt',
    envoi: 'chosen',
    cle: crypto.randomUUID(),
    dossier: dossiers.map(({ id }) => `${vernon}/${id}`),
  });
  const batchId = answer.location?.split('/').at(-1) ?? '';
  const states = () =>
    inVernon((tx) =>
      tx
        .selectFrom('letter_batch_lines')
        .select(['dossier_id', 'state', 'reason', 'document_id'])
        .where('batch_id', '=', batchId)
        .orderBy('position')
        .execute(),
    );
  const before = await states();
  expect(before.map(({ state }) => state)).toEqual([...Array(10).fill('written'), ...Array(3).fill('waiting')]);
  const gone = before[11]?.dossier_id ?? '';
  const other = await inVernon((tx) =>
    tx.selectFrom('teams').select('id').where('id', '!=', question.teamId).executeTakeFirstOrThrow(),
  );
  await inVernon((tx) => tx.updateTable('dossiers').set({ team_id: other.id }).where('id', '=', gone).execute());
  await world.counter.runJobs();
  const after = await states();
  expect(after.map(({ state }) => state)).toEqual([...Array(11).fill('written'), 'refused', 'written']);
  expect(after[11]?.reason).toContain('n’est plus traité par votre service');
  const job = world.counter.jobs.find(({ name }) => name === 'write-letter-batch');
  await job?.run({ authorityId: vernon, batchId } as never);
  expect(await states()).toEqual(after);
  expect((await agent.get(answer.location ?? '')).body).toContain('12 écrits, 1 non écrits, 0 en attente');
  for (const { dossier_id: id } of after) {
    const kept = await inVernon((tx) => world.counter.documents.listOfDossier(tx, vernon, id));
    expect(kept.filter(({ name }) => name.startsWith('Récépissé'))).toHaveLength(id === gone ? 0 : 1);
  }
}, 60_000);

test('the list of dossiers leads to letters to those ticked in it, or to all of it; a decision is not among the letters', async () => {
  const [one, two] = [await bench.file(question), await bench.file(question)];
  const inbox = (await agent.get('/agents')).body;
  expect(inbox).toContain('formaction="/agents/courriers-en-nombre"');
  const shown = await agent.post('/agents/courriers-en-nombre', {
    dossier: [`${vernon}/${one.id}`, `${mercey}/${two.id}`],
    liste: 'vue=a-traiter',
  });
  expect(shown.status).toBe(200);
  expect(shown.body).toContain(one.id);
  expect(shown.body).not.toContain(two.id);
  expect(shown.body).toContain('value="declaration-receipt"');
  expect(shown.body).not.toContain('value="acceptance"');
  expect(shown.body).toContain('une décision se prend par l’acte de la démarche');
  const all = await agent.post('/agents/courriers-en-nombre', { tout: 'oui', liste: 'vue=a-traiter' });
  for (const { id } of [one, two]) expect(all.body).toContain(id);
  const none = await agent.post('/agents/courriers-en-nombre', { liste: 'vue=a-traiter' });
  expect([none.status, none.body.includes('Choisissez au moins un dossier.')]).toEqual([422, true]);
  const forged = await agent.post('/agents/courriers-en-nombre', {
    collectivite: 'vernon',
    courrier: 'acceptance',
    cle: crypto.randomUUID(),
    dossier: `${vernon}/${one.id}`,
  });
  expect([forged.status, forged.body.includes('Choisissez un courrier.')]).toEqual([422, true]);
  expect(await decisionsOf(one)).toEqual([]);
});

test('a kept reply comes back in the free text of an act, after what was typed, and in the letter as it will be', async () => {
  const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.', id: 'signing' };
  const form = [{ id: 'note', type: 'long-text', label: 'Précision', optional: true }];
  const dossier = await bench.file(
    await withWorkflow(bench, question, {
      transitions: [{ id: 'send', to: 'signing', form, effects: [{ effect: 'letter', template: 'acceptance' }] }],
      states: [place],
    }),
  );
  const path = `/agents/dossiers/vernon/${dossier.id}/actes/send`;
  expect((await agent.get(path)).body).toContain('Insérer dans «\u00a0Précision\u00a0»');
  const shown = await agent.post(path, {
    revision: '1',
    note: 'Bonjour,',
    'reponse-type': 'being-examined',
    'inserer-reponse': 'note',
  });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatch(/<textarea[^>]*>Bonjour,\s+Votre demande du .* est en cours d’examen/);
  expect(await decisionsOf(dossier)).toEqual([]);
});

test('a kept reply comes back in the message, with what was typed and the values of the dossier', async () => {
  const dossier = await bench.file(question);
  const path = `/agents/dossiers/vernon/${dossier.id}/repondre`;
  await agent.get(path);
  const answered = await agent.postFiles(path, { message: 'Bonjour,', reponse: 'being-examined', inserer: 'oui' }, []);
  expect(answered.body).toMatch(/Bonjour,\s+Votre demande du .* est en cours d’examen/);
  const none = await agent.postFiles(path, { message: 'Bonjour,', q: 'zzz', chercher: 'oui' }, []);
  // A file chosen beside it does not come in the way.
  const files = [{ field: 'fichiers', name: 'plan.pdf', content: Buffer.from('%PDF-1.4 un plan') }];
  const beside = await agent.postFiles(path, { message: 'Bonjour,', reponse: 'being-examined' }, files);
  expect(beside.body).toMatch(/Bonjour,\s+Votre demande du .* est en cours d’examen/);
  expect(none.body).toContain('Aucune réponse type');
});
