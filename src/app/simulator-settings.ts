import { readFileSync } from 'node:fs';
import { z } from 'zod';

const written = z.object({ pid: z.number().int().positive(), env: z.record(z.string(), z.string()) });

/** What `npm run simulators` leaves for a demonstration while it runs: the addresses of the simulated providers. */
export function simulatorSettings(file = 'var/simulators.json'): Record<string, string> {
  try {
    const { pid, env } = written.parse(JSON.parse(readFileSync(file, 'utf8')));
    // Throws when that process has ended without tidying up.
    process.kill(pid, 0);
    return env;
  } catch {
    return {};
  }
}
