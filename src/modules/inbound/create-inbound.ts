import type { FastifyInstance } from 'fastify';
import { registerReplyThreads } from '#modules/notifications/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { InboundParts } from './inbound-parts.ts';
import { inboundJobs } from './jobs/inbound-jobs.ts';
import { replyThreads } from './usecases/reply-thread.ts';
import { inboundRoutes } from './web/routes.ts';
import { mountSms } from './web/sms-route.ts';

/** The intake of messages, for the process that serves pages and for the one that runs jobs. */
export interface Inbound {
  readonly parts: InboundParts;
  readonly routes: readonly Route[];
  readonly jobs: readonly JobDefinition<never>[];
  /** Puts the address of the provider of SMS on the server. */
  mount(server: FastifyInstance): Promise<void>;
}

/** Said once at start: e-mails of dossiers carry from now on where their answers go. */
export function createInbound(parts: InboundParts): Inbound {
  registerReplyThreads(replyThreads(parts));
  return { parts, routes: inboundRoutes(parts), jobs: inboundJobs(parts), mount: (server) => mountSms(server, parts) };
}
