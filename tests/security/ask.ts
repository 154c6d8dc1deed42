import type { Route } from '#platform/http/route.ts';
import type { Answer, Visitor } from '#tests/support/test-counter.ts';
import type { Asked, Outcome, RouteCase } from './route-case.ts';
import type { Person, World } from './world.ts';

export async function askedBy(world: World, found: RouteCase, who: Person): Promise<Asked> {
  const asked = await found.at(world, who);
  return typeof asked === 'string' ? { path: asked } : asked;
}

/** Reads a page first when a form is sent, for its token. */
export async function ask(visitor: Visitor, route: Route, asked: Asked): Promise<Answer> {
  if (route.method === 'GET') return visitor.get(asked.path);
  await visitor.get('/suivi');
  return asked.files === undefined
    ? visitor.post(asked.path, asked.fields)
    : visitor.postFiles(asked.path, asked.fields ?? {}, asked.files);
}

export function outcomeOf(answer: Answer, gives: number): Outcome | string {
  if (answer.status === 303 && /^\/(agents\/)?connexion\?suite=/.test(answer.location ?? '')) return 'sign-in';
  if (answer.status === gives) return 'allowed';
  if (answer.status === 404) return 'hidden';
  if (answer.status === 403) return 'forbidden';
  return `${answer.status} ${answer.location ?? ''}`;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same address with ids that nothing has. */
export function nowhere(path: string): string {
  return path.replace(uuid, '0197f000-0000-7000-8000-000000000001');
}

/** A page without what differs from one answer to the next: the form token, the ids that were asked for. */
export function withoutChance(body: string): string {
  return body.replace(/name="_csrf" value="[^"]*"/g, '_csrf').replace(uuid, 'ID');
}

/** The value of a hidden field of a page. */
export function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}
