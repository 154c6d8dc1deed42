import type { VNode } from 'preact';
import type { RequestContext } from './context.ts';

/**
 * Who may enter a route, before any finer policy of its use case.
 * - `public`: anybody, nothing personal is shown;
 * - `visitor`: anybody, but what is shown belongs to the browser that holds a secret (draft, receipt, tracking code);
 * - `resident`: a signed-in account; `agent`, `administrator`: a signed-in agent, of that role at least;
 * - `demonstration`: only in demonstration mode; `operations`: probes and metrics.
 */
export type Access = 'public' | 'visitor' | 'resident' | 'agent' | 'administrator' | 'demonstration' | 'operations';

export interface Route {
  /** Stable name, e.g. `dossiers.submit`: the access tests are keyed by it. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Fastify path, e.g. `/:authority/demarches/:procedure`. */
  readonly path: string;
  readonly access: Access;
  /** Requests a minute for one address; a generous default holds otherwise. */
  readonly perMinute?: number;
  /** Open pages ask it of themselves every so often: nobody's visit, by which no session lasts longer. */
  readonly unattended?: boolean;
  /** The body is multipart: the handler reads it with `context.readMultipart`. */
  readonly multipart?: boolean;
  /**
   * A GET page that is the same for all visitors without a session may be kept for so many seconds. `cookies` are those of
   * a visitor's choices on which it depends.
   */
  readonly kept?: {
    readonly seconds: number;
    readonly cookies?: readonly string[];
    /**
     * What such a page holds that is made anew for each visitor, by name: the handler writes `context.late(name)` in its
     * place. The form token is always among them.
     */
    readonly late?: Readonly<Record<string, (context: RequestContext) => Promise<string>>>;
  };
  /** Bytes of an urlencoded body; 1 MiB when not said. */
  readonly bodyLimit?: number;
  /**
   * What happens to it in maintenance mode. Reading is open and a form is closed unless told otherwise: open are the forms that
   * keep a draft, let somebody in, or end the mode itself. `closed-with-draft`: what it would send is kept as a draft already.
   */
  readonly duringMaintenance?: 'open' | 'closed' | 'closed-with-draft';
  handle(context: RequestContext): Promise<Result> | Result;
}

/** Declares that the route answers in maintenance mode as at any time. */
export function openDuringMaintenance(route: Route): Route {
  return { ...route, duringMaintenance: 'open' };
}

/** Whether maintenance mode answers in the place of this route. */
export function isClosedDuringMaintenance({ method, duringMaintenance }: Route): boolean {
  return (duringMaintenance ?? (method === 'POST' ? 'closed' : 'open')) !== 'open';
}

/** What a handler answers with. */
export type Result =
  | { readonly kind: 'page'; readonly status: number; readonly page: VNode; readonly headers?: Record<string, string> }
  | PrivatePage
  | { readonly kind: 'redirect'; readonly to: string; readonly headers?: Record<string, string> }
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Record<string, string>;
    }
  | {
      readonly kind: 'content';
      readonly status: number;
      readonly body: string | Buffer | NodeJS.ReadableStream;
      readonly headers: Record<string, string>;
    };

/**
 * A page for somebody who is known, which may be kept for the next time that they ask for it. The handler has made sure,
 * before it answers with this, that they may see it.
 */
export interface PrivatePage {
  readonly kind: 'private-page';
  /** Who sees what, and how: the thing, the viewer as the page shows them, the language, the address. */
  readonly key: string;
  /**
   * All that the page is made from: it is made again unless each of these is the very same (texts and numbers by their
   * value, objects by identity).
   */
  readonly basis: readonly unknown[];
  /** Nothing in the page is made anew for each answer but the form token: its bytes are kept for this one browser. */
  readonly sameBytes?: boolean;
  make(): Promise<VNode>;
}

export function privatePage(given: Omit<PrivatePage, 'kind'>): Result {
  return { kind: 'private-page', ...given };
}

/** A whole HTML document, the layout included. 422 when it shows the errors of a form. */
export function page(document: VNode, options: { status?: number; headers?: Record<string, string> } = {}): Result {
  return { kind: 'page', status: options.status ?? 200, page: document, headers: options.headers };
}

/** 303: after a POST the browser asks for the next page with a GET. Only paths of this site. */
export function redirect(to: string, headers?: Record<string, string>): Result {
  if (!to.startsWith('/') || to.startsWith('//') || to.startsWith('/\\'))
    throw new Error('redirect stays on this site');
  return { kind: 'redirect', to, ...(headers === undefined ? {} : { headers }) };
}

export function json(body: unknown, status = 200, headers?: Record<string, string>): Result {
  return { kind: 'json', status, body, headers };
}

export function content(
  body: string | Buffer | NodeJS.ReadableStream,
  headers: Record<string, string>,
  status = 200,
): Result {
  return { kind: 'content', status, body, headers };
}
