import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../../messages.ts';
import type { AreaAnswer, PointAnswer } from '../answers.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition, InputReader } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { FieldOf } from '../form-schema.ts';
import { crossesItself, sphereArea } from '../sphere-area.ts';
import { lengthOf } from '../text-cleaning.ts';
import { readDecimal } from './decimal.ts';
import { formatNumber } from './number.ts';
import { isPoint, readDegrees } from './point.ts';
import { isRecord } from './record.ts';

type AreaField = FieldOf<'area'>;

const maxCorners = 100;
const maxDescription = 500;
/** Square metres: one, and a hundred square kilometres. */
const surfaces = { min: 1, max: 100_000_000 } as const;

/**
 * An area: corners drawn on the map (`-points`: `lat,lon;lat,lon;…`), or words and a surface. The surface of a drawing is
 * always worked out here. Always optional: an address or a text stands beside it.
 */
export const areaField: FieldTypeDefinition<AreaField, { [key: string]: unknown } & AreaAnswer> = {
  type: 'area',
  inputs: ['-points', '-description', '-surface'],
  firstInput: '-description',
  neverRequired: true,
  celType: () => ({
    record: { points: { listOf: { lat: 'double', lon: 'double' } }, surface: 'double', description: 'string' },
  }),
  parse(field, input, context) {
    const description = input.line('-description');
    const drawn = input.line('-points');
    const said = description === '' ? {} : { description };
    if (drawn === '') {
      const surface = typedSurface(field, input);
      if ('problems' in surface) return surface;
      if (description === '' && surface.answer === undefined) return {};
      return { answer: { points: [], ...said, ...(surface.answer === undefined ? {} : { surface: surface.answer }) } };
    }
    const points = readPoints(drawn);
    const problems = points === undefined ? [problem('areaUnread', field)] : drawingProblems(field, points, context);
    if (points === undefined || problems.length > 0) return { problems };
    return { answer: { points, surface: Math.round(sphereArea(points)), ...said } };
  },
  accepts: isArea,
  validate(field, answer, context) {
    if (lengthOf(answer.description ?? '') > maxDescription)
      return [problem('areaDescriptionLong', field, { max: maxDescription }, '-description')];
    if (answer.points.length > 0) return drawingProblems(field, answer.points, context);
    return answer.surface === undefined ? [] : surfaceProblems(field, answer.surface, '-surface');
  },
  missing: (field) => problem('required', field),
  format: (_field, answer, locale) => areaInWords(answer, locale),
  formatForAgents: (_field, answer, locale) => [...areaInWords(answer, locale), ...centreInWords(answer, locale)],
  toInputs: (_field, answer, locale) => ({
    '-points': answer.points.map(({ lat, lon }) => `${lat},${lon}`).join(';'),
    '-description': answer.description ?? '',
    '-surface': answer.points.length > 0 || answer.surface === undefined ? '' : formatNumber(answer.surface, locale),
  }),
  toCel: (_field, answer) => ({ surface: null, description: null, ...answer }),
};

function readPoints(drawn: string): PointAnswer[] | undefined {
  const points = drawn
    .split(';', maxCorners + 1)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [lat = '', lon = '', rest] = pair.split(',');
      return rest === undefined ? { lat: readDegrees(lat), lon: readDegrees(lon) } : undefined;
    });
  return points.every((point) => isPoint(point)) ? points : undefined;
}

/** Where the drawing goes wrong, the message stands at the field as a whole. */
function drawingProblems(field: AreaField, points: readonly PointAnswer[], { territory }: FormContext): FieldProblem[] {
  if (points.length < 3) return [problem('areaFewCorners', field, {}, '')];
  if (points.length > maxCorners) return [problem('areaManyCorners', field, { max: maxCorners }, '')];
  if (crossesItself(points)) return [problem('areaCrosses', field, {}, '')];
  const box = territory?.box;
  const isOutside = ({ lat, lon }: PointAnswer) =>
    box !== undefined && (lat < box.south || lat > box.north || lon < box.west || lon > box.east);
  if (points.some(isOutside)) return [problem('outsideTerritory', field, {}, '')];
  return surfaceProblems(field, sphereArea(points), '');
}

function surfaceProblems(field: AreaField, surface: number, suffix: string): FieldProblem[] {
  if (surface < surfaces.min) return [problem('areaSmall', field, {}, suffix)];
  return surface > surfaces.max ? [problem('areaLarge', field, {}, suffix)] : [];
}

function typedSurface(
  field: AreaField,
  input: InputReader,
): { readonly answer?: number } | { readonly problems: FieldProblem[] } {
  const typed = input.line('-surface').replace(/\s*(?:m²|m2|m)$/i, '');
  if (typed === '') return {};
  const decimal = readDecimal(typed);
  const surface = decimal === undefined ? Number.NaN : Number(`${decimal.whole}.${decimal.fraction || '0'}`);
  if (decimal === undefined || (decimal.negative && surface !== 0))
    return { problems: [problem('areaSurface', field, {}, '-surface')] };
  return { answer: surface };
}

function isArea(value: unknown): value is { [key: string]: unknown } & AreaAnswer {
  if (!isRecord(value) || !Array.isArray(value.points) || !value.points.every(isPoint)) return false;
  const { surface, description } = value;
  return (
    (surface === undefined || (typeof surface === 'number' && Number.isFinite(surface))) &&
    (description === undefined || typeof description === 'string')
  );
}

/** "Dessinée sur la carte : environ 1 240 m²", and the words. */
function areaInWords(answer: AreaAnswer, locale: Locale): string[] {
  const surface = answer.surface === undefined ? undefined : formatNumber(answer.surface, locale);
  const drawn = answer.points.length > 0;
  return [
    ...(answer.description === undefined ? [] : [answer.description]),
    ...(surface === undefined ? [] : [say(locale, drawn ? 'areaDrawn' : 'areaSaid', { surface })]),
  ];
}

/** The middle of the box around the drawing, in degrees. */
function centreInWords({ points }: AreaAnswer, locale: Locale): string[] {
  if (points.length === 0) return [];
  const middle = (values: readonly number[]) => ((Math.min(...values) + Math.max(...values)) / 2).toFixed(5);
  const lat = middle(points.map((point) => point.lat));
  const lon = middle(points.map((point) => point.lon));
  return [say(locale, 'areaCentre', { lat, lon })];
}
