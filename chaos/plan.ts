import { seeded } from './random.ts';

/** Something that goes wrong at a moment, for so many seconds. */
export interface Fault {
  /** Seconds from the beginning. */
  readonly at: number;
  /** Until what was broken is put right; a killed process is started again then. */
  readonly lasts: number;
  readonly kind: FaultKind;
  /** Seconds by which a clock jumps. */
  readonly by?: number;
  /** The victim need only have begun to start; else it is killed at its work. */
  readonly early?: true;
}

export type Kill = 'kill-web-1' | 'kill-web-2' | 'kill-worker-1' | 'kill-worker-2' | 'kill-postgres' | 'kill-backend';
export type FaultKind =
  | Kill
  | 'mail-refused'
  | 'mail-hangs'
  | 'mail-repeated'
  | 'disk-full'
  | 'clock-jumps'
  | 'connections-drop';

const kills: readonly Kill[] = [
  'kill-web-1',
  'kill-web-2',
  'kill-worker-1',
  'kill-worker-2',
  'kill-postgres',
  'kill-backend',
];

const others: readonly FaultKind[] = [
  'mail-refused',
  'mail-hangs',
  'mail-repeated',
  'disk-full',
  'clock-jumps',
  'connections-drop',
];

/** A jump that a machine makes when its clock is put right, a change of hour made by hand, a day too many. */
const jumps = [-90, 45, -3600, 3600, 86_400];

/** What happens in a run: the same for the same seed, length and number of kills, in the same order. */
export function planOf(options: { seed: number; seconds: number; kills: number }): readonly Fault[] {
  const random = seeded(options.seed).branch('plan');
  const faults: Fault[] = [];
  const moment = () => random.between(2, Math.max(3, options.seconds - 4));
  for (let n = 0; n < options.kills; n += 1) {
    // Each target in turn before chance: a short run has some of each.
    const kind = n < kills.length && options.kills >= kills.length ? (kills[n] as Kill) : random.pick(kills);
    const early = n >= kills.length && random.next() < 0.1;
    faults.push({ at: moment(), lasts: random.between(0.1, 3), kind, ...(early ? { early } : {}) });
  }
  for (let n = 0; n < Math.max(others.length, Math.round(options.kills / 2)); n += 1) {
    const kind = n < others.length ? (others[n] as FaultKind) : random.pick(others);
    faults.push({
      at: moment(),
      lasts: random.between(2, Math.min(15, Math.max(3, options.seconds / 6))),
      kind,
      ...(kind === 'clock-jumps' ? { by: random.pick(jumps) } : {}),
    });
  }
  return faults.sort((a, b) => a.at - b.at);
}
