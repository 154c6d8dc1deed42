import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { png, vernon, type World } from './world.ts';

interface Audiences {
  /** Whoever opens the letters of an authority. */
  readonly reception: Audience;
  /** Of Vernon alone. */
  readonly vernonReception: Audience;
}

const typed = {
  'receivedOn-day': '3',
  'receivedOn-month': '11',
  'receivedOn-year': '2025',
  medium: 'post',
  sender: 'Paul Durand',
  subject: 'Un trottoir à refaire',
};

/** The register of the letters that come in. */
export function incomingMailCases({ reception, vernonReception }: Audiences): Readonly<Record<string, RouteCase>> {
  type More = { readonly fields?: Record<string, string>; readonly gives?: number };
  const letter = (rest: string, more: More = {}): RouteCase => ({
    audience: vernonReception,
    at: async (world) => ({
      path: `/agents/courrier/${(await makeLetter(world)).id}${rest}`,
      ...(more.fields === undefined ? {} : { fields: more.fields }),
    }),
    ...(more.gives === undefined ? {} : { gives: more.gives }),
  });
  return {
    'incoming-mail.register': { audience: reception, at: () => '/agents/courrier' },
    'incoming-mail.new': { audience: reception, at: () => '/agents/courrier/nouveau' },
    'incoming-mail.send-new': {
      audience: reception,
      at: () => ({ path: '/agents/courrier/nouveau', fields: { ...typed, _idempotency: newId() } }),
    },
    'incoming-mail.download': {
      audience: vernonReception,
      at: async (world) => `/agents/courrier/registre/${(await makeLetter(world)).year}`,
    },
    'incoming-mail.letter': letter(''),
    'incoming-mail.scan': {
      audience: vernonReception,
      at: async (world) => {
        const { id, scanId } = await makeLetter(world);
        return `/agents/courrier/${id}/documents/${scanId}`;
      },
    },
    'incoming-mail.add-scan': {
      audience: vernonReception,
      at: async (world) => ({
        path: `/agents/courrier/${(await makeLetter(world)).id}/numerisation`,
        fields: {},
        files: [{ field: 'scan', name: 'courrier.png', content: png }],
      }),
    },
    // The code is nobody's: the page says so again, to those who may join a letter at all.
    'incoming-mail.join': letter('/dossier', { fields: { code: '2222-2222-222' }, gives: 422 }),
    'incoming-mail.settle': letter('/suite', { fields: { to: 'handled', words: 'Répondu par téléphone' } }),
    'incoming-mail.correct': letter('/correction', { fields: { ...typed, subject: 'Un banc à refaire' } }),
    'incoming-mail.void': letter('/annulation', { fields: { reason: 'Enregistré deux fois' } }),
  };
}

/** A letter of Vernon, scanned, that nobody dealt with. A year that no other test writes in, so that numbers do not meet. */
async function makeLetter({ counter }: World): Promise<{ id: string; scanId: string; year: number }> {
  const { platform, documents } = counter;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const id = newId();
  return platform.database.transaction([vernon], async (tx) => {
    const scan = await documents.storeGenerated(tx, vernon, {
      name: 'courrier.png',
      mediaType: 'image/png',
      content: png,
      origin: 'agent',
    });
    const year = 1990;
    const { last_number: number } = await tx
      .insertInto('mail_registers')
      .values({ authority_id: vernon, year, last_number: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['authority_id', 'year'])
          .doUpdateSet((eb) => ({ last_number: eb('mail_registers.last_number', '+', 1) })),
      )
      .returning('last_number')
      .executeTakeFirstOrThrow();
    const agent = await tx.selectFrom('agents').select('id').limit(1).executeTakeFirstOrThrow();
    await tx
      .insertInto('incoming_mail')
      .values({
        authority_id: vernon,
        id,
        year,
        number,
        key: newId(),
        received_on: '2025-11-03',
        medium: 'post',
        sender: 'Paul Durand',
        subject: 'Un trottoir à refaire',
        document_ids: [scan.id],
        registered_at: now,
        registered_by: agent.id,
      })
      .execute();
    return { id, scanId: scan.id, year };
  });
}
