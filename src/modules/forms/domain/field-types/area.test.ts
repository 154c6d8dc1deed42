import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postedBack, readField, told } from '../../testing/read-field.ts';
import { crossesItself, sphereArea } from '../sphere-area.ts';

const area = { type: 'area' };
/** About 100 m by 73 m in Vernon. */
const square = '49.09,1.48;49.0909,1.48;49.0909,1.481;49.09,1.481';

const around = (lat: number, lon: number, metres: number, corners = 4) =>
  Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    const degree = 111_195;
    return {
      lat: lat + (metres * Math.sin(angle)) / degree,
      lon: lon + (metres * Math.cos(angle)) / (degree * Math.cos((lat * Math.PI) / 180)),
    };
  });

test.each([
  [{}, undefined],
  [{ 'f-description': 'Le trottoir' }, { points: [], description: 'Le trottoir' }],
  [{ 'f-surface': '12,5 m²' }, { points: [], surface: 12.5 }],
  [{ 'f-surface': 'douze' }, ['areaSurface f-f-surface']],
  [{ 'f-surface': '-3' }, ['areaSurface f-f-surface']],
  [{ 'f-surface': '0' }, ['areaSmall f-f-surface']],
  [{ 'f-surface': '200000000' }, ['areaLarge f-f-surface']],
  [{ 'f-points': '49.09,1.48;49.1,1.48' }, ['areaFewCorners f-f']],
  [{ 'f-points': '49.09,1.48;49.1,1.48;49.09,x' }, ['areaUnread f-f-description']],
  [{ 'f-points': 'DROP TABLE' }, ['areaUnread f-f-description']],
  [{ 'f-points': '49.09,1.48;49.0909,1.481;49.0909,1.48;49.09,1.481' }, ['areaCrosses f-f']],
  [{ 'f-points': '49.09,1.48;49.091,1.48;49.092,1.48' }, ['areaSmall f-f']],
  [{ 'f-points': '48.09,1.48;48.0909,1.48;48.0909,1.481' }, ['outsideTerritory f-f']],
  [{ 'f-points': '49.09,1.48;49.090001,1.48;49.09,1.480001' }, ['areaSmall f-f']],
  [{ 'f-points': Array.from({ length: 101 }, (_, index) => `49.0${index},1.4`).join(';') }, ['areaManyCorners f-f']],
  [{ 'f-description': 'x'.repeat(600) }, ['areaDescriptionLong f-f-description']],
] as [Record<string, unknown>, unknown][])('%j is read as %j', (body, expected) => {
  expect(readField(area, body)).toEqual(expected);
});

test('the surface of a drawing is worked out by the server, whatever the page says', () => {
  const answer = readField(area, { 'f-points': square, 'f-surface': '3', 'f-description': 'Place' });
  expect(answer).toMatchObject({ description: 'Place', points: { length: 4 } });
  const { surface } = answer as { surface: number };
  expect(surface).toBeGreaterThan(7250);
  expect(surface).toBeLessThan(7330);
  expect(told(area, { points: [{ lat: 1, lon: 1 }], surface: 1240 })).toEqual([
    'Dessiné sur la carte, environ 1\u202f240\u00a0m²',
  ]);
  expect(told(area, { points: [], surface: 12.5, description: 'Le trottoir' })).toEqual([
    'Le trottoir',
    'Surface\u00a0: 12,5\u00a0m²',
  ]);
});

test('property: the surface of a regular polygon on the sphere is that of the plane, near enough', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: -170, max: 170, noNaN: true }),
      fc.double({ min: 10, max: 2000, noNaN: true }),
      fc.integer({ min: 3, max: 40 }),
      (lat, lon, metres, corners) => {
        const points = around(lat, lon, metres, corners);
        const plane = (corners / 2) * metres * metres * Math.sin((2 * Math.PI) / corners);
        expect(Math.abs(sphereArea(points) / plane - 1)).toBeLessThan(0.005);
        expect(sphereArea([...points].reverse())).toBeCloseTo(sphereArea(points), 3);
        expect(crossesItself(points)).toBe(false);
      },
    ),
  );
});

test('property: a drawing keeps through the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 20, max: 800 }), (corners, metres) => {
      const points = around(49.09, 1.48, metres, corners).map(({ lat, lon }) => `${lat.toFixed(6)},${lon.toFixed(6)}`);
      const answer = readField(area, { 'f-points': points.join(';') });
      expect(readField(area, postedBack(area, answer as never))).toEqual(answer);
    }),
  );
});
