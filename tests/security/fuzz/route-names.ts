import type { FastifyInstance } from 'fastify';
import type { Route } from '#platform/http/route.ts';
import { formsOf } from './names.ts';

/** What a route reads. */
export interface RouteNames {
  readonly query: readonly string[];
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly fileInputs: readonly string[];
}

interface Known {
  readonly query: Set<string>;
  readonly inputs: Map<string, readonly string[]>;
  readonly fileInputs: Set<string>;
}

/**
 * The schema of each route as the running server shows it: names that its handler asks of a body, and the forms and links
 * of pages that lead to it.
 */
export class ObservedNames {
  readonly #known = new Map<string, Known>();
  #frozen = false;
  readonly #patterns: readonly { readonly route: Route; readonly pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#patterns = routes.map((route) => ({
      route,
      pattern: new RegExp(
        `^${route.path
          .split('/')
          .map((part) => (part.startsWith(':') ? '[^/?]+' : RegExp.escape(part)))
          .join('/')}$`,
      ),
    }));
  }

  of = (route: Route): RouteNames => {
    const { query, inputs, fileInputs } = this.#entry(route.id);
    return { query: [...query], inputs, fileInputs: [...fileInputs] };
  };

  /** From now on each name that a handler asks of a body is noted. Before the server is ready. */
  watch(server: FastifyInstance): void {
    server.addHook('preHandler', async (request) => {
      const { routeId } = request.routeOptions.config;
      const { body } = request;
      if (routeId === undefined || typeof body !== 'object' || body === null || 'pipe' in body) return;
      request.body = new Proxy(body, {
        get: (target, name, receiver) => {
          if (typeof name === 'string' && name !== 'toJSON') this.#note(routeId, name);
          return Reflect.get(target, name, receiver);
        },
      });
    });
  }

  /** What is known stays as it is: a case is then the same whatever came before it. */
  freeze(): void {
    this.#frozen = true;
  }

  #note(routeId: string, name: string): void {
    if (this.#frozen) return;
    const { inputs } = this.#entry(routeId);
    if (/^[\w.-]{1,60}$/.test(name) && !inputs.has(name) && name !== '_csrf') inputs.set(name, []);
  }

  /** Notes the forms and links of a page. */
  read(html: string): void {
    for (const { action, inputs } of formsOf(html)) {
      const [path = '', query = ''] = action.split('?');
      for (const { route, pattern } of this.#patterns) {
        if (!pattern.test(path)) continue;
        const entry = this.#entry(route.id);
        if (route.method === 'GET') for (const name of inputs.keys()) entry.query.add(name);
        else for (const [name, values] of inputs) entry.inputs.set(name, values);
        for (const name of new URLSearchParams(query).keys()) entry.query.add(name);
      }
    }
    for (const [, path = '', query = ''] of html.matchAll(/href="(\/[^"?#]*)\?([^"#]*)/g))
      for (const { route, pattern } of this.#patterns)
        if (pattern.test(path))
          for (const name of new URLSearchParams(query.replaceAll('&amp;', '&')).keys())
            this.#entry(route.id).query.add(name);
    for (const [, name = ''] of html.matchAll(/<input\b[^>]*type="file"[^>]*name="([^"]*)"/g))
      for (const entry of this.#known.values()) if (entry.inputs.has(name)) entry.fileInputs.add(name);
  }

  #entry(id: string): Known {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const entry: Known = { query: new Set(), inputs: new Map(), fileInputs: new Set() };
    this.#known.set(id, entry);
    return entry;
  }
}
