import pg from 'pg';
import type { Logger } from '#platform/log/logger.ts';

export interface Listener {
  /** What was said in the transaction of another process, or of this one, once it is committed. */
  told(payload: string): void;
  /** Something may have been said that was not heard: at the beginning, and when the connection is there again. */
  missed(): void;
}

/** Hears what the database is told (`NOTIFY`), on a connection of its own, opened with the first listener. */
export interface Notices {
  /** @param channel small letters and underscores */
  listen(channel: string, listener: Listener): void;
  close(): Promise<void>;
}

/** Milliseconds before another try; it doubles up to the longest. */
const retry = { first: 250, longest: 10_000 } as const;

/**
 * Notices hasten, and nothing may depend on them alone: a connection can be lost, and one through a pooler of transactions
 * hears nothing. Whoever listens keeps a limit of time too.
 */
export function createNotices(url: string, log: Logger): Notices {
  const listeners = new Map<string, Listener[]>();
  let client: pg.Client | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let delay: number = retry.first;
  let closed = false;

  const tellAll = () => {
    for (const listener of [...listeners.values()].flat()) listener.missed();
  };

  const tryAgain = () => {
    if (closed || waiting !== undefined) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      void connect();
    }, delay);
    waiting.unref();
    delay = Math.min(delay * 2, retry.longest);
  };

  const lost = (from: pg.Client, error: unknown) => {
    if (client !== from) return;
    client = undefined;
    from.removeAllListeners();
    // A connection that ends may say so more than once.
    from.on('error', () => undefined);
    from.end().catch(() => undefined);
    if (closed) return;
    log.warn({ code: (error as { code?: string } | undefined)?.code }, 'notices of the database are not heard');
    tryAgain();
  };

  async function connect(): Promise<void> {
    const made = new pg.Client({ connectionString: url, keepAlive: true });
    client = made;
    made.on('error', (error) => lost(made, error));
    made.on('end', () => lost(made, undefined));
    made.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel) ?? []) listener.told(payload ?? '');
    });
    try {
      await made.connect();
      for (const channel of listeners.keys()) await made.query(`LISTEN ${channel}`);
      delay = retry.first;
      tellAll();
    } catch (error) {
      lost(made, error);
    }
  }

  return {
    listen: (channel, listener) => {
      if (!/^[a-z_]{1,60}$/.test(channel)) throw new Error('A channel has small letters and underscores only');
      const known = listeners.get(channel);
      if (known !== undefined) known.push(listener);
      else listeners.set(channel, [listener]);
      if (closed || known !== undefined) return;
      if (client === undefined && waiting === undefined) void connect();
      else if (client !== undefined) {
        const open = client;
        open.query(`LISTEN ${channel}`).then(listener.missed, (error) => lost(open, error));
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(waiting);
      const open = client;
      client = undefined;
      open?.removeAllListeners();
      open?.on('error', () => undefined);
      await open?.end().catch(() => undefined);
    },
  };
}
