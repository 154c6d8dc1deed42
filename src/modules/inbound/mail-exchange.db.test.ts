import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { createSmtpTransport } from '#platform/mail/smtp-transport.ts';
import { makeWorld, png, vernon, type World } from '#tests/security/world.ts';
import { imapAccount, type MailServers, startMailServers } from '#tests/support/mail-servers.ts';
import { fetchMailbox } from './usecases/fetch-mailbox.ts';
import { setMailbox } from './usecases/set-mailbox.ts';

const address = 'mairie@vernon.example.fr';
const jeanne = 'jeanne.martin@exemple.fr';
let world: World;
let servers: MailServers;
let mailboxId: string;

beforeAll(async () => {
  servers = await startMailServers(address);
  world = await makeWorld();
  const { platform } = world.counter;
  // What the house writes leaves by SMTP for good.
  const smtp = createSmtpTransport({ url: servers.smtpUrl, from: platform.config.MAIL_FROM });
  Object.assign(platform.mail, { sendMail: smtp.sendMail });
  mailboxId = await platform.database.transaction([vernon], (tx) =>
    setMailbox(tx, platform, {
      authorityId: vernon,
      now: now(),
      settings: {
        address,
        host: '127.0.0.1',
        port: servers.imapPort,
        security: 'none',
        username: imapAccount.user,
        secret: imapAccount.secret,
        teamId: null,
        procedureId: 'question',
        subAddressing: true,
        doneFolder: null,
        older: true,
      },
    }),
  );
}, 180_000);
afterAll(async () => {
  await world?.close();
  await servers?.close();
});

const now = () => new Date(world.counter.platform.clock.now().epochMilliseconds);
const fetchNow = () => fetchMailbox(world.counter.inbound.parts, { authorityId: vernon, mailboxId });
const received = () =>
  world.counter.platform.database.read([vernon], (tx) =>
    tx.selectFrom('received_messages').selectAll().where('authority_id', '=', vernon).orderBy('id').execute(),
  );
async function lastReceived() {
  const row = (await received()).at(-1);
  if (row === undefined) throw new Error('Nothing came');
  return row;
}
const dossierOf = (id: string | null) =>
  world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .selectAll()
      .where('id', '=', id ?? newId())
      .executeTakeFirstOrThrow(),
  );
const messagesOf = (id: string | null) =>
  world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('dossier_id', '=', id ?? newId())
      .where('kind', '=', 'message')
      .orderBy('seq')
      .execute(),
  );

test('a mail becomes a request, its answer leaves, and the answer to that comes back to it', async () => {
  await servers.send({
    from: `"MARTIN Jeanne" <${jeanne}>`,
    to: address,
    subject: 'Horaires de la piscine',
    messageId: '<premier@exemple.fr>',
    html: '<p>Bonjour,</p><p>Quels sont <b>les horaires</b> de la piscine&nbsp;?</p><script>alert(1)</script>',
    attachments: [{ filename: 'photo.png', content: png }],
  });
  expect(await fetchNow()).toEqual({ taken: 1 });
  const first = await lastReceived();
  expect(first).toMatchObject({ verdict: 'opened', state: 'settled', sender: jeanne });
  const dossier = await dossierOf(first.dossier_id);
  expect(dossier).toMatchObject({
    channel: 'email',
    procedure_id: 'question',
    applicant_name: 'Jeanne MARTIN',
    applicant_email: jeanne,
  });
  expect(dossier.answers.message).toContain('Horaires de la piscine');
  expect(dossier.answers.message).not.toMatch(/<p>|script|alert/);
  expect((await messagesOf(dossier.id))[0]?.data.attachments).toMatchObject([{ name: 'photo.png' }]);

  // The acknowledgement of registration leaves at once (CRPA, L112-11), by SMTP.
  await world.counter.runJobs();
  const acknowledgement = servers.delivered.at(-1);
  expect(acknowledgement?.to).toBe(jeanne);
  const raw = acknowledgement?.raw ?? '';
  const replyTo = /^Reply-To: .*?<?(mairie\+p\.[a-z2-7]{16}@[^>\s]+)/m.exec(raw)?.[1] ?? '';
  expect(replyTo).not.toBe('');
  expect(raw).toMatch(/^In-Reply-To: <premier@exemple\.fr>/m);
  const messageId = /^Message-ID: (<[^>]+>)/m.exec(raw)?.[1] ?? '';

  // Her program answers to the address given, from another account of hers, quoting all.
  await servers.send({
    from: 'jeanne@autre.example',
    to: replyTo,
    subject: 'Re: votre demande',
    inReplyTo: messageId,
    text: 'Merci, et le dimanche ?\n\nLe lun. 23 nov. 2026 à 10:00, Mairie a écrit :\n> Bonjour Madame\n',
  });
  expect(await fetchNow()).toEqual({ taken: 1 });
  expect(await lastReceived()).toMatchObject({ verdict: 'joined', dossier_id: dossier.id });
  const joined = (await messagesOf(dossier.id)).at(-1);
  expect(joined?.channel).toBe('email');
  expect(joined?.data).toMatchObject({ body: 'Merci, et le dimanche ?', address: 'jeanne@autre.example' });
  expect(joined?.data.quoted).toContain('> Bonjour Madame');
  // Nothing was said twice, and nothing more comes.
  expect(await fetchNow()).toEqual({ taken: 0 });
});
