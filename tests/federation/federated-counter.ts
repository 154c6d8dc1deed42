import type { Answer, TestCounter, Visitor } from '#tests/support/test-counter.ts';
import { testCounter } from '#tests/support/test-counter.ts';
import { franceConnectClient, startFranceConnect } from '../../simulators/franceconnect/franceconnect-simulator.ts';
import { helperIdp } from '../../simulators/franceconnect/identities.ts';
import type { Misbehaviour } from '../../simulators/openid/misbehaviours.ts';
import type { RunningSimulator } from '../../simulators/openid/simulated-provider.ts';
import { proConnectClient, startProConnect } from '../../simulators/proconnect/proconnect-simulator.ts';

export interface FederatedCounter {
  readonly counter: TestCounter;
  readonly franceconnect: RunningSimulator;
  readonly proconnect: RunningSimulator;
  close(): Promise<void>;
}

/** The whole counter, with both providers simulated. @param identitiesFile more people for FranceConnect */
export async function federatedCounter(identitiesFile?: string): Promise<FederatedCounter> {
  const franceconnect = await startFranceConnect({ identitiesFile });
  const proconnect = await startProConnect();
  const counter = await testCounter({
    env: {
      FRANCECONNECT_ISSUER: franceconnect.issuer,
      FRANCECONNECT_CLIENT_ID: franceConnectClient.id,
      FRANCECONNECT_CLIENT_SECRET: franceConnectClient.secret,
      FRANCECONNECT_HELPER_IDPS: helperIdp,
      PROCONNECT_ISSUER: proconnect.issuer,
      PROCONNECT_CLIENT_ID: proConnectClient.id,
      PROCONNECT_CLIENT_SECRET: proConnectClient.secret,
    },
  });
  return {
    counter,
    franceconnect,
    proconnect,
    close: async () => {
      await counter.close();
      await franceconnect.close();
      await proconnect.close();
    },
  };
}

/** The address to which a page of ours leads on. */
export function ledTo(answer: Answer): string {
  const url = /^0; url=(.+)$/.exec(String(answer.headers.refresh ?? ''))?.[1];
  if (url === undefined) throw new Error(`Leads nowhere: ${answer.status} ${answer.body.slice(0, 2000)}`);
  return url;
}

/** The part of an address that the site sees. */
export function ownPart(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}

/** Leaves for a provider with a form of the site, chooses somebody there and comes back. */
export async function goThrough(
  simulator: RunningSimulator,
  visitor: Visitor,
  departure: Answer,
  login: string,
  how?: Misbehaviour,
): Promise<Answer> {
  return visitor.get(ownPart(await simulator.choose(ledTo(departure), login, how)));
}

/** Presses the button of the sign-in page. */
export async function signInWith(
  simulator: RunningSimulator,
  visitor: Visitor,
  hat: 'resident' | 'agent',
  login: string,
  options: { how?: Misbehaviour; suite?: string } = {},
): Promise<Answer> {
  const page = hat === 'resident' ? '/connexion' : '/agents/connexion';
  const start = hat === 'resident' ? '/connexion/franceconnect' : '/agents/connexion/proconnect';
  await visitor.get(page);
  const departure = await visitor.post(start, options.suite === undefined ? {} : { suite: options.suite });
  return goThrough(simulator, visitor, departure, login, options.how);
}
