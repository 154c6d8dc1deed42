import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '#platform/http/route.ts';
import type { Answer, Visitor } from '#tests/support/test-counter.ts';
import { askedBy } from './ask.ts';
import { hostileValues } from './hostile-values.ts';
import type { Asked, RouteCase } from './route-case.ts';
import { routeCases } from './route-cases.ts';
import { makeWorld, type Person, personNames, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

/** Names that handlers read. A name that a handler does not know is as good a thing to try on it. */
const queryNames =
  'q commune code suite lang demarche territoire page champ retour incomplet adresse voir liste apres vue tri service du au etat medium v'.split(
    ' ',
  );
const bodyNames = [
  'code email password new-password repeat-password name role teams agent act authority suite session language all leader remember',
  'given-names family-name phone street postcode city mark comment message note seq revision _revision seen liste apercu',
  'avis motif canal usager dossier retour _idempotency _mark _action subject given_names family_name fault danger details',
  'place_address-street place_address-citycode place_point-lat place_point-lon photos __proto__ constructor toString',
].flatMap((line) => line.split(' '));

interface Target {
  readonly route: Route;
  readonly found: RouteCase;
  readonly who: Person;
  browser(): Promise<Visitor>;
}

/** Each route with somebody who may enter, so that what is tried is the handler and not its door. */
function targets(): Target[] {
  return world.counter.routes.map((route) => {
    const found = routeCases[route.id];
    const name = ['visitor', 'resident', 'agent', 'administrator', ...personNames].find(
      (one) => found?.audience[one as (typeof personNames)[number]] === 'allowed',
    ) as (typeof personNames)[number] | undefined;
    if (found === undefined) throw new Error(`No case for ${route.id}`);
    // A door that is shut to all (a provider that is not configured) is tried from outside.
    const who = world.people[name ?? 'visitor'];
    return {
      route,
      found,
      who,
      browser: async () => {
        const visitor = await world.browser(who);
        // For the token of forms.
        if (route.method === 'POST') await visitor.get('/suivi');
        return visitor;
      },
    };
  });
}

const send = (browser: Visitor, route: Route, path: string, fields: Asked['fields'] = {}): Promise<Answer> =>
  route.method === 'GET' ? browser.get(path) : browser.post(path, fields);

/**
 * The hostile values that the route of that number is tried with: each fourth one, begun elsewhere for the next route.
 * Each route sees a quarter of them, each value a quarter of the routes, the same ones in every run; `npm run fuzz` goes
 * on from there.
 */
const stride = 4;
const valuesFor = (turn: number): readonly string[] =>
  hostileValues.filter((_, index) => (index + turn) % stride === 0);

const inAddress = (value: string) => encodeURIComponent(value.toWellFormed());

function complaint(route: Route, where: string, value: string, answer: Answer): string[] {
  return answer.status < 500
    ? []
    : [`${answer.status} ${route.method} ${route.id} ${where}: ${JSON.stringify(value.slice(0, 40))}`];
}

test('whatever is put in an address, no route fails', async () => {
  const failures: string[] = [];
  for (const [turn, { route, found, who, browser: open }] of targets().entries()) {
    const names = route.path.split('/');
    const real = (await askedBy(world, found, who)).path.split('?')[0]?.split('/') ?? [];
    const browser = await open();
    for (const param of names.filter((name) => name.startsWith(':'))) {
      for (const value of valuesFor(turn)) {
        const path = names.map((name, index) => (name === param ? inAddress(value) : real[index])).join('/');
        failures.push(...complaint(route, param, value, await send(browser, route, path)));
      }
    }
  }
  expect(failures).toEqual([]);
}, 900_000);

test('whatever is put in a query, no route fails', async () => {
  const failures: string[] = [];
  for (const [turn, { route, found, who, browser: open }] of targets().entries()) {
    const { path } = await askedBy(world, found, who);
    const browser = await open();
    for (const value of valuesFor(turn)) {
      const query = queryNames.map((name) => `${name}=${inAddress(value)}`).join('&');
      failures.push(...complaint(route, '?', value, await send(browser, route, `${path.split('?')[0]}?${query}`)));
    }
  }
  expect(failures).toEqual([]);
}, 900_000);

test('whatever is put in a form, no route fails', async () => {
  const failures: string[] = [];
  const posts = targets().filter((one) => one.route.method === 'POST');
  for (const [turn, { route, found, who, browser: open }] of posts.entries()) {
    for (const [index, value] of valuesFor(turn).entries()) {
      // Wrong passwords make the next ones wait: a day and an hour later they are tried again.
      world.counter.platform.clock.advance({ hours: 25 });
      const { path, fields } = await askedBy(world, found, who);
      const all = Object.fromEntries(bodyNames.map((name) => [name, value]));
      // Every second time with what makes the form hold, so that what comes after the checks is tried too.
      const body = index % 2 === 0 ? { ...all, ...fields } : all;
      failures.push(...complaint(route, 'form', value, await send(await open(), route, path, body)));
    }
  }
  expect(failures).toEqual([]);
}, 900_000);
