import { loadBundled } from '../scripts/load-bundled.ts';
import type { BenchCase } from './support/figures.ts';

/** See `support/back-up-and-restore.ts`. */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const { backUpAndRestore } = await loadBundled<typeof import('./support/back-up-and-restore.ts')>(
    'bench/support/back-up-and-restore.ts',
    'var/bench-backup.mjs',
  );
  await backUpAndRestore(args, report);
}
