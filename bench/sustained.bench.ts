import { mkdirSync, readFileSync } from 'node:fs';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { buildAll } from '../scripts/build.ts';
import type { BenchCase } from './support/figures.ts';
import { sustainFilings } from './support/sustained-load.ts';

/**
 * Filings at a steady rate, each acknowledged by a mail with its PDF, as in production: a process of pages, one of jobs, a
 * mail server, a PostgreSQL with its durable settings. `npm run bench -- sustained [minutes, 10] [filings a second, 60]`.
 * Ends with status 1 when a filing or a mail is missing, a queue or a process has grown.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const minutes = Number(args[0] ?? 10);
  const filingsASecond = Number(args[1] ?? 60);
  const folder = process.env.BENCH_FOLDER ?? 'var/bench-sustained';
  await buildAll();
  mkdirSync(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres({ folder: `${folder}/postgres` });
  const superUrl = new URL(postgres.superUrl);
  superUrl.pathname = '/parvis';
  try {
    const problems = await sustainFilings(
      {
        appUrl: postgres.appUrl,
        ownerUrl: postgres.ownerUrl,
        superUrl: superUrl.href,
        databasePid: Number(readFileSync(`${postgres.dataFolder}/postmaster.pid`, 'utf8').split('\n')[0]),
        files: `${folder}/files`,
        seconds: minutes * 60,
        filingsASecond,
        every: Math.min(60, minutes * 20),
        patience: 60,
      },
      report,
    );
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await postgres.stop();
  }
}
