import { expect, test } from 'vitest';
import type { DossierEvent } from '../queries/get-dossier-for-agent.ts';
import { isToBeWritten, nextLook } from './dossier-look.ts';
import { countsOfDays, foldTimeline, stretchesOf } from './fold-timeline.ts';
import { listNews } from './list-news.ts';

const at = (text: string) => new Date(text);

function event(seq: number, kind: string, day: string, more: Partial<DossierEvent> = {}): DossierEvent {
  return {
    authority_id: 'C1',
    dossier_id: 'd',
    seq,
    at: at(`${day}T10:00:00Z`),
    kind,
    actor_kind: 'agent',
    actor_id: 'a',
    actor_name: 'Aline',
    channel: 'web',
    visibility: kind === 'viewed' || kind === 'note' ? 'internal' : 'public',
    data: {},
    ...more,
  };
}

test('what is new stays new while a visit lasts, and is old at the next one', () => {
  const first = nextLook(undefined, 4, at('2026-11-20T09:00:00Z'));
  expect(first).toMatchObject({ sinceAt: null, sinceSeq: 0, seenSeq: 4 });
  const second = nextLook(first, 9, at('2026-11-22T09:00:00Z'));
  expect(second).toMatchObject({ sinceAt: at('2026-11-20T09:00:00Z'), sinceSeq: 4, seenSeq: 9 });
  const reload = nextLook(second, 10, at('2026-11-22T09:20:00Z'));
  expect(reload).toMatchObject({ sinceSeq: 4, seenSeq: 10 });
  expect(nextLook(reload, 10, at('2026-11-22T10:00:00Z'))).toMatchObject({ sinceSeq: 10 });
});

test('a look is written when there is something that was not seen, or after a while', () => {
  const look = nextLook(undefined, 4, at('2026-11-20T09:00:00Z'));
  expect(isToBeWritten(undefined, 4, at('2026-11-20T09:00:00Z'))).toBe(true);
  expect(isToBeWritten(look, 4, at('2026-11-20T09:05:00Z'))).toBe(false);
  expect(isToBeWritten(look, 5, at('2026-11-20T09:05:00Z'))).toBe(true);
  expect(isToBeWritten(look, 4, at('2026-11-20T09:11:00Z'))).toBe(true);
});

test('news are what others did; opening the page is none', () => {
  const events = [
    event(1, 'submitted', '2026-11-01'),
    event(2, 'message', '2026-11-02', { actor_kind: 'applicant', actor_id: null }),
    event(3, 'viewed', '2026-11-02', { actor_id: 'b' }),
    event(4, 'note', '2026-11-02', { actor_id: 'me' }),
    event(5, 'corrected', '2026-11-02', { data: { changes: [{ field: 'street' }, { field: 'city' }] } }),
  ];
  const news = listNews(events, { sinceAt: at('2026-11-01T12:00:00Z'), sinceSeq: 1 }, 'me');
  expect(news).toMatchObject({ messages: 1, documents: 0, notes: 0, corrected: ['street', 'city'], other: 0 });
  expect([...(news?.seqs ?? [])]).toEqual([2, 5]);
  expect(listNews(events, { sinceAt: null, sinceSeq: 0 }, 'me')).toBeUndefined();
  expect(listNews(events, { sinceAt: at('2026-11-03T12:00:00Z'), sinceSeq: 5 }, 'me')).toBeUndefined();
});

test('300 events are folded by day: the newest days are open, and those with something new', () => {
  const events = Array.from({ length: 300 }, (_, index) =>
    event(
      index + 1,
      index % 3 === 0 ? 'viewed' : 'message',
      `2026-${10 + (index > 149 ? 1 : 0)}-${String((index % 15) + 1).padStart(2, '0')}`,
    ),
  ).sort((a, b) => a.at.getTime() - b.at.getTime());
  const days = foldTimeline(events, { all: false, newSeqs: new Set([events[0]?.seq ?? 0]) });
  expect(days).toHaveLength(30);
  expect(days[0]).toMatchObject({ day: '2026-11-15', open: true });
  expect(days.filter((day) => day.open).length).toBeLessThan(5);
  expect(days.at(-1)).toMatchObject({ day: '2026-10-01', open: true });
  expect(foldTimeline(events, { all: true, newSeqs: new Set() }).every((day) => day.open)).toBe(true);
  // So many folded days are told by month, around those that are open.
  const stretches = stretchesOf(days);
  expect(stretches.map(({ month }) => month)).toEqual([undefined, undefined, '2026-11', '2026-10', undefined]);
  expect(stretches.flatMap((stretch) => stretch.days)).toEqual(days);
  expect(countsOfDays(days)).toEqual({
    exchange: 200,
    internal: 10,
  });
});

test('a few folded days are a line each', () => {
  const events = Array.from({ length: 20 }, (_, index) =>
    event(index + 1, 'message', `2026-11-${String(index + 1).padStart(2, '0')}`),
  );
  const days = foldTimeline(events, { all: false, newSeqs: new Set() });
  expect(days.filter((day) => !day.open).length).toBe(8);
  expect(stretchesOf(days).every(({ month, days: some }) => month === undefined && some.length === 1)).toBe(true);
});

test('those who opened a dossier on a day are one entry', () => {
  const events = [
    event(1, 'viewed', '2026-11-02', { actor_name: 'Aline' }),
    event(2, 'note', '2026-11-02'),
    event(3, 'viewed', '2026-11-02', { actor_name: 'Bruno' }),
  ];
  const [day] = foldTimeline(events, { all: false, newSeqs: new Set() });
  expect(day?.entries.map((entry) => (entry.kind === 'views' ? entry.names : entry.event.kind))).toEqual([
    ['Aline', 'Bruno'],
    'note',
  ]);
  expect(foldTimeline(events, { family: 'exchange', all: false, newSeqs: new Set() })).toEqual([]);
});
