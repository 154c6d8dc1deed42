import type pg from 'pg';
import type { Logger } from '#platform/log/logger.ts';
import { currentActivity } from '#platform/tracing/activity.ts';
import type { Tracing } from '#platform/tracing/tracing.ts';

export interface WatchOptions {
  /** A statement that takes longer leaves a line; 0: none does. */
  readonly slowMs: number;
  readonly log: Logger;
  readonly tracing: Tracing | undefined;
}

/** Statements that were slow, since the start of the process. */
export interface SlowStatements {
  readonly pool: string;
  readonly doing: 'request' | 'job' | 'other';
  readonly count: number;
}

/** Sees each statement with its text, in which values are marks ($1), and never sees a value. */
export interface StatementWatch {
  /** Hands the answer on as it is, and notes how long it took. */
  watch<T extends object>(connection: WatchedConnection, text: string, answer: Promise<T>): Promise<T>;
  slow(): readonly SlowStatements[];
}

export interface WatchedConnection {
  readonly pool: string;
  readonly watch: StatementWatch;
  /** `performance.now()` of its last answer: a statement does not begin before those that were sent ahead of it are done. */
  lastAnswer: number;
}

const longestText = 2000;

export function createStatementWatch({ slowMs, log, tracing }: WatchOptions): StatementWatch {
  const counts = new Map<string, { pool: string; doing: SlowStatements['doing']; count: number }>();

  const noteSlow = (pool: string, doing: SlowStatements['doing']) => {
    const key = `${pool} ${doing}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { pool, doing, count: 1 });
    else known.count += 1;
  };

  return {
    watch: (connection, text, answer) => {
      const { pool } = connection;
      const activity = currentActivity();
      const sent = performance.now();
      const note = (rows: number | undefined, error: string | undefined) => {
        const ended = performance.now();
        const began = Math.max(sent, connection.lastAnswer);
        connection.lastAnswer = ended;
        if (tracing !== undefined && activity?.span !== undefined) {
          const { name, operation } = summaryOf(text);
          tracing
            .start(name, {
              kind: 'client',
              parent: activity.span,
              startedAt: began,
              attributes: {
                'db.system.name': 'postgresql',
                'db.operation.name': operation,
                'db.query.text': shortened(text),
                'parvis.pool': pool,
              },
            })
            .end({ 'db.response.returned_rows': rows }, error);
        }
        if (slowMs === 0 || ended - began < slowMs) return;
        noteSlow(pool, activity?.kind ?? 'other');
        log.warn(
          {
            ms: Math.round(ended - began),
            pool,
            rows,
            code: error,
            ...(activity?.kind === 'request' ? { requestId: activity.requestId, route: activity.route } : {}),
            ...(activity?.kind === 'job' ? { job: activity.job, jobId: activity.jobId } : {}),
            traceId: activity?.span?.traceId,
            statement: shortened(text),
          },
          'slow statement',
        );
      };
      answer.then(
        (result) => note(rowsOf(result), undefined),
        (error: unknown) => note(undefined, codeOf(error)),
      );
      return answer;
    },
    slow: () => [...counts.values()].map((one) => ({ ...one })),
  };
}

const name = String.raw`"?[a-z_][\w$]*"?(?:\."?[a-z_][\w$]*"?)?`;
const writing = new RegExp(
  String.raw`(?<!\b(?:for|do|key)\s+)\b(insert|update|delete|merge)\s+(?:into\s+|from\s+)?(?:only\s+)?(${name})`,
  'i',
);
const reading = new RegExp(String.raw`\b(?:from|join)\s+(?:only\s+)?(${name})`, 'i');

/**
 * What a trace shows in its line: `SELECT dossiers` for `select … from "dossiers" …`; of a statement that begins with WITH,
 * what it writes, or reads.
 */
export function summaryOf(text: string): { name: string; operation: string } {
  const bare = withoutComments(text);
  const first = /[a-z]+/i.exec(bare)?.[0].toUpperCase() ?? 'SQL';
  const [, written, table] = /^(?:WITH|INSERT|UPDATE|DELETE|MERGE)$/.test(first) ? (writing.exec(bare) ?? []) : [];
  const operation = written?.toUpperCase() ?? (first === 'WITH' ? 'SELECT' : first);
  const target = table ?? reading.exec(bare)?.[1];
  return { name: target === undefined ? operation : `${operation} ${target.replaceAll('"', '')}`, operation };
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ');
}

function shortened(text: string): string {
  const line = withoutComments(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function rowsOf(result: object): number | undefined {
  const rows: unknown = Reflect.get(result, 'rowCount');
  return typeof rows === 'number' ? rows : undefined;
}

/** SQLSTATE, or the code of the network. Messages of a database quote values. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'error';
}

/** By the client that pg makes for it. */
const connections = new WeakMap<object, WatchedConnection>();

/** From now on the statements of this connection are watched. */
export function watchConnection(client: pg.ClientBase, pool: string, watch: StatementWatch): void {
  connections.set(client, { pool, watch, lastAnswer: 0 });
}

/** Hands the answer on, and lets whoever watches over the connection know of it. */
export function watched<T extends object>(client: pg.ClientBase, text: string, answer: Promise<T>): Promise<T> {
  const connection = connections.get(client);
  return connection === undefined ? answer : connection.watch.watch(connection, text, answer);
}
