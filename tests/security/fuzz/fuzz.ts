import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { composeCounter } from '#app/composition.ts';
import { type Random, seeded } from '../../../chaos/random.ts';
import { hidden } from '../ask.ts';
import { agglomeration, makeWorld, mercey, type Person, vernon, type World } from '../world.ts';
import { complaintsOf, type Heard } from './complaints.ts';
import { ObservedNames } from './route-names.ts';
import { makeShot, type Shot } from './shot.ts';
import { libraryTargets, protocolTargets, routeTargets, type Target } from './targets.ts';

export interface Failure {
  readonly case: number;
  readonly target: string;
  readonly who: string;
  readonly complaints: readonly string[];
  readonly request?: {
    readonly method: string;
    readonly url: string;
    readonly headers: Shot['headers'];
    /** Base64 of the first bytes of the body. */
    readonly body?: string;
  };
  /** Sends this one case again. */
  readonly replay: string;
}

export interface Summary {
  readonly seed: number;
  readonly cases: number;
  readonly requests: number;
  /** Things that hostile requests went to, by what they are. */
  readonly targets: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  /** What was done to the requests. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly jobs: number;
  /** Cases that could not be set up, because of what earlier ones had changed: the world is then made anew. */
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Options {
  readonly seed: number;
  /** Whether one more case is to be tried. */
  goesOn(cases: number): boolean;
  /** This one case and nothing else. */
  readonly only?: number | undefined;
  readonly log?: (line: string) => void;
}

/** After so many cases everybody and everything is made anew: passwords have been changed, teams and procedures closed. */
const casesOfAWorld = 3000;
/** Jobs are run now and then, so that what they choke on is known by the cases just before. */
const casesBetweenJobs = 150;
/** They call other machines, which are not there. */
const outwardJobs = new Set(['call-hook', 'tell-site-sign-out', 'fetch-mailbox', 'fetch-mailboxes']);

/** Sends hostile requests to all that the counter answers, one after the other; the same seed sends the same. */
export async function fuzz(options: Options): Promise<Summary> {
  const run = new Run(options);
  try {
    return await run.go();
  } finally {
    await run.close();
  }
}

interface Stage {
  readonly world: World;
  readonly server: FastifyInstance;
  readonly targets: readonly Target[];
  /** Milliseconds after which the server itself gives up on a request. */
  readonly limit: number;
}

class Run {
  readonly #options: Options;
  readonly #failures: Failure[] = [];
  readonly #statuses: Record<string, number> = {};
  readonly #kinds: Record<string, number> = {};
  readonly #errors: string[] = [];
  readonly #unhandled = (error: unknown) => void this.#errors.push(`unhandled: ${describe(error)}`);
  #stage: Stage | undefined;
  #requests = 0;
  #jobs = 0;
  #skipped = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  async go(): Promise<Summary> {
    const { seed, only, goesOn } = this.#options;
    process.on('unhandledRejection', this.#unhandled);
    let [done, skippedHere] = [0, 0];
    let stage = await this.#open();
    for (let n = only ?? 0; only === undefined ? goesOn(n) : n === only; n += 1) {
      if ((done > 0 && done % casesOfAWorld === 0) || skippedHere > 40) {
        await this.#end();
        stage = await this.#open();
        skippedHere = 0;
      }
      const before = this.#skipped;
      await this.#tryCase(stage, seed, n);
      skippedHere += this.#skipped - before;
      done += 1;
      if (done % casesBetweenJobs === 0) await this.#runJobs(stage, n);
    }
    await this.#runJobs(stage, done);
    const targets: Record<string, number> = {};
    for (const { kind } of stage.targets) targets[kind] = (targets[kind] ?? 0) + 1;
    return {
      seed,
      cases: done,
      requests: this.#requests,
      targets,
      statuses: this.#statuses,
      kinds: this.#kinds,
      jobs: this.#jobs,
      skipped: this.#skipped,
      failures: this.#failures,
    };
  }

  async close(): Promise<void> {
    process.off('unhandledRejection', this.#unhandled);
    await this.#end();
  }

  async #end(): Promise<void> {
    await this.#stage?.server.close();
    await this.#stage?.world.close();
    this.#stage = undefined;
  }

  async #open(): Promise<Stage> {
    // Its own address, so that no forged Host is it.
    const world = await makeWorld({ env: { PUBLIC_URL: 'http://guichet.example' } });
    await joinAllTeams(world);
    const log = pino({ level: 'error' }, { write: (line: string) => void this.#errors.push(line.slice(0, 2000)) });
    const counter = await composeCounter({ ...world.counter.platform, log: log as never });
    const server = await counter.createServer();
    const names = new ObservedNames(counter.routes);
    names.watch(server);
    await server.ready();
    const stage = { world, server, targets: [], limit: server.server.requestTimeout };
    const targets = [...routeTargets(world, names.of), ...protocolTargets(world), ...(await libraryTargets(world))];
    this.#stage = { ...stage, targets };
    await this.#learn(this.#stage, names);
    return this.#stage;
  }

  /** Looks at each page and sends each form empty once: what they read is what is tried on them. */
  async #learn(stage: Stage, names: ObservedNames): Promise<void> {
    const random = seeded(1);
    const browsers = new Map<Person, Promise<Browser>>();
    for (const target of stage.targets.filter(({ kind }) => kind === 'route')) {
      const who = target.who(random);
      const aim = await target.aim(who, random);
      // Signing out ends a browser's session: those acts get one of their own.
      const known = target.id.includes('sign-out') ? undefined : browsers.get(who);
      const browser = await (known ?? this.#browser(stage, who));
      if (!target.id.includes('sign-out')) browsers.set(who, Promise.resolve(browser));
      const payload = Buffer.from(`_csrf=${browser.token}`);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const shot: Shot = {
        method: aim.method,
        url: aim.path,
        headers,
        kind: 'learn',
        ...(aim.method === 'GET' ? { headers: {} } : { payload }),
      };
      const heard = await this.#send(stage, shot, browser);
      if (String(heard.headers['content-type']).startsWith('text/html')) names.read(heard.body);
    }
    names.freeze();
    this.#errors.length = 0;
  }

  async #tryCase(stage: Stage, seed: number, n: number): Promise<void> {
    const random = seeded(seed).branch(`case ${n}`);
    const pass = Math.floor(n / stage.targets.length);
    const target = stage.targets[orderOf(stage.targets.length, seed, pass)[n % stage.targets.length] ?? 0];
    if (target === undefined) throw new Error('Nothing to aim at');
    // Wrong passwords and codes make the next ones wait.
    if (n % 50 === 0) stage.world.counter.platform.clock.advance({ hours: 25 });
    const who = target.who(random);
    let made: { aim: Awaited<ReturnType<Target['aim']>>; browser: Browser } | undefined;
    try {
      made = { aim: await target.aim(who, random), browser: await this.#browser(stage, who) };
    } catch (error) {
      this.#skipped += 1;
      this.#options.log?.(`case ${n}: ${target.id} could not be set up: ${describe(error)}`);
      return;
    }
    const { aim, browser } = made;
    const shot = makeShot(aim, browser.token, random);
    this.#kinds[shot.kind] = (this.#kinds[shot.kind] ?? 0) + 1;
    const heard = await this.#send(stage, shot, browser);
    this.#judge(n, target.id, who, shot, heard);
    const next =
      heard.status === 303 && typeof heard.headers.location === 'string' ? heard.headers.location : undefined;
    const after = [
      ...(next?.startsWith('/') === true && !next.startsWith('//') ? [{ path: next, who }] : []),
      ...(target.after?.(aim) ?? []),
    ];
    for (const { path, who: reader } of after) {
      const look: Shot = { method: 'GET', url: path, headers: {}, kind: 'after' };
      const other = reader === who ? browser : await this.#browser(stage, reader);
      this.#judge(n, `${target.id}, then ${path}`, reader, shot, await this.#send(stage, look, other));
    }
  }

  #judge(n: number, target: string, who: Person, shot: Shot, heard: Heard): void {
    this.#statuses[heard.status] = (this.#statuses[heard.status] ?? 0) + 1;
    const complaints = [...complaintsOf(heard), ...this.#errors.splice(0)];
    if (complaints.length === 0) return;
    this.#fail({
      case: n,
      target,
      who: who.name,
      complaints,
      request: {
        method: shot.method,
        url: shot.url.slice(0, 3000),
        headers: shot.headers,
        ...(shot.payload === undefined ? {} : { body: shot.payload.subarray(0, 3000).toString('base64') }),
      },
      replay: this.#replay(n),
    });
  }

  #replay(n: number): string {
    return `npm run fuzz -- --seed ${this.#options.seed} --case ${n}`;
  }

  #fail(failure: Failure): void {
    this.#failures.push(failure);
    this.#options.log?.(JSON.stringify(failure));
  }

  /** What hostile words lead to later: mails, PDF, exports, counts. */
  async #runJobs({ world: { counter } }: Stage, n: number): Promise<void> {
    const byName = new Map(counter.jobs.map((job) => [job.name, job]));
    for (;;) {
      const job = await counter.platform.jobs.takeOne([...byName.keys()]);
      if (job === undefined) return;
      this.#jobs += 1;
      if (outwardJobs.has(job.name)) continue;
      try {
        await byName.get(job.name)?.run(job.data as never);
      } catch (error) {
        const complaints = [`job ${job.name} failed: ${describe(error)}`, JSON.stringify(job.data).slice(0, 500)];
        this.#fail({ case: n, target: `job ${job.name}`, who: 'worker', complaints, replay: this.#replay(n) });
      }
    }
  }

  /** A browser with the cookies of that person and the token of its forms. */
  async #browser({ world, server }: Stage, who: Person): Promise<Browser> {
    const known = await world.browser(who);
    const cookies = new Map<string, string>();
    for (const name of ['parvis_visitor', 'parvis_session', 'parvis_agent']) {
      const value = known.cookie(name);
      if (value !== undefined) cookies.set(name, value);
    }
    const page = await server.inject({ url: '/suivi', cookies: Object.fromEntries(cookies) });
    for (const { name, value } of page.cookies) cookies.set(name, value);
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { cookies: header, token: hidden(page.body, '_csrf') };
  }

  async #send({ server, limit }: Stage, shot: Shot, browser: Browser): Promise<Heard> {
    this.#requests += 1;
    const { cookie, ...headers } = shot.headers;
    const began = performance.now();
    const answer = await within(
      limit,
      server.inject({
        method: shot.method as 'GET',
        url: shot.url,
        headers: {
          accept: 'text/html',
          'accept-language': 'fr',
          ...headers,
          cookie: [cookie, browser.cookies].filter((each) => each !== undefined && each !== '').join('; '),
        },
        ...(shot.payload === undefined ? {} : { payload: shot.payload }),
      }),
    );
    if (answer === undefined || performance.now() - began > limit)
      return { status: 0, headers: {}, body: '', complaint: `no answer within ${limit} ms, the server’s own limit` };
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }
}

interface Browser {
  readonly cookies: string;
  readonly token: string;
}

/** All targets once in a pass, each pass in another order. */
function orderOf(length: number, seed: number, pass: number): readonly number[] {
  const random: Random = seeded(seed).branch(`order ${pass}`);
  const order = Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.next() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

async function within<T>(limit: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message.slice(0, 300)} ${
    error.stack
      ?.split('\n')
      .filter((line) => line.includes('/src/'))
      .slice(0, 3)
      .join(' ') ?? ''
  }`;
}

/** The agent is in every team of Vernon, so that every act is open to them. */
async function joinAllTeams({ counter, people }: World): Promise<void> {
  const id = people.agent.agent?.id ?? '';
  await counter.platform.database.transaction([vernon, mercey, agglomeration], async (tx) => {
    const teams = await tx.selectFrom('teams').select('id').where('authority_id', '=', vernon).execute();
    for (const team of teams)
      await tx
        .insertInto('team_members')
        .values({ authority_id: vernon, team_id: team.id, agent_id: id, leader: false })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
}
