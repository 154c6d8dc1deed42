import { type RunningSimulator, startSimulator } from '../openid/simulated-provider.ts';
import { listResidents } from './identities.ts';
import { franceConnectProfile } from './profile.ts';

export const franceConnectClient = { id: 'parvis-simulation', secret: 'secret-of-the-simulation' } as const;

/** FranceConnect on this machine. @param identitiesFile public test identities to add, when the file exists */
export function startFranceConnect(
  options: { port?: number; identitiesFile?: string | undefined } = {},
): Promise<RunningSimulator> {
  return startSimulator({
    profile: franceConnectProfile,
    identities: listResidents(options.identitiesFile),
    clients: [
      {
        ...franceConnectClient,
        redirectPaths: ['/connexion/franceconnect/retour'],
        signOutPaths: ['/deconnexion/retour'],
      },
      { id: 'another-site', secret: 'another secret', redirectPaths: ['/retour'], signOutPaths: [] },
    ],
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}
