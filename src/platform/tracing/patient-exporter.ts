import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '#platform/log/logger.ts';
import { during } from './activity.ts';

/** Milliseconds between two lines about a collector that takes nothing. */
const toldEvery = 10 * 60_000;

/**
 * An exporter whose failures are its own: a portion that the collector does not take is left out, and one line in ten
 * minutes says how many spans were. What is sent to the collector is no part of the request that filled the portion.
 * @param now milliseconds of a clock that only goes forward
 */
export function createPatientExporter(
  exporter: SpanExporter,
  log: Pick<Logger, 'warn'>,
  now: () => number = () => performance.now(),
): SpanExporter {
  let lost = 0;
  let toldAt: number | undefined;
  const tell = (error: Error | undefined) => {
    const at = now();
    if (toldAt !== undefined && at - toldAt < toldEvery) return;
    toldAt = at;
    log.warn(
      { spans: lost, reason: reasonOf(error) },
      'the collector of traces takes nothing; these spans are left out',
    );
    lost = 0;
  };
  return {
    export: (spans, done) =>
      during(undefined, () =>
        exporter.export(spans, ({ code, error }) => {
          // 0: taken.
          if (code !== 0) {
            lost += spans.length;
            tell(error);
          }
          done({ code: 0 });
        }),
      ),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush === undefined ? {} : { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}

/** A code of the network or a status; the collector's own words stay out. */
function reasonOf(error: Error | undefined): string | number {
  if (error === undefined) return 'unknown';
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) return error.code;
  return error.name;
}
