import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Public addresses of the built files; each name carries a hash of its content, so they can be cached for ever. */
export interface AssetManifest {
  /** Style sheets. */
  readonly citizenCss: string;
  readonly agentCss: string;
  readonly mapCss: string;
  /** Progressive enhancement of every page (an ES module). */
  readonly enhanceJs: string;
  /** The map, loaded by `enhanceJs` when a page needs it. */
  readonly mapJs: string;
  /** The font file to preload (woff2). */
  readonly font: string;
  readonly iconSvg: string;
  readonly icon192: string;
  readonly icon512: string;
  /** Extra bundled islands by file name without extension, e.g. `vault` for `vault.island.ts`. */
  readonly islands: Readonly<Record<string, string>>;
}

/**
 * Reads the manifest that `scripts/build-assets.ts` wrote.
 * @param outDir folder of the built assets, relative to the working directory
 * @throws when the assets have not been built
 */
export function loadAssetManifest(outDir = 'build/assets'): AssetManifest {
  const file = join(outDir, 'manifest.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AssetManifest;
  } catch (cause) {
    throw new Error(`No asset manifest at ${file}: run "node scripts/build-assets.ts" first.`, { cause });
  }
}
