import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, chainHash, chainStart, type HashedEvent, verifyChain } from './event-chain.ts';

const details = fc.array(
  fc.record({
    kind: fc.constantFrom('message', 'note', 'transition'),
    data: fc.dictionary(fc.string(), fc.jsonValue()),
  }),
  { minLength: 2, maxLength: 8 },
);

function chain(items: readonly { kind: string; data: Record<string, unknown> }[]): HashedEvent[] {
  const events: HashedEvent[] = [];
  for (const [index, item] of items.entries()) {
    const event = {
      authorityId: 'C27681',
      dossierId: '0197f000-0000-7000-8000-000000000001',
      seq: index + 1,
      at: new Date(Date.UTC(2026, 10, 22, 9, index)),
      kind: item.kind,
      actor: { kind: 'applicant' as const },
      channel: 'web',
      visibility: 'public' as const,
      data: item.data,
    };
    const previousHash = events.at(-1)?.hash ?? chainStart;
    events.push({ ...event, previousHash, hash: chainHash(previousHash, event) });
  }
  return events;
}

test('a chain as written is sound, also after a passage through JSON with keys in another order', () => {
  fc.assert(
    fc.property(details, (items) => {
      const events = chain(items);
      expect(verifyChain(events)).toBeUndefined();
      const again = events.map((event) => ({ ...event, data: reversed(JSON.parse(JSON.stringify(event.data))) }));
      expect(verifyChain(again)).toBeUndefined();
    }),
  );
});

test('an alteration is found at its place', () => {
  fc.assert(
    fc.property(
      details,
      fc.nat(),
      fc.constantFrom('kind', 'channel', 'at', 'data', 'visibility', 'actor'),
      (items, pick, what) => {
        const events = chain(items);
        const index = pick % events.length;
        const event = events[index] as HashedEvent;
        const altered = {
          kind: { kind: `${event.kind}x` },
          channel: { channel: 'letter' },
          at: { at: new Date(event.at.getTime() + 1) },
          data: { data: { ...event.data, added: true, never: Math.PI } },
          visibility: { visibility: 'internal' as const },
          actor: { actor: { kind: 'agent' as const } },
        }[what];
        events[index] = { ...event, ...altered };
        expect(verifyChain(events)).toEqual({ seq: index + 1, reason: 'content' });
      },
    ),
  );
});

test('a removal, an insertion and a change of order are found', () => {
  fc.assert(
    fc.property(details, fc.nat(), (items, pick) => {
      const events = chain(items);
      const index = pick % (events.length - 1);
      expect(verifyChain(events.toSpliced(index, 1))).toBeDefined();
      expect(verifyChain(events.toSpliced(index, 1).map((event, i) => ({ ...event, seq: i + 1 })))).toBeDefined();
      const inserted = { ...(events[index] as HashedEvent), kind: 'forged' };
      expect(verifyChain(events.toSpliced(index + 1, 0, inserted))).toBeDefined();
      expect(
        verifyChain(events.toSpliced(index + 1, 0, inserted).map((event, i) => ({ ...event, seq: i + 1 }))),
      ).toBeDefined();
      const swapped = events.toSpliced(index, 2, events[index + 1] as HashedEvent, events[index] as HashedEvent);
      expect(verifyChain(swapped)).toBeDefined();
      expect(verifyChain(swapped.map((event, i) => ({ ...event, seq: i + 1 })))).toBeDefined();
    }),
  );
});

test('canonical JSON sorts keys at every depth and drops what is undefined', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, é: 'x' })).toBe('{"b":[{"c":null,"d":1}],"é":"x"}');
});

function reversed(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).reverse());
}
