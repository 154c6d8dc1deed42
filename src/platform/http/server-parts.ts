import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Platform } from '#platform/platform.ts';
import type { FormBody, RequestContext } from './context.ts';
import type { AgentPrincipal, ResidentPrincipal } from './principals.ts';
import type { Result, Route } from './route.ts';

/** An answer as the figures count it. */
export interface ObservedAnswer {
  /** Undefined for an address that is no route: files of the build, pages not found. */
  readonly route: Route | undefined;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
  /** The answer of maintenance mode: its 503 is meant. */
  readonly inMaintenance: boolean;
}

/** What the state of the service changes about answers. */
export interface ServiceGate {
  /** The answer of maintenance mode to a route that is closed in it, with what was typed; undefined when the mode is off. */
  answerInMaintenance(
    route: Route,
    context: RequestContext,
    readTyped: () => Promise<FormBody>,
  ): Promise<Result | undefined>;
  /** What every page shows above its content, by a text that changes with it: pages kept under another are made anew. */
  stamp(): Promise<string>;
}

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
  /** Maintenance mode and what is announced of the service; a server of a few routes, in a test, has none. */
  readonly service?: ServiceGate;
  /** Registered last: files of the build, with their own headers. */
  registerAssets?(server: FastifyInstance): Promise<void>;
  /** The process is about to end: connections are not kept for another request. */
  isDraining?(): boolean;
  /** Called with each answer, for the metrics. */
  observe?(answer: ObservedAnswer): void;
}
