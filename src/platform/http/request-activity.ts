import type { FastifyRequest } from 'fastify';
import type { Platform } from '#platform/platform.ts';
import type { RequestActivity } from '#platform/tracing/activity.ts';

declare module 'fastify' {
  interface FastifyRequest {
    activity?: RequestActivity;
  }
}

/**
 * What is done for this request is known as its own from now on, and leaves a trace when traces are asked for: the route's
 * pattern, never what stood in the address. A visitor's `traceparent` could be anything: it decides neither whether a trace
 * is kept nor which; behind a proxy it is noted beside (docs/adr/0012).
 */
export function beginRequest({ config, tracing }: Platform, request: FastifyRequest): RequestActivity {
  const { url: pattern, config: about } = request.routeOptions;
  const route = about.routeId ?? 'other';
  const span =
    tracing === undefined || about.probe === true
      ? undefined
      : tracing.start(pattern === undefined ? request.method : `${request.method} ${pattern}`, {
          kind: 'server',
          link: config.TRUST_PROXY > 0 ? oneOf(request.headers.traceparent) : undefined,
          attributes: {
            'http.request.method': request.method,
            'http.route': pattern,
            'parvis.route': route,
            'parvis.request.id': request.id,
          },
        });
  const activity: RequestActivity = { kind: 'request', requestId: request.id, route, span };
  request.activity = activity;
  return activity;
}

/** The answer is sent, or whoever asked is gone. */
export function endRequest({ activity }: FastifyRequest, status: number): void {
  if (activity === undefined) return;
  activity.over = true;
  activity.span?.end({ 'http.response.status_code': status }, status >= 500 ? String(status) : undefined);
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
