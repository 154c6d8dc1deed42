import type { BenchCase } from './figures.ts';
import { percentile } from './figures.ts';
import { measureCpu, residentMemory } from './processes.ts';
import type { BenchSite } from './site.ts';

export interface Load {
  readonly name: string;
  readonly clients: number;
  /** Seconds that count, after a warm-up of a fifth of them. */
  readonly seconds: number;
  /** Between the warm-up and what counts. */
  afterWarmUp?(): Promise<void>;
  /** One whole act by one client; throws when the answer is not the one expected. */
  act(client: number): Promise<void>;
}

/** Runs the act again and again by so many clients at once, and measures. */
export async function runLoad(site: BenchSite, load: Load): Promise<BenchCase> {
  await repeat(load, (load.seconds * 1000) / 5);
  await load.afterWarmUp?.();
  const cpu = measureCpu(site.pids);
  const began = performance.now();
  const { samples, errors, firstError } = await repeat(load, load.seconds * 1000);
  const seconds = (performance.now() - began) / 1000;
  const used = cpu(samples.length);
  samples.sort((a, b) => a - b);
  if (firstError !== undefined) console.error(`${load.name}: ${firstError.message}`);
  return {
    name: load.name,
    throughput: samples.length / seconds,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    ...used,
    memory: residentMemory(site.pids.web),
    errors,
    clients: load.clients,
  };
}

async function repeat(load: Load, milliseconds: number) {
  const until = performance.now() + milliseconds;
  const samples: number[] = [];
  let errors = 0;
  let firstError: Error | undefined;
  await Promise.all(
    Array.from({ length: load.clients }, async (_, client) => {
      while (performance.now() < until) {
        const began = performance.now();
        try {
          await load.act(client);
          samples.push(performance.now() - began);
        } catch (error) {
          errors += 1;
          firstError ??= error as Error;
          if (errors > 200) return;
        }
      }
    }),
  );
  return { samples, errors, firstError };
}
