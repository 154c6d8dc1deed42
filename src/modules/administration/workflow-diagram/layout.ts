import type { Transition, WorkflowDefinition } from '#modules/workflow/index.ts';

/** Where each state stands and how each act goes from one to another, in units of the drawing. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DiagramBox[];
  readonly arrows: readonly DiagramArrow[];
}

export interface DiagramBox {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface DiagramArrow {
  readonly from: string;
  readonly to: string;
  /** The acts that follow this way, in the order of the workflow. */
  readonly transitions: readonly string[];
  /** SVG path. */
  readonly path: string;
  /** Where the numbers of the acts stand. */
  readonly labelX: number;
  readonly labelY: number;
}

type Drawn = Pick<WorkflowDefinition, 'initial' | 'states' | 'transitions'>;

interface Arc {
  readonly from: string;
  readonly to: string;
  readonly transitions: string[];
  /** Rows, from 0. */
  readonly start: number;
  readonly end: number;
  lane: number;
}

export const boxWidth = 220;
const boxHeight = 50;
const gap = 34;
const margin = 20;
const laneWidth = 44;
/** Between two arrows that touch the same side of a box. */
const portHeight = 16;

/**
 * States one under the other, in the order in which a dossier meets them; what goes on is drawn on the right, what goes
 * back on the left, each on a lane of its own. Pure and stable: the same workflow is always drawn the same way.
 */
export function layOutWorkflow(definition: Drawn): DiagramLayout {
  const order = orderOf(definition);
  const arcs = arcsOf(definition, order);
  const forward = inLanes(arcs.filter((arc) => arc.end > arc.start));
  const backward = inLanes(arcs.filter((arc) => arc.end < arc.start));
  const left = margin + lanesOf(backward) * laneWidth;
  const ports = createPorts(forward, backward);
  const boxes: DiagramBox[] = [];
  let y = margin;
  for (const state of order) {
    const height = Math.max(boxHeight, (ports.most(state) + 1) * portHeight);
    boxes.push({ state, x: left, y, height });
    y += height + gap;
  }
  const boxOf = new Map(boxes.map((box) => [box.state, box]));
  const draw = (arc: Arc, side: 'right' | 'left'): DiagramArrow => {
    const edge = side === 'right' ? left + boxWidth : left;
    const x = side === 'right' ? edge + (arc.lane + 1) * laneWidth : edge - (arc.lane + 1) * laneWidth;
    const y1 = portY(boxOf.get(arc.from), ports.place(arc, 'from'));
    const y2 = portY(boxOf.get(arc.to), ports.place(arc, 'to'));
    return {
      from: arc.from,
      to: arc.to,
      transitions: arc.transitions,
      path: bracket(edge, x, y1, y2),
      labelX: x,
      labelY: (y1 + y2) / 2,
    };
  };
  return {
    width: left + boxWidth + lanesOf(forward) * laneWidth + margin + laneWidth / 2,
    height: y - gap + margin,
    boxes,
    arrows: [...forward.map((arc) => draw(arc, 'right')), ...backward.map((arc) => draw(arc, 'left'))],
  };
}

const ends: readonly string[] = ['accepted', 'refused', 'closed', 'withdrawn'];

/** The initial state, then those that can be reached, the nearest first, ends after the others; at last what nothing reaches. */
function orderOf({ initial, states, transitions }: Drawn): string[] {
  const distance = new Map<string, number>([[initial, 0]]);
  const pending = [initial];
  for (let state = pending.shift(); state !== undefined; state = pending.shift()) {
    for (const { from, to } of transitions) {
      if (!from.includes(state) || distance.has(to)) continue;
      distance.set(to, (distance.get(state) ?? 0) + 1);
      pending.push(to);
    }
  }
  const rank = ({ id, phase }: Drawn['states'][number]): number => {
    const known = distance.get(id);
    if (id === initial) return -1;
    if (known === undefined) return 2000;
    return ends.includes(phase) ? 1000 + ends.indexOf(phase) : known;
  };
  return [...states].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id);
}

/** The acts between the same two states share one arrow; those that stay in their state have none. */
function arcsOf({ transitions }: Drawn, order: readonly string[]): Arc[] {
  const arcs = new Map<string, Arc>();
  for (const { id, from, to } of transitions) {
    for (const one of from) {
      const [start, end] = [order.indexOf(one), order.indexOf(to)];
      if (start < 0 || end < 0 || start === end) continue;
      const key = `${one} ${to}`;
      const arc = arcs.get(key) ?? { from: one, to, transitions: [], start, end, lane: 0 };
      arc.transitions.push(id);
      arcs.set(key, arc);
    }
  }
  return [...arcs.values()];
}

/** Short ways near the boxes, long ones further out; two that pass the same row never share a lane. */
function inLanes(arcs: readonly Arc[]): Arc[] {
  const taken: Arc[][] = [];
  const sorted = [...arcs].sort(
    (a, b) => Math.abs(a.end - a.start) - Math.abs(b.end - b.start) || a.start - b.start || a.end - b.end,
  );
  for (const arc of sorted) {
    const lane = taken.findIndex((others) => others.every((other) => apart(arc, other)));
    arc.lane = lane < 0 ? taken.length : lane;
    const row = taken[arc.lane] ?? [];
    row.push(arc);
    taken[arc.lane] = row;
  }
  return sorted;
}

function apart(a: Arc, b: Arc): boolean {
  const [a1, a2] = [Math.min(a.start, a.end), Math.max(a.start, a.end)];
  const [b1, b2] = [Math.min(b.start, b.end), Math.max(b.start, b.end)];
  return a2 < b1 || b2 < a1;
}

function lanesOf(arcs: readonly Arc[]): number {
  return arcs.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
}

/** Arrows that touch the same side of a box stand one under the other: those that go up first, the longest outside. */
function createPorts(forward: readonly Arc[], backward: readonly Arc[]) {
  const sidesOf = (state: string) =>
    [forward, backward].map((arcs) =>
      arcs
        .filter((arc) => arc.from === state || arc.to === state)
        .map((arc) => ({ arc, other: arc.from === state ? arc.end - arc.start : arc.start - arc.end }))
        // Above: the nearest lowest; below: the farthest highest. So two of them never cross.
        .sort((a, b) => Math.sign(a.other) - Math.sign(b.other) || b.other - a.other)
        .map(({ arc }) => arc),
    );
  return {
    most: (state: string) => Math.max(...sidesOf(state).map((side) => side.length)),
    /** Between 0 and 1, from the top of the box. */
    place: (arc: Arc, end: 'from' | 'to') => {
      const side = sidesOf(arc[end]).find((arcs) => arcs.includes(arc)) ?? [arc];
      return (side.indexOf(arc) + 1) / (side.length + 1);
    },
  };
}

function portY(box: DiagramBox | undefined, place: number): number {
  return box === undefined ? 0 : Math.round(box.y + place * box.height);
}

/** Out of a side, along a lane, back to the same side of another box. */
function bracket(edge: number, x: number, y1: number, y2: number): string {
  const radius = Math.min(10, Math.abs(y2 - y1) / 2);
  const out = x > edge ? radius : -radius;
  const down = y2 > y1 ? radius : -radius;
  return [
    `M ${edge} ${y1} H ${x - out}`,
    `Q ${x} ${y1} ${x} ${y1 + down}`,
    `V ${y2 - down}`,
    `Q ${x} ${y2} ${x - out} ${y2}`,
    `H ${edge}`,
  ].join(' ');
}

/** The number by which an act is known in the drawing and in the list under it: its place in the workflow, from 1. */
export function numberOf(transitions: readonly Pick<Transition, 'id'>[], id: string): number {
  return transitions.findIndex((transition) => transition.id === id) + 1;
}
