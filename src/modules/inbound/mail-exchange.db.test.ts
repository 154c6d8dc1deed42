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
    tx.selectFrom('received_messages').selectAll().where('authority_id', '=', vernon).orderBy('uid').execute(),
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

test('an answer to a request that was joined to another of the same person goes to the one that goes on', async () => {
  const opened: string[] = [];
  for (const subject of ['Banc cassé', 'Le banc cassé, suite']) {
    await servers.send({ from: jeanne, to: address, subject, text: `${subject}, place de Paris.` });
    await fetchNow();
    opened.push((await lastReceived()).dossier_id ?? '');
    await world.counter.runJobs();
  }
  const [leadingId = '', joinedId = ''] = opened;
  const replyTo =
    /^Reply-To: .*?<?(mairie\+p\.[a-z2-7]{16}@[^>\s]+)/m.exec(servers.delivered.at(-1)?.raw ?? '')?.[1] ?? '';
  const agent = await world.browser(world.people.agent);
  await agent.get('/agents');
  const merged = await agent.post(`/agents/dossiers/vernon/${leadingId}/rapprocher/${joinedId}`, {
    continue: leadingId,
  });
  expect(merged.status).toBe(303);
  await servers.send({ from: jeanne, to: replyTo, subject: 'Re: Le banc', text: 'Il est tombé.\n\n> Avant' });
  await fetchNow();
  expect(await lastReceived()).toMatchObject({ verdict: 'joined', state: 'settled', dossier_id: leadingId });
  const message = (await messagesOf(leadingId)).at(-1);
  expect(message?.data).toMatchObject({ body: 'Il est tombé.', quoted: '> Avant' });
  expect(message?.data.forJoined).toBe((await dossierOf(joinedId)).code);
  expect((await messagesOf(joinedId)).some(({ data }) => data.body === 'Il est tombé.')).toBe(false);
});

/** A message as some program made it, rightly or not. */
function raw(headers: Record<string, string>, body: string): string {
  const all = {
    'Message-ID': `<${newId()}@exemple.fr>`,
    From: `Paul Durand <paul-${newId().slice(-6)}@exemple.fr>`,
    To: address,
    Subject: 'Bonjour',
    Date: 'Sun, 22 Nov 2026 09:00:00 +0000',
    ...headers,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}
async function take(message: string) {
  servers.append(message);
  await fetchNow();
  return lastReceived();
}
const multipart = (parts: readonly string[]): [Record<string, string>, string] => [
  { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="b"' },
  `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
];
const picture = (name: string) =>
  `Content-Type: image/png\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${png.toString('base64')}`;

test('a reference that somebody made up, or a code from another address, shows in no dossier', async () => {
  const filed = await world.dossier('resident');
  const dossier = await dossierOf(filed.id);
  const forged = await take(raw({ To: 'mairie+p.aaaabbbbccccdddd@vernon.example.fr' }, 'Changez mon RIB'));
  expect(forged).toMatchObject({ verdict: 'to-verify', state: 'waiting', dossier_id: null });
  const code = `${dossier.code.slice(0, 4)}-${dossier.code.slice(4, 8)}-${dossier.code.slice(8)}`;
  const claimed = await take(raw({ Subject: `Ma demande ${code}` }, 'Changez mon RIB aussi'));
  expect(claimed).toMatchObject({ verdict: 'to-verify', dossier_id: null, suggested_dossier_id: dossier.id });
  expect(await messagesOf(dossier.id)).toHaveLength(0);
});

test('machines open no dossier: automatic answers, lists, spam, ourselves', async () => {
  const before = await countDossiers();
  expect(await take(raw({ 'Auto-Submitted': 'auto-replied' }, 'Je suis absent'))).toMatchObject({
    verdict: 'automatic',
    state: 'binned',
  });
  expect(await take(raw({ 'X-Spam-Flag': 'YES' }, 'Gagnez'))).toMatchObject({ verdict: 'spam', state: 'binned' });
  expect(await take(raw({ 'Return-Path': '<>' }, 'Rien'))).toMatchObject({ verdict: 'automatic' });
  expect(await take(raw({ From: address }, 'Boucle'))).toMatchObject({ verdict: 'loop', state: 'binned' });
  expect(await countDossiers()).toBe(before);
});

test('the same message in two copies, and the same words twice, make one dossier', async () => {
  const message = raw({ 'Message-ID': '<double@exemple.fr>', From: 'Zoé <zoe@exemple.fr>' }, 'Un banc est cassé');
  const first = await take(message);
  expect(first.verdict).toBe('opened');
  await take(message);
  expect((await received()).find(({ id }) => id === first.id)).toMatchObject({ times: 2 });
  expect(await take(raw({ From: 'Zoé <zoe@exemple.fr>' }, 'Un banc est cassé'))).toMatchObject({
    verdict: 'duplicate',
    state: 'binned',
    suggested_dossier_id: first.dossier_id,
  });
});

test('a server that numbers its messages anew, and a run that died midway, take nothing twice', async () => {
  const rows = (await received()).length;
  const dossiers = await countDossiers();
  // As a process leaves it that was killed between the message and the note of how far it had read.
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.updateTable('mailboxes').set({ last_uid: 0, busy_until: null }).where('id', '=', mailboxId).execute(),
  );
  await fetchNow();
  servers.renumber();
  await Promise.all([fetchNow(), fetchNow()]);
  expect((await received()).length).toBe(rows);
  expect(await countDossiers()).toBe(dossiers);
});

test('a sender who writes twenty times in an hour is a machine', async () => {
  for (let turn = 0; turn < 22; turn += 1)
    servers.append(raw({ From: 'robot@exemple.fr', Subject: `n° ${turn}` }, `Tour ${turn}`));
  await fetchNow();
  const own = (await received()).filter(({ sender }) => sender === 'robot@exemple.fr');
  expect(own.filter(({ verdict }) => verdict === 'opened')).toHaveLength(20);
  expect(own.filter(({ verdict }) => verdict === 'too-many')).toHaveLength(2);
});

test('a message of ours that comes back is told at its dossier', async () => {
  const { platform } = world.counter;
  const opened = (await received()).find(({ verdict, sender }) => verdict === 'opened' && sender === jeanne);
  const sent = await platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .selectAll()
      .where('dossier_id', '=', opened?.dossier_id ?? '')
      .where('state', '=', 'sent')
      .executeTakeFirstOrThrow(),
  );
  const report = `--b\r\nContent-Type: text/plain\r\n\r\nUser unknown\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${sent.id}@parvis.example>\r\nSubject: x\r\n\r\nx\r\n--b--\r\n`;
  const back = await take(
    raw(
      {
        From: 'MAILER-DAEMON@mx.exemple.fr',
        'Return-Path': '<>',
        'MIME-Version': '1.0',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
      },
      report,
    ),
  );
  expect(back).toMatchObject({ verdict: 'bounce', state: 'settled', dossier_id: sent.dossier_id });
  const events = await platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .select(['kind', 'data'])
      .where('dossier_id', '=', sent.dossier_id ?? '')
      .where('kind', '=', 'message-returned')
      .execute(),
  );
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events[0]?.data)).toContain('n’a pas pu être remis');
});

test('two hundred files are kept, those after are named', async () => {
  const parts = [
    'Content-Type: text/plain\r\n\r\nVoici',
    ...Array.from({ length: 203 }, (_, at) => picture(`p${at}.png`)),
  ];
  const [headers, body] = multipart(parts);
  const mail = await take(raw(headers, body));
  expect(mail.verdict).toBe('opened');
  expect(mail.set_aside.filter(({ why }) => why === 'too-many')).toHaveLength(3);
  const [message] = await messagesOf(mail.dossier_id);
  expect(message?.data.attachments).toHaveLength(200);
  const agent = await world.browser(world.people.agent);
  const { body: page } = await agent.get(`/agents/dossiers/vernon/${mail.dossier_id}`);
  expect(page).toContain('p202.png (au-delà de 200 fichiers)');
});

test('a message in a message in a message: its words and its files are reached, and no deeper than three', async () => {
  let enclosed = raw({ Subject: 'niveau 5' }, 'Au fond');
  for (let level = 4; level >= 0; level -= 1) {
    const mark = `b${level}`;
    enclosed = raw(
      { Subject: `niveau ${level}`, 'MIME-Version': '1.0', 'Content-Type': `multipart/mixed; boundary="${mark}"` },
      `--${mark}\r\nContent-Type: text/plain\r\n\r\nTexte ${level}\r\n--${mark}\r\n${picture(`niveau-${level}.png`)}\r\n--${mark}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="n${level}.eml"\r\n\r\n${enclosed}\r\n--${mark}--\r\n`,
    );
  }
  const mail = await take(enclosed);
  for (const level of [0, 1, 2, 3]) expect(mail.body).toContain(`Texte ${level}`);
  expect(mail.body).not.toContain('Texte 4');
  expect(mail.body).toContain('Message joint');
  expect(mail.set_aside).toEqual([{ name: 'n3.eml', why: 'too-deep' }]);
  const [message] = await messagesOf(mail.dossier_id);
  expect((message?.data.attachments as { name: string }[] | undefined)?.map(({ name }) => name).sort()).toEqual(
    [0, 1, 2, 3].map((level) => `niveau-${level}.png`),
  );
});

test('winmail.dat that cannot be opened is named, programs and pages too; nothing of them is kept', async () => {
  const attached = (name: string, type: string, content: string) =>
    `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`;
  const [headers, body] = multipart([
    'Content-Type: text/plain\r\n\r\nVoici mes pièces',
    attached('winmail.dat', 'application/ms-tnef', 'pas du TNEF'),
    attached('facture.exe', 'application/octet-stream', 'MZ\u0090\u0000 programme'),
    attached('page.html', 'text/html', '<html><script>alert(1)</script></html>'),
  ]);
  const mail = await take(raw(headers, body));
  expect(mail.verdict).toBe('opened');
  expect(mail.set_aside.map(({ name }) => name)).toEqual(['winmail.dat', 'facture.exe', 'page.html']);
  expect(mail.set_aside[0]?.why).toBe('wrapped');
  // The agent reads in the dossier which ones, and why.
  const agent = await world.browser(world.people.agent);
  const { body: page } = await agent.get(`/agents/dossiers/vernon/${mail.dossier_id}`);
  expect(page).toContain(
    'winmail.dat (pièces emballées par Outlook (winmail.dat), qu’il n’a pas été possible d’ouvrir)',
  );
  expect(page).toContain('facture.exe (programme)');
  expect(page).toContain('page.html (page web)');
});

test('what is no message at all is noted, and the next one is read', async () => {
  const before = (await received()).length;
  servers.append('\r\n');
  servers.append(
    'Content-Type: multipart/mixed; boundary="x"\r\nFrom: cassé <<>@@>\r\n\r\n--x\r\nContent-Transfer-Encoding: base64\r\nContent-Type: image/png; name="a.png"\r\n\r\n%%%%',
  );
  servers.append(
    raw({ Subject: '=?utf-8?Q?caf=E9_cass=?=', 'Content-Type': 'text/plain; charset=martien' }, 'Salut \u0000 à tous'),
  );
  await fetchNow();
  const after = (await received()).slice(before);
  expect(after).toHaveLength(3);
  // Nobody can be answered who gave no address.
  expect(after.slice(0, 2).map(({ verdict }) => verdict)).toEqual(['unreadable', 'unreadable']);
  expect(after.at(-1)?.body).toContain('Salut');
  const agent = await world.browser(world.people.agent);
  const { body: page } = await agent.get(`/agents/courriels/${after[0]?.id}`);
  expect(page).toContain('Il est mal formé, ou ne dit pas qui l’envoie.');
  expect(page).toContain('Expéditeur non indiqué');
});

test('a message of fifty megabytes is not fetched: its header says whose it is', async () => {
  const mail = await take(raw({ From: 'Lourd <lourd@exemple.fr>', Subject: 'Mes photos' }, 'x'.repeat(50_000_100)));
  expect(mail).toMatchObject({
    verdict: 'too-large',
    state: 'waiting',
    sender: 'lourd@exemple.fr',
    subject: 'Mes photos',
    body: '',
  });
  const agent = await world.browser(world.people.agent);
  const list = (await agent.get('/agents/courriels')).body;
  expect(list).toContain('Mes photos');
  const { body: page } = await agent.get(`/agents/courriels/${mail.id}`);
  expect(page).toContain('Il dépasse 50\u00a0Mo. Ouvrez-le dans la boîte aux lettres.');
  expect(page).toContain('Le texte n’a pas été relevé');
  expect(page).not.toContain('Ce message n’a pas de texte');
}, 120_000);

async function countDossiers(): Promise<number> {
  const { count } = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}
