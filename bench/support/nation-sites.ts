import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { parse } from 'yaml';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { runBuiltCli } from './built-cli.ts';
import { fillNation } from './nation-data.ts';
import { type BenchSite, serveBuilt } from './site.ts';

/** A desk that is measured; its first agent signs in. */
export interface MeasuredDesk {
  readonly name: 'ville' | 'village';
  readonly authorityId: string;
  readonly slug: string;
  readonly communeCode: string;
  readonly dossiers: number;
}

export interface NationSite extends BenchSite {
  readonly desks: readonly MeasuredDesk[];
  readonly databaseGb: number;
  /** Some of the desk's dossiers, far from each other; always the same ones. */
  someDossiers(desk: MeasuredDesk, count: number): Promise<readonly string[]>;
}

export interface Deployment {
  /** Of its data. */
  readonly folder: string;
  /** What `cli territory load` is given. */
  readonly territory: string;
  readonly dossiers: number;
}

export const deskPassword = 'a password of benches';

/** Fast and without a net: what is lost by a power cut is made again. Measuring has the product's own settings. */
const makingSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '3GB',
  checkpoint_timeout: '15min',
  shared_buffers: '1GB',
  autovacuum: 'off',
} as const;

/** Makes the data, unless they are there; who was interrupted goes on. */
export async function makeNation({ folder, territory, dossiers }: Deployment): Promise<void> {
  if (existsSync(markOf(folder))) {
    const made = Number(readFileSync(markOf(folder), 'utf8'));
    if (made === dossiers) return;
    throw new Error(`${folder} holds ${made} dossiers: use another BENCH_FOLDER`);
  }
  mkdirSync(folder, { recursive: true });
  const server = await startEmbeddedPostgres({ folder: `${folder}/postgres`, settings: makingSettings });
  try {
    await runBuiltCli(server, ['migrate']);
    await runBuiltCli(server, ['territory', 'load', territory, '--json']);
    const competences = parse(readFileSync('library/competences.yaml', 'utf8')) as { id: string; holder: string }[];
    await fillNation({
      superUrl: superUrlOf(server),
      dossiers,
      intercommunal: competences.filter(({ holder }) => holder === 'epci').map(({ id }) => id),
      passwordHash: await hash(deskPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
      connections: 2,
    });
  } finally {
    await server.stop();
  }
  writeFileSync(markOf(folder), String(dossiers));
}

/** Serves data that were made, on a PostgreSQL with the product's durable settings. */
export async function serveNation({ folder }: Pick<Deployment, 'folder'>): Promise<NationSite> {
  const server = await startEmbeddedPostgres({ folder: `${folder}/postgres` });
  const site = await serveBuilt(server);
  const url = superUrlOf(server);
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const desks = await ask<{ name: MeasuredDesk['name']; id: string; slug: string; code: string; dossiers: number }>(
    `SELECT d.name, d.id, d.slug, d.commune_code AS code, count(*)::integer AS dossiers
     FROM bench.desks d JOIN dossiers o ON o.authority_id = d.id GROUP BY 1, 2, 3, 4 ORDER BY 1`,
  );
  const [size] = await ask<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
  return {
    ...site,
    // Millions of rows were counted when they were made; autovacuum follows what is filed now.
    countRows: async () => undefined,
    desks: desks.map(({ id, code, ...desk }) => ({ ...desk, authorityId: id, communeCode: code })),
    databaseGb: Number(size?.size) / 1e9,
    someDossiers: async (desk, count) => {
      const rows = await ask<{ id: string }>(
        "SELECT id FROM dossiers WHERE authority_id = $1 AND code LIKE 'N%' ORDER BY md5(code) LIMIT $2",
        [desk.authorityId, count],
      );
      return rows.map(({ id }) => id);
    },
  };
}

function markOf(folder: string): string {
  return `${folder}/made`;
}

function superUrlOf(server: EmbeddedPostgres): string {
  const url = new URL(server.superUrl);
  url.pathname = '/parvis';
  return url.href;
}
