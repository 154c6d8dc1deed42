import { type ChildProcess, spawn } from 'node:child_process';
import pg from 'pg';
import { servingFlags, thriftyMalloc } from '../scripts/setup.mjs';
import { Visitor } from './support/browser-like-client.ts';
import { fillDesks, longHistorySql } from './support/desk-data.ts';
import type { BenchCase } from './support/figures.ts';
import { readForm } from './support/html-form.ts';
import { runLoad } from './support/load.ts';
import { measureCpu, residentMemory } from './support/processes.ts';
import { type BenchSite, benchSecrets, startBenchSite } from './support/site.ts';

const clients = 16;
const vernon = 'C27681';

/**
 * How fast the desk is with a whole territory's dossiers, at 16 clients.
 * `npm run bench -- desk [dossiers, 1000000] [seconds a case, 4] [part of a case's name]`. The data are made once in
 * BENCH_FOLDER and kept; another number of dossiers wants another folder.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const dossiers = Number(args[0] ?? 1_000_000);
  const seconds = Number(args[1] ?? 4);
  const wanted = args[2] ?? '';
  const site = await startBenchSite();
  try {
    await fillDesks(site.superUrl, dossiers);
    const agent = await signIn(site);
    const paths = await casePaths(site, agent);
    for (const [name, path] of paths)
      if (name.includes(wanted)) report(await pageCase(site, name, agent, path, seconds));
    if ('export'.includes(wanted)) report(await exportCase(site, agent));
  } finally {
    await site.stop();
  }
}

async function signIn(site: BenchSite): Promise<Visitor> {
  const agent = new Visitor(site.port);
  const form = readForm((await agent.get('/agents/connexion')).body.toString(), '/agents/connexion');
  const answer = await agent.postForm(form.action, [
    ...form.hidden,
    ['email', 'secretariat@vernon.example'],
    ['password', 'parvis-demonstration'],
  ]);
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
  return agent;
}

/** The addresses of each case; a client takes the next one each time. */
async function casePaths(site: BenchSite, agent: Visitor): Promise<[string, readonly string[]][]> {
  const { procedures, rare } = await asOwner(site, async (client) => {
    const { rows } = await client.query<{ procedure_id: string }>(
      'SELECT procedure_id FROM dossiers WHERE authority_id = $1 GROUP BY 1 ORDER BY count(*) DESC',
      [vernon],
    );
    const all = rows.map((row) => row.procedure_id);
    return { procedures: all, rare: all.at(-1) ?? '' };
  });
  const codes = await asOwner(site, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM dossiers WHERE authority_id = $1 ORDER BY md5(id::text) LIMIT 200',
      [vernon],
    );
    return rows.map((row) => row.id);
  });
  const slug = /href="\/agents\/dossiers\/([^/"]+)\//.exec((await agent.get('/agents')).body.toString())?.[1] ?? '';
  const views = [
    'a-traiter',
    'miens',
    'non-attribues',
    'en-retard',
    'en-attente',
    'nouvelles-reponses',
    'tous',
    'clos',
  ];
  const search = (words: readonly string[], more = '') =>
    words.map((one) => `/agents?q=${encodeURIComponent(one)}${more}`);
  return [
    ...views.map((view): [string, string[]] => [`view ${view}`, [`/agents?vue=${view}`]]),
    ['order name, all', ['/agents?vue=tous&tri=nom']],
    ['order activity, all', ['/agents?vue=tous&tri=activite']],
    ['order due, all', ['/agents?vue=tous&tri=echeance']],
    ['order oldest, to handle', ['/agents?vue=a-traiter&tri=anciens']],
    ['filter common procedure', procedures.slice(0, 8).map((id) => `/agents?vue=tous&demarche=${id}`)],
    ['filter rare procedure', [`/agents?vue=tous&demarche=${rare}`, `/agents?demarche=${rare}`]],
    ['filter channel, complete, week', ['/agents?vue=tous&canal=email&dossier=incomplet&delai=semaine']],
    ['filter urgent', ['/agents?vue=tous&urgent=oui', '/agents?urgent=oui']],
    ['filter days', ['/agents?vue=tous&du=2025-03-01&au=2025-03-02']],
    [
      'search rare words',
      search(['fuite compteur graffiti', 'fauteuil âgées pigeon', 'échafaudage rat benne', 'odeur égout rivière']),
    ],
    ['search common word', search(['rue', 'demande', 'école', 'trottoir', 'bruit', 'pont', 'banc', 'vélo'])],
    ['search a name', search(['Moreau Jeanne', 'Lefevre', 'Zoé Garnier', 'helene faure', 'Petit'])],
    ['search an e-mail', search(codes.map((_, n) => `habitant${n * 937}@example.org`))],
    ['search words and procedure', search(['école', 'rue', 'bruit'], `&demarche=${procedures[2]}`)],
    [
      'search an answer',
      codes.map((_, n) => `/agents?vue=tous&demarche=${procedures[n % 5]}&champ=reference&valeur=REF-${n * 311}`),
    ],
    ['search to handle', search(['rue', 'place', 'eau'], '&vue=a-traiter')],
    // Some hundredths of all dossiers answer.
    ...['nom', 'activite', 'echeance'].map((order): [string, string[]] => [
      `search by ${order}`,
      search(['Moreau', 'école pont', 'Garcia', 'banc vélo'], `&vue=tous&tri=${order}`),
    ]),
    ['search a common word by name', search(['pont', 'rue', 'banc'], '&vue=tous&tri=nom')],
    ['search two words to handle', search(['école pont', 'Moreau', 'banc vélo'], '&vue=a-traiter')],
    ['dossier page', codes.map((id) => `/agents/dossiers/${slug}/${id}`)],
    ['dossier page of 300 events', [`/agents/dossiers/${slug}/${await dossierOf300Events(site)}`]],
    ['dossier page in a list', codes.slice(0, 50).map((id) => `/agents/dossiers/${slug}/${id}?liste=vue%3Dtous`)],
  ];
}

/** A dossier with a long history, made once. */
function dossierOf300Events(site: BenchSite): Promise<string> {
  return asOwner(site, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM dossiers WHERE authority_id = $1 ORDER BY md5(id::text) DESC LIMIT 1',
      [vernon],
    );
    const id = rows[0]?.id ?? '';
    await client.query(longHistorySql, [vernon, id]);
    return id;
  });
}

async function asOwner<T>(site: BenchSite, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(site.superUrl);
  url.pathname = '/parvis';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function pageCase(
  site: BenchSite,
  name: string,
  agent: Visitor,
  paths: readonly string[],
  seconds: number,
): Promise<BenchCase> {
  const visitors = Array.from({ length: clients }, () => agent.twin({ 'accept-encoding': 'br, gzip' }));
  let n = 0;
  return runLoad(site, {
    name,
    clients,
    seconds,
    act: async (client) => {
      n += 1;
      const answer = await (visitors[client] as Visitor).get(paths[n % paths.length] as string);
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    },
  });
}

/** An export of 100,000 rows, asked for on its page and made by a worker of its own. */
async function exportCase(site: BenchSite, agent: Visitor): Promise<BenchCase> {
  const from = await asOwner(site, async (client) => {
    const { rows } = await client.query<{ day: string }>(
      `SELECT to_char(submitted_at, 'YYYY-MM-DD') AS day FROM dossiers WHERE authority_id = $1
       ORDER BY submitted_at DESC OFFSET least(100000, (SELECT count(*) - 1 FROM dossiers WHERE authority_id = $1)) LIMIT 1`,
      [vernon],
    );
    return rows[0]?.day ?? '2020-01-01';
  });
  const worker = startWorker(site);
  const pids = { web: worker.pid as number, database: site.pids.database };
  try {
    const address = `/agents/exports/nouveau?liste=${encodeURIComponent(`vue=tous&du=${from}`)}`;
    const form = readForm((await agent.get(address)).body.toString(), address);
    const began = performance.now();
    const cpu = measureCpu(pids);
    const answer = await agent.postForm('/agents/exports', [
      ...form.hidden,
      ...['code', 'procedure', 'applicant', 'state', 'submitted', 'delay', 'assignee', 'email'].map(
        (column): [string, string] => ['colonne', column],
      ),
      ['format', 'csv'],
    ]);
    const place = answer.headers.get('location') ?? '';
    const id = place.split('/').at(-1);
    let memory = 0;
    for (;;) {
      await new Promise((wake) => setTimeout(wake, 250));
      memory = Math.max(memory, residentMemory(worker.pid as number));
      const found = await asOwner(site, async (client) => {
        const { rows } = await client.query<{ state: string; rows_written: number; size: string }>(
          'SELECT state, rows_written, size FROM desk_exports WHERE id = $1',
          [id],
        );
        return rows[0];
      });
      if (found?.state === 'failed') throw new Error('the export failed');
      if (found?.state !== 'ready') continue;
      const milliseconds = performance.now() - began;
      const { rows_written: rows, size } = found;
      const seconds = milliseconds / 1000;
      return {
        name: 'export',
        // `web` is the worker that makes the file.
        ...cpu(rows),
        throughput: rows / seconds,
        p50: milliseconds,
        p95: milliseconds,
        p99: milliseconds,
        errors: 0,
        rows,
        bytes: Number(size),
        memory,
      };
    }
  } finally {
    worker.kill('SIGTERM');
  }
}

function startWorker(site: BenchSite): ChildProcess {
  const env = {
    ...thriftyMalloc,
    ...process.env,
    ...benchSecrets,
    DATABASE_URL: site.appUrl,
    DATABASE_OWNER_URL: site.ownerUrl,
    STORAGE_DIR: `${process.env.BENCH_FOLDER ?? 'var/bench'}/files`,
    PROCESS: 'worker',
    LOG_LEVEL: 'error',
    PORT: '0',
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
  };
  return spawn(process.execPath, [...servingFlags, 'build/server/main.js'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
