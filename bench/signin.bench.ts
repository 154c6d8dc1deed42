import pg from 'pg';
import { loadBundled } from '../scripts/load-bundled.ts';
import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import { percentile } from './support/figures.ts';
import { readForm } from './support/html-form.ts';
import { runLoad } from './support/load.ts';
import { type BenchSite, startBenchSite } from './support/site.ts';

/**
 * Sign-ins by password at the cost that the product uses, pages meanwhile, and what knowing who is signed in costs.
 * `npm run bench -- signin [seconds]`.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const seconds = Number(args[0] ?? 8);
  const site = await startBenchSite();
  try {
    await addAccounts(site);
    report(await pagesCase(site, 'pages, nobody signs in', seconds));
    report(await signInsCase(site, 'sign-ins, 4 clients', 4, seconds));
    // A flood of sign-ins, with people who read pages all the while.
    const [signIns, pages] = await Promise.all([
      signInsCase(site, 'sign-ins, a flood of 30 clients', flood, seconds),
      pagesCase(site, 'pages during the flood', seconds),
    ]);
    report(signIns);
    report(pages);
    for (const figures of await sessionCases(site)) report(figures);
  } finally {
    await site.stop();
  }
}

const flood = 30;
const address = (client: number) => `signin.${client}@parvis.example`;

/** One account for each client, with the password of the demonstration: attempts are counted per account. */
async function addAccounts(site: BenchSite): Promise<void> {
  const client = new pg.Client({ connectionString: site.ownerUrl });
  await client.connect();
  try {
    await client.query('DELETE FROM attempts');
    await client.query(
      `INSERT INTO accounts (id, email, email_verified_at, password_hash)
       SELECT gen_random_uuid(), 'signin.' || n || '@parvis.example', now(), known.password_hash
       FROM generate_series(0, $1) n, (SELECT password_hash FROM accounts WHERE email = 'jeanne.martin@parvis.example') known
       ON CONFLICT DO NOTHING`,
      [flood],
    );
  } finally {
    await client.end();
  }
}

/** The whole sign-in of a browser: the page, the form, the session. */
async function signIn(visitor: Visitor, client: number): Promise<void> {
  visitor.forgetCookies();
  const form = readPasswordForm((await visitor.get('/connexion')).body.toString());
  const answer = await visitor.postForm(form.action, [
    ...form.hidden,
    ['email', address(client)],
    ['password', 'parvis-demonstration'],
  ]);
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
}

/** The form of FranceConnect comes before it when the simulators run. */
function readPasswordForm(html: string) {
  return readForm(`<main>${html.slice(html.lastIndexOf('<form', html.indexOf('action="/connexion"')))}`, '/connexion');
}

function signInsCase(site: BenchSite, name: string, clients: number, seconds: number): Promise<BenchCase> {
  const visitors = Array.from({ length: clients }, () => new Visitor(site.port));
  return runLoad(site, { name, clients, seconds, act: (client) => signIn(visitors[client] as Visitor, client) });
}

/** Pages that are made for each request: a search that nobody made before. */
function pagesCase(site: BenchSite, name: string, seconds: number): Promise<BenchCase> {
  const clients = 4;
  const visitors = Array.from({ length: clients }, () => new Visitor(site.port));
  let n = 0;
  return runLoad(site, {
    name,
    clients,
    seconds,
    act: async (client) => {
      n += 1;
      const answer = await (visitors[client] as Visitor).get(
        `/recherche?q=${encodeURIComponent(`lampadaire ${name.length} ${n}`)}&commune=27681`,
      );
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
      // People read what they open; without a pause this would measure the pages alone.
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  }).then((figures) => ({ ...figures, p50: figures.p50 - 20, p95: figures.p95 - 20, p99: figures.p99 - 20 }));
}

/** Who is behind a cookie: from memory, and asked of the database. */
async function sessionCases(site: BenchSite): Promise<BenchCase[]> {
  const visitor = new Visitor(site.port);
  await signIn(visitor, 0);
  const cookie = visitor.cookie('parvis_session');
  if (cookie === undefined) throw new Error('no session');
  const { measureSessionChecks } = await loadBundled<typeof import('./support/session-checks.ts')>(
    'bench/support/session-checks.ts',
    'var/bench/session-checks.mjs',
  );
  const { kept, asked, askedCpu } = await measureSessionChecks(site.appUrl, cookie);
  return [
    figuresOf('session check, known for five seconds', kept),
    { ...figuresOf('session check, asked of the database', asked), cpuMs: askedCpu },
  ];
}

function figuresOf(name: string, samples: readonly number[]): BenchCase {
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  return {
    name,
    throughput: (samples.length * 1000) / total,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    errors: 0,
  };
}
