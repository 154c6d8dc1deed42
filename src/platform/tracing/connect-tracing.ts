import type { Config } from '#platform/config/config.ts';
import type { Logger } from '#platform/log/logger.ts';
import type { Tracing } from './tracing.ts';

/**
 * Traces when `OTEL_EXPORTER_OTLP_ENDPOINT` is given. Without it nothing of OpenTelemetry is loaded.
 * @returns undefined when nobody asks for traces
 */
export async function connectTracing(config: Config, log: Logger): Promise<Tracing | undefined> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return undefined;
  const { createOpenTelemetry } = await import('./open-telemetry.ts');
  return createOpenTelemetry(
    {
      endpoint,
      headers: config.OTEL_EXPORTER_OTLP_HEADERS ?? {},
      serviceName: config.OTEL_SERVICE_NAME,
      role: config.PROCESS,
      share: config.OTEL_TRACES_SAMPLER_ARG,
    },
    log,
  );
}
