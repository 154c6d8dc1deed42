import type { Database, Tx } from '#platform/database/database.ts';
import { EnvelopeError } from './envelope.ts';
import type { Keyring } from './keyring.ts';

/** Something in the database that the installation's key protects. */
export interface WrappedRow {
  readonly wrapped: Buffer;
  readonly context: string;
  /** Puts it in the place of what was read; nothing when the row has changed since. */
  replace(wrapped: Buffer): Promise<unknown>;
}

/** Of the rows gone through: how many the key of today already wrapped, how many others did, how many open with none. */
export interface RewrapCounts {
  readonly current: number;
  readonly former: number;
  readonly unreadable: number;
}

/** Something that keeps keys or secrets under the installation's key. */
export interface KeyHolder {
  /** As a person who operates the installation calls it: `keys of authorities`. */
  readonly name: string;
  /** Goes through all its rows; wraps those of former keys again unless it only counts. */
  rewrap(options: RewrapOptions): Promise<RewrapCounts>;
}

export interface RewrapOptions {
  readonly countOnly: boolean;
}

/** Wraps again, by the key of today, what another one wrapped. Can be run at any time and again. */
export async function rewrapRows(
  keys: Keyring,
  rows: AsyncIterable<WrappedRow> | Iterable<WrappedRow>,
  { countOnly }: RewrapOptions,
): Promise<RewrapCounts> {
  const counts = { current: 0, former: 0, unreadable: 0 };
  for await (const { wrapped, context, replace } of rows) {
    try {
      if (keys.isCurrent(wrapped, context)) {
        counts.current += 1;
        continue;
      }
      counts.former += 1;
      if (!countOnly) await replace(keys.wrap(keys.unwrap(wrapped, context), context));
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      counts.unreadable += 1;
    }
  }
  return counts;
}

/** The same for what each authority keeps, authority by authority, in a short transaction each. */
export async function rewrapByAuthority(
  database: Database,
  keys: Keyring,
  rowsOf: (tx: Tx, authorityId: string) => Promise<readonly WrappedRow[]>,
  options: RewrapOptions,
): Promise<RewrapCounts> {
  const authorities = await database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  const counts: RewrapCounts[] = [];
  for (const { id } of authorities) {
    counts.push(await database.transaction([id], async (tx) => rewrapRows(keys, await rowsOf(tx, id), options)));
  }
  return addCounts(counts);
}

export function addCounts(all: readonly RewrapCounts[]): RewrapCounts {
  const sum = (pick: (one: RewrapCounts) => number) => all.reduce((total, one) => total + pick(one), 0);
  return {
    current: sum((one) => one.current),
    former: sum((one) => one.former),
    unreadable: sum((one) => one.unreadable),
  };
}
