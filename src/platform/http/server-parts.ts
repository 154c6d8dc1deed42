import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Platform } from '#platform/platform.ts';
import type { RequestContext } from './context.ts';
import type { AgentPrincipal, ResidentPrincipal } from './principals.ts';
import type { Route } from './route.ts';

/** What the composition root gives to the server. */
export interface ServerParts {
  readonly platform: Platform;
  readonly routes: readonly Route[];
  /** Who is behind the cookies of the request; called only when one of them is there. */
  resolvePrincipals(cookies: {
    resident?: string | undefined;
    agent?: string | undefined;
    /** The route is one that open pages ask of themselves (`Route.unattended`). */
    unattended: boolean;
  }): Promise<{
    resident?: ResidentPrincipal | undefined;
    agent?: AgentPrincipal | undefined;
  }>;
  readonly cookieNames: { resident: string; agent: string };
  /** The page of an error, in the visitor's language and, when the address names one, in the portal of its authority. */
  errorPage(
    context: RequestContext,
    problem: { status: number; code: string; requestId: string },
  ): Promise<VNode> | VNode;
  /** Where somebody who must sign in is sent. */
  signInPath(access: 'resident' | 'agent', comeBackTo: string): string;
  /** Registered last: files of the build, with their own headers. */
  registerAssets?(server: FastifyInstance): Promise<void>;
  /** The process is about to end: connections are not kept for another request. */
  isDraining?(): boolean;
  /** Called with each answer, for the metrics. */
  observe?(route: string, method: string, status: number, seconds: number): void;
}
