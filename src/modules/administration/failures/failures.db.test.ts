import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { agent, vernon } from '#tests/support/signed-in.ts';
import { testCounter } from '#tests/support/test-counter.ts';
import { jobInWords } from './job-names.ts';

test('an administrator sees what failed in their authority, starts it again, and it is gone from the page', async () => {
  const counter = await testCounter();
  try {
    const { platform } = counter;
    const id = newId();
    await platform.database.transaction([vernon], (tx) =>
      tx
        .insertInto('outgoing_messages')
        .values({
          authority_id: vernon,
          id,
          medium: 'email',
          recipient: 'absente@exemple.fr',
          subject: 'Votre livret de famille',
          body: 'Bonjour',
          attachments: '[]',
          state: 'failed',
          last_error: 'mail-refused',
          created_at: new Date(),
        })
        .execute(),
    );
    const administrator = await agent(counter, 'administrator');
    const path = '/agents/administration/echecs';
    const { body } = await administrator.get(path);
    expect(body).toContain('absente@exemple.fr');
    expect(body).toContain('Votre livret de famille');
    expect(body).toContain('Renvoyer');
    expect((await administrator.post(`${path}/messages/${id}/renvoyer`)).status).toBe(303);
    expect((await administrator.get(path)).body).toContain('Aucun envoi ni travail en échec');
    await counter.runJobs();
    expect(platform.mail.sent.map((mail) => mail.id)).toEqual([id]);
    // The second click of somebody who had the page open.
    const again = await administrator.follow(await administrator.post(`${path}/messages/${id}/renvoyer`));
    expect(again.body).toContain('Rien à relancer');
    expect((await administrator.post(`${path}/messages/${newId()}/renvoyer`)).status).toBe(404);
    expect((await administrator.post(`${path}/travaux/rien/relancer`)).status).toBe(404);
  } finally {
    await counter.close();
  }
});

test('what failed for the whole territory is shown to whoever administers it, and to nobody else', async () => {
  const counter = await testCounter();
  try {
    const { platform } = counter;
    const territory = await counter.directory.getTerritory();
    const failed = async (name: string, data: object) => {
      await platform.database.transaction([vernon], (tx) => platform.jobs.enqueue(tx, { name }, data));
      const done = await platform.database.open.executeQuery<{ id: string }>(
        sql`UPDATE pgboss.job SET state = 'failed', completed_on = now(), output = '{"code":"ECONNREFUSED"}'
          WHERE name = ${name} RETURNING id`.compile(platform.database.open),
      );
      return done.rows[0]?.id ?? '';
    };
    const id = await failed('expire-drafts', {});
    await failed('export-desk', { authorityId: vernon });
    const path = '/agents/administration/echecs';
    const ofTown = await agent(counter, 'administrator');
    expect((await ofTown.get(path)).body).toContain('Export de demandes');
    expect((await ofTown.get(path)).body).not.toContain('Effacement des brouillons');
    expect((await ofTown.post(`${path}/travaux/${id}/relancer`)).status).toBe(303);
    expect((await ofTown.post(`${path}/travaux-du-territoire/${id}/relancer`)).status).toBe(403);
    const ofTerritory = await agent(counter, 'administrator', territory.epci.id);
    const { body } = await ofTerritory.get(path);
    expect(body).toContain('Travaux de fond de tout le territoire');
    expect(body).toContain('Effacement des brouillons');
    expect(body).toContain('ECONNREFUSED');
    expect(body).not.toContain('Export de demandes');
    const replay = `${path}/travaux-du-territoire/${id}/relancer`;
    const after = await ofTerritory.follow(await ofTerritory.post(replay));
    expect(after.body).toContain('Le travail est relancé');
    expect(after.body).not.toContain('Effacement des brouillons');
    expect((await ofTerritory.follow(await ofTerritory.post(replay))).body).toContain('Rien à relancer');
    // Only one waits: what belongs to the town was not started again by the territory.
    expect(await counter.runJobs()).toBe(1);
  } finally {
    await counter.close();
  }
});

test('each kind of work is told in words, in both languages', async () => {
  const counter = await testCounter();
  try {
    expect(counter.jobs.filter(({ name }) => jobInWords('fr', name) === undefined).map(({ name }) => name)).toEqual([]);
    expect(jobInWords('en', 'expire-drafts')).toBe('Erasing of drafts that are too old');
  } finally {
    await counter.close();
  }
});
