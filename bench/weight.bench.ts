import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import { startBenchSite } from './support/site.ts';

const paths = [
  '/',
  '/vernon',
  '/recherche?q=poubelle+cass%C3%A9e&commune=27681',
  '/vernon/demarches/acte-de-naissance',
  '/vernon/demarches/acte-de-naissance/commencer',
  '/vernon/demarches/question-a-la-mairie/commencer',
];

/** Bytes on the wire of a first visit to each page, headers aside, as a browser asks for them. */
export async function run(_args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const site = await startBenchSite();
  try {
    for (const path of paths) report(await weigh(site.port, path));
  } finally {
    await site.stop();
  }
}

async function weigh(port: number, path: string): Promise<BenchCase> {
  const browser = new Visitor(port, { headers: { 'accept-encoding': 'br, gzip' } });
  const plain = new Visitor(port);
  const began = performance.now();
  const html = (await plain.get(path)).body.toString();
  const milliseconds = performance.now() - began;
  const bytes = { html: (await browser.get(path)).body.length, css: 0, script: 0, font: 0, image: 0 };
  for (const address of addressesOf(html)) {
    const { body, headers } = await browser.get(address);
    bytes[kindOf(headers.get('content-type') ?? '')] += body.length;
  }
  browser.close();
  plain.close();
  const beside = bytes.html + bytes.css + bytes.script + bytes.image;
  return {
    name: `weight of ${path}`,
    throughput: 0,
    p50: milliseconds,
    p95: milliseconds,
    p99: milliseconds,
    errors: 0,
    bytes,
    totalBesideFont: beside,
    script: bytes.script,
  };
}

/** What a browser fetches by itself: style sheets, scripts, the preloaded font, icons. */
function addressesOf(html: string): Set<string> {
  const found = [...html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="(\/[^"]+)"[^>]*>/g)];
  return new Set(
    found.flatMap(([tag, address = '']) =>
      /rel="(canonical|alternate|manifest|modulepreload)"/.test(tag) ? [] : [address.replaceAll('&amp;', '&')],
    ),
  );
}

function kindOf(type: string): 'css' | 'script' | 'font' | 'image' {
  if (type.includes('css')) return 'css';
  if (type.includes('javascript')) return 'script';
  return type.includes('font') || type.includes('woff') ? 'font' : 'image';
}
