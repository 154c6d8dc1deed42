import type { CpuUsed } from './processes.ts';

/** What a case measured. Times in milliseconds, memory in MB, CPU in percent of one core. */
export interface BenchCase extends Partial<CpuUsed> {
  readonly name: string;
  /** Done per second, over the whole run. */
  readonly throughput: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly memory?: number;
  readonly errors: number;
  readonly [extra: string]: unknown;
}

/** One JSON line. */
export function printFigures(figures: BenchCase): void {
  process.stdout.write(
    `${JSON.stringify(figures, (_key, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value))}\n`,
  );
}

/** The value under which that share of the samples lies. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}
