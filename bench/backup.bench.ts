import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import type { BenchCase } from './support/figures.ts';

/** See `support/back-up-and-restore.ts`, bundled: what it asks of the product leads to pages in JSX, which Node does not read. */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  mkdirSync('var', { recursive: true });
  const outfile = 'var/bench-backup.mjs';
  await bundle({
    entryPoints: ['bench/support/back-up-and-restore.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  const { backUpAndRestore }: typeof import('./support/back-up-and-restore.ts') = await import(
    pathToFileURL(resolve(outfile)).href
  );
  await backUpAndRestore(args, report);
}
