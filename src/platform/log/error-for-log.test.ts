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

/** As pg-boss emits what went wrong with a queue: no error any more, but all that could be copied from one. */
function copyOf(error: Error): object {
  return { ...error, message: error.message, stack: error.stack, queue: 'send-mail' };
}

test('a copy of an error is told as the error is, and no more of what a person typed', () => {
  const lost = about(copyOf(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })));
  expect(lost).toContain('ECONNREFUSED');
  expect(lost).toContain('"name":"Error"');
  expect(lost).toContain('error-for-log.test');
  const database = about(
    copyOf(Object.assign(new Error('invalid input syntax: "Zoé"'), { code: '22P02', detail: 'Zoé Martin' })),
  );
  expect(database).toContain('22P02');
  expect(database).not.toContain('Zoé');
  let parsing = new Error('nothing was thrown');
  try {
    JSON.parse('Zoé Martin');
  } catch (error) {
    if (error instanceof Error) parsing = error;
  }
  expect(about(copyOf(parsing))).toContain('SyntaxError');
  expect(about(copyOf(parsing))).not.toContain('Zoé');
  expect(about({ message: 'Zoé Martin' })).not.toContain('Zoé');
});
