import { type RunningSimulator, startSimulator } from '../openid/simulated-provider.ts';
import { listAgents } from './identities.ts';
import { proConnectProfile } from './profile.ts';

export const proConnectClient = { id: 'parvis-simulation', secret: 'secret-of-the-simulation' } as const;

/** ProConnect on this machine. */
export function startProConnect(options: { port?: number } = {}): Promise<RunningSimulator> {
  return startSimulator({
    profile: proConnectProfile,
    identities: listAgents(),
    clients: [
      {
        ...proConnectClient,
        redirectPaths: ['/agents/connexion/proconnect/retour'],
        signOutPaths: ['/deconnexion/retour'],
      },
    ],
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}
