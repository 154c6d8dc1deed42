import pg from 'pg';
import { expect, test } from 'vitest';
import { runMaintenanceCommand } from '#app/maintenance-command.ts';
import { beginMaintenance, endMaintenance } from '#modules/service-state/index.ts';
import { agent, png, resident, vernon } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

const path = '/agents/administration/etat-du-service';

async function territoryAdministrator(counter: TestCounter): Promise<Visitor> {
  return agent(counter, 'administrator', (await counter.directory.getTerritory()).epci.id);
}

const question = '/vernon/demarches/question-a-la-mairie/commencer';

function keyOf(body: string): string {
  return /name="_idempotency" value="([^"]*)"/.exec(body)?.[1] ?? '';
}

const asked = {
  subject: 'services',
  message: 'Quand les bacs jaunes sont-ils ramassés dans ma rue ?',
  given_names: 'Zoé',
  family_name: 'Martin',
  email: 'zoe@exemple.fr',
};

test('a form of one page, which is filed at once on other days, becomes a draft that is filed afterwards', async () => {
  const counter = await testCounter();
  const { platform } = counter;
  const until = new Date(platform.clock.now().epochMilliseconds + 2 * 3600_000);
  await beginMaintenance(platform, 'command', { until, message: { fr: 'Nous changeons de serveur.' } });
  const browser = counter.visitor();
  const home = await browser.get('/');
  expect(home.body).toContain('Maintenance en cours jusqu’à 12\u00a0h');
  expect(home.body).toContain('Nous changeons de serveur.');
  const fields = { ...asked, _idempotency: keyOf((await browser.get(question)).body) };
  const refused = await browser.post(question, fields);
  expect(refused.status).toBe(503);
  expect(refused.headers['retry-after']).toBe('7200');
  expect(refused.body).toContain('Votre demande est gardée, mais elle n’est pas encore envoyée');
  expect(refused.body).toContain('Vous pourrez envoyer votre demande à partir de 12\u00a0h.');
  const draft = /href="(\/vernon\/brouillons\/[^"]+)"/.exec(refused.body)?.[1] ?? '';
  const kept = await browser.get(draft);
  expect(kept.body).toContain('Quand les bacs jaunes');
  // The hour passes, and the mode goes on: nothing false is promised.
  platform.clock.advance({ hours: 3 });
  const later = await browser.postFiles(draft, { ...asked, message: 'Et les bacs verts, quand passent-ils ?' }, [
    { field: 'attachments', name: 'bac.png', content: png },
  ]);
  expect(later.status).toBe(503);
  expect(later.body).toContain('Réessayez dans un quart d’heure');
  expect(later.headers['retry-after']).toBe('900');
  expect(await countDossiersOf(counter, 'Et les bacs verts')).toBe(0);
  expect(await endMaintenance(platform, 'command')).toBe(true);
  await expect.poll(async () => (await browser.get('/')).body.includes('Maintenance en cours')).toBe(false);
  const open = await browser.get(draft);
  expect(open.body).toContain('Et les bacs verts');
  expect(open.body).toContain('bac.png');
  const mark = /name="_mark" value="([^"]*)"/.exec(open.body)?.[1] ?? '';
  const filed = await browser.post(draft, { ...asked, message: 'Et les bacs verts ?', _mark: mark });
  expect(filed.status, filed.body.slice(0, 500)).toBe(303);
  expect(filed.location).toContain('/recu');
  expect(await countDossiersOf(counter, 'Et les bacs verts')).toBe(1);
});

async function countDossiersOf({ platform }: TestCounter, words: string): Promise<number> {
  const rows = await platform.database.read([vernon], (tx) => tx.selectFrom('dossiers').select('answers').execute());
  return rows.filter(({ answers }) => JSON.stringify(answers).includes(words)).length;
}

test('what was typed in a closed form is given back; a form of another site gives nothing back', async () => {
  const counter = await testCounter();
  await beginMaintenance(counter.platform, 'command', { until: undefined, message: undefined });
  const { visitor } = await resident(counter, 'Zoé');
  await visitor.get('/mon-espace/profil');
  const text = 'Bonjour, je voudrais savoir quand le portail du parc est réparé <b>merci</b>.';
  const body = { body: text, _idempotency: 'x', 'new-password': 'une phrase que personne ne lit' };
  const refused = await visitor.postFiles('/vernon/dossiers/1/messages', body, [
    { field: 'file', name: 'a.txt', content: Buffer.from('rien') },
  ]);
  expect(refused.status).toBe(503);
  expect(refused.body).toContain('Ce que vous aviez écrit');
  expect(refused.body).toContain('portail du parc est réparé &lt;b>merci');
  expect(refused.body).not.toContain('personne ne lit');
  expect(refused.body).toContain('à choisir de nouveau');
  const foreign = await visitor.postFiles('/vernon/dossiers/1/messages', { ...body, _csrf: 'x' }, []);
  expect(foreign.status).toBe(403);
  expect(foreign.body).not.toContain('portail');
  const asJson = await visitor.post('/vernon/dossiers/1/avis', {}, { accept: 'application/json' });
  expect(asJson.status).toBe(503);
  expect(JSON.parse(asJson.body)).toMatchObject({ title: 'maintenance', status: 503 });
});

test('the administrator of the territory turns it on and off; agents read, and are told so', async () => {
  const counter = await testCounter();
  const administrator = await territoryAdministrator(counter);
  const ofTown = await agent(counter, 'administrator');
  expect((await administrator.get(path)).body).toContain('Mode maintenance');
  const wrong = await administrator.post(`${path}/maintenance`, {
    'maintenance-until': '2026-11-22T09:00',
    'message-fr': '',
    'message-en': 'We move',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Ce moment est déjà passé');
  expect(wrong.body).toContain('Écrivez aussi le message en français');
  expect(wrong.body).toContain('We move');
  const fields = { 'maintenance-until': '22/11/2026 14h30', 'message-fr': 'Nous déménageons.', 'message-en': '' };
  const on = await administrator.follow(await administrator.post(`${path}/maintenance`, fields));
  expect(on.body).toContain('Le service est en maintenance.');
  // The second click, and what is announced changes.
  const again = await administrator.post(`${path}/maintenance`, { ...fields, 'message-fr': 'Nous revenons.' });
  expect((await administrator.follow(again)).body).toContain('L’annonce est changée.');
  const desk = await ofTown.get('/agents/compte');
  expect(desk.body).toContain('Maintenance en cours jusqu’à 14\u00a0h\u00a030');
  expect(desk.body).toContain('rien ne peut y être changé');
  expect((await ofTown.post('/agents/vues', { name: 'Essai' })).status).toBe(503);
  expect((await ofTown.post(`${path}/maintenance/fin`)).status).toBe(403);
  expect((await administrator.follow(await administrator.post(`${path}/maintenance/fin`))).body).toContain(
    'La maintenance est terminée.',
  );
  expect((await administrator.follow(await administrator.post(`${path}/maintenance/fin`))).body).toContain(
    'La maintenance était déjà terminée.',
  );
  expect((await ofTown.get('/agents/compte')).body).not.toContain('Maintenance en cours');
});

test('a notice is on every page while it runs, in both languages, and kept pages change with it', async () => {
  const counter = await testCounter();
  const { platform } = counter;
  const administrator = await territoryAdministrator(counter);
  await administrator.get(path);
  const stranger = counter.visitor();
  expect((await stranger.get('/themes')).body).not.toContain('heure de retard');
  const notice = {
    kind: 'works',
    severity: 'disturbance',
    'text-fr': 'Les courriels partent avec une heure de retard.',
    'text-en': 'E-mails leave an hour late.',
    from: '2026-11-22T12:00',
    until: '',
  };
  const wrong = await administrator.post(`${path}/annonces`, notice);
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Dites quand les travaux finiront');
  expect(wrong.body).toContain('avec une heure de retard');
  const sent = await administrator.post(`${path}/annonces`, { ...notice, until: '2026-11-22T13:00' });
  expect((await administrator.follow(sent)).body).toContain('L’annonce est publiée.');
  expect((await stranger.get('/themes')).body).not.toContain('heure de retard');
  platform.clock.set('2026-11-22T12:00');
  expect((await stranger.get('/themes')).body).toContain('Les courriels partent avec une heure de retard.');
  expect((await stranger.get('/themes?lang=en')).body).toContain('E-mails leave an hour late.');
  platform.clock.set('2026-11-22T13:00');
  expect((await stranger.get('/themes?lang=fr')).body).not.toContain('heure de retard');
  // An incident has no end until somebody says so.
  await administrator.post(`${path}/annonces`, { ...notice, kind: 'incident', from: '', until: '' });
  expect((await stranger.get('/vernon')).body).toContain('avec une heure de retard');
  const end = /action="([^"]+\/annonces\/[^"]+\/fin)"/.exec((await administrator.get(path)).body)?.[1] ?? '';
  expect((await administrator.follow(await administrator.post(end))).body).toContain('L’annonce n’est plus affichée.');
  expect((await administrator.follow(await administrator.post(end))).body).toContain('n’était déjà plus affichée');
  expect((await stranger.get('/vernon')).body).not.toContain('avec une heure de retard');
});

test('the command turns it on for every process, and tells its state', async () => {
  const counter = await testCounter();
  const { platform } = counter;
  const run = (words: string[], flags = {}) => runMaintenanceCommand(platform, words, flags);
  expect((await run(['status']))?.text).toBe('Maintenance is off.');
  expect((await run(['on'], { until: 'tomorrow' }))?.status).toBe(2);
  expect((await run(['on'], { until: '21/11/2026 10:00' }))?.status).toBe(2);
  expect(await run(['on', 'now'])).toBeUndefined();
  expect((await counter.visitor().get('/')).body).not.toContain('Maintenance en cours');
  expect((await run(['on'], { until: '2026-11-22 18:00', message: 'Mise à jour.' }))?.status).toBe(0);
  expect(JSON.parse((await run(['status'], { json: true }))?.text ?? '')).toMatchObject({
    on: true,
    until: '2026-11-22T17:00:00.000Z',
    message: 'Mise à jour.',
  });
  // Nobody tells the server but the database.
  await expect.poll(async () => (await counter.visitor().get('/')).body.includes('Mise à jour.')).toBe(true);
  expect((await run(['off']))?.text).toBe('Maintenance is over.');
  expect((await run(['off']))?.text).toBe('Maintenance was off already.');
  await expect.poll(async () => (await counter.visitor().get('/')).body.includes('Mise à jour.')).toBe(false);
});

test('the application can rewrite no period of the past, and one period runs at a time', async () => {
  const counter = await testCounter();
  const { platform } = counter;
  await Promise.all(
    [1, 2, 3].map(() => beginMaintenance(platform, 'command', { until: undefined, message: undefined })),
  );
  const client = new pg.Client({ connectionString: platform.config.databaseUrl });
  await client.connect();
  try {
    expect((await client.query('SELECT count(*)::integer AS n FROM maintenance_periods')).rows).toEqual([{ n: 1 }]);
    await expect(client.query('DELETE FROM maintenance_periods')).rejects.toThrow('permission denied');
  } finally {
    await client.end();
  }
});
