import { parseArgs } from 'node:util';
import { buildAll } from '../scripts/build.ts';
import { loadBundled } from '../scripts/load-bundled.ts';

/** `npm run chaos -- --minutes N --seed S [--kills K]`: a JSON summary on standard output; 1 when something is not as it was told. */
const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, kills: { type: 'string' } },
});
const minutes = Number(values.minutes ?? 2);
const seed = Number(values.seed ?? 1);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run chaos -- --minutes N --seed S [--kills K]');
  process.exit(2);
}
await buildAll();
const { performRun } = await loadBundled<typeof import('./perform.ts')>('chaos/perform.ts', 'var/chaos-run.mjs');
const summary = await performRun({
  seed,
  seconds: minutes * 60,
  kills: Number(values.kills ?? Math.round(minutes * 10)),
  folder: `var/chaos-${seed}-${process.pid}`,
  log: (line) => console.error(line),
});
console.log(JSON.stringify(summary, null, 2));
process.exit(summary.discrepancies.length === 0 ? 0 : 1);
