import { say } from '../../messages.ts';
import type { PointAnswer } from '../answers.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { isRecord } from './record.ts';

/** A place on the map; always optional, since an address field stands beside it. */
export const pointField: FieldTypeDefinition<FieldOf<'point'>, { [key: string]: unknown } & PointAnswer> = {
  type: 'point',
  inputs: ['-lat', '-lon'],
  firstInput: '',
  neverRequired: true,
  celType: () => ({ record: { lat: 'double', lon: 'double' } }),
  parse(field, input) {
    const typed = { lat: input.line('-lat'), lon: input.line('-lon') };
    if (typed.lat === '' && typed.lon === '') return {};
    const answer = { lat: readDegrees(typed.lat), lon: readDegrees(typed.lon) };
    return isPoint(answer) ? { answer } : { problems: [problem('point', field)] };
  },
  accepts: isPoint,
  validate(field, answer, context) {
    const box = context.territory?.box;
    if (box === undefined) return [];
    const inside =
      answer.lat >= box.south && answer.lat <= box.north && answer.lon >= box.west && answer.lon <= box.east;
    return inside ? [] : [problem('outsideTerritory', field)];
  },
  missing: (field) => problem('required', field),
  format: (_field, _answer, locale) => say(locale, 'pointPlaced'),
  formatForAgents: (_field, answer) => `${answer.lat.toFixed(5)}, ${answer.lon.toFixed(5)}`,
  toInputs: (_field, answer) => ({ '-lat': String(answer.lat), '-lon': String(answer.lon) }),
  toCel: (_field, answer) => answer,
};

/** Six decimals are a tenth of a metre. */
export function readDegrees(typed: string): number {
  return /^-?\d{1,3}(?:[.,]\d+)?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 1e6) / 1e6 : Number.NaN;
}

export function isPoint(value: unknown): value is { [key: string]: unknown } & PointAnswer {
  if (!isRecord(value)) return false;
  const { lat, lon } = value;
  return typeof lat === 'number' && typeof lon === 'number' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}
