import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { buildAssets } from './build-assets.ts';

const stamp = 'build/.built';

/** Everything whose change asks for a new build. */
const sources = ['src', 'scripts', 'package-lock.json', 'tsconfig.json'];

/** Newest change and number of files: a removed file counts too. */
function fingerprint(): string {
  let newest = 0;
  let count = 0;
  const visit = (path: string): void => {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      return;
    }
    count += 1;
    newest = Math.max(newest, stats.mtimeMs);
  };
  for (const source of sources) visit(source);
  return `${count} ${newest}`;
}

/** Builds the server and the browser's files into `build/`, unless what is there is up to date. */
export async function buildAll(options: { force?: boolean } = {}): Promise<boolean> {
  const wanted = fingerprint();
  if (options.force !== true && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await Promise.all([buildServer(), buildAssets()]);
  writeFileSync(stamp, wanted);
  return true;
}

async function buildServer(): Promise<void> {
  await bundle({
    entryPoints: { main: 'src/app/main.ts', cli: 'src/app/cli.ts' },
    outdir: 'build/server',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  const done = await buildAll({ force: process.argv.includes('--force') });
  console.log(done ? 'Built.' : 'Up to date.');
}
