import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { continueBulkRun } from '../../bulk/run-bulk.ts';
import { makeExport, openExport, removeOldExports } from '../../export/make-export.ts';
import { notePresence } from '../../presence/presences.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from './testing/agent-bench.ts';

let bench: AgentBench;
let aline: AgentPrincipal;
let marc: AgentPrincipal;
let stranger: AgentPrincipal;
let browser: AgentBrowser;
let mine: DossierRow[];
let foreign: DossierRow;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const question = await bench.procedure('question');
  const light = await bench.procedure('street-light');
  const elsewhere = await bench.procedure('question', 'C27399');
  const team = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  aline = await bench.makeAgent('Aline Roux', [team]);
  marc = await bench.makeAgent('Marc Petit', [team]);
  stranger = await bench.makeAgent('Eva Stone', [{ authorityId: elsewhere.teamAuthorityId, teamId: elsewhere.teamId }]);
  mine = [
    await bench.file(question, { subject: 'streets', message: '=HYPERLINK("x")' }),
    await bench.file(question, { subject: 'services', message: 'Horaires ?' }),
    await bench.file(light, { fault: 'out', danger: false, message: 'Éteint' }),
  ];
  foreign = await bench.file(elsewhere);
  browser = await bench.browser(aline);
  await browser.get('/agents');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const ticked = (rows: readonly DossierRow[]) => rows.map((row) => `${row.authority_id}/${row.id}`);
const again = (row: DossierRow | undefined) => bench.read(row as DossierRow);

test('a view is kept with its filters and columns, opened at its address, made the first page, renamed, removed', async () => {
  const liste = 'vue=en-retard&demarche=question&colonnes=applicant.updated';
  expect((await browser.post('/agents/vues', { liste, nom: ' ', partage: 'private' })).status).toBe(422);
  const saved = await browser.post('/agents/vues', { liste, nom: 'Retards', partage: 'authority' });
  const at = saved.location as string;
  const opened = await browser.get(at);
  expect(opened.status).toBe(303);
  const list = await browser.get(opened.headers.location as string);
  expect(list.body).toMatch(/<h1[^>]*>(<span[^>]*>[^<]*<\/span>)?\s*Retards/);
  const other = await bench.browser(marc);
  expect((await other.get(at)).status).toBe(303);
  await other.get('/agents/vues');
  expect((await other.post(`${at}/supprimer`, {})).status).toBe(404);
  expect((await other.post(at, { nom: 'Le mien', partage: 'private' })).status).toBe(404);
  const far = await bench.browser(stranger);
  expect((await far.get(at)).status).toBe(404);
  await browser.post(`${at}/accueil`, {});
  expect((await browser.get('/agents')).status).toBe(303);
  expect((await browser.get('/agents?vue=a-traiter')).status).toBe(200);
  await browser.post(at, { nom: 'À voir', partage: 'private' });
  expect((await other.get(at)).status).toBe(404);
  expect((await browser.get('/agents/vues')).body).toContain('À voir');
  await browser.post(`${at}/supprimer`, {});
  expect((await browser.get('/agents')).status).toBe(200);
  await Promise.all([other.close(), far.close()]);
});

test('columns and orders are those of the address', async () => {
  const { body } = await browser.get('/agents?vue=tous&colonnes=channel.updated&tri=sans-activite');
  expect(body).toContain('Dernière activité');
  expect(body).not.toContain('data-label="Échéance"');
  const chosen = await browser.get('/agents?vue=tous&col-team=team');
  expect(chosen.body).toContain('colonnes=team');
});

test('the advanced search shows the questions of a procedure, and an answer typed as people read it finds', async () => {
  const form = await browser.get('/agents/recherche?demarche=street-light');
  expect(form.body).toContain('name="champ"');
  const found = await browser.get('/agents?vue=tous&demarche=street-light&champ=danger&valeur=Non');
  expect(found.body).toContain(mine[2]?.id);
  const none = await browser.get('/agents?vue=tous&demarche=street-light&champ=danger&valeur=Oui');
  expect(none.body).not.toContain(mine[2]?.id);
});

test('several are acted on, each with its outcome; one of another authority is not even named; a second click does nothing more', async () => {
  const fields = {
    dossier: ticked([...mine, foreign]),
    liste: 'vue=tous',
    acte: 'note',
    note: 'Vu en réunion',
    _idempotency: 'key-1',
  };
  const first = await browser.post('/agents/lots', fields);
  const second = await browser.post('/agents/lots', fields);
  expect(second.location).toBe(first.location);
  const { body } = await browser.get(first.location as string);
  expect(body).toContain('Terminé\u00a0: 3 demandes traitées');
  expect(body).not.toContain(foreign.id);
  const notes = await bench.platform.database.transaction([vernon, 'C27399'], (tx) =>
    tx.selectFrom('dossier_events').select('dossier_id').where('kind', '=', 'note').execute(),
  );
  expect(notes.map((row) => row.dossier_id).toSorted()).toEqual(mine.map((row) => row.id).toSorted());
  const other = await bench.browser(marc);
  expect((await other.get(first.location as string)).status).toBe(404);
  await other.close();
});

test('an act that some do not allow is done for the others, and said', async () => {
  const prepared = await browser.post('/agents/lots/preparer', { dossier: ticked(mine), liste: 'vue=tous' });
  expect(prepared.status).toBe(200);
  const offers = [...prepared.body.matchAll(/value="(acte-\d+-[\w-]+)"/g)].map((match) => match[1] as string);
  expect(offers.length).toBeGreaterThan(0);
  expect(prepared.body).toMatch(/Possible pour \d sur 3/);
  const partial = offers.find((offer) => offer.endsWith('-start')) ?? offers[0];
  const done = await browser.post('/agents/lots', {
    dossier: ticked(mine),
    liste: 'vue=tous',
    acte: partial as string,
  });
  if (done.status === 303) {
    const { body } = await browser.get(done.location as string);
    expect(body).toMatch(/Fait|Impossible/);
  } else {
    expect(done.body).toContain('name="rempli"');
  }
});

test('a whole list is left to the job, which acts with the rights of that moment', async () => {
  const rows = await Promise.all(
    Array.from({ length: 52 }, async () => bench.file(await bench.procedure('question'), { subject: 'taxes' })),
  );
  const asked = await browser.post('/agents/lots', {
    tout: 'oui',
    liste: 'vue=non-attribues&demarche=question',
    acte: 'take',
    _idempotency: 'key-2',
  });
  const runId = (asked.location as string).split('/').at(-1)?.split('?')[0] as string;
  expect((await again(rows[0])).assignee_id).toBeNull();
  await continueBulkRun(bench.parts, { authorityId: vernon, runId });
  expect((await again(rows[51])).assignee_id).toBe(aline.agentId);
  expect((await again(mine[2])).assignee_id).toBeNull();
  await continueBulkRun(bench.parts, { authorityId: vernon, runId });
}, 60_000);

test('an export holds the list, its answers, no formula; only who asked fetches it, for seven days', async () => {
  const started = await browser.post('/agents/exports', {
    liste: 'vue=tous&demarche=question&q=HYPERLINK',
    colonne: ['code', 'applicant', 'email'],
    reponses: 'oui',
    format: 'csv',
    _idempotency: 'key-3',
  });
  const at = started.location as string;
  const exportId = at.split('/').at(-1) as string;
  expect((await browser.get(`${at}/fichier`)).status).toBe(404);
  await makeExport(bench.parts, { authorityId: vernon, exportId });
  expect((await browser.get(at)).body).toContain('Télécharger le fichier');
  const file = await browser.get(`${at}/fichier`);
  expect(file.status).toBe(200);
  const lines = file.body.split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFDossier;Demandeur;Courriel;/);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('zoe.martin@example.fr');
  expect(lines[1]).toContain('\'=HYPERLINK(""x"")');
  const colleague = await bench.browser(marc);
  expect((await colleague.get(at)).status).toBe(404);
  expect((await colleague.get(`${at}/fichier`)).status).toBe(404);
  await colleague.close();
  const acts = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('desk_export_acts').select('kind').where('export_id', '=', exportId).orderBy('id').execute(),
  );
  expect(acts.map((act) => act.kind)).toEqual(['asked', 'made', 'fetched']);
  const later = new Date(bench.platform.clock.now().epochMilliseconds + 8 * 86_400_000);
  expect(await removeOldExports(bench.parts, vernon, later)).toBe(1);
  expect((await browser.get(`${at}/fichier`)).status).toBe(404);
});

test('a spreadsheet is one', async () => {
  const started = await browser.post('/agents/exports', { liste: 'vue=tous', colonne: 'code', format: 'ods' });
  const exportId = (started.location as string).split('/').at(-1) as string;
  await makeExport(bench.parts, { authorityId: vernon, exportId });
  const found = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('desk_exports').selectAll().where('id', '=', exportId).executeTakeFirstOrThrow(),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of await openExport(bench.parts, found)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.subarray(30, 38).toString()).toBe('mimetype');
  expect(bytes.subarray(38, 84).toString()).toBe('application/vnd.oasis.opendocument.spreadsheet');
});

test('a colleague who has a dossier open is told, for a minute', async () => {
  const [dossier] = mine;
  const at = `/agents/dossiers/vernon/${dossier?.id}/presence`;
  const note = (seconds: number) =>
    bench.platform.database.transaction([vernon], (tx) =>
      notePresence(
        tx,
        marc,
        vernon,
        dossier?.id ?? '',
        new Date(bench.platform.clock.now().epochMilliseconds - seconds * 1000),
      ),
    );
  await note(90);
  expect((await browser.post(at, {})).body).not.toContain('Marc Petit');
  await note(5);
  expect((await browser.post(at, {})).body).toContain('Marc Petit');
  const far = await bench.browser(stranger);
  await far.get('/agents');
  expect((await far.post(at, {})).status).toBe(404);
  await far.close();
});

test('what is new in a list is counted', async () => {
  const before = new Date(Date.now() - 3_600_000 * 24 * 365).toISOString().slice(0, 19).replace('T', ' ');
  const ask = async (since: string) =>
    JSON.parse(
      (await browser.get(`/agents/nouveautes?${new URLSearchParams({ liste: 'vue=tous', depuis: since })}`)).body,
    ) as { fresh: number; words: string };
  expect((await ask(`${before}+00`)).fresh).toBeGreaterThan(10);
  expect((await ask('2100-01-01 00:00:00+00')).words).toBe('');
  expect((await ask('x')).fresh).toBe(0);
});

test('the new ones of a list are shown alone, each marked, and from then on only newer ones are announced', async () => {
  const since = new Date(Date.now() - 3_600_000 * 24 * 365).toISOString().slice(0, 19).replace('T', ' ');
  const address = (depuis: string) => `/agents?${new URLSearchParams({ vue: 'tous', depuis })}`;
  const { body } = await browser.get(address(`${since}+00`));
  const shown = body.match(/name="dossier"/g)?.length ?? 0;
  expect(shown).toBeGreaterThanOrEqual(mine.length);
  expect(body.match(/Vient d’arriver/g)).toHaveLength(shown);
  expect(body).toContain(`data-fresh-added="${shown} demandes ajoutées en haut de la liste."`);
  expect(body).not.toContain(foreign.id);
  const asked = /data-fresh-url="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(JSON.parse((await browser.get(asked)).body)).toMatchObject({ fresh: 0, counts: { todo: expect.any(String) } });
  const none = await browser.get(address('2100-01-01 00:00:00+00'));
  expect(none.body).not.toContain('name="dossier"');
  expect(none.body).toContain('Toute la liste');
  // What is not a moment is no narrowing: the list itself.
  expect((await browser.get(address("x'"))).body).not.toContain('Vient d’arriver');
});

test('whoever stands in for a colleague finds the colleague’s dossiers among theirs, marked, while the absence lasts', async () => {
  const [dossier] = mine;
  const today = bench.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();
  await bench.platform.database.transaction([vernon], async (tx) => {
    await tx
      .updateTable('dossiers')
      .set({ assignee_id: marc.agentId, phase: 'in-progress' })
      .where('authority_id', '=', vernon)
      .where('id', '=', dossier?.id ?? '')
      .execute();
    await tx
      .insertInto('agent_absences')
      .values({
        authority_id: vernon,
        id: newId(),
        agent_id: marc.agentId,
        from_day: today.toString(),
        to_day: today.add({ days: 3 }).toString(),
        substitute_id: aline.agentId,
        noted_by: marc.agentId,
        noted_at: new Date(),
      })
      .execute();
  });
  const { body } = await browser.get('/agents?vue=miens');
  expect(body).toContain(dossier?.id);
  expect(body).toContain('Remplacement de Marc Petit');
  const colleague = await bench.browser(marc);
  const own = await colleague.get('/agents?vue=miens');
  expect(own.body).toContain(dossier?.id);
  expect(own.body).not.toContain('Remplacement de');
  await colleague.close();
  bench.platform.clock.advance({ days: 5 });
  expect((await browser.get('/agents?vue=miens')).body).not.toContain(`${vernon}/${dossier?.id}`);
});
