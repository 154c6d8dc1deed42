import { readdirSync } from 'node:fs';
import type { BenchCase } from './support/figures.ts';
import { printFigures } from './support/figures.ts';

/** `npm run bench -- NAME`: one JSON line per case on standard output, everything else on standard error. */
const names = readdirSync('bench').flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- ${names.join('|')}`);
  process.exit(2);
}
const { run } = (await import(`./${name}.bench.ts`)) as {
  run(args: string[], report: (figures: BenchCase) => void): Promise<void>;
};
await run(args, printFigures);
