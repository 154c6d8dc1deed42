import { build as bundle } from 'esbuild';
import { buildAssets } from './build-assets.ts';
import { isBuilt, markBuilt, sourcesFingerprint } from './build-stamp.ts';

/** Builds the server and the browser's files into `build/`, unless what is there is up to date. */
export async function buildAll(options: { force?: boolean } = {}): Promise<boolean> {
  if (options.force !== true && isBuilt()) return false;
  const fingerprint = sourcesFingerprint();
  await Promise.all([buildServer(), buildAssets()]);
  markBuilt(fingerprint);
  return true;
}

async function buildServer(): Promise<void> {
  await bundle({
    entryPoints: {
      main: 'src/app/main.ts',
      cli: 'src/app/cli.ts',
      // A thread of its own, started by its file.
      'hash-worker': 'src/modules/identity/hash-worker.ts',
      // A process of its own.
      'reader.process': 'src/modules/signatures/pkcs12/reader.process.ts',
    },
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
