import { civilDate } from '#platform/clock/clock.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { createAudit } from '../audit/audit-parts.ts';
import { sealHistories } from '../audit/seal-histories.ts';
import { callHook } from '../effects/hooks/call-hook.ts';
import { type AcknowledgeDeps, acknowledgeDossier } from '../usecases/acknowledge-dossier.ts';
import { expireDrafts } from '../usecases/expire-drafts.ts';
import { purgeDossiers } from '../usecases/purge-dossiers.ts';
import { type TimerDeps, takeDueTimers } from '../usecases/take-due-timers.ts';
import { forEachAuthority } from './for-each-authority.ts';
import {
  type AcknowledgeDossierData,
  acknowledgeDossierKind,
  type CallHookData,
  callHookKind,
  callRetries,
} from './job-kinds.ts';

export type DossierJobsDeps = Omit<AcknowledgeDeps, 'platform'> & TimerDeps & { readonly platform: Platform };

/**
 * What is done later: acknowledging filings, calling other systems; each hour, what time decides; each night, erasing
 * what is no longer to be kept.
 */
export function dossierJobs(
  deps: DossierJobsDeps,
): [
  JobDefinition<AcknowledgeDossierData>,
  JobDefinition<CallHookData>,
  JobDefinition<object>,
  JobDefinition<object>,
  JobDefinition<object>,
] {
  const { platform } = deps;
  const audit = createAudit(platform);
  return [
    { name: acknowledgeDossierKind.name, concurrency: 16, run: (data) => acknowledgeDossier(deps, data) },
    { name: callHookKind.name, retries: callRetries, run: (data) => callHook(deps, data) },
    {
      // Delays end with a day; the other hours catch up what a night missed.
      name: 'take-due-timers',
      schedule: '7 * * * *',
      concurrency: 1,
      run: async () => void (await takeDueTimers(deps)),
    },
    {
      name: 'expire-drafts',
      schedule: '20 3 * * *',
      concurrency: 1,
      run: () => forEachAuthority(platform, async (id) => void (await expireDrafts(deps, id, nowOf(platform)))),
    },
    {
      name: 'purge-dossiers',
      schedule: '40 3 * * *',
      concurrency: 1,
      run: () =>
        forEachAuthority(platform, async (id) => {
          // The seal carries the proofs out of the database at once, to where a restored copy finds them.
          if ((await purgeDossiers(deps, id, todayOf(platform))) > 0) await sealHistories(audit, id);
        }),
    },
  ];
}

function nowOf(platform: Platform): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}

function todayOf(platform: Platform): string {
  return civilDate(platform.clock.now()).toString();
}
