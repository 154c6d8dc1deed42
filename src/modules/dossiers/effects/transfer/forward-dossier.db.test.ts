import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { png } from '#tests/security/world.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { DossierChangedError, DossierNotFoundError } from '../../errors.ts';
import { applyTransition, TransitionUnavailableError } from '../../usecases/apply-transition.ts';
import { type DossierRow, dossierColumns } from '../../usecases/lock-dossier.ts';
import { type AgentBench, agentBench, vernon } from '../../web/agent/testing/agent-bench.ts';
import { findHandedOver } from './find-handed-over.ts';
import { ForwardImpossibleError, forwardDossier, referDossier } from './forward-dossier.ts';

const mercey = 'C27399';
const origin = 'https://guichet.example.fr';
const reason = 'La rue indiquée se trouve à Mercey.';

let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
}, 180_000);
afterAll(() => bench?.close());

const now = () => new Date(bench.platform.clock.now().epochMilliseconds);
const filed = () => bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie ?' });
const forward = (dossier: DossierRow, more: Partial<Parameters<typeof forwardDossier>[1]> = {}) =>
  forwardDossier(bench.parts, {
    agent,
    authorityId: vernon,
    dossierId: dossier.id,
    expectedRevision: dossier.revision,
    targetId: mercey,
    reason,
    origin,
    now: now(),
    ...more,
  });

const pathOf = (dossier: DossierRow) => `/agents/dossiers/vernon/${dossier.id}/transmettre`;
const mailsOf = (dossier: DossierRow) =>
  bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('outgoing_messages').select(['subject', 'body']).where('dossier_id', '=', dossier.id).execute(),
  );
const madeFrom = (dossier: DossierRow) =>
  bench.platform.database.transaction([mercey], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', mercey)
      .where('submission_key', '=', dossier.id)
      .execute(),
  );

/** The rule of silence of the procedure, as every authority that offers it has it from now on. */
function withSilence(rule: 'accept' | 'reject'): typeof bench.parts {
  const { catalogue } = bench.parts;
  return {
    ...bench.parts,
    catalogue: {
      ...catalogue,
      findAdopted: async (...asked: Parameters<typeof catalogue.findAdopted>) => {
        const found = await catalogue.findAdopted(...asked);
        const silence = { rule, delay: '2m', article: 'CRPA, article L231-1' };
        return found && { ...found, procedure: { ...found.procedure, silence } };
      },
    },
  };
}

test('an open dossier goes to the competent authority with its answers and documents, and is closed here', async () => {
  const dossier = await filed();
  const { documents, platform } = bench.parts;
  const file = await documents.receive(
    vernon,
    { filename: 'lampe.png', stream: Readable.from(png) },
    { maxSize: 1_000_000, accept: ['image'] },
  );
  await platform.database.transaction([vernon], (tx) =>
    documents.record(tx, vernon, file, { origin: 'applicant', dossierId: dossier.id }),
  );
  expect(await forward(dossier)).toBe('done');

  const former = await bench.read(dossier);
  expect(former).toMatchObject({ phase: 'closed', due_on: null, handed_over: { name: { fr: 'Mairie de Mercey' } } });
  expect([former.closed_at, former.purge_on].includes(null)).toBe(false);
  const [made] = await madeFrom(dossier);
  expect(made).toMatchObject({ phase: 'received', applicant_name: dossier.applicant_name, answers: dossier.answers });
  const there = await platform.database.transaction([mercey], async (tx) => ({
    documents: await documents.listOfDossier(tx, mercey, made?.id ?? ''),
    events: await tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('dossier_id', '=', made?.id ?? '')
      .execute(),
  }));
  expect(there.documents.map(({ name }) => name)).toEqual(['lampe.png']);
  // The agent of the first authority and what they wrote are not the second one's to know.
  expect(JSON.stringify(there.events)).not.toContain('Aline Roux');
  expect(JSON.stringify(there.events)).not.toContain(reason);
  expect(there.events.map(({ kind }) => kind)).toEqual(['submitted', 'transfer']);

  const mail = (await mailsOf(dossier)).find(({ subject }) => /est transmise à la mairie de Mercey/.test(subject));
  expect(JSON.stringify(mail?.body)).toContain(reason);
  expect(await findHandedOver(platform.database, { authorityId: vernon, dossierId: dossier.id })).toEqual({
    authorityId: mercey,
    dossierId: made?.id,
  });
}, 60_000);

test('a second click does nothing more, even two at a time and with an old page', async () => {
  const dossier = await filed();
  expect((await Promise.all([forward(dossier), forward(dossier)])).sort()).toEqual(['already', 'done']);
  expect(await forward(dossier)).toBe('already');
  expect(await madeFrom(dossier)).toHaveLength(1);
  expect((await mailsOf(dossier)).filter(({ subject }) => /est transmise/.test(subject))).toHaveLength(1);
}, 60_000);

test('silence that rejects counts from the first receipt, silence that accepts from the competent authority (CRPA L114-3)', async () => {
  const [rejects, accepts] = [await filed(), await filed()];
  bench.platform.clock.advance({ hours: 24 * 20 });
  const act = (dossier: DossierRow) => ({
    agent,
    authorityId: vernon,
    dossierId: dossier.id,
    targetId: mercey,
    reason,
    origin,
    now: now(),
  });
  await forwardDossier(withSilence('reject'), act(rejects));
  await forwardDossier(withSilence('accept'), act(accepts));
  const dates = async (dossier: DossierRow) => (await madeFrom(dossier))[0];
  // Filed on 2026-11-22, received by Mercey on 2026-12-12.
  expect((await dates(rejects))?.due_on).toBe('2027-01-22');
  expect((await dates(accepts))?.due_on).toBe('2027-02-12');
  expect((await dates(rejects))?.submitted_at).toEqual(now());
}, 60_000);

test('what was handed over takes no act, and what was decided or changed is not handed over', async () => {
  const dossier = await filed();
  await expect(forward(dossier, { expectedRevision: dossier.revision + 7 })).rejects.toThrow(DossierChangedError);
  expect(await madeFrom(dossier)).toEqual([]);
  await forward(dossier);
  const [transitionId] = question.workflow.transitionsById.keys();
  await expect(
    bench.platform.database.transaction([vernon], (tx) =>
      applyTransition(tx, bench.parts, {
        authorityId: vernon,
        dossierId: dossier.id,
        transitionId: transitionId ?? '',
        actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
        channel: 'web',
        form: {},
        origin,
      }),
    ),
  ).rejects.toThrow(TransitionUnavailableError);

  const decided = await filed();
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.updateTable('dossiers').set({ phase: 'closed', closed_at: now() }).where('id', '=', decided.id).execute(),
  );
  await expect(forward(decided)).rejects.toThrow(ForwardImpossibleError);
  const browser = await bench.browser(agent);
  expect((await browser.get(pathOf(decided))).body).toContain('ne peut pas être transmise');
  const late = await browser.post(pathOf(decided), { destinataire: `collectivite:${mercey}`, motif: reason });
  expect([late.status, late.body.includes('décidé ou clos')]).toEqual([409, true]);
}, 60_000);

test('only those who process it, and only to an authority that offers the procedure', async () => {
  const dossier = await filed();
  const other = await bench.makeAgent('Omar Petit', []);
  await expect(forward(dossier, { agent: other })).rejects.toThrow(DossierNotFoundError);
  const browser = await bench.browser(agent);
  await browser.get(pathOf(dossier));
  const wrong = (destinataire: string) =>
    browser.post(pathOf(dossier), {
      revision: String(dossier.revision),
      destinataire,
      motif: reason,
      etape: 'transmettre',
    });
  for (const target of [`collectivite:${vernon}`, 'collectivite:C99999', 'relais:none', '']) {
    expect((await wrong(target)).status, target).toBe(422);
  }
  expect(await bench.read(dossier)).toMatchObject({ phase: 'received', handed_over: null });
}, 60_000);

test('the page proposes who is in charge elsewhere, shows what the resident will read, then hands over', async () => {
  const dossier = await filed();
  const browser = await bench.browser(agent);
  const page = await browser.get(`/agents/dossiers/vernon/${dossier.id}`);
  expect(page.body).toContain(pathOf(dossier));
  const choice = await browser.get(`${pathOf(dossier)}?commune=Mercey`);
  expect(choice.body).toContain(`value="collectivite:${mercey}"`);
  const revision = /name="revision" value="(\d+)"/.exec(choice.body)?.[1] ?? '';
  const fields = { revision, destinataire: `collectivite:${mercey}`, motif: reason };
  const preview = await browser.post(pathOf(dossier), fields);
  expect(preview.status).toBe(200);
  expect(preview.body).toContain('Ce que l’usager recevra');
  expect(preview.body).toContain(reason);
  expect(await madeFrom(dossier)).toEqual([]);
  const moved = await browser.post(pathOf(dossier), { ...fields, revision: '99', etape: 'transmettre' });
  expect([moved.status, moved.body.includes('a changé pendant'), moved.body.includes(reason)]).toEqual([
    409,
    true,
    true,
  ]);
  expect((await browser.post(pathOf(dossier), { ...fields, etape: 'transmettre' })).location).toBe(
    `/agents/dossiers/vernon/${dossier.id}`,
  );
  expect((await browser.post(pathOf(dossier), { ...fields, etape: 'transmettre' })).status).toBe(303);
  expect(await madeFrom(dossier)).toHaveLength(1);
  const after = await browser.get(`/agents/dossiers/vernon/${dossier.id}`);
  expect(after.body).toContain('Transmise à la mairie de Mercey');
  expect(after.body).not.toContain(pathOf(dossier));
  await browser.close();
}, 60_000);

test('outside the counter the resident is told where to go, and the dossier is closed', async () => {
  const dossier = await filed();
  const relay = bench.parts.directory.findRelay('identity-papers');
  if (relay === undefined) throw new Error('no such relay');
  const act = { agent, authorityId: vernon, dossierId: dossier.id, relay, reason, origin, now: now() };
  expect(await referDossier(bench.parts, act)).toBe('done');
  expect(await referDossier(bench.parts, act)).toBe('already');
  expect(await bench.read(dossier)).toMatchObject({ phase: 'closed', handed_over: { url: relay.url } });
  const mails = (await mailsOf(dossier)).filter(({ subject }) => /relève d’une autre administration/.test(subject));
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(mails[0]?.body)).toContain(relay.url);
  expect(await findHandedOver(bench.platform.database, { authorityId: vernon, dossierId: dossier.id })).toBeUndefined();
}, 60_000);
