import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { png, vernon, type World } from './world.ts';

interface Audiences {
  readonly everybody: Audience;
  /** Whoever opens the letters of an authority. */
  readonly reception: Audience;
  /** Of Vernon alone. */
  readonly vernonReception: Audience;
  readonly administrators: Audience;
  readonly ownAdministrator: Audience;
}

/** What comes in by e-mail and SMS, and the mailboxes. */
export function inboundCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, reception, vernonReception, administrators, ownAdministrator } = audiences;
  type More = { readonly fields?: Record<string, string>; readonly gives?: number };
  const fieldsOf = (more: More) => (more.fields === undefined ? {} : { fields: more.fields });
  const givesOf = (more: More) => (more.gives === undefined ? {} : { gives: more.gives });
  const message = (rest: string, more: More = {}): RouteCase => ({
    audience: vernonReception,
    at: async (world) => ({ path: `/agents/courriels/${(await makeMessage(world)).id}${rest}`, ...fieldsOf(more) }),
    ...givesOf(more),
  });
  const mailbox = (rest: string, more: More = {}): RouteCase => ({
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/administration/boites-aux-lettres/${await makeMailbox(world)}${rest}`,
      ...fieldsOf(more),
    }),
    ...givesOf(more),
  });
  const adding = '/agents/administration/boites-aux-lettres/ajouter';
  return {
    'inbound.messages': { audience: reception, at: () => '/agents/courriels' },
    'inbound.message': message(''),
    'inbound.file': {
      audience: vernonReception,
      at: async (world) => {
        const { id, fileId } = await makeMessage(world);
        return `/agents/courriels/${id}/documents/${fileId}`;
      },
    },
    // The code is nobody's: the page says so again, to those who may join a message at all.
    'inbound.join': message('/joindre', { fields: { code: '2222-2222-222' }, gives: 422 }),
    'inbound.open': message('/ouvrir', { fields: { procedure: 'none' }, gives: 422 }),
    'inbound.settle': message('/suite', { fields: { to: 'binned' } }),
    'inbound.mailboxes': { audience: administrators, at: () => '/agents/administration/boites-aux-lettres' },
    'inbound.new-mailbox': { audience: administrators, at: () => adding },
    'inbound.add-mailbox': { audience: administrators, at: () => ({ path: adding, fields: {} }), gives: 422 },
    'inbound.mailbox': mailbox(''),
    'inbound.change-mailbox': mailbox('', { fields: {}, gives: 422 }),
    'inbound.fetch-mailbox': mailbox('/releve', { fields: { act: 'pause' } }),
    'inbound.remove-mailbox': mailbox('/retirer', { fields: {} }),
    'inbound.demo-answer': {
      audience: everybody,
      at: async (world) => ({
        path: `/demo/messages/${await makeSms(world)}/reponse`,
        fields: { reponse: 'Oui', _idempotency: newId() },
      }),
    },
  };
}

async function makeMessage({ counter }: World): Promise<{ id: string; fileId: string }> {
  const { platform, documents } = counter;
  const id = newId();
  return platform.database.transaction([vernon], async (tx) => {
    const file = await documents.storeGenerated(tx, vernon, {
      name: 'photo.png',
      mediaType: 'image/png',
      content: png,
      origin: 'applicant',
    });
    await tx
      .insertInto('received_messages')
      .values({
        authority_id: vernon,
        id,
        medium: 'email',
        identity: Buffer.from(id),
        sender: 'zoe@example.fr',
        subject: 'Un banc',
        body: 'Il est cassé',
        document_ids: [file.id],
        verdict: 'unattached',
        state: 'waiting',
        received_at: new Date(platform.clock.now().epochMilliseconds),
      })
      .execute();
    return { id, fileId: file.id };
  });
}

async function makeMailbox({ counter }: World): Promise<string> {
  const { platform } = counter;
  const id = newId();
  const now = new Date(platform.clock.now().epochMilliseconds);
  await platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('mailboxes')
      .values({
        authority_id: vernon,
        id,
        address: `${id}@example.fr`,
        host: 'imap.example.fr',
        port: 993,
        security: 'tls',
        username: 'mairie',
        wrapped_secret: Buffer.alloc(60),
        paused: true,
        created_at: now,
        updated_at: now,
      })
      .execute(),
  );
  return id;
}

async function makeSms({ counter }: World): Promise<string> {
  const id = newId();
  await counter.platform.database.open
    .insertInto('demo_messages')
    .values({ id, medium: 'sms', recipient: '+33612345678', subject: '', body: 'Venez', attachments: '[]' })
    .execute();
  return id;
}
