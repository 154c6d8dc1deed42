import type { Span, SpanAttributes } from './activity.ts';

/** Who is at the other end of a span: nobody, who asked us, whom we ask, who left us a job. */
export type SpanKind = 'internal' | 'server' | 'client' | 'consumer';

export interface SpanStart {
  readonly kind: SpanKind;
  readonly attributes: SpanAttributes;
  /** The span, or the W3C `traceparent`, that this one is part of; without it a trace begins. */
  readonly parent?: Span | string | undefined;
  /** W3C `traceparent` of somebody whose word decides nothing: it is noted beside. */
  readonly link?: string | undefined;
  /** Milliseconds of `performance.now()`; now when not said. */
  readonly startedAt?: number;
}

/** Traces of what is done, sent to an OpenTelemetry collector. Their attributes never hold personal data. */
export interface Tracing {
  start(name: string, span: SpanStart): Span;
  /** Sends what waits, for two seconds at most. Closing twice is closing once. */
  close(): Promise<void>;
}
