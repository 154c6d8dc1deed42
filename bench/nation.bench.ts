import { buildAll } from '../scripts/build.ts';
import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import { expectReceipt, nextOf, questionFields, sendForm, step } from './support/filing.ts';
import { runLoad } from './support/load.ts';
import {
  type Deployment,
  deskPassword,
  type MeasuredDesk,
  makeNation,
  type NationSite,
  serveNation,
} from './support/nation-sites.ts';

const clients = 8;

/** How many times longer a case may take in the nation than in the territory. */
export const mostTimes = 1.5;

/**
 * The same cases for a city and for a village, with the whole of France and with a territory of 61 communes and 10,000
 * dossiers, one right after the other; each line of the nation says how many times longer it took.
 * `npm run bench -- nation [dossiers, 10000000] [seconds a case, 4; 0 makes the data only] [part of a case's name]`. The
 * data are made once in BENCH_FOLDER and kept; who was interrupted goes on with the same command.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const dossiers = Number(args[0] ?? 10_000_000);
  const seconds = Number(args[1] ?? 4);
  const home = process.env.BENCH_FOLDER ?? 'var/bench-nation';
  await buildAll();
  await measureNation(
    {
      small: { folder: `${home}/territory`, territory: 'territories/seine-normandie.yaml', dossiers: 10_000 },
      large: { folder: `${home}/france`, territory: 'france', dossiers },
    },
    { seconds, wanted: args[2] ?? '' },
    report,
  );
}

/** The same with other deployments: the tests have small ones. */
export async function measureNation(
  { small, large }: { readonly small: Deployment; readonly large: Deployment },
  { seconds, wanted }: { readonly seconds: number; readonly wanted: string },
  report: (figures: BenchCase) => void,
): Promise<void> {
  await makeNation(small);
  await makeNation(large);
  if (seconds === 0) return;
  const territory = await serveNation(small);
  try {
    const nation = await serveNation(large);
    try {
      for (const name of ['ville', 'village'] as const) await measureDesk(name, { territory, nation });
    } finally {
      await nation.stop();
    }
  } finally {
    await territory.stop();
  }

  async function measureDesk(name: MeasuredDesk['name'], sites: { territory: NationSite; nation: NationSite }) {
    const cases = {
      territory: await casesOf(sites.territory, name),
      nation: await casesOf(sites.nation, name),
    };
    for (const [title, act] of cases.territory.acts) {
      const whole = `${title}, ${name}`;
      const other = cases.nation.acts.get(title);
      if (!whole.includes(wanted) || other === undefined) continue;
      const smaller = await measure(sites.territory, `territory: ${whole}`, cases.territory.desk, act);
      const larger = await measure(sites.nation, `nation: ${whole}`, cases.nation.desk, other);
      report(smaller);
      report({ ...larger, ...timesOf(smaller, larger) });
    }
  }

  async function measure(site: NationSite, name: string, desk: MeasuredDesk, act: Act): Promise<BenchCase> {
    const figures = await runLoad(site, { name, clients, seconds, act });
    return { ...figures, authority: desk.authorityId, dossiers: desk.dossiers, databaseGb: site.databaseGb };
  }
}

/** What the larger costs of the smaller: `cpu` of the site and of PostgreSQL together, which another load disturbs least. */
export function timesOf(smaller: BenchCase, larger: BenchCase) {
  const cpuOf = ({ cpuMsPerUnit }: BenchCase) => (cpuMsPerUnit?.web ?? 0) + (cpuMsPerUnit?.database ?? 0);
  const times = { p50: larger.p50 / smaller.p50, cpu: cpuOf(larger) / cpuOf(smaller) };
  return { times, within: times.p50 <= mostTimes };
}

type Act = (client: number) => Promise<void>;

async function casesOf(
  site: NationSite,
  name: MeasuredDesk['name'],
): Promise<{ desk: MeasuredDesk; acts: ReadonlyMap<string, Act> }> {
  const desk = site.desks.find((one) => one.name === name);
  if (desk === undefined) throw new Error(`There is no desk of the ${name}`);
  const agent = await signIn(site, desk);
  const inbox = (await agent.get('/agents')).body.toString();
  const slug = /href="\/agents\/dossiers\/([^/"]+)\//.exec(inbox)?.[1] ?? desk.slug;
  const codes = await site.someDossiers(desk, 200);
  const form = `/${desk.slug}/demarches/question-a-la-mairie/commencer`;
  const filers = visitorsOf(() => new Visitor(site.port));
  const strangers = visitorsOf(() => new Visitor(site.port, { headers: compressed }));
  const agents = visitorsOf(() => agent.twin(compressed));
  const residents = new Map<number, { visitor: Visitor; path: string }>();
  return {
    desk,
    acts: new Map<string, Act>([
      [
        'filing',
        async (client) => {
          const visitor = filers(client);
          visitor.forgetCookies();
          await expectReceipt(visitor, await step(visitor, form, questionFields(told)));
        },
      ],
      ['finding', pages(strangers, (n) => `/recherche?q=${needs[n % needs.length]}+${n}&commune=${desk.communeCode}`)],
      ['inbox', pages(agents, () => '/agents')],
      ['all dossiers', pages(agents, () => '/agents?vue=tous')],
      ['search in the inbox', pages(agents, (n) => `/agents?q=${words[n % words.length]}`)],
      ['dossier of the desk', pages(agents, (n) => `/agents/dossiers/${slug}/${codes[n % codes.length]}`)],
      [
        'dossier of the resident',
        async (client) => {
          let resident = residents.get(client);
          if (resident === undefined) {
            resident = await fileAsResident(site, form);
            residents.set(client, resident);
          }
          await expectPage(resident.visitor, resident.path);
        },
      ],
      ['statistics', pages(agents, () => '/agents/tableau-de-bord')],
      ['statistics of a year', pages(agents, () => '/agents/tableau-de-bord?jours=365')],
      ['alerts', pages(agents, () => '/agents/alertes')],
    ]),
  };
}

const compressed = { 'accept-encoding': 'br, gzip' };
const told = {
  email: 'jeanne.martin@example.org',
  message: 'Quand la rue du Moulin sera-t-elle refaite ? Les trous deviennent dangereux pour les vélos.',
};
const needs = ['lampadaire+cassé', 'poubelle+trop+petite', 'extrait+de+naissance', 'carte+identité', 'louer+une+salle'];
const words = ['Moreau', 'graffiti', 'Martin+Jeanne', 'école', 'pont', 'Garnier'].map(encodeURI);

/** One visitor for each client, made when it comes first. */
function visitorsOf(make: () => Visitor): (client: number) => Visitor {
  const known = new Map<number, Visitor>();
  return (client) => {
    const visitor = known.get(client) ?? make();
    known.set(client, visitor);
    return visitor;
  };
}

function pages(visitors: (client: number) => Visitor, pathOf: (n: number) => string): Act {
  let n = 0;
  return async (client) => {
    n += 1;
    await expectPage(visitors(client), encodeURI(decodeURI(pathOf(n))));
  };
}

async function expectPage(visitor: Visitor, path: string): Promise<void> {
  const { status } = await visitor.get(path);
  if (status !== 200) throw new Error(`${path}: status ${status}`);
}

async function fileAsResident(site: NationSite, form: string): Promise<{ visitor: Visitor; path: string }> {
  const visitor = new Visitor(site.port, { headers: compressed });
  const plain = visitor.twin({});
  const answer = await sendForm(plain, await plain.get(form), form, questionFields(told));
  return { visitor: plain.twin(compressed), path: nextOf(form, answer).replace(/\/recu.*$/, '') };
}

async function signIn(site: NationSite, desk: MeasuredDesk): Promise<Visitor> {
  const agent = new Visitor(site.port);
  const path = '/agents/connexion';
  const fields = [
    ['email', `${desk.name}@nation.example`],
    ['password', deskPassword],
  ] as const;
  const answer = await sendForm(agent, await agent.get(path), path, fields);
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
  return agent;
}
