import type { FastifyInstance } from 'fastify';
import { onAccountClosing, onSessionsEnding } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { singleSignOnJobs } from './jobs/single-sign-on-jobs.ts';
import type { SingleSignOnParts } from './parts.ts';
import { mountProvider } from './provider/mount.ts';
import { createProviderPool } from './provider/provider-pool.ts';
import { createSecrets } from './secrets.ts';
import { closeDoors, endBoundSessions } from './usecases/end-site-sessions.ts';
import { singleSignOnRoutes } from './web/routes.ts';

/** The provider of sign-ins for the territory's other sites. */
export interface SingleSignOn {
  readonly parts: SingleSignOnParts;
  readonly routes: readonly Route[];
  readonly jobs: readonly JobDefinition<never>[];
  /** Puts the protocol on the server, under its own path. */
  mount(server: FastifyInstance): Promise<void>;
  /** The keys have changed in this process. */
  forgetKeys(): void;
}

/** Made once in a process. */
export function createSingleSignOn(given: Omit<SingleSignOnParts, 'secrets'>): SingleSignOn {
  const parts: SingleSignOnParts = { ...given, secrets: createSecrets(given.platform.config) };
  const pool = createProviderPool(parts);
  onSessionsEnding('single-sign-on', (tx, hashes) => endBoundSessions(parts, tx, hashes));
  onAccountClosing('single-sign-on', {
    erase: async (tx, accountId) => {
      await tx.deleteFrom('sso_consents').where('account_id', '=', accountId).execute();
      await closeDoors(tx, { accountId });
    },
  });
  return {
    parts,
    routes: singleSignOnRoutes({ parts, pool }),
    jobs: singleSignOnJobs(parts, pool),
    mount: (server) => mountProvider(server, parts, pool),
    forgetKeys: pool.forget,
  };
}
