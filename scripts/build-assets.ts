import { createHash } from 'node:crypto';
import { globSync, watch as watchFolder } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, transform } from 'esbuild';
import { compileAsync } from 'sass';
import type { AssetManifest } from '../src/ui/assets.ts';
import { drawIcon } from '../src/ui/icons/draw-icon.ts';
import { territoryAccent, themeCss } from '../src/ui/theme-css.ts';

export interface BuildAssetsOptions {
  /** Builds again whenever a style or an island changes. */
  watch?: boolean;
  outDir?: string;
}

const root = resolve(import.meta.dirname, '..');
const publicPath = '/assets/';
const fontFile =
  'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';
const leafletCss = 'node_modules/leaflet/dist/leaflet.css';
// Browsers since 2022; newer CSS is lowered or guarded by @supports.
const browsers = ['chrome100', 'firefox100', 'safari15.4'];

/** Builds style sheets, islands, font and icons into `outDir`, with a manifest and compressed twins. */
export async function buildAssets({
  watch = false,
  outDir = 'build/assets',
}: BuildAssetsOptions = {}): Promise<AssetManifest> {
  const out = resolve(root, outDir);
  const manifest = await buildOnce(out);
  if (watch) {
    let pause: NodeJS.Timeout | undefined;
    for (const folder of ['src/ui/styles', 'src/ui/islands']) {
      watchFolder(join(root, folder), () => {
        clearTimeout(pause);
        pause = setTimeout(() => buildOnce(out).catch(console.error), 100);
      });
    }
  }
  return manifest;
}

/** Built aside, then put in place, so that a page never meets half of it. */
async function buildOnce(place: string): Promise<AssetManifest> {
  const out = `${place}.${process.pid}`;
  await mkdir(out, { recursive: true });
  const font = await emit(out, 'atkinson-latin.woff2', await readFile(join(root, fontFile)));
  const [citizen, agent, moj, scripts] = await Promise.all([
    compileStyle('citizen'),
    compileStyle('agent'),
    compileStyle('moj'),
    bundleIslands(out),
  ]);
  const theme = themeCss({ accent: territoryAccent });
  const withFont = (css: string) => minifyCss(css.replaceAll('atkinson-latin.woff2', basename(font)));
  const manifest: AssetManifest = {
    citizenCss: await emit(out, 'citizen.css', await withFont(theme + citizen)),
    agentCss: await emit(out, 'agent.css', await withFont(theme + moj + agent)),
    font,
    iconSvg: await emit(out, 'parvis.svg', await readFile(join(root, 'src/ui/icons/parvis.svg'))),
    icon192: await emit(out, 'parvis-192.png', drawIcon(192)),
    icon512: await emit(out, 'parvis-512.png', drawIcon(512)),
    ...scripts,
  };
  await writeFile(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await compressAll(out);
  await rm(place, { recursive: true, force: true });
  await rename(out, place);
  return manifest;
}

async function compileStyle(name: string): Promise<string> {
  const { css } = await compileAsync(join(root, `src/ui/styles/${name}.scss`), {
    loadPaths: [join(root, 'node_modules'), root],
    quietDeps: true,
  });
  return css;
}

async function minifyCss(css: string): Promise<string> {
  const { code } = await transform(css, { loader: 'css', minify: true, target: browsers });
  return code;
}

async function bundleIslands(out: string) {
  const modules = globSync('src/modules/**/*.island.ts', { cwd: root });
  const entries = ['src/ui/islands/enhance.ts', 'src/ui/islands/map.ts', leafletCss, ...modules];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: entry, out: islandName(entry) })),
    outdir: out,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath,
    bundle: true,
    // Leaflet's ES build, of which only the parts in use are kept.
    alias: { leaflet: 'leaflet/dist/leaflet-src.esm.js' },
    minify: true,
    format: 'esm',
    target: browsers,
    loader: { '.png': 'file' },
    metafile: true,
    logLevel: 'warning',
  });
  const built = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [output.entryPoint, publicPath + basename(file)]),
  );
  const get = (entry: string) => {
    const file = built.get(entry);
    if (file === undefined) throw new Error(`${entry} was not built.`);
    return file;
  };
  return {
    enhanceJs: get('src/ui/islands/enhance.ts'),
    mapJs: get('src/ui/islands/map.ts'),
    mapCss: get(leafletCss),
    islands: Object.fromEntries(modules.map((entry) => [islandName(entry), get(entry)])),
  };
}

function islandName(entry: string): string {
  return basename(entry).replace(/(\.island)?\.(ts|css)$/, '');
}

/** Writes a file under a name that holds a hash of its content, and gives its public address. */
async function emit(out: string, name: string, content: string | Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(name);
  const hashed = `${basename(name, extension)}-${hash}${extension}`;
  await writeFile(join(out, hashed), content);
  return publicPath + hashed;
}

async function compressAll(out: string): Promise<void> {
  const texts = (await readdir(out)).filter((file) => /\.(css|js|svg)$/.test(file));
  await Promise.all(
    texts.map(async (file) => {
      const content = await readFile(join(out, file));
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      await writeFile(join(out, `${file}.br`), await promisify(brotliCompress)(content, quality));
      await writeFile(join(out, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const outDir = 'build/assets';
  await buildAssets({ outDir, watch: process.argv.includes('--watch') });
  console.log(`Assets built in ${relative(process.cwd(), join(root, outDir))}`);
}
