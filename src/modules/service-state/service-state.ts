import type { Announcements } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';
import { isRunning, type KnownState, stampOf } from './domain/known-state.ts';
import { readState } from './queries/read-state.ts';
import { announcementsOf } from './web/announcement-words.ts';
import { keptDraftPage } from './web/closed.page.tsx';

/** What this process knows of maintenance mode and of notices. */
export interface ServiceState {
  current(): Promise<KnownState>;
  /** See `stampOf`. */
  stamp(): Promise<string>;
  /** After an act of this process: it is asked anew at once. */
  forget(): void;
  readonly announcements: Announcements;
}

/** Said by the triggers of migrations/0052_maintenance.sql. */
const channel = 'parvis_service';

/**
 * Milliseconds for which an answer is believed. Changes are told by the database as soon as they are committed; where notices are
 * not heard, they are seen after so long.
 */
const believedFor = 5_000;

const nothing: KnownState = { maintenance: undefined, notices: [] };

/** Asks the database seldom and beside the answers: a page that is kept in memory waits for none. */
export function createServiceState(platform: Pick<Platform, 'database' | 'clock' | 'log'>): ServiceState {
  let known: KnownState | undefined;
  let askedAt = 0;
  let asking: Promise<void> | undefined;
  let changes = 0;
  let changed = false;
  let listening = false;
  const now = () => new Date(platform.clock.now().epochMilliseconds);

  const forget = () => {
    changes += 1;
    changed = true;
  };

  const ask = (): Promise<void> => {
    if (!listening) {
      listening = true;
      platform.database.listen(channel, { told: forget, missed: forget });
    }
    asking ??= (async () => {
      const before = changes;
      askedAt = performance.now();
      try {
        known = await readState(platform.database.open, now());
        if (changes === before) changed = false;
      } catch (error) {
        // While the database is away what was last known stands; it is asked again in a moment.
        changed = false;
        platform.log.warn({ code: (error as { code?: string }).code }, 'state of the service not read');
      } finally {
        asking = undefined;
      }
    })();
    return asking;
  };

  const current = async (): Promise<KnownState> => {
    if (known === undefined || changed) await ask();
    else if (performance.now() - askedAt > believedFor) void ask();
    return known ?? nothing;
  };

  return {
    current,
    stamp: async () => stampOf(await current(), now()),
    forget,
    announcements: {
      isFilingClosed: async () => (await current()).maintenance !== undefined,
      refuseFiling: async (context, site, draftHref) => {
        const { maintenance } = await current();
        return maintenance === undefined ? undefined : keptDraftPage(context, site, { maintenance, draftHref });
      },
      shown: async (locale, to) => {
        const { maintenance, notices } = await current();
        const at = now();
        return announcementsOf(
          { maintenance, notices: notices.filter((one) => isRunning(one, at)) },
          { locale, to, at },
        );
      },
    },
  };
}
