import { expect, test } from 'vitest';
import { type SustainedOutcome, sustainedProblems } from '../../bench/support/sustained-verdict.ts';

const steady = { waiting: 12, memory: { web: 230, worker: 260 } };
const held: SustainedOutcome = {
  filings: 600,
  wanted: 600,
  errors: 0,
  mails: 600,
  pdfs: 600,
  filingsASecond: 60,
  samples: Array.from({ length: 6 }, () => steady),
};
const after = (minute: number, change: Partial<typeof steady>) =>
  held.samples.map((sample, n) => (n < minute ? sample : { ...sample, ...change }));

test('a run that held has no problem', () => {
  expect(sustainedProblems(held)).toEqual([]);
});

test.each<[string, Partial<SustainedOutcome>, string]>([
  ['a filing that failed', { errors: 1, filings: 599, mails: 599, pdfs: 599 }, '1 filings failed'],
  ['filings that were never begun', { filings: 500, mails: 500, pdfs: 500 }, '500 filings of 600'],
  ['a mail that is missing', { mails: 599, pdfs: 599 }, '599 mails for 600 filings'],
  ['a mail too many', { mails: 601, pdfs: 601 }, '601 mails for 600 filings'],
  ['a mail without its PDF', { pdfs: 599 }, '599 mails of 600 with their PDF'],
  ['a queue that has grown', { samples: after(5, { waiting: 301 }) }, '301 jobs wait at the end'],
  [
    'a worker that has grown',
    { samples: after(4, { memory: { web: 230, worker: 300 } }) },
    'worker grew from 260 to 300 MB',
  ],
  [
    'a site that has grown',
    { samples: after(4, { memory: { web: 260, worker: 260 } }) },
    'web grew from 230 to 260 MB',
  ],
])('%s is told', (_what, change, problem) => {
  expect(sustainedProblems({ ...held, ...change })).toContain(problem);
});

test('memory of the first third may rise: a process that has just started fills its caches', () => {
  const samples = held.samples.map((sample, n) => (n < 2 ? { ...sample, memory: { web: 100, worker: 100 } } : sample));
  expect(sustainedProblems({ ...held, samples })).toEqual([]);
});
