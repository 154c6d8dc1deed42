import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a script as the product is and imports it: what it asks of the product leads to pages in JSX, which Node does not
 * read. The caller says what it exports: `const { run }: typeof import('./perform.ts') = await loadBundled(…)`.
 * @param entry its path from the root of the project
 * @param outfile where the bundle goes, from the root as well
 */
export async function loadBundled<T>(entry: string, outfile: string): Promise<T> {
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  return (await import(pathToFileURL(resolve(outfile)).href)) as T;
}
