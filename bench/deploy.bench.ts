import { mkdirSync } from 'node:fs';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { buildAll } from '../scripts/build.ts';
import { type Commune, compareOpenings, measureOpenings } from './deploy-openings.ts';
import { Visitor } from './support/browser-like-client.ts';
import { runBuiltCli } from './support/built-cli.ts';
import type { BenchCase } from './support/figures.ts';
import { runLoad } from './support/load.ts';
import { type BenchSite, serveBuilt } from './support/site.ts';

interface Deployment {
  readonly name: string;
  readonly database: string;
  /** What `cli territory load` is given. */
  readonly territory: string;
}

const deployments: readonly Deployment[] = [
  {
    name: 'territory of 61 communes',
    database: 'deploy_territory',
    territory: 'territories/seine-normandie.yaml',
  },
  { name: 'France', database: 'deploy_france', territory: 'france' },
];

/**
 * From an empty database to every portal with its procedures, then how fast needs are found and pages come: under a load
 * on what everybody opens, and in as many different communes of both, opened for the first time and again. The last lines
 * say how many times longer France takes. `npm run bench -- deploy [seconds] [part of a name]`.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const seconds = Number(args[0] ?? 4);
  await buildAll();
  mkdirSync('var/bench-deploy', { recursive: true });
  const openings: ReadonlyMap<string, BenchCase>[] = [];
  for (const deployment of deployments.filter((one) => one.name.includes(args[1] ?? ''))) {
    const server = await startEmbeddedPostgres({ folder: 'var/bench-deploy/postgres' });
    const postgres = await emptyDatabase(server, deployment.database);
    const { figures, communes } = await deploy(deployment, postgres);
    report(figures);
    const site = await serveBuilt(postgres);
    try {
      for (const [name, path] of Object.entries(pagesOf(communes))) {
        report(await pageCase(site, `${deployment.name}: ${name}`, path, seconds));
      }
      openings.push(await measureOpenings(site, deployment.name, spread(communes, communesOpened), report));
    } finally {
      await site.stop();
    }
  }
  const [territory, france] = openings;
  if (territory === undefined || france === undefined) return;
  for (const figures of compareOpenings('France against the territory', territory, france)) report(figures);
}

/** As many as the territory has. */
const communesOpened = 61;

/** So many of them, one here and one there. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)] as T);
}

async function emptyDatabase(server: EmbeddedPostgres, name: string): Promise<EmbeddedPostgres> {
  const client = new pg.Client({ connectionString: server.superUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} OWNER parvis_owner`);
  } finally {
    await client.end();
  }
  const at = (url: string): string => {
    const moved = new URL(url);
    moved.pathname = `/${name}`;
    return moved.href;
  };
  return { ...server, appUrl: at(server.appUrl), ownerUrl: at(server.ownerUrl), superUrl: at(server.superUrl) };
}

async function deploy(
  { name, territory }: Deployment,
  postgres: EmbeddedPostgres,
): Promise<{ figures: BenchCase; communes: readonly Commune[] }> {
  await runBuiltCli(postgres, ['migrate']);
  const began = performance.now();
  const { said, cpuSeconds } = await runBuiltCli(postgres, ['territory', 'load', territory, '--json']);
  const milliseconds = performance.now() - began;
  const again = performance.now();
  await runBuiltCli(postgres, ['territory', 'load', territory, '--json']);
  const repeated = performance.now() - again;
  const { adoption } = JSON.parse(said.slice(said.indexOf('{'))) as {
    adoption: { authorities: number; offered: number };
  };
  return {
    communes: await communesOf(postgres.superUrl),
    figures: {
      name: `deploy: ${name}`,
      throughput: adoption.authorities / (milliseconds / 1000),
      p50: milliseconds,
      p95: milliseconds,
      p99: milliseconds,
      errors: 0,
      seconds: milliseconds / 1000,
      secondsRepeated: repeated / 1000,
      authorities: adoption.authorities,
      offered: adoption.offered,
      // What the process itself worked, whoever else uses the machine.
      cpuSeconds,
      databaseMb: await megabytes(postgres.superUrl),
    },
  };
}

async function communesOf(url: string): Promise<Commune[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Commune>(
      "SELECT slug, commune_code AS code FROM authorities WHERE kind = 'commune' ORDER BY id",
    );
    return rows;
  } finally {
    await client.end();
  }
}

async function megabytes(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
    return Number(rows[0]?.size) / 2 ** 20;
  } finally {
    await client.end();
  }
}

/** What everybody opens; Vernon is in both. `any` steps through the communes in leaps, so that no cache has the next one. */
function pagesOf(communes: readonly Commune[]): Readonly<Record<string, string | ((n: number) => string)>> {
  const slugs = communes.map(({ slug }) => slug);
  const vernon = slugs.find((slug) => /^vernon(-27)?$/.test(slug)) ?? 'vernon';
  const any = (n: number) => slugs[(n * 7919) % slugs.length] as string;
  return {
    home: '/',
    find: '/recherche?q=poubelle+cass%C3%A9e&commune=27681',
    'find, each need new': (n) => `/recherche?q=${encodeURIComponent(`lampadaire cassé ${n}`)}&commune=27681`,
    'suggest a commune': (n) => `/api/communes?q=${'vernonsaintpacy'.slice(n % 12, (n % 12) + 3)}`,
    portal: `/${vernon}`,
    'portal of any commune': (n) => `/${any(n)}`,
    'procedure page of any commune': (n) => `/${any(n)}/demarches/acte-de-naissance`,
  };
}

const clients = 10;

async function pageCase(
  site: BenchSite,
  name: string,
  path: string | ((n: number) => string),
  seconds: number,
): Promise<BenchCase> {
  const visitors = Array.from({ length: clients }, () => new Visitor(site.port));
  let n = 0;
  return runLoad(site, {
    name,
    clients,
    seconds,
    act: async (client) => {
      n += 1;
      const visitor = visitors[client] as Visitor;
      visitor.forgetCookies();
      const answer = await visitor.get(typeof path === 'string' ? path : path(n));
      if (answer.status !== 200) throw new Error(`${typeof path === 'string' ? path : path(n)}: ${answer.status}`);
    },
  });
}
