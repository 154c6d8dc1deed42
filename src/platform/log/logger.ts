import pino from 'pino';

export type Logger = pino.Logger;

/**
 * Structured logs on standard output. They hold codes, identifiers of routes and durations; never names, addresses,
 * answers, e-mails, tracking codes or query strings.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', 'email', 'password', '*.email', '*.password'], remove: true },
  });
}
