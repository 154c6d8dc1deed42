import { expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { agent, vernon } from '#tests/support/signed-in.ts';
import { testCounter } from '#tests/support/test-counter.ts';

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
