import { buildPlatform } from '#app/platform-parts.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createIdentity } from '#modules/identity/index.ts';
import { loadConfig } from '#platform/config/config.ts';

/** What knowing who is behind a cookie takes, in milliseconds, smallest first. */
export interface SessionChecks {
  readonly kept: readonly number[];
  readonly asked: readonly number[];
  /** Milliseconds of processor for one that is asked of the database, that of the database aside. */
  readonly askedCpu: number;
}

/** Who is behind a cookie: from the memory of the process, then asked of the database each time. */
export async function measureSessionChecks(appUrl: string, cookie: string): Promise<SessionChecks> {
  const config = loadConfig(
    { LOG_LEVEL: 'error' },
    {
      DATABASE_URL: appUrl,
      SESSION_SECRET: 'a secret that only this measure knows',
      ENCRYPTION_KEY: '0123456789abcdef'.repeat(4),
    },
  );
  const platform = await buildPlatform(config, { worker: false });
  try {
    const identity = createIdentity(platform, createDirectory(platform));
    const measure = async (times: number, before: () => void): Promise<number[]> => {
      const samples: number[] = [];
      for (let n = 0; n < times; n += 1) {
        before();
        const began = performance.now();
        const { resident } = await identity.resolve(cookie, undefined);
        if (resident === undefined) throw new Error('the session is not known');
        if (n >= times / 5) samples.push(performance.now() - began);
      }
      return samples.sort((a, b) => a - b);
    };
    const kept = await measure(20_000, () => undefined);
    const before = process.cpuUsage();
    const asked = await measure(3000, () => identity.parts.sessions.forgetAll());
    const { user, system } = process.cpuUsage(before);
    return { kept, asked, askedCpu: (user + system) / 1000 / 3000 };
  } finally {
    await platform.jobs.stop();
    await platform.database.close();
  }
}
