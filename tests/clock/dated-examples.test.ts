import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { acknowledgementDelays } from '#modules/dossiers/clock/domain/acknowledgement-delays.ts';
import { silenceOf } from '#modules/dossiers/clock/domain/silence.ts';
import {
  type ClockMove,
  type ClockSuspension,
  clockAfterTransition,
  type DossierClock,
  resumeAfterLapse,
} from '#modules/dossiers/domain/clock-after-transition.ts';
import { lastDayToAppeal } from '#modules/dossiers/domain/delays.ts';
import { dueAfterTransfer } from '#modules/dossiers/effects/transfer/clock-after-transfer.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';

interface Stop {
  readonly incomplete: string;
  readonly until?: string;
  readonly supplied?: string;
  readonly noted?: string;
}

interface Row {
  readonly case: string;
  readonly article: string;
  readonly commune?: string;
}

type Rule = 'accept' | 'reject' | 'none';

interface Examples {
  readonly silence: readonly (Row & {
    readonly rule: Rule;
    readonly delay: string;
    readonly received: string;
    readonly first?: string;
    readonly stops?: readonly Stop[];
    readonly due: string | null;
  })[];
  readonly appeal: readonly (Row & { readonly decided: string; readonly last: string })[];
  readonly acknowledgement: readonly (Row & {
    readonly received: string;
    readonly registration: string;
    readonly receipt: string;
  })[];
  readonly state: readonly (Row & {
    readonly rule: Rule;
    readonly due: string;
    readonly today: string;
    readonly kind: string;
    readonly appeal?: string;
  })[];
}

const examples = parse(readFileSync(new URL('dated-examples.yaml', import.meta.url), 'utf8')) as Examples;
const rows = Object.values(examples).flat() as Row[];
const titled = <T extends Row>(list: readonly T[]) => list.map((row) => [`${row.case} (${row.article})`, row] as const);
const momentOf = (text: string) => new Date(Temporal.Instant.from(text).epochMilliseconds);

test('the table is whole: at least forty cases, each with its text and told once', () => {
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(rows.filter((row) => !row.article)).toEqual([]);
  const named = rows.map((row) => `${row.case} ${row.article} ${JSON.stringify(row)}`);
  expect(new Set(named).size).toBe(rows.length);
});

test.each(titled(examples.silence))('silence: %s', (_title, row) => {
  const region = holidayRegionOf(row.commune);
  const silence = { rule: row.rule, delay: row.delay };
  const due = dueAfterTransfer(silence, momentOf(row.first ?? row.received), momentOf(row.received), region);
  let clock: DossierClock = {
    complete: null,
    dueOn: due,
    suspendedAt: null,
    decidedAt: null,
    closedAt: null,
    purgeOn: null,
  };
  for (const stop of row.stops ?? []) clock = afterStop(clock, { ...silence, retentionMonths: 12, region }, stop);
  expect(clock.dueOn).toBe(row.due);
});

/** The notice, then what comes, or the end of the time given. */
function afterStop(clock: DossierClock, rule: Parameters<typeof clockAfterTransition>[1], stop: Stop): DossierClock {
  const asked = clockAfterTransition(
    clock,
    rule,
    moveOn(stop.incomplete, 'in-progress', 'incomplete', stop),
    undefined,
  );
  if (stop.supplied === undefined) return lapsed(asked, rule.rule);
  const day = stop.noted ?? stop.supplied;
  const marks = stop.noted === undefined ? undefined : 'complete';
  return clockAfterTransition(asked.clock, rule, moveOn(day, 'waiting-applicant', marks, stop), asked.suspension).clock;
}

function lapsed(asked: { clock: DossierClock; suspension?: ClockSuspension }, rule: Rule): DossierClock {
  const until = asked.suspension?.until;
  if (asked.suspension === undefined || until === undefined || rule === 'accept') return asked.clock;
  return { ...asked.clock, suspendedAt: null, dueOn: resumeAfterLapse(asked.suspension, until) };
}

function moveOn(day: string, from: ClockMove['from'], marks: ClockMove['marks'], stop: Stop): ClockMove {
  return {
    from,
    to: from === 'in-progress' ? 'waiting-applicant' : 'in-progress',
    marks,
    now: momentOf(`${day}T09:00Z`),
    today: Temporal.PlainDate.from(day),
    answerBefore: stop.until,
    ...(from === 'waiting-applicant' && stop.supplied !== undefined
      ? { suppliedOn: Temporal.PlainDate.from(stop.supplied) }
      : {}),
  };
}

test.each(titled(examples.appeal))('appeal: %s', (_title, row) => {
  const last = lastDayToAppeal(Temporal.PlainDate.from(row.decided), holidayRegionOf(row.commune));
  expect(last.toString()).toBe(row.last);
});

test.each(titled(examples.acknowledgement))('acknowledgement: %s', (_title, row) => {
  const { registration, receipt } = row;
  expect(acknowledgementDelays(Temporal.Instant.from(row.received), holidayRegionOf(row.commune))).toEqual({
    registration,
    receipt,
  });
});

test.each(titled(examples.state))('state: %s', (_title, row) => {
  const silence = silenceOf(
    { silence_rule: row.rule, due_on: row.due, clock_suspended_at: null, decided_at: null, closed_at: null },
    row.today,
  );
  expect(silence.kind).toBe(row.kind);
  if (silence.kind === 'rejected') expect(silence.appealBefore).toBe(row.appeal);
});
