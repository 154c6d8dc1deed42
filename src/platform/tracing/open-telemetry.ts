import { randomUUID } from 'node:crypto';
import {
  type Context,
  type Link,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '#platform/log/logger.ts';
import type { Span } from './activity.ts';
import { traceOutgoingCalls } from './outgoing-calls.ts';
import { createPatientExporter } from './patient-exporter.ts';
import type { SpanStart, Tracing } from './tracing.ts';

export interface OpenTelemetryOptions {
  /** Of the collector, without `/v1/traces`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** What this process does: `web`, `worker`, `all`. */
  readonly role: string;
  /** Of the traces that are kept, from 0 to 1. */
  readonly share: number;
}

/** Milliseconds that the collector has for one portion, its repetitions included. */
const patience = 5_000;

/** Spans that wait to be sent; those that come while so many wait are left out. */
const mostWaiting = 4096;

const kinds: Readonly<Record<SpanStart['kind'], SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

/**
 * Traces by OpenTelemetry's own kit, over OTLP/HTTP in JSON. Nothing global is set: who is whose parent is said at each
 * start, and another library of the process sees nothing of it.
 */
export function createOpenTelemetry(options: OpenTelemetryOptions, log: Logger): Tracing {
  const exporter = createPatientExporter(
    new OTLPTraceExporter({
      url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces`,
      headers: { ...options.headers },
      timeoutMillis: patience,
      concurrencyLimit: 2,
    }),
    log,
  );
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.serviceName,
      'service.instance.id': randomUUID(),
      'parvis.process': options.role,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.share) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: mostWaiting,
        scheduledDelayMillis: 2_000,
        exportTimeoutMillis: patience * 2,
      }),
    ],
  });
  const tracer = provider.getTracer('parvis');
  const tracing: Tracing = {
    start: (name, { kind, attributes, parent, link, startedAt }) =>
      spanOver(
        tracer.startSpan(
          name,
          { kind: kinds[kind], attributes: { ...attributes }, links: linksTo(link), ...startOf(startedAt) },
          contextOf(parent),
        ),
      ),
    close: async () => {
      untie();
      closed ??= Promise.race([
        provider.shutdown().catch(() => undefined),
        new Promise<void>((late) => setTimeout(late, 2_000).unref()),
      ]);
      await closed;
    },
  };
  let closed: Promise<void> | undefined;
  const untie = traceOutgoingCalls(tracing);
  return tracing;
}

/** OpenTelemetry's span behind ours. */
const behind = new WeakMap<Span, OtelSpan>();

function spanOver(inner: OtelSpan): Span {
  const { traceId, spanId, traceFlags } = inner.spanContext();
  const isKept = (traceFlags & TraceFlags.SAMPLED) !== 0;
  const span: Span = {
    traceId,
    traceparent: isKept ? `00-${traceId}-${spanId}-01` : undefined,
    end: (attributes, error) => {
      if (attributes !== undefined) inner.setAttributes(attributes);
      if (error !== undefined) {
        inner.setAttribute('error.type', error);
        inner.setStatus({ code: SpanStatusCode.ERROR });
      }
      inner.end();
    },
  };
  behind.set(span, inner);
  return span;
}

function contextOf(parent: SpanStart['parent']): Context {
  if (typeof parent === 'string') {
    const known = readTraceparent(parent);
    return known === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, known);
  }
  const inner = parent === undefined ? undefined : behind.get(parent);
  return inner === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, inner);
}

function linksTo(link: string | undefined): Link[] {
  const context = link === undefined ? undefined : readTraceparent(link);
  return context === undefined ? [] : [{ context }];
}

function startOf(startedAt: number | undefined): { startTime?: number } {
  return startedAt === undefined ? {} : { startTime: performance.timeOrigin + startedAt };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header, version 00; undefined when it is not one. */
export function readTraceparent(text: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}
