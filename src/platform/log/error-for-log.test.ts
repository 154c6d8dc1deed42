import { expect, test } from 'vitest';
import { errorForLog } from './error-for-log.ts';

const about = (error: unknown) => JSON.stringify(errorForLog(error));

test('what a person typed stays out of the log', () => {
  const database = Object.assign(new Error('invalid input syntax for type uuid: "Zoé Martin"'), {
    code: '22P02',
    detail: 'Zoé Martin',
  });
  expect(about(database)).not.toContain('Zoé');
  expect(about(database)).toContain('22P02');
  let parsing: unknown;
  try {
    JSON.parse('Zoé Martin');
  } catch (error) {
    parsing = error;
  }
  expect(about(parsing)).not.toContain('Zoé');
  expect(about(parsing)).toContain('SyntaxError');
  expect(about('Zoé Martin')).not.toContain('Zoé');
});

test('an error of ours says what it is and where', () => {
  const said = about(Object.assign(new TypeError('page is not a function'), { code: 7 }));
  expect(said).toContain('page is not a function');
  expect(said).toContain('error-for-log.test');
});
