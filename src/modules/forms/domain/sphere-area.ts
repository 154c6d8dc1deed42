import type { PointAnswer } from './answers.ts';

/** Mean radius of the Earth in metres (IUGG). */
const earthRadius = 6_371_008.8;

/**
 * Surface in square metres of a polygon on a sphere, whichever way it turns (Chamberlain and Duquette, "Some algorithms
 * for polygons on a sphere", JPL 2007). Within 0.5 % of the ellipsoid in France.
 */
export function sphereArea(points: readonly PointAnswer[]): number {
  let sum = 0;
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] ?? point;
    sum += radians(next.lon - point.lon) * (2 + Math.sin(radians(point.lat)) + Math.sin(radians(next.lat)));
  }
  return Math.abs((sum * earthRadius * earthRadius) / 2);
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** True when two sides that are not neighbours touch or cross, or when a corner comes back. */
export function crossesItself(points: readonly PointAnswer[]): boolean {
  const sides = points.map((point, index) => [point, points[(index + 1) % points.length] ?? point] as const);
  return sides.some((side, first) =>
    sides.some((other, second) => {
      const apart = second - first;
      return apart > 1 && apart < sides.length - 1 && meet(side, other);
    }),
  );
}

type Side = readonly [PointAnswer, PointAnswer];

function meet([a, b]: Side, [c, d]: Side): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && within(a, b, c)) ||
    (abd === 0 && within(a, b, d)) ||
    (cda === 0 && within(c, d, a)) ||
    (cdb === 0 && within(c, d, b))
  );
}

/** Which way one turns at the second point: 1, -1, or 0 when the three are in line. */
function turn(a: PointAnswer, b: PointAnswer, c: PointAnswer): number {
  return Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon));
}

function within(a: PointAnswer, b: PointAnswer, point: PointAnswer): boolean {
  return (
    Math.min(a.lon, b.lon) <= point.lon &&
    point.lon <= Math.max(a.lon, b.lon) &&
    Math.min(a.lat, b.lat) <= point.lat &&
    point.lat <= Math.max(a.lat, b.lat)
  );
}
