import { makeDemonstrationSeal } from '#modules/signatures/pkcs12/demonstration-seal.ts';
import type { OpenedSeal } from '#modules/signatures/pkcs12/open-pkcs12.ts';
import { makePkcs12 } from '#modules/signatures/testing/make-pkcs12.ts';
import { keepSeal } from '#modules/signatures/usecases/keep-seal.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { mercey, type Person, vernon, type World } from './world.ts';

const path = '/agents/administration/cachet';
const password = 'phrase du fournisseur';

let made: Promise<OpenedSeal> | undefined;

function seal(world: World): Promise<OpenedSeal> {
  const now = new Date(world.counter.platform.clock.now().epochMilliseconds);
  made ??= makeDemonstrationSeal('Mairie de Vernon', now);
  return made;
}

/** The seal of an authority, which its administrator alone changes; the check of a document, which is for everybody. */
export function sealCases({
  everybody,
  administrators,
}: {
  readonly everybody: Audience;
  readonly administrators: Audience;
}): Readonly<Record<string, RouteCase>> {
  return {
    'seals.show': { audience: administrators, at: () => path },
    'seals.keep': {
      audience: administrators,
      at: async (world) => ({
        path,
        fields: { 'mot-de-passe': password },
        files: [{ field: 'fichier', name: 'cachet.p12', content: makePkcs12(await seal(world), password) }],
      }),
    },
    'seals.letters': { audience: administrators, at: () => ({ path: `${path}/courriers`, fields: {} }) },
    'seals.removal': {
      audience: administrators,
      at: async (world, who) => {
        await giveSeals(world, who);
        return `${path}/retirer`;
      },
    },
    'seals.remove': {
      audience: administrators,
      at: async (world, who) => {
        await giveSeals(world, who);
        return { path: `${path}/retirer`, fields: {} };
      },
    },
    'seals.verification': { audience: everybody, at: () => '/verifier-un-document' },
    'seals.verify': {
      audience: everybody,
      gives: 200,
      at: () => ({
        path: '/verifier-un-document',
        fields: {},
        files: [{ field: 'document', name: 'courrier.pdf', content: Buffer.from('%PDF-1.7 without a signature') }],
      }),
    },
  };
}

/** Both administrators have one to remove. */
async function giveSeals(world: World, { agent }: Person): Promise<void> {
  if (agent === undefined) return;
  const { platform, signatures } = world.counter;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const opened = await seal(world);
  for (const authorityId of [vernon, mercey])
    await platform.database.transaction([authorityId], (tx) =>
      keepSeal(tx, signatures.seals.keys, { authorityId, seal: opened, now }),
    );
}
