import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { createPatientExporter } from './patient-exporter.ts';

test('a collector that takes nothing is told of once in ten minutes, with how many spans were left out', () => {
  const lines: object[] = [];
  let at = 0;
  let code = 1;
  const exporter = createPatientExporter(
    {
      export: (_spans, done) =>
        done(code === 0 ? { code } : { code, error: Object.assign(new Error('to Zoé'), { code: 'ECONNREFUSED' }) }),
      shutdown: async () => undefined,
    },
    { warn: (line: unknown) => void (typeof line === 'object' && line !== null && lines.push(line)) },
    () => at,
  );
  const answers: number[] = [];
  const send = (count: number) =>
    exporter.export(Array.from<ReadableSpan>({ length: count }), (result) => answers.push(result.code));
  for (let minute = 0; minute < 25; minute += 1) {
    at = minute * 60_000;
    send(2);
  }
  code = 0;
  at = 40 * 60_000;
  send(2);
  expect(lines).toEqual([
    { spans: 2, reason: 'ECONNREFUSED' },
    { spans: 20, reason: 'ECONNREFUSED' },
    { spans: 20, reason: 'ECONNREFUSED' },
  ]);
  // Whoever hands spans over goes on with the next ones.
  expect(new Set(answers)).toEqual(new Set([0]));
});
