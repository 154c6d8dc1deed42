import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { boxWidth, layOutWorkflow } from './layout.ts';

const workflows = [
  ...new Map([...readLibrary().procedures.values()].map((one) => [one.workflow.workflow, one.workflow])),
];

test.each(workflows)(
  '%s: every state has its place, none covers another, every act that moves has its arrow',
  (_, one) => {
    const { boxes, arrows, width, height } = layOutWorkflow(one);
    expect(boxes.map(({ state }) => state).sort()).toEqual(one.states.map(({ id }) => id).sort());
    for (const [index, a] of boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + boxWidth).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of boxes.slice(index + 1)) {
        expect(Math.abs(a.x - b.x) >= boxWidth || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
      }
    }
    const drawn = new Set(
      arrows.flatMap(({ from, to, transitions }) => transitions.map((id) => `${id} ${from} ${to}`)),
    );
    const moving = one.transitions.flatMap(({ id, from, to }) =>
      from.filter((start) => start !== to).map((start) => `${id} ${start} ${to}`),
    );
    expect([...drawn].sort()).toEqual([...new Set(moving)].sort());
  },
);

test('whatever the states and acts, each state is drawn once and the drawing holds them all', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const transition = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });
  fc.assert(
    fc.property(fc.array(transition, { maxLength: 20 }), (pairs) => {
      const text = { fr: 'x' };
      const definition = {
        initial: 'a',
        states: names.map((id) => ({ id, phase: 'received' as const, label: text, explanation: text })),
        transitions: pairs.map(({ from, to }, index) => ({
          id: `t${index}`,
          from: [from],
          to,
          by: ['agent' as const],
          label: text,
          tone: 'secondary' as const,
          form: [],
          effects: [],
        })),
      };
      const { boxes, height, width } = layOutWorkflow(definition as Parameters<typeof layOutWorkflow>[0]);
      expect(boxes.map(({ state }) => state).sort()).toEqual(names);
      expect(boxes.every((box) => box.x + boxWidth <= width && box.y + box.height <= height)).toBe(true);
    }),
  );
});
