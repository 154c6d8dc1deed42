import { setTimeout as sleep } from 'node:timers/promises';
import { Visitor } from './support/browser-like-client.ts';
import { type BenchCase, percentile } from './support/figures.ts';
import { measureCpu, residentMemory } from './support/processes.ts';
import type { BenchSite } from './support/site.ts';

/** What a visitor opens in a commune, by the name of its slug and its INSEE code. */
const pages: Readonly<Record<string, (commune: Commune) => string>> = {
  find: ({ code }) => `/recherche?q=poubelle+cass%C3%A9e&commune=${code}`,
  portal: ({ slug }) => `/${slug}`,
  'procedure page': ({ slug }) => `/${slug}/demarches/acte-de-naissance`,
  'form step': ({ slug }) => `/${slug}/demarches/acte-de-naissance/commencer`,
};

export interface Commune {
  readonly slug: string;
  readonly code: string;
}

/** Answers are kept in memory for twenty seconds: afterwards every opening is a first one again. */
const forgottenAfter = 21_000;
const clients = 4;

/**
 * Each page in each of these communes, once while nothing of them is in memory, then once more. Both deployments are
 * measured alike: as many communes, as many visitors at once, none of them in a hurry for more.
 */
export async function measureOpenings(
  site: BenchSite,
  deployment: string,
  communes: readonly Commune[],
  report: (figures: BenchCase) => void,
): Promise<ReadonlyMap<string, BenchCase>> {
  const measured = new Map<string, BenchCase>();
  // The process has served each kind of page before it is measured: a site is not started for each commune.
  for (const path of Object.values(pages)) await openEach(site, '', communes.slice(0, 20).map(path));
  for (const [page, path] of Object.entries(pages)) {
    await sleep(forgottenAfter);
    for (const time of ['first opening', 'again']) {
      const figures = await openEach(site, `${deployment}: ${page}, ${time}`, communes.map(path));
      measured.set(`${page}, ${time}`, figures);
      report(figures);
    }
  }
  return measured;
}

async function openEach(site: BenchSite, name: string, paths: readonly string[]): Promise<BenchCase> {
  const samples: number[] = [];
  let errors = 0;
  let next = 0;
  const cpu = measureCpu(site.pids);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const visitor = new Visitor(site.port);
      for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
        visitor.forgetCookies();
        const asked = performance.now();
        const { status } = await visitor.get(path);
        samples.push(performance.now() - asked);
        if (status === 200) continue;
        errors += 1;
        console.error(`${path}: ${status}`);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  samples.sort((a, b) => a - b);
  return {
    name,
    throughput: samples.length / seconds,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    ...cpu(samples.length),
    memory: residentMemory(site.pids.web),
    errors,
    clients,
    communes: paths.length,
  };
}

/** How many times longer the larger deployment takes for each page; 1 when it takes as long. */
export function compareOpenings(
  name: string,
  smaller: ReadonlyMap<string, BenchCase>,
  larger: ReadonlyMap<string, BenchCase>,
): (BenchCase & { readonly times: Readonly<Record<string, number>> })[] {
  return [...larger].flatMap(([page, one]) => {
    const other = smaller.get(page);
    if (other === undefined) return [];
    const cpuOf = ({ cpuMsPerUnit }: BenchCase) => (cpuMsPerUnit?.web ?? 0) + (cpuMsPerUnit?.database ?? 0);
    return [
      {
        name: `${name}: ${page}`,
        throughput: one.throughput,
        p50: one.p50,
        p95: one.p95,
        p99: one.p99,
        errors: one.errors + other.errors,
        times: {
          p50: one.p50 / other.p50,
          p95: one.p95 / other.p95,
          ...(cpuOf(other) > 0 ? { cpu: cpuOf(one) / cpuOf(other) } : {}),
        },
      },
    ];
  });
}
