import { newId } from '#platform/crypto/ids.ts';
import { dossier, draft } from './mandate-cases.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { png, vernon, type World } from './world.ts';

interface Audiences {
  /** Whoever opens the letters of an authority. */
  readonly reception: Audience;
  /** Of Vernon alone. */
  readonly vernonReception: Audience;
  /** Those of them whose teams process something. */
  readonly vernonFiler: Audience;
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
export function incomingMailCases({
  reception,
  vernonReception,
  vernonFiler,
}: Audiences): Readonly<Record<string, RouteCase>> {
  type More = { readonly fields?: Record<string, string>; readonly gives?: number };
  const letter = (rest: string, more: More = {}): RouteCase => ({
    audience: vernonReception,
    at: async (world) => ({
      path: `/agents/courrier/${(await makeLetter(world)).id}${rest}`,
      ...(more.fields === undefined ? {} : { fields: more.fields }),
    }),
    ...(more.gives === undefined ? {} : { gives: more.gives }),
  });
  const letterDraft = (rest: string, more: { readonly files?: []; readonly gives?: number } = {}): RouteCase => ({
    audience: vernonFiler,
    at: async (world) => {
      const { id, draft } = await makeLetterDraft(world, 'question');
      return {
        path: `/agents/courrier/${id}/brouillons/${draft}${rest}`,
        ...(more.files === undefined ? {} : { files: more.files }),
      };
    },
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
    'incoming-mail.opening': letter('/demande'),
    'incoming-mail.send-opening': letter('/demande', { fields: { _idempotency: newId() }, gives: 422 }),
    'incoming-mail.acknowledgement': {
      audience: vernonReception,
      at: async (world) => `/agents/courrier/${(await makeLetter(world, true)).id}/accuse.pdf`,
    },
    'incoming-mail.draft': letterDraft('', { gives: 303 }),
    'incoming-mail.long': letterDraft('/tout'),
    'incoming-mail.send-long': letterDraft('/tout', { files: [], gives: 200 }),
    'incoming-mail.page': letterDraft('/message'),
    'incoming-mail.send-page': letterDraft('/message', { files: [], gives: 422 }),
    'incoming-mail.check': letterDraft('/verifier'),
    'incoming-mail.send': letterDraft('/verifier'),
    'incoming-mail.erase': letterDraft('/effacer'),
    'incoming-mail.draft-document': {
      audience: vernonFiler,
      at: async (world) => {
        const { id, draft } = await makeLetterDraft(world, 'street-light');
        return `/agents/courrier/${id}/brouillons/${draft}/documents/${await world.document({ draft })}`;
      },
    },
    'incoming-mail.void': letter('/annulation', { fields: { reason: 'Enregistré deux fois' } }),
  };
}

/** A letter of Vernon, scanned, that nobody dealt with. A year that no other test writes in, so that numbers do not meet. */
async function makeLetterDraft(world: World, procedure: string): Promise<{ id: string; draft: string }> {
  const { id } = await makeLetter(world);
  return { id, draft: await draft(world, `letter ${id}`, procedure) };
}

async function makeLetter(world: World, opened = false): Promise<{ id: string; scanId: string; year: number }> {
  const { platform, documents } = world.counter;
  const dossierId = opened ? await dossier(world, 'letter') : null;
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
        dossier_id: dossierId,
        ...(opened ? { settled: 'handled' as const, settled_at: now } : {}),
        registered_at: now,
        registered_by: agent.id,
      })
      .execute();
    return { id, scanId: scan.id, year };
  });
}
