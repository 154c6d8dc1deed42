import type pg from 'pg';
import { currentKind } from '#platform/tracing/activity.ts';

/** How long one statement may take, in milliseconds; 0: as long as it needs. PostgreSQL ends what takes longer. */
export interface StatementBounds {
  /** For a page: whoever waits for it has left by then. Each connection has this bound by itself. */
  readonly request: number;
  readonly job: number;
}

/**
 * The bound for what is under way here, when it is not the connection's own: that of a job; none for a command, or for what
 * a process does at its start.
 */
export function otherBound(bounds: StatementBounds | undefined): number | undefined {
  if (bounds === undefined) return undefined;
  const kind = currentKind();
  if (kind === 'request') return undefined;
  return kind === 'job' ? bounds.job : 0;
}

/** Of one transaction: goes with its BEGIN. */
export function boundCommand(bounds: StatementBounds | undefined): string {
  const bound = otherBound(bounds);
  return bound === undefined ? '' : `; SET LOCAL statement_timeout = ${bound}`;
}

/** Of a connection, until the next. Not waited for: it goes ahead of the statement that it is for. */
export function setBound(client: pg.ClientBase, bound: number): void {
  client.query(`SET statement_timeout = ${bound}`).catch(() => undefined);
}

/** PostgreSQL ended a statement that took longer than its bound. */
export function isOutOfTime(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';
}
