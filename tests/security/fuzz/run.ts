import { parseArgs } from 'node:util';
import { buildAll } from '../../../scripts/build.ts';
import { loadBundled } from '../../../scripts/load-bundled.ts';

/**
 * `npm run fuzz -- --minutes N [--seed S]`: a JSON summary on standard output, each failing case on standard error; 1 when
 * there is one. `--seed S --case N` sends that one case again.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, case: { type: 'string' } },
});
const minutes = Number(values.minutes ?? 2);
const seed = Number(values.seed ?? 1);
const only = values.case === undefined ? undefined : Number(values.case);
if (!(minutes > 0) || !Number.isInteger(seed) || (only !== undefined && !(Number.isInteger(only) && only >= 0))) {
  console.error('Usage: npm run fuzz -- --minutes N [--seed S] [--case N]');
  process.exit(2);
}
await buildAll();
const { performFuzz } = await loadBundled<typeof import('./perform.ts')>(
  'tests/security/fuzz/perform.ts',
  'build/server/fuzz.mjs',
);
/** The time begins with the first request, once everything is set up. */
let ends: number | undefined;
const summary = await performFuzz({
  seed,
  only,
  goesOn: () => {
    ends ??= Date.now() + minutes * 60_000;
    return Date.now() < ends;
  },
  log: (line) => console.error(line),
});
console.log(JSON.stringify(summary, null, 2));
process.exit(summary.failures.length === 0 ? 0 : 1);
