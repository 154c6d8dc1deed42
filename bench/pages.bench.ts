import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import { readForm } from './support/html-form.ts';
import { runLoad } from './support/load.ts';
import { fillInbox } from './support/many-dossiers.ts';
import { type BenchSite, startBenchSite } from './support/site.ts';

/** How fast pages come, at 20 clients. `npm run bench -- pages [seconds] [part of a case's name]`. */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const seconds = Number(args[0] ?? 6);
  const wanted = args[1] ?? '';
  const site = await startBenchSite();
  const visit = (path: string | ((n: number) => string)) => (name: string) => visitorsCase(site, name, path, seconds);
  const desk = (pathFor: (agent: Visitor) => Promise<string>) => (name: string) =>
    agentPages(site, name, seconds, pathFor);
  const cases: Readonly<Record<string, (name: string) => Promise<BenchCase>>> = {
    home: visit('/'),
    find: visit((n) => `/recherche?q=${encodeURIComponent(needs[n % needs.length] as string)}&commune=27681`),
    'find, each need new': visit(
      (n) => `/recherche?q=${encodeURIComponent(`${needs[n % needs.length]} ${n}`)}&commune=27681`,
    ),
    portal: visit('/vernon'),
    'procedure page': visit('/vernon/demarches/acte-de-naissance'),
    'form step': visit('/vernon/demarches/acte-de-naissance/commencer'),
    'dossier of a resident': (name) => residentDossier(site, name, seconds),
    'inbox of 10,000 dossiers': desk(async () => '/agents'),
    'search in the inbox': desk(async () => '/agents?q=Moreau'),
    'dossier of the desk': desk(firstDossier),
  };
  try {
    await fillInbox(site.ownerUrl, 'C27681', 10_000);
    for (const [name, measure] of Object.entries(cases)) if (name.includes(wanted)) report(await measure(name));
  } finally {
    await site.stop();
  }
}

const needs = [
  'lampadaire cassé',
  'poubelle trop petite',
  'extrait de naissance',
  'inscrire ma fille à la cantine',
  'carte d’identité',
  'louer une salle',
  'crèche',
  'partir en vacances',
];
const clients = 20;

/** Visitors without cookies, compressed answers. */
async function visitorsCase(
  site: BenchSite,
  name: string,
  path: string | ((n: number) => string),
  seconds: number,
): Promise<BenchCase> {
  const visitors = Array.from(
    { length: clients },
    () => new Visitor(site.port, { headers: { 'accept-encoding': 'br, gzip' } }),
  );
  let n = 0;
  return runLoad(site, {
    name,
    clients,
    seconds,
    afterWarmUp: site.countRows,
    act: async (client) => {
      n += 1;
      const visitor = visitors[client] as Visitor;
      visitor.forgetCookies();
      const answer = await visitor.get(typeof path === 'string' ? path : path(n));
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    },
  });
}

/** The page on which a resident follows a dossier that they have just filed. */
async function residentDossier(site: BenchSite, name: string, seconds: number): Promise<BenchCase> {
  const visitor = new Visitor(site.port);
  const start = '/vernon/demarches/question-a-la-mairie/commencer';
  const form = readForm((await visitor.get(start)).body.toString(), start);
  const fields: [string, string][] = [
    ...form.hidden,
    ['subject', 'streets'],
    ['message', 'Quand la rue du Moulin sera-t-elle refaite ?'],
    ['given_names', 'Jeanne'],
    ['family_name', 'Martin'],
    ['email', 'jeanne.martin@example.org'],
  ];
  const answer = form.multipart
    ? await visitor.postMultipart(form.action, fields, [])
    : await visitor.postForm(form.action, fields);
  const dossier = answer.headers.get('location')?.replace(/\/recu.*$/, '');
  if (dossier === undefined) throw new Error(`filing: status ${answer.status}`);
  return signedInCase(site, name, visitor, dossier, seconds);
}

/** Many connections of one signed-in browser. */
async function signedInCase(
  site: BenchSite,
  name: string,
  signedIn: Visitor,
  path: string,
  seconds: number,
): Promise<BenchCase> {
  const visitors = Array.from({ length: clients }, () => signedIn.twin({ 'accept-encoding': 'br, gzip' }));
  return runLoad(site, {
    name,
    clients,
    seconds,
    afterWarmUp: site.countRows,
    act: async (client) => {
      const answer = await (visitors[client] as Visitor).get(path);
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    },
  });
}

async function agentPages(
  site: BenchSite,
  name: string,
  seconds: number,
  pathFor: (agent: Visitor) => Promise<string>,
): Promise<BenchCase> {
  const agent = new Visitor(site.port);
  const form = readForm((await agent.get('/agents/connexion')).body.toString(), '/agents/connexion');
  const answer = await agent.postForm(form.action, [
    ...form.hidden,
    ['email', 'secretariat@vernon.example'],
    ['password', 'parvis-demonstration'],
  ]);
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
  return signedInCase(site, name, agent, await pathFor(agent), seconds);
}

async function firstDossier(agent: Visitor): Promise<string> {
  const inbox = (await agent.get('/agents')).body.toString();
  const path = /href="(\/agents\/dossiers\/[^"?]+)/.exec(inbox)?.[1];
  if (path === undefined) throw new Error('the inbox is empty');
  return path;
}
