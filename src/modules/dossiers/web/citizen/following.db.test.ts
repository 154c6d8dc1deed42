import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPdf } from '#modules/documents/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { acknowledgementPdf, legalSentences } from '../../domain/acknowledgement.ts';
import { DossierClaimedError } from '../../errors.ts';
import { findByCode } from '../../queries/find-by-code.ts';
import { listMyDossiers } from '../../queries/list-my-dossiers.ts';
import { applyTransition } from '../../usecases/apply-transition.ts';
import { claimDossier } from '../../usecases/claim-dossier.ts';
import { purgeDossiers } from '../../usecases/purge-dossiers.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const vernon = 'C27681';
const start = '/vernon/demarches/question-a-la-mairie/commencer';

async function file(visitor: Visitor): Promise<string> {
  const page = await visitor.get(start);
  const sent = await visitor.post(start, {
    subject: 'services',
    message: 'Une question bien assez longue',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
    _idempotency: /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '',
  });
  return (sent.location ?? '').replace('/recu', '');
}

function act(path: string, transitionId: string, form: Record<string, string> = {}) {
  const dossierId = path.split('/').at(-1) ?? '';
  return counter.platform.database.transaction([vernon], (tx) =>
    applyTransition(tx, counter.parts, {
      authorityId: vernon,
      dossierId,
      transitionId,
      actor: { kind: 'agent', role: 'agent', id: newId(), name: 'Une agente' },
      channel: 'web',
      form,
      origin: 'http://localhost',
    }),
  );
}

/** The transition of the workflow that asks the applicant for something. */
async function asking(): Promise<string> {
  const adopted = await counter.catalogue.findAdopted(vernon, 'question');
  const found = adopted?.workflow.transitions.find((one) =>
    one.effects.some((effect) => effect.effect === 'request-from-applicant'),
  );
  return found?.id ?? '';
}

async function ending(): Promise<{ id: string; form: Record<string, string> }> {
  const adopted = await counter.catalogue.findAdopted(vernon, 'question');
  const found = adopted?.workflow.transitions.find(
    (one) =>
      one.from.includes(adopted.workflow.initial.id) &&
      ['accepted', 'closed'].includes(adopted.workflow.statesById.get(one.to)?.phase ?? ''),
  );
  return {
    id: found?.id ?? '',
    form: Object.fromEntries((found?.form ?? []).map((field) => [field.id, 'Le samedi de 9 h à 12 h.'])),
  };
}

test('what the service asks is shown; the answer, with a document, moves the dossier on', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  await act(path, await asking(), { request: 'Quel samedi ?' });
  const waiting = await visitor.get(path);
  expect(waiting.body).toContain('Quel samedi ?');
  expect(waiting.body).toContain('pv-notification--important');
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  );
  const answer = await visitor.postFiles(`${path}/messages`, { message: 'Samedi prochain' }, [
    { field: 'documents', name: 'agenda.pdf', type: 'application/pdf', content: pdf },
  ]);
  expect(answer.status).toBe(303);
  const after = await visitor.get(path);
  expect(after.body).toContain('Samedi prochain');
  expect(after.body).toContain('agenda.pdf');
  expect(after.body).not.toContain('pv-notification--important');
});

test('an internal note never reaches the applicant', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  const { recordEvent, lockDossier } = await import('../../index.ts');
  const dossierId = path.split('/').at(-1) ?? '';
  await counter.platform.database.transaction([vernon], async (tx) => {
    await lockDossier(tx, vernon, dossierId);
    await recordEvent(tx, {
      authorityId: vernon,
      dossierId,
      at: new Date(),
      kind: 'note',
      actor: { kind: 'agent', name: 'Une agente' },
      channel: 'web',
      visibility: 'internal',
      data: { body: 'Usager difficile' },
    });
  });
  expect((await visitor.get(path)).body).not.toContain('Usager difficile');
});

test('a request is withdrawn once, after a page that asks to confirm', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  const page = await visitor.get(path);
  const href = /href="([^"]*\/actes\/[^"]+)"/.exec(page.body)?.[1] ?? '';
  expect(href).not.toBe('');
  const confirm = await visitor.get(href);
  const revision = /name="_revision" value="(\d+)"/.exec(confirm.body)?.[1] ?? '';
  expect((await visitor.post(href, { _revision: String(Number(revision) + 5) })).status).toBe(409);
  expect((await visitor.post(href, { _revision: revision })).status).toBe(303);
  expect((await visitor.get(path)).body).toContain('Retirée');
  expect((await visitor.post(href, { _revision: revision })).status).toBe(404);
  expect((await counter.visitor().get(href)).status).toBe(404);
  expect((await visitor.get(`${path}/actes/accept`)).status).toBe(404);
});

test('a dossier is rated once it is over, and the mark can be changed', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  await visitor.get(path);
  expect((await visitor.post(`${path}/avis`, { mark: '5' })).status).toBe(409);
  const { id, form } = await ending();
  await act(path, id, form);
  await visitor.get(path);
  for (const mark of ['', '0', '6', 'abc']) expect((await visitor.post(`${path}/avis`, { mark })).status).toBe(422);
  expect((await visitor.post(`${path}/avis`, { mark: '4', comment: 'Rapide 🎈' })).status).toBe(303);
  expect((await visitor.get(path)).body).toContain('4 sur 5');
});

test('a dossier filed without an account goes to the account that claims it, and to no second one', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  const receipt = await visitor.get(path);
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(receipt.body)?.[0] ?? '';
  const found = await findByCode(counter.platform.database.open, code);
  if (found === undefined) throw new Error('The code is not found');
  const [first, second] = [await newAccount('a@example.fr'), await newAccount('b@example.fr')];
  const claim = (accountId: string) =>
    counter.platform.database.transaction([vernon], (tx) =>
      claimDossier(tx, counter.identity, { ...found, accountId }),
    );
  await claim(first);
  await claim(first);
  await expect(claim(second)).rejects.toThrow(DossierClaimedError);
  const now = new Date();
  expect((await listMyDossiers(counter.parts, first, [], now)).dossiers.map((one) => one.id)).toEqual([
    found.dossierId,
  ]);
  expect((await listMyDossiers(counter.parts, second, [], now)).dossiers).toEqual([]);
});

test('a dossier whose time is over is erased with its bytes, and leaves a proof', async () => {
  const visitor = counter.visitor();
  const path = await file(visitor);
  await counter.runJobs();
  const dossierId = path.split('/').at(-1) ?? '';
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ purge_on: '2026-11-22' })
      .where('authority_id', '=', vernon)
      .where('id', '=', dossierId)
      .execute(),
  );
  expect(await purgeDossiers(counter.parts, vernon, '2026-11-21')).toBe(0);
  expect(await purgeDossiers(counter.parts, vernon, '2026-11-22')).toBe(1);
  await counter.runJobs();
  expect((await visitor.get(path)).status).toBe(404);
  const proofs = await counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('purges').selectAll().execute(),
  );
  expect(proofs.map((proof) => proof.documents)).toEqual([1]);
});

test('every procedure of the library is acknowledged with what its rule of silence asks for', async () => {
  const authority = await counter.directory.getAuthority(vernon);
  const rules = new Set<string>();
  for (const procedure of await counter.catalogue.listProcedures()) {
    for (const locale of ['fr', 'en'] as const) {
      const dossier = {
        code: '22222222222',
        submittedAt: new Date('2026-11-22T10:00:00Z'),
        applicantName: 'Zoé Martin 🎈',
        locale,
        authority,
        handler: authority,
        procedure,
      };
      const text = legalSentences(dossier).join(' ');
      expect(text).toMatch(locale === 'fr' ? /\d{1,2}(er)? \p{L}+ 20\d\d/u : /\d{1,2} \p{L}+ 20\d\d/u);
      expect(text.includes('L232-3')).toBe(procedure.silence.rule === 'accept');
      expect(text.includes('tribunal administratif de Rouen')).toBe(procedure.silence.rule === 'reject');
      expect(text).not.toContain('{');
      rules.add(procedure.silence.rule);
    }
  }
  expect([...rules].sort()).toEqual(['accept', 'none', 'reject']);
  const [procedure] = await counter.catalogue.listProcedures();
  if (procedure === undefined) throw new Error('The library is empty');
  const dossier = {
    code: '22222222222',
    submittedAt: new Date(),
    applicantName: 'Zoé',
    locale: 'fr' as const,
    authority,
    handler: authority,
    procedure,
  };
  const pdf = await renderPdf(acknowledgementPdf(dossier, []));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

async function newAccount(email: string): Promise<string> {
  const id = newId();
  await counter.platform.database.open.insertInto('accounts').values({ id, email }).execute();
  return id;
}
