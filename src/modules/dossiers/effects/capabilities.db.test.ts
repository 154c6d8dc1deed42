import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { makeWorld, mercey, png, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { watchOpinions } from './opinion/close-opinion.ts';
import { hashOfLetter } from './signature/frozen-letter.ts';
import { withWorkflow } from './testing/with-workflow.ts';

let world: World;
let bench: AgentBench;
let question: AdoptedProcedure;
let agent: Visitor;
let resident: Visitor;

beforeAll(async () => {
  world = await makeWorld();
  bench = await agentBench(world.counter.platform);
  question = await bench.procedure('question');
  agent = await world.browser(world.people.agent);
  resident = await world.browser(world.people.visitor);
  await inVernon((tx) =>
    tx.updateTable('team_members').set({ leader: true }).where('agent_id', '=', idOf('team leader')).execute(),
  );
}, 180_000);
afterAll(() => world.close());

const idOf = (name: 'agent' | 'team leader' | 'agent of another team') => world.people[name].agent?.id ?? '';
const sent = () => world.counter.platform.mail.sent;

function inVernon<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

/** A dossier of the visitor, on a workflow of its own. */
async function filed(
  transitions: Record<string, unknown>[],
  states: Record<string, unknown>[] = [],
): Promise<DossierRow & { path: string; agentPath: string }> {
  const dossier = await bench.file(await withWorkflow(bench, question, { transitions, states }));
  await inVernon((tx) =>
    tx
      .updateTable('dossiers')
      .set({ visitor_hash: sha256(world.people.visitor.visitorSecret ?? '') })
      .where('id', '=', dossier.id)
      .execute(),
  );
  return {
    ...dossier,
    path: `/vernon/dossiers/${dossier.id}`,
    agentPath: `/agents/dossiers/vernon/${dossier.id}`,
  };
}

async function act(
  dossier: { agentPath: string } & DossierRow,
  transition: string,
  fields: Record<string, string> = {},
) {
  const page = await agent.get(`${dossier.agentPath}/actes/${transition}`);
  return agent.post(`${dossier.agentPath}/actes/${transition}`, {
    revision: /name="revision" value="(\d+)"/.exec(page.body)?.[1] ?? '',
    ...fields,
  });
}

async function mailTo(recipient: string, words: RegExp) {
  await world.counter.runJobs();
  return sent()
    .filter((mail) => mail.to === recipient && words.test(mail.subject))
    .at(-1);
}

const place = { phase: 'in-progress', label: 'Étape', explanation: 'Étape.' };

test('a payment is asked, received once at the desk with a numbered receipt, and moves the dossier', async () => {
  const dossier = await filed(
    [
      {
        id: 'ask',
        to: 'to-pay',
        effects: [{ effect: 'payment', label: 'Droits de place', amount: '1250', within: '10d' }],
      },
      { id: 'paid', from: ['to-pay'], to: 'paid', by: ['system'], on: 'payment-made' },
    ],
    [
      { ...place, id: 'to-pay', phase: 'waiting-applicant' },
      { ...place, id: 'paid' },
    ],
  );
  expect((await act(dossier, 'ask')).status).toBe(303);
  expect((await mailTo('zoe.martin@example.fr', /À payer/))?.text).toContain('12,50');
  expect((await resident.get(dossier.path)).body).toContain('À payer\u00a0: 12,50');
  const path = /href="([^"]*\/paiements\/[^"]+)"/.exec((await agent.get(dossier.agentPath)).body)?.[1] ?? '';
  await agent.get(path);
  const wrong = await agent.post(`${path}/encaisser`, { moyen: 'card', reference: '4970 1012 3456 7890' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('N’écrivez pas de numéro de carte');
  const pay = { moyen: 'cheque', reference: '0012345' };
  const answers = await Promise.all([agent.post(`${path}/encaisser`, pay), agent.post(`${path}/encaisser`, pay)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await bench.read(dossier)).toMatchObject({ state: 'paid' });
  const payments = await inVernon((tx) =>
    tx.selectFrom('payments').selectAll().where('subject_id', '=', dossier.id).execute(),
  );
  expect(payments).toMatchObject([
    { state: 'paid', method: 'cheque', receipt_number: '2026-0001', settled_by: idOf('agent') },
  ]);
  const registers = await inVernon((tx) =>
    tx.selectFrom('registers').selectAll().where('kind', '=', 'receipt').execute(),
  );
  expect(registers.map(({ last_number }) => last_number)).toEqual([1]);
  const page = (await resident.get(dossier.path)).body;
  const receipt = await resident.get(/href="([^"]*\/documents\/[^"]+)"[^>]*>Reçu 2026-0001/.exec(page)?.[1] ?? '');
  expect(receipt.raw.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await mailTo('zoe.martin@example.fr', /Paiement reçu/))?.attachments).toHaveLength(1);
});

test('a cheque that comes back is owed again; a cancelled payment says why and moves the dossier', async () => {
  const dossier = await filed(
    [
      { id: 'ask', to: 'to-pay', effects: [{ effect: 'payment', label: 'Droits', amount: '1000' }] },
      { id: 'dropped', from: ['to-pay'], to: 'dropped', by: ['system'], on: 'payment-cancelled' },
    ],
    [
      { ...place, id: 'to-pay' },
      { ...place, id: 'dropped' },
    ],
  );
  await act(dossier, 'ask');
  const path = /href="([^"]*\/paiements\/[^"]+)"/.exec((await agent.get(dossier.agentPath)).body)?.[1] ?? '';
  await agent.get(path);
  await agent.post(`${path}/encaisser`, { moyen: 'cheque' });
  expect((await agent.post(`${path}/annuler`, { motif: 'Erreur' })).status).toBe(409);
  await agent.get(path);
  expect((await agent.post(`${path}/rejeter`, { motif: 'Sans provision' })).status).toBe(303);
  expect((await resident.get(dossier.path)).body).toContain('Sans provision');
  await agent.get(path);
  expect((await agent.post(`${path}/annuler`, { motif: '' })).status).toBe(422);
  expect((await agent.post(`${path}/annuler`, { motif: 'Exonération' })).status).toBe(303);
  expect(await bench.read(dossier)).toMatchObject({ state: 'dropped' });
});

test('nothing to pay is paid at once and said; an amount that cannot be worked out refuses the act', async () => {
  const free = await filed(
    [
      { id: 'ask', to: 'to-pay', effects: [{ effect: 'payment', label: 'Droits', amount: '0' }] },
      { id: 'paid', from: ['to-pay'], to: 'paid', by: ['system'], on: 'payment-made' },
    ],
    [
      { ...place, id: 'to-pay' },
      { ...place, id: 'paid' },
    ],
  );
  await act(free, 'ask');
  await world.counter.runJobs();
  expect(await bench.read(free)).toMatchObject({ state: 'paid' });
  expect((await resident.get(free.path)).body).toContain('Rien à payer pour cette demande.');
  const wrong = await filed([
    { id: 'ask', to: 'new', effects: [{ effect: 'payment', label: 'Droits', amount: '0 - 5' }] },
  ]);
  const refused = await act(wrong, 'ask');
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('Le montant à payer n’a pas pu être calculé');
  expect(await bench.read(wrong)).toMatchObject({ revision: 1 });
});

test('hours are offered, chosen, kept from overlapping, and who came is said once the hour has begun', async () => {
  const workflow = [
    { id: 'meet', to: 'meeting', effects: [{ effect: 'appointment', subject: 'Dépôt du dossier', minutes: 30 }] },
    { id: 'booked', from: ['meeting'], to: 'booked', by: ['system'], on: 'appointment-booked' },
    { id: 'held', from: ['booked'], to: 'held', by: ['system'], on: 'appointment-held' },
  ];
  const states = ['meeting', 'booked', 'held'].map((id) => ({ ...place, id }));
  const [first, second] = [await filed(workflow, states), await filed(workflow, states)];
  const pathOf = async (dossier: { agentPath: string }) =>
    /href="([^"]*\/rendez-vous\/[^"]+)"/.exec((await agent.get(dossier.agentPath)).body)?.[1] ?? '';
  const offer = {
    'jour-0': '2026-12-01',
    'heure-0': '09:00',
    'jour-1': '2026-12-01',
    'heure-1': '10:00',
    duree: '30',
    lieu: 'Mairie',
  };
  await act(first, 'meet');
  await act(second, 'meet');
  const [path, other] = [await pathOf(first), await pathOf(second)];
  await agent.get(path);
  const past = await agent.post(`${path}/creneaux`, { ...offer, 'jour-0': '2020-12-01' });
  expect([past.status, past.body.includes('Choisissez une date et une heure à venir.')]).toEqual([422, true]);
  expect((await agent.post(`${path}/creneaux`, offer)).status).toBe(303);
  // Sent again because nothing was heard: nobody is told twice.
  await agent.get(path);
  expect((await agent.post(`${path}/creneaux`, offer)).status).toBe(303);
  await world.counter.runJobs();
  expect(
    world.counter.platform.mail.sent.filter(
      ({ to, subject }) => to === 'zoe.martin@example.fr' && /Choisissez votre rendez-vous/.test(subject),
    ),
  ).toHaveLength(1);
  await agent.get(other);
  const overlap = await agent.post(`${other}/creneaux`, {
    'jour-0': '2026-12-01',
    'heure-0': '09:15',
    duree: '30',
    lieu: 'Mairie',
  });
  expect([overlap.status, overlap.body.includes('Vous avez déjà proposé ou fixé un rendez-vous')]).toEqual([422, true]);
  expect((await mailTo('zoe.martin@example.fr', /Choisissez votre rendez-vous/))?.text).toContain('/rendez-vous/');

  const own = path.replace('/agents/dossiers', '').replace('/vernon/', '/vernon/dossiers/');
  const choice = await resident.get(own);
  expect(choice.body).toContain('mardi 1 décembre 2026, de 9\u00a0h\u00a000 à 9\u00a0h\u00a030');
  expect((await resident.post(own, {})).status).toBe(422);
  expect((await resident.post(own, { creneau: 'aucun' })).status).toBe(422);
  const slot = /name="creneau" value="([0-9a-f-]{36})"/.exec(choice.body)?.[1] ?? '';
  expect((await resident.post(own, { creneau: slot })).status).toBe(303);
  expect((await resident.post(own, { creneau: slot })).status).toBe(303);
  expect(await bench.read(first)).toMatchObject({ state: 'booked' });
  expect((await mailTo('zoe.martin@example.fr', /Votre rendez-vous est pris/))?.text).toContain('9\u00a0h\u00a000');
  await agent.get(path);
  expect((await agent.post(`${path}/creneaux`, offer)).status).toBe(303);
  expect(
    await inVernon((tx) => tx.selectFrom('appointments').select('state').where('subject_id', '=', first.id).execute()),
  ).toEqual([{ state: 'booked' }]);
  // The hour that was not taken is free again.
  await agent.get(other);
  expect(
    (await agent.post(`${other}/creneaux`, { 'jour-0': '2026-12-01', 'heure-0': '10:15', duree: '30', lieu: 'Mairie' }))
      .status,
  ).toBe(303);
  const ownOther = other.replace('/agents/dossiers', '').replace('/vernon/', '/vernon/dossiers/');
  await resident.get(ownOther);
  expect((await resident.post(ownOther, { creneau: 'aucun', disponibilites: 'Le samedi' })).status).toBe(303);
  expect((await agent.get(second.agentPath)).body).toContain('Le samedi');

  await agent.get(path);
  expect((await agent.post(`${path}/issue`, { issue: 'held' })).status).toBe(409);
  world.counter.platform.clock.set('2026-12-01T09:05');
  agent = await world.browser(world.people.agent);
  expect((await agent.get(path)).body).toContain('La personne est-elle venue');
  expect((await agent.post(`${path}/issue`, { issue: 'held' })).status).toBe(303);
  expect(await bench.read(first)).toMatchObject({ state: 'held' });
  world.counter.platform.clock.set('2026-11-22T10:00');
  agent = await world.browser(world.people.agent);
}, 60_000);

test('an appointment that nobody came to moves the dossier as its workflow says', async () => {
  const dossier = await filed(
    [
      { id: 'meet', to: 'meeting', effects: [{ effect: 'appointment', subject: 'Remise du dossier', minutes: 30 }] },
      { id: 'booked', from: ['meeting'], to: 'booked', by: ['system'], on: 'appointment-booked' },
      { id: 'held', from: ['booked'], to: 'held', by: ['system'], on: 'appointment-held' },
      { id: 'missed', from: ['booked'], to: 'missed', by: ['system'], on: 'appointment-missed' },
    ],
    ['meeting', 'booked', 'held', 'missed'].map((id) => ({ ...place, id })),
  );
  await act(dossier, 'meet');
  const path = /href="([^"]*\/rendez-vous\/[^"]+)"/.exec((await agent.get(dossier.agentPath)).body)?.[1] ?? '';
  await agent.get(path);
  const offer = { 'jour-0': '2026-12-02', 'heure-0': '14:00', duree: '30', lieu: 'Mairie' };
  expect((await agent.post(`${path}/creneaux`, offer)).status).toBe(303);
  const own = path.replace('/agents/dossiers', '').replace('/vernon/', '/vernon/dossiers/');
  const slot = /name="creneau" value="([0-9a-f-]{36})"/.exec((await resident.get(own)).body)?.[1] ?? '';
  expect((await resident.post(own, { creneau: slot })).status).toBe(303);
  world.counter.platform.clock.set('2026-12-02T14:05');
  agent = await world.browser(world.people.agent);
  await agent.get(path);
  expect((await agent.post(`${path}/issue`, { issue: 'missed' })).status).toBe(303);
  expect(await bench.read(dossier)).toMatchObject({ state: 'missed' });
  world.counter.platform.clock.set('2026-11-22T10:00');
  agent = await world.browser(world.people.agent);
}, 60_000);

test('an opinion is asked of a service and of a person, who see what was chosen and nothing else', async () => {
  const dossier = await filed(
    [
      {
        id: 'consult',
        to: 'opinion',
        form: [
          { id: 'opinion_team', type: 'text', label: 'Service', optional: true, agentOnly: true },
          { id: 'opinion_email', type: 'email', label: 'Adresse', optional: true, agentOnly: true },
        ],
        effects: [{ effect: 'ask-opinion', question: 'Le projet est-il conforme ?', within: '15d' }],
      },
      {
        id: 'given',
        from: ['opinion'],
        to: 'advised',
        by: ['system'],
        on: 'opinion-given',
        when: 'event.unfavourable == 1',
      },
    ],
    [
      { ...place, id: 'opinion' },
      { ...place, id: 'advised' },
    ],
  );
  const [shown, kept] = [await world.document({ dossier: dossier.id }), await world.document({ dossier: dossier.id })];
  expect((await act(dossier, 'consult')).body).toContain('Indiquez à qui demander l’avis');
  expect((await act(dossier, 'consult', { opinion_team: 'Nulle part' })).body).toContain('n’existe pas');
  const done = await act(dossier, 'consult', {
    opinion_team: 'sans droit',
    opinion_email: 'expert@example.org',
    opinion_summary: 'Une clôture de deux mètres.',
    opinion_documents: shown,
  });
  expect(done.status).toBe(303);

  const mail = await mailTo('expert@example.org', /vous demande un avis/);
  const link = /https?:\/\/[^\s/]+(\/avis\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const stored = await inVernon((tx) =>
    tx.selectFrom('opinion_requests').selectAll().where('dossier_id', '=', dossier.id).execute(),
  );
  expect(stored.map((row) => row.token_hash?.toString('hex')).filter(Boolean)).toEqual([
    sha256(link.replace('/avis/', '')).toString('hex'),
  ]);

  const outside = world.counter.visitor();
  const page = await outside.get(link);
  expect(page.status).toBe(200);
  expect(page.headers['referrer-policy']).toBe('no-referrer');
  for (const words of ['Le projet est-il conforme', 'Une clôture de deux mètres', shown])
    expect(page.body).toContain(words);
  for (const words of ['Zoé', 'zoe.martin', kept, dossier.code]) expect(page.body).not.toContain(words);
  expect((await outside.get(`${link}/documents/${shown}`)).status).toBe(200);
  expect((await outside.get(`${link}/documents/${kept}`)).status).toBe(404);
  const lost = await outside.get(`${link.slice(0, -3)}abc`);
  expect([lost.status, lost.body.includes('Ce lien ne mène à aucune demande')]).toEqual([404, true]);
  expect((await outside.get('/avis/nimporte-quoi')).body).toContain('Ce lien ne mène à aucune demande');

  await outside.get(link);
  const bare = await outside.postFiles(link, { avis: 'unfavourable' }, []);
  expect([bare.status, bare.body.includes('Expliquez votre avis'), bare.body.includes('Indiquez votre nom')]).toEqual([
    422,
    true,
    true,
  ]);
  const answer = { avis: 'unfavourable', observations: 'Trop haut.', nom: 'Jeanne Roy, architecte' };
  expect((await outside.postFiles(link, answer, [{ field: 'fichier', name: 'plan.png', content: png }])).status).toBe(
    303,
  );
  expect((await outside.get(link)).body).toContain('Votre avis est enregistré');
  expect((await outside.get(`${link}/documents/${shown}`)).status).toBe(404);
  expect(await bench.read(dossier)).toMatchObject({ state: 'opinion' });

  const service = await world.browser(world.people['agent of another team']);
  const list = await service.get('/agents/avis');
  const toGive = /href="(\/agents\/avis\/vernon\/[^"]+)"/.exec(list.body)?.[1] ?? '';
  expect((await agent.get(toGive)).status).toBe(404);
  expect((await service.get(dossier.agentPath)).status).toBe(404);
  await service.get(toGive);
  expect((await service.postFiles(toGive, { avis: 'none' }, [])).status).toBe(303);
  expect(await bench.read(dossier)).toMatchObject({ state: 'advised' });
  const desk = (await agent.get(dossier.agentPath)).body;
  expect(desk).toContain('Jeanne Roy, architecte');
  expect((await resident.get(dossier.path)).body).not.toContain('Jeanne Roy');
}, 60_000);

test('whoever is slow is reminded with a new link, then counted as silent; a request can be withdrawn', async () => {
  const consult = {
    id: 'consult',
    to: 'new',
    form: [{ id: 'opinion_email', type: 'email', label: 'Adresse', agentOnly: true }],
    effects: [{ effect: 'ask-opinion', question: 'Qu’en pensez-vous ?', within: '10d' }],
  };
  const dossier = await filed([consult]);
  await act(dossier, 'consult', { opinion_email: 'lent@example.org' });
  const linkOf = (text = '') => /https?:\/\/[^\s/]+(\/avis\/\S+)/.exec(text)?.[1] ?? '';
  const first = linkOf((await mailTo('lent@example.org', /vous demande un avis/))?.text);
  world.counter.platform.clock.set('2026-11-30T08:00');
  expect(await watchOpinions(bench.parts, vernon, 'https://guichet.example.fr')).toEqual({ reminded: 1, closed: 0 });
  expect(await watchOpinions(bench.parts, vernon, 'https://guichet.example.fr')).toEqual({ reminded: 0, closed: 0 });
  const second = linkOf((await mailTo('lent@example.org', /Rappel/))?.text);
  const outside = world.counter.visitor();
  expect((await outside.get(first)).status).toBe(404);
  expect((await outside.get(second)).status).toBe(200);
  world.counter.platform.clock.set('2026-12-03T08:00');
  expect((await outside.get(second)).body).toContain('Le délai pour répondre est passé');
  expect(await watchOpinions(bench.parts, vernon, 'https://guichet.example.fr')).toMatchObject({ closed: 1 });
  world.counter.platform.clock.set('2026-11-22T10:00');
  agent = await world.browser(world.people.agent);
  expect((await agent.get(dossier.agentPath)).body).toContain('Pas de réponse');

  const other = await filed([consult]);
  await act(other, 'consult', { opinion_email: 'retire@example.org' });
  const link = linkOf((await mailTo('retire@example.org', /vous demande un avis/))?.text);
  const path = /href="([^"]*\/avis\/[0-9a-f-]{36})"/.exec((await agent.get(other.agentPath)).body)?.[1] ?? '';
  await agent.get(path);
  expect((await agent.post(`${path}/retirer`)).status).toBe(303);
  expect((await outside.get(link)).body).toContain('Votre avis n’est plus attendu');
}, 60_000);

test('a letter is signed in order, its text frozen, and the last signature makes it final', async () => {
  const send = {
    id: 'send',
    to: 'signing',
    effects: [{ effect: 'signature', steps: ['leader', 'Sans droit'], template: 'refusal' }],
    form: [{ id: 'reason', type: 'long-text', label: 'Motif' }],
  };
  const states = ['signing', 'signed-by-all', 'back'].map((id) => ({ ...place, id }));
  const workflow = [
    send,
    { id: 'signed', from: ['signing'], to: 'signed-by-all', by: ['system'], on: 'signed' },
    { id: 'refused', from: ['signing'], to: 'back', by: ['system'], on: 'signature-refused' },
  ];
  const dossier = await filed(workflow, states);
  expect((await act(dossier, 'send', { reason: 'Hors délai.' })).status).toBe(303);
  const leader = await world.browser(world.people['team leader']);
  const second = await world.browser(world.people['agent of another team']);
  const list = (await leader.get('/agents/a-signer')).body;
  const path = /href="(\/agents\/a-signer\/vernon\/[^"]+)"/.exec(list)?.[1] ?? '';
  expect((await agent.get(path)).status).toBe(404);
  expect((await second.get('/agents/a-signer')).body).toContain('Rien n’attend votre signature.');
  const page = await leader.get(path);
  expect(page.body).toContain('Hors délai.');
  const seen = /name="empreinte" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
  expect((await leader.post(path, { empreinte: seen })).status).toBe(422);
  expect((await leader.post(path, { decision: 'sign', empreinte: 'ab'.repeat(32) })).status).toBe(409);
  await second.get(path);
  // One of the signers, whose turn has not come.
  expect((await second.post(path, { decision: 'sign', empreinte: seen })).status).toBe(409);
  await leader.get(path);
  const both = await Promise.all([
    leader.post(path, { decision: 'sign', empreinte: seen }),
    leader.post(path, { decision: 'sign', empreinte: seen }),
  ]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(await bench.read(dossier)).toMatchObject({ state: 'signing' });
  expect((await second.get(path)).body).toContain('Je signe ce document');
  expect((await second.post(path, { decision: 'sign', empreinte: seen, observation: 'Vu.' })).status).toBe(303);
  expect(await bench.read(dossier)).toMatchObject({ state: 'signed-by-all' });
  const circuit = await inVernon((tx) =>
    tx.selectFrom('signature_circuits').selectAll().where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  expect(circuit).toMatchObject({ state: 'signed' });
  expect(circuit.number).toMatch(/^2026-\d{4}$/);
  expect(hashOfLetter(circuit.content).toString('hex')).toBe(seen);
  const own = (await resident.get(dossier.path)).body;
  expect(own).toContain(`/documents/${circuit.final_document_id}`);
  expect(own).not.toContain(circuit.draft_document_id);

  const other = await filed(workflow, states);
  await act(other, 'send', { reason: 'Encore.' });
  const again =
    /href="(\/agents\/a-signer\/vernon\/[^"]+)"/.exec((await leader.get('/agents/a-signer')).body)?.[1] ?? '';
  const hash = /name="empreinte" value="([0-9a-f]+)"/.exec((await leader.get(again)).body)?.[1] ?? '';
  expect((await leader.post(again, { decision: 'refuse', empreinte: hash })).status).toBe(422);
  expect((await leader.post(again, { decision: 'refuse', empreinte: hash, observation: 'À corriger.' })).status).toBe(
    303,
  );
  expect(await bench.read(other)).toMatchObject({ state: 'back' });
}, 60_000);

test('a text changed behind the house’s back is not signed', async () => {
  const dossier = await filed([
    { id: 'send', to: 'new', effects: [{ effect: 'signature', steps: ['leader'], template: 'refusal' }] },
  ]);
  await act(dossier, 'send');
  await inVernon((tx) =>
    tx
      .updateTable('signature_circuits')
      .set({
        content: JSON.stringify({
          locale: 'fr',
          title: 'Autre',
          blocks: [],
          formula: '',
          letterhead: { name: '', lines: [] },
          city: '',
        }),
      })
      .where('dossier_id', '=', dossier.id)
      .execute(),
  );
  const leader = await world.browser(world.people['team leader']);
  const { id } = await inVernon((tx) =>
    tx.selectFrom('signature_circuits').select('id').where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const path = `/agents/a-signer/vernon/${id}`;
  const hash = /name="empreinte" value="([0-9a-f]+)"/.exec((await leader.get(path)).body)?.[1] ?? '';
  expect((await leader.post(path, { decision: 'sign', empreinte: hash })).status).toBe(409);
});

test('a request goes to the competent authority with its documents, under its key, and both sides tell', async () => {
  const dossier = await filed(
    [
      {
        id: 'hand-over',
        to: 'leaving',
        form: [{ id: 'transfer_authority', type: 'text', label: 'Collectivité' }],
        effects: [{ effect: 'transfer' }],
      },
      { id: 'left', from: ['leaving'], to: 'gone', by: ['system'], on: 'transferred' },
    ],
    [
      { ...place, id: 'leaving' },
      { ...place, id: 'gone', phase: 'closed' },
    ],
  );
  const document = await world.document({ dossier: dossier.id });
  expect((await act(dossier, 'hand-over', { transfer_authority: mercey })).status).toBe(303);
  await world.counter.runJobs();
  expect(await bench.read(dossier)).toMatchObject({ state: 'gone' });
  const there = await world.counter.platform.database.transaction([mercey], async (tx) => {
    const [row] = await tx
      .selectFrom('dossiers')
      .selectAll()
      .where('authority_id', '=', mercey)
      .where('submission_key', '=', dossier.id)
      .execute();
    const documents = await tx
      .selectFrom('documents')
      .selectAll()
      .where('authority_id', '=', mercey)
      .where('dossier_id', '=', row?.id ?? '')
      .execute();
    const transfers = await tx.selectFrom('dossier_transfers').selectAll().where('authority_id', '=', mercey).execute();
    return { row, documents, transfers };
  });
  expect(there.row).toMatchObject({ procedure_id: 'question', applicant_name: 'Zoé Martin' });
  expect(there.documents.filter(({ origin, name }) => origin === 'applicant' && name === 'lampe.png')).toHaveLength(1);
  expect(there.documents.map(({ id }) => id)).not.toContain(document);
  expect(there.transfers).toMatchObject([
    { direction: 'received', other_authority_id: vernon, other_dossier_id: dossier.id },
  ]);
  expect((await mailTo('zoe.martin@example.fr', /est transmise à/))?.text).toContain('Nouveau numéro de suivi');
  const own = await resident.get(dossier.path);
  const follow = /href="([^"]+)"[^>]*>Suivre ma demande/.exec(own.body)?.[1] ?? '';
  expect((await resident.get(follow)).body).toContain('Transmise par');
  expect((await agent.get(dossier.agentPath)).body).toContain('Transmise à');
  const stranger = await world.browser(world.people.stranger);
  await stranger.get('/suivi');
  const led = await stranger.post('/suivi', { code: dossier.code });
  expect([led.status, led.headers.location]).toEqual([303, follow]);
  expect((await stranger.get(follow)).body).toContain(`href="${dossier.path}"`);
  expect((await stranger.get(dossier.path)).status).toBe(200);

  const closing = await filed([
    {
      id: 'hand-over',
      to: 'done',
      form: [{ id: 'transfer_authority', type: 'text', label: 'Collectivité' }],
      effects: [{ effect: 'transfer' }],
    },
  ]);
  const refused = await act(closing, 'hand-over', { transfer_authority: vernon });
  expect([refused.status, refused.body.includes('déjà chez l’administration compétente')]).toEqual([409, true]);
  expect(await bench.read(closing)).toMatchObject({ state: 'new' });
}, 60_000);

test('another dossier is opened with answers worked out from this one, and both name each other', async () => {
  const dossier = await filed([
    {
      id: 'open',
      to: 'new',
      effects: [
        {
          effect: 'open-dossier',
          procedure: 'question',
          answers: { message: '"Suite de : " + message', subject: 'subject', email: 'email' },
        },
      ],
    },
  ]);
  await inVernon((tx) =>
    tx
      .updateTable('dossiers')
      .set({ answers: JSON.stringify({ subject: 'services', message: 'Bonjour', email: 'zoe.martin@example.fr' }) })
      .where('id', '=', dossier.id)
      .execute(),
  );
  expect((await act(dossier, 'open')).status).toBe(303);
  const link = await inVernon((tx) =>
    tx.selectFrom('dossier_links').selectAll().where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const opened = await bench.read({ authority_id: vernon, id: link.linked_dossier_id });
  expect(opened.answers).toMatchObject({ message: 'Suite de : Bonjour', subject: 'services' });
  expect((await agent.get(dossier.agentPath)).body).toContain(`/agents/dossiers/vernon/${opened.id}`);
  expect((await agent.get(`/agents/dossiers/vernon/${opened.id}`)).body).toContain('à l’origine de celui-ci');
  expect((await resident.get(dossier.path)).body).toContain(`/vernon/dossiers/${opened.id}`);
  expect((await resident.get(`/vernon/dossiers/${opened.id}`)).status).toBe(200);
});

test('what a body’s dossier opens is the body’s, and both leave its index when they are purged', async () => {
  const dossier = await filed([
    { id: 'open', to: 'new', effects: [{ effect: 'open-dossier', procedure: 'question', answers: {} }] },
  ]);
  const { identity, platform } = world.counter;
  const { open } = platform.database;
  const bodyId = newId();
  await open
    .insertInto('bodies')
    .values({ id: bodyId, kind: 'association', rna: 'W273099001', name: 'Les Amis du lac', created_at: new Date() })
    .execute();
  await open
    .insertInto('body_dossiers')
    .values({ body_id: bodyId, authority_id: vernon, dossier_id: dossier.id })
    .execute();
  await inVernon((tx) =>
    tx
      .updateTable('dossiers')
      .set({ account_pseudonym: identity.pseudonymOf(bodyId, vernon) })
      .where('id', '=', dossier.id)
      .execute(),
  );
  expect((await act(dossier, 'open')).status).toBe(303);
  const { linked_dossier_id: openedId } = await inVernon((tx) =>
    tx.selectFrom('dossier_links').selectAll().where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const ofBody = async () =>
    (await open.selectFrom('body_dossiers').select('dossier_id').where('body_id', '=', bodyId).execute()).map(
      (row) => row.dossier_id,
    );
  expect(new Set(await ofBody())).toEqual(new Set([dossier.id, openedId]));
  const ofPersons = await open
    .selectFrom('account_dossiers')
    .select('account_id')
    .where('dossier_id', '=', openedId)
    .execute();
  expect(ofPersons).toEqual([]);

  await inVernon((tx) =>
    tx.updateTable('dossiers').set({ purge_on: '2026-11-01' }).where('id', '=', openedId).execute(),
  );
  const { purgeDossiers } = await import('../usecases/purge-dossiers.ts');
  await purgeDossiers(bench.parts, vernon, '2026-11-22');
  expect(await ofBody()).toEqual([dossier.id]);
});

test('what is asked at the desk and paid is purged with the dossier, its number excepted', async () => {
  const dossier = await filed([
    {
      id: 'ask',
      to: 'new',
      effects: [
        { effect: 'payment', label: 'Droits', amount: '500' },
        { effect: 'appointment', subject: 'Rendez-vous', minutes: 30 },
      ],
    },
  ]);
  await act(dossier, 'ask');
  await inVernon(async (tx) => {
    await tx.updateTable('dossiers').set({ purge_on: '2026-11-01' }).where('id', '=', dossier.id).execute();
  });
  const { purgeDossiers } = await import('../usecases/purge-dossiers.ts');
  await purgeDossiers(bench.parts, vernon, '2026-11-22');
  const left = await inVernon(async (tx) => ({
    payments: await tx
      .selectFrom('payments')
      .select(['payer_name', 'amount_cents'])
      .where('subject_id', '=', dossier.id)
      .execute(),
    appointments: await tx.selectFrom('appointments').select('id').where('subject_id', '=', dossier.id).execute(),
  }));
  expect(left).toEqual({ payments: [{ payer_name: '', amount_cents: 500 }], appointments: [] });
});

test('an agent asks of their own authority and follows it alone; residents know nothing of it', async () => {
  const list = await agent.get('/agents/demandes-internes');
  expect(list.status).toBe(200);
  const begin = /href="(\/agents\/demandes-internes\/nouvelle\/[^"]+)"/.exec(list.body)?.[1] ?? '';
  const slug = begin.split('/').at(-1) ?? '';
  expect((await resident.get(`/vernon/demarches/${slug}`)).status).toBe(404);
  expect((await resident.get(`/vernon/demarches/${slug}/commencer`)).status).toBe(404);
  const page = await agent.get('/agents/demandes-internes/nouvelle/demande-informatique');
  const path = page.status === 200 ? '/agents/demandes-internes/nouvelle/demande-informatique' : begin;
  const shown = await agent.get(path);
  const key = /name="_idempotency" value="([^"]+)"/.exec(shown.body)?.[1] ?? newId();
  const begun = await agent.post(path, { _idempotency: key });
  expect(begun.location).toBe(`/agents/demandes-internes/brouillons/${key}`);
  expect((await agent.post(path, { _idempotency: key })).location).toBe(begun.location);
  const form = await agent.follow(begun);
  expect(form.status).toBe(200);
  const other = await world.browser(world.people['team leader']);
  expect((await other.get(begun.location ?? '')).status).toBe(404);
  expect((await resident.get(`/vernon/brouillons/${key}`)).status).toBe(404);
  const answers = {
    leave_kind: 'annual',
    dates: { from: '2026-12-21', to: '2026-12-24' },
    half_days: 'whole',
    days_count: 4,
    given_names: 'Camille',
    family_name: 'Bertin',
    email: 'camille.bertin@example.fr',
  };
  const leave = await bench.parts.catalogue.findAdopted(vernon, 'leave', { agents: true });
  await inVernon((tx) =>
    tx
      .updateTable('drafts')
      .set({
        procedure_id: 'leave',
        procedure_version: leave?.version ?? 1,
        answers: JSON.stringify(answers),
        completed_pages: leave?.form.pages.map(({ id }) => id) ?? [],
      })
      .where('id', '=', key)
      .execute(),
  );
  const check = await agent.get(`${begun.location}/verifier`);
  expect(check.body).toContain('Envoyer ma demande');
  const filedAnswers = await Promise.all([
    agent.post(`${begun.location}/verifier`),
    agent.post(`${begun.location}/verifier`),
  ]);
  const [address] = filedAnswers.map(({ location }) => location);
  expect(filedAnswers.map(({ location }) => location)).toEqual([address, address]);
  const own = await agent.get(address ?? '');
  expect(own.body).toContain('À valider par la hiérarchie');
  const id = address?.split('/').at(-1) ?? '';
  expect((await other.get(address ?? '')).status).toBe(404);
  expect((await other.get('/agents/demandes-internes')).body).not.toContain(id);
  expect((await resident.get(`/vernon/dossiers/${id}`)).status).toBe(404);
  // The links of its e-mails lead to where agents follow theirs.
  expect((await agent.get(`/vernon/dossiers/${id}`)).location).toBe(address);
  await agent.get(address ?? '');
  const message = { message: 'Je peux décaler d’un jour.', _idempotency: newId() };
  expect((await agent.postFiles(`${address}/messages`, message, [])).status).toBe(303);
  expect((await agent.get(address ?? '')).body).toContain('Je peux décaler');
  expect((await agent.get('/agents/demandes-internes')).body).toContain(id);
}, 60_000);
