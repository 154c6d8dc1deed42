import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from './testing/agent-bench.ts';

let bench: AgentBench;
let request: AdoptedProcedure;
let agent: AgentPrincipal;
let colleague: AgentPrincipal;
let stranger: AgentPrincipal;
let foreigner: AgentPrincipal;
let browser: AgentBrowser;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const adopted = await bench.parts.catalogue.listAdopted(vernon);
  const found = adopted.find(
    ({ procedure, workflow }) => workflow.definition.workflow === 'request' && procedure.silence.rule === 'reject',
  );
  if (found === undefined) throw new Error('Vernon has no request whose silence rejects');
  request = found;
  const place = { authorityId: found.teamAuthorityId, teamId: found.teamId };
  agent = await bench.makeAgent('Aline Roux', [place]);
  colleague = await bench.makeAgent('Bruno Petit', [place]);
  const { team, other } = await otherTeams();
  stranger = await bench.makeAgent('Carl Autre', [team]);
  foreigner = await bench.makeAgent('Dina Loin', [other]);
  browser = await bench.browser(agent);
});
afterAll(async () => {
  await browser.close();
  await bench.close();
});

/** A team of the same authority that processes nothing of this procedure, and a team of another authority. */
async function otherTeams() {
  const id = '0190a0a0-0000-7000-8000-00000000aaaa';
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.insertInto('teams').values({ authority_id: vernon, id, name: 'Un autre service' }).execute(),
  );
  const authorities = await bench.parts.directory.listAuthorities();
  const elsewhere = authorities.find(({ id: authorityId, kind }) => authorityId !== vernon && kind === 'commune');
  const [adopted] = await bench.parts.catalogue.listAdopted(elsewhere?.id ?? '');
  return {
    team: { authorityId: vernon, teamId: id },
    other: { authorityId: adopted?.teamAuthorityId ?? '', teamId: adopted?.teamId ?? '' },
  };
}

const pathOf = (dossier: DossierRow) => `/agents/dossiers/vernon/${dossier.id}`;
const revisionIn = (body: string) => ({
  revision: /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '',
  seq: /name="seq" value="(\d+)"/.exec(body)?.[1] ?? '',
});

test('the inbox shows what waits, and each view its own', async () => {
  const dossier = await bench.file(request);
  const code = formatTrackingCode(dossier.code);
  const { status, body } = await browser.get('/agents');
  expect(status).toBe(200);
  expect(body).toContain('<h1 class="govuk-heading-l">À traiter</h1>');
  expect(body).toContain(code);
  expect(body).toMatch(/dans \d+ jours/);
  expect((await browser.get('/agents?vue=miens')).body).not.toContain(code);
  expect((await browser.get('/agents?vue=clos')).body).not.toContain(code);
  expect((await browser.get(`/agents?q=${code.toLowerCase()}`)).body).toContain(code);
  expect((await browser.get('/agents?q=mart')).body).toContain(code);
  expect((await browser.get('/agents?q=zoe.martin%40example.fr')).body).toContain(code);
  expect((await browser.get('/agents?q=inconnu')).body).toContain('Aucun dossier ne correspond');
});

test('a dossier opens with its acts, its legal delay and its history; opening it is noted once a day', async () => {
  const dossier = await bench.file(request);
  const { status, body } = await browser.get(`${pathOf(dossier)}?liste=`);
  expect(status).toBe(200);
  for (const words of [
    'Prendre en charge',
    'Refuser',
    'la demande est refusée',
    'Demande déposée',
    'zoe.martin@example.fr',
    'Retour à la liste',
  ]) {
    expect(body).toContain(words);
  }
  expect(body).not.toContain('Retirer ma demande');
  await browser.get(pathOf(dossier));
  const { body: again } = await browser.get(pathOf(dossier));
  expect(again.match(/Dossier consulté/g)).toHaveLength(1);
});

describe('nobody else', () => {
  const doors = (dossier: DossierRow) => [
    pathOf(dossier),
    `${pathOf(dossier)}/actes/refuse`,
    `${pathOf(dossier)}/pieces/0190a0a0-0000-7000-8000-000000000001`,
  ];

  test('of another team or another authority reads or acts: it does not exist for them', async () => {
    const dossier = await bench.file(request);
    for (const outsider of [stranger, foreigner]) {
      const outside = await bench.browser(outsider);
      expect((await outside.get('/agents?vue=tous')).body).not.toContain(formatTrackingCode(dossier.code));
      expect((await outside.get(`/agents?q=${dossier.code}`)).body).not.toContain(
        `/agents/dossiers/vernon/${dossier.id}`,
      );
      for (const door of doors(dossier)) expect((await outside.get(door)).status).toBe(404);
      for (const [door, fields] of Object.entries<Record<string, string>>({
        'actes/take': { revision: '1', seq: '1' },
        annuler: { seq: '1' },
        attribuer: { agent: outsider.agentId },
        notes: { note: 'x' },
        'pieces/0190a0a0-0000-7000-8000-000000000001/avis': { avis: 'accepted' },
      })) {
        expect((await outside.post(`${pathOf(dossier)}/${door}`, fields)).status).toBe(404);
      }
      await outside.post('/agents/attribuer', { dossier: `${vernon}/${dossier.id}`, agent: outsider.agentId });
      await outside.close();
    }
    expect(await bench.read(dossier)).toMatchObject({ revision: 1, assignee_id: null, state: dossier.state });
  });

  test('gets a dossier assigned outside of its team', async () => {
    const dossier = await bench.file(request);
    await browser.get(pathOf(dossier));
    expect((await browser.post(`${pathOf(dossier)}/attribuer`, { agent: stranger.agentId })).status).toBe(403);
    expect((await bench.read(dossier)).assignee_id).toBeNull();
  });
});

describe('an act', () => {
  test('is prepared on its page with the message as it will be sent, and done once', async () => {
    const dossier = await bench.file(request);
    const path = `${pathOf(dossier)}/actes/refuse`;
    const shown = await browser.get(path);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('[Motifs du refus]');
    const seen = revisionIn(shown.body);
    const reason = 'Le dossier ne remplit pas les conditions.';
    const preview = await browser.post(path, { ...seen, reason, apercu: 'oui' });
    expect(preview.status).toBe(200);
    expect(preview.body).not.toContain('[Motifs du refus]');
    expect((await bench.read(dossier)).phase).toBe('received');
    const short = await browser.post(path, { ...seen, reason: 'Non.' });
    expect(short.status).toBe(422);
    expect(short.body).toContain('Expliquez le refus');
    expect((await browser.post(path, { ...seen, reason })).location).toBe(pathOf(dossier));
    expect((await browser.post(path, { ...seen, reason })).location).toBe(pathOf(dossier));
    expect(await bench.read(dossier)).toMatchObject({ phase: 'refused', revision: 2 });
  });

  test('on a dossier that a colleague moved meanwhile is not done: the page says what changed and keeps the text', async () => {
    const dossier = await bench.file(request);
    const path = `${pathOf(dossier)}/actes/refuse`;
    const seen = revisionIn((await browser.get(path)).body);
    const other = await bench.browser(colleague);
    const theirs = revisionIn((await other.get(pathOf(dossier))).body);
    await other.post(`${pathOf(dossier)}/actes/take`, theirs);
    const reason = 'Le dossier ne remplit pas les conditions.';
    const late = await browser.post(path, { ...seen, reason });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Prendre en charge – En cours (Bruno Petit)');
    expect(late.body).toContain(reason);
    expect((await browser.post(path, { ...revisionIn(late.body), reason })).status).toBe(303);
    expect((await bench.read(dossier)).phase).toBe('refused');
    const accept = revisionIn((await other.get(pathOf(dossier))).body);
    const gone = await other.post(`${pathOf(dossier)}/actes/accept`, {
      ...accept,
      ...theirs,
      note: 'Rendez-vous lundi.',
    });
    expect(gone.status).toBe(409);
    expect(gone.body).toContain('Cette action n’est plus possible');
    expect(gone.body).toContain('Rendez-vous lundi.');
    expect(gone.body).toContain('Votre texte est conservé ci-dessous.');
    // By the address alone: nothing was typed, and what was done last is told.
    const byAddress = await other.get(`${pathOf(dossier)}/actes/accept`);
    expect(byAddress.status).toBe(409);
    expect(byAddress.body).toContain('Cette action n’est plus possible');
    expect(byAddress.body).toMatch(/<li[^>]*>Refuser[^<]*\(Aline Roux\)/);
    expect(byAddress.body).not.toContain('Votre texte est conservé');
    await other.close();
  });

  test('that told nobody can be undone from its banner', async () => {
    const dossier = await bench.file(request);
    const seen = revisionIn((await browser.get(pathOf(dossier))).body);
    await browser.post(`${pathOf(dossier)}/actes/take`, seen);
    const { body } = await browser.get(pathOf(dossier));
    expect(body).toContain('Annuler cette action');
    const seq = /annuler"[\s\S]*?name="seq" value="(\d+)"/.exec(body)?.[1] ?? '';
    expect((await browser.post(`${pathOf(dossier)}/annuler`, { seq })).status).toBe(303);
    expect(await bench.read(dossier)).toMatchObject({ phase: 'received', assignee_id: null });
  });

  test('of another role is not offered', async () => {
    const dossier = await bench.file(request);
    expect((await browser.get(`${pathOf(dossier)}/actes/withdraw`)).status).toBe(409);
    expect((await browser.post(`${pathOf(dossier)}/actes/withdraw`, { revision: '1', seq: '1' })).status).toBe(404);
    expect((await browser.post(`${pathOf(dossier)}/actes/nothing`, { revision: '1', seq: '1' })).status).toBe(404);
  });
});

test('a note stays inside, an empty one comes back with its page, a second click is one note', async () => {
  const dossier = await bench.file(request);
  await browser.get(pathOf(dossier));
  const empty = await browser.post(`${pathOf(dossier)}/notes`, { note: ' ' });
  expect(empty.status).toBe(422);
  expect(empty.body).toContain('href="#note"');
  const fields = { note: 'Voir avec <b>Mme Weber</b>', _idempotency: 'once' };
  await browser.post(`${pathOf(dossier)}/notes`, fields);
  await browser.post(`${pathOf(dossier)}/notes`, fields);
  const { body } = await browser.get(pathOf(dossier));
  // Once among the notes, once in the history.
  expect(body.match(/Voir avec &lt;b>Mme Weber/g)).toHaveLength(2);
});

test('several dossiers are given to a colleague at once', async () => {
  const dossiers = [await bench.file(request), await bench.file(request)];
  await browser.get('/agents');
  const answer = await browser.post('/agents/attribuer', {
    dossier: dossiers.map(({ id }) => `${vernon}/${id}`),
    agent: colleague.agentId,
    retour: '/agents?vue=non-attribues',
  });
  expect(answer.location).toBe('/agents?vue=non-attribues');
  for (const dossier of dossiers) expect((await bench.read(dossier)).assignee_id).toBe(colleague.agentId);
  expect(
    (await browser.post('/agents/attribuer', { agent: colleague.agentId, retour: '//evil.example' })).location,
  ).toBe('/agents');
});

/** The smallest PDF that has a page. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3 3]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

describe('messages and documents', () => {
  test('a message leaves by e-mail with its file, once; without words it comes back', async () => {
    const dossier = await bench.file(request);
    await browser.get(pathOf(dossier));
    const empty = await browser.postFiles(`${pathOf(dossier)}/messages`, { message: ' ' }, []);
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('href="#message"');
    const fields = { message: 'Votre carte est prête.', _idempotency: 'once' };
    const files = [{ field: 'fichiers', name: 'plan.pdf', content: pdf }];
    expect((await browser.postFiles(`${pathOf(dossier)}/messages`, fields, files)).status).toBe(303);
    expect((await browser.postFiles(`${pathOf(dossier)}/messages`, fields, [])).status).toBe(303);
    const sent = await bench.platform.database.transaction([vernon], (tx) =>
      tx.selectFrom('outgoing_messages').selectAll().where('dossier_id', '=', dossier.id).execute(),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ recipient: 'zoe.martin@example.fr', attachments: [{ name: 'plan.pdf' }] });
    expect(sent[0]?.body).toContain('Votre carte est prête.');
  });

  test('a file that is not a document is refused in words, with what was typed', async () => {
    const dossier = await bench.file(request);
    await browser.get(pathOf(dossier));
    const files = [{ field: 'fichiers', name: 'plan.pdf', content: '<html><script>alert(1)</script></html>' }];
    const answer = await browser.postFiles(`${pathOf(dossier)}/messages`, { message: 'Voici le plan.' }, files);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Voici le plan.');
  });

  test('a file over the limit, or one file too many, is told where the message stands, and its words stay', async () => {
    const dossier = await bench.file(request);
    await browser.get(pathOf(dossier));
    const heavy = [{ field: 'fichiers', name: 'plans.pdf', content: pdf + ' '.repeat(20_000_000) }];
    const many = Array.from({ length: 11 }, (_, at) => ({ field: 'fichiers', name: `plan-${at}.pdf`, content: pdf }));
    for (const [files, words] of [
      [heavy, '20\u00a0Mo'],
      [many, '10 fichiers au plus par message'],
    ] as const) {
      const answer = await browser.postFiles(`${pathOf(dossier)}/messages`, { message: 'Voici les plans.' }, files);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('Voici les plans.');
    }
    const piece = [{ field: 'piece', name: 'plans.pdf', content: heavy[0]?.content ?? '' }];
    const added = await browser.postFiles(`${pathOf(dossier)}/pieces`, { canal: 'counter', usager: 'oui' }, piece);
    expect(added.status).toBe(422);
    expect(added.body).toContain('20\u00a0Mo');
  });

  test('a paper brought to the counter is added, read, refused with a reason, then accepted', async () => {
    const dossier = await bench.file(request);
    await browser.get(pathOf(dossier));
    const files = [{ field: 'piece', name: 'domicile.pdf', content: pdf }];
    const added = await browser.postFiles(`${pathOf(dossier)}/pieces`, { canal: 'counter', usager: 'oui' }, files);
    expect(added.status).toBe(303);
    const { body } = await browser.get(pathOf(dossier));
    const id = /pieces\/([0-9a-f-]{36})\/avis/.exec(body)?.[1] ?? '';
    const opened = await browser.get(`${pathOf(dossier)}/pieces/${id}`);
    expect(opened.status).toBe(200);
    expect(opened.headers['content-disposition']).toContain('attachment');
    expect(opened.headers['x-content-type-options']).toBe('nosniff');
    await browser.get(pathOf(dossier));
    const unsaid = await browser.post(`${pathOf(dossier)}/pieces/${id}/avis`, { avis: 'refused', motif: '' });
    expect(unsaid.status).toBe(422);
    expect(unsaid.body).toContain('Dites pourquoi la pièce est refusée');
    await browser.post(`${pathOf(dossier)}/pieces/${id}/avis`, { avis: 'refused', motif: 'Illisible.' });
    expect((await browser.get(pathOf(dossier))).body).toContain('Pièce refusée\u00a0: domicile.pdf');
    await browser.post(`${pathOf(dossier)}/pieces/${id}/avis`, { avis: 'accepted', motif: '' });
    expect((await browser.get(pathOf(dossier))).body).toContain('Pièce acceptée\u00a0: domicile.pdf');
    const other = await bench.file(request);
    expect((await browser.get(`${pathOf(other)}/pieces/${id}`)).status).toBe(404);
  });
});
