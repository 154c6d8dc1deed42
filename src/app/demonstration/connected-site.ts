import { createSite } from '#modules/single-sign-on/index.ts';
import type { Counter } from '../composition.ts';

/** What the simulated site is given: `simulators/relying-party`. Nobody has it outside a demonstration. */
export const demonstrationSite = {
  id: 'demonstration-mediatheque',
  secret: 'secret-de-demonstration-de-la-mediatheque',
  address: 'http://127.0.0.1:4510',
} as const;

/** Connects the media library of the simulators, once. */
export async function ensureDemonstrationSite({ singleSignOn, platform, directory }: Counter): Promise<void> {
  const known = await platform.database.open
    .selectFrom('sso_sites')
    .select('id')
    .where('id', '=', demonstrationSite.id)
    .executeTakeFirst();
  if (known !== undefined) return;
  const { epci } = await directory.getTerritory();
  const { id, secret, address } = demonstrationSite;
  await createSite(
    singleSignOn.parts,
    { agentId: undefined, name: 'Démonstration' },
    epci.id,
    {
      name: 'Médiathèque (démonstration)',
      purpose: 'Emprunter, réserver et prolonger des livres, des films et des jeux.',
      privacyUrl: `${address}/donnees`,
      redirectUris: [`${address}/retour`],
      postLogoutRedirectUris: [`${address}/`],
      backchannelLogoutUri: `${address}/deconnexion-distante`,
      scopes: {
        profile: 'Pour vous accueillir par votre nom',
        email: 'Pour vous prévenir qu’une réservation est arrivée',
        family: 'Pour les cartes jeunesse de vos enfants',
      },
      english: {
        purpose: 'Borrow, reserve and renew books, films and games.',
        reasons: {
          profile: 'To welcome you by your name',
          email: 'To tell you that a reservation has arrived',
          family: 'For your children’s library cards',
        },
      },
      authMethod: 'client_secret_basic',
    },
    { id, secret },
  );
}
