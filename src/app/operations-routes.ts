import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { sameDigest, sha256 } from '#platform/crypto/digests.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { content, json, type Route } from '#platform/http/route.ts';
import type { ObservedAnswer } from '#platform/http/server-parts.ts';
import type { Platform } from '#platform/platform.ts';
import { addDeepFigures } from './deep-figures.ts';

export interface Operations {
  readonly routes: readonly Route[];
  observe(answer: ObservedAnswer): void;
  /** From now on `/health/ready` says no, so that a proxy sends nobody here any more. */
  drain(): void;
  isDraining(): boolean;
}

/** Milliseconds during which the database is not asked again: probes are not limited, whoever sends them. */
const askedEvery = 200;

/** Probes for a supervisor, figures for Prometheus. No figure names a person or an address of a dossier. */
export function createOperations(platform: Platform): Operations {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addDeepFigures(registry, platform);
  const durations = new Histogram({
    name: 'parvis_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['route', 'method'],
    buckets: [0.002, 0.005, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const answers = new Counter({
    name: 'parvis_http_answers_total',
    help: 'Answers, by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  let draining = false;
  let asked: { readonly at: number; readonly answer: Promise<void> } | undefined;
  const ask = (): Promise<void> => {
    const at = performance.now();
    if (asked === undefined || at - asked.at > askedEvery) asked = { at, answer: platform.database.ping() };
    return asked.answer;
  };
  return {
    observe: ({ route, method, status, seconds, inMaintenance }) => {
      const name = route?.id ?? 'other';
      durations.observe({ route: name, method }, seconds);
      // Refusals that are meant ring no alert.
      answers.inc({ route: name, status: inMaintenance ? 'maintenance' : status });
    },
    drain: () => {
      draining = true;
    },
    isDraining: () => draining,
    routes: [
      {
        id: 'operations.live',
        method: 'GET',
        path: '/health/live',
        access: 'operations',
        handle: () => json({ status: 'alive' }),
      },
      {
        id: 'operations.ready',
        method: 'GET',
        path: '/health/ready',
        access: 'operations',
        handle: async () => {
          if (draining) return json({ status: 'stopping' }, 503);
          try {
            await ask();
            return json({ status: 'ready' });
          } catch {
            return json({ status: 'database unavailable' }, 503);
          }
        },
      },
      {
        id: 'operations.metrics',
        method: 'GET',
        path: '/metrics',
        access: 'operations',
        handle: async (context) => {
          const token = platform.config.METRICS_TOKEN;
          const allowed =
            token === undefined
              ? isLoopback(context.ip)
              : sameDigest(sha256(`Bearer ${token}`), sha256(context.header('authorization') ?? ''));
          if (!allowed) throw new NotFoundError();
          return content(await registry.metrics(), {
            'content-type': registry.contentType,
            'cache-control': 'no-store',
          });
        },
      },
    ],
  };
}

function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.') || ip.startsWith('::ffff:127.');
}
