import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createDirectory,
  directoryRoutes,
  noAnnouncements,
  reservedSlugs,
  type Site,
} from '#modules/directory/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Route } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { renderDocument } from '#ui/render-document.ts';
import { type Catalogue, catalogueRoutes, createCatalogue } from '../index.ts';

let platform: TestPlatform;
let site: Site;
let catalogue: Catalogue;
let routes: Route[];

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  const directory = createDirectory(platform);
  const assets = {
    citizenCss: '/c.css',
    agentCss: '/a.css',
    mapCss: '/m.css',
    enhanceJs: '/e.js',
    mapJs: '/m.js',
    font: '/f.woff2',
    iconSvg: '/i.svg',
    icon192: '/i192.png',
    icon512: '/i512.png',
    islands: {},
  };
  site = { platform, directory, assets, announcements: noAnnouncements };
  catalogue = createCatalogue(platform, directory);
  const addresses = {
    suggest: async (text: string) => [
      { label: text, street: text, postcode: '27200', city: 'Vernon', citycode: '27681' },
    ],
  };
  routes = [...directoryRoutes({ directory, addresses }), ...catalogueRoutes({ site, catalogue })];
});
afterAll(() => platform.close());

interface Visit {
  locale?: Locale;
  cookies?: Record<string, string>;
  host?: string;
}

/** Opens an address as the server would: the most literal route first. */
async function open(address: string, { locale = 'fr', cookies = {}, host = 'guichet.example' }: Visit = {}) {
  const url = new URL(address, 'http://guichet.example');
  const path = url.pathname;
  const candidates = routes
    .map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }))
    .filter(({ pattern }) => pattern.test(path))
    .sort((a, b) => a.route.path.split(':').length - b.route.path.split(':').length);
  const match = candidates[0];
  if (match === undefined) throw new Error(`no route for ${path}`);
  const set: Record<string, string> = {};
  const context = {
    params: { ...match.pattern.exec(path)?.groups },
    query: Object.fromEntries(url.searchParams),
    body: {},
    url: address,
    path,
    host,
    origin: 'http://guichet.example',
    locale,
    now: new Date('2026-11-23T10:00:00Z'),
    cookie: (name: string) => set[name] ?? cookies[name],
    setCookie: (name: string, value: string) => {
      set[name] = value;
    },
  } as unknown as RequestContext;
  const result = await match.route.handle(context);
  const html = result.kind === 'page' ? renderDocument(result.page) : '';
  return { result, html, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), set };
}

const addresses = [
  '/',
  '/recherche',
  '/recherche?q=acte+de+naissance',
  '/recherche?q=acte+de+naissance&commune=Vernon',
  '/recherche?q=carte+d%27identit%C3%A9&commune=Vernon',
  '/recherche?q=partir+en+vacances&commune=27399',
  '/recherche?q=poubelle&commune=Marseille',
  '/recherche?q=poubelle&commune=Xyzzyville',
  '/recherche?q=xyzzy',
  '/recherche?demarche=acte-de-naissance',
  '/themes',
  '/vernon',
  '/les-andelys',
  '/agglomeration',
  '/vernon/demarches',
  '/vernon/demarches/acte-de-naissance',
  '/mentions-legales',
  '/confidentialite',
  '/accessibilite',
  '/contact',
  '/aide',
  '/plan-du-site',
  '/vernon/mentions-legales',
  '/vernon/confidentialite',
  '/vernon/accessibilite',
  '/vernon/contact',
];

test.each(addresses.flatMap((address) => [[address, 'fr'] as const, [address, 'en'] as const]))(
  '%s in %s',
  async (address, locale) => {
    const { result, html, text } = await open(address, { locale });
    expect(result).toMatchObject({ kind: 'page', status: 200 });
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(html).not.toMatch(/ style="|<script(?![^>]*src=)/);
    // Levels of headings are not skipped on the way down.
    const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 1)).toBeLessThanOrEqual(1);
  },
);

test('every theme and every moment of life has its page', async () => {
  for (const theme of catalogue.themes()) expect((await open(`/themes/${theme.id}`)).html).toContain(theme.title.fr);
  for (const event of catalogue.lifeEvents())
    expect((await open(`/evenements/${event.id}`)).html).toContain(event.title.fr);
});

test('every procedure opens where it is offered, and every authority shows one', async () => {
  const seen = new Set<string>();
  for (const authority of await site.directory.listAuthorities()) {
    const offered = await catalogue.listAdopted(authority.id);
    // Thousands of pages differ by a name: each procedure is opened once, and one more at each authority.
    const toOpen = offered.filter(({ procedure }, index) => index === 0 || !seen.has(procedure.procedure));
    for (const { procedure } of toOpen) {
      seen.add(procedure.procedure);
      const path = `/${authority.slug}/demarches/${procedure.slug}`;
      expect((await open(path)).html, path).toContain(`${path}/commencer`);
    }
  }
  expect(seen.size).toBeGreaterThan(80);
}, 120_000);

test('from the home to the first page of a birth certificate: three touches', async () => {
  const home = await open('/');
  expect(home.html).toContain('href="/recherche?demarche=acte-de-naissance"');
  const choice = await open('/recherche?demarche=acte-de-naissance');
  expect(choice.html).toContain('href="/vernon/demarches/acte-de-naissance"');
  const start = await open('/vernon/demarches/acte-de-naissance');
  expect(start.html).toContain('href="/vernon/demarches/acte-de-naissance/commencer"');
});

test('with a commune known the card leads straight to its procedure', async () => {
  const home = await open('/', { cookies: { parvis_commune: '27681' } });
  expect(home.html).toContain('href="/vernon/demarches/acte-de-naissance"');
  const direct = await open('/recherche?demarche=acte-de-naissance', { cookies: { parvis_commune: '27681' } });
  expect(direct.result).toEqual({ kind: 'redirect', to: '/vernon/demarches/acte-de-naissance' });
});

test('what one body does for all communes asks for no commune', async () => {
  expect((await open('/recherche?demarche=acte-de-naissance')).result.kind).toBe('page');
  const procedures = await catalogue.listProcedures();
  const bins = procedures.find((procedure) => procedure.procedure === 'bin-change');
  expect((await open(`/recherche?demarche=${bins?.slug}`)).result).toEqual({
    kind: 'redirect',
    to: `/agglomeration/demarches/${bins?.slug}`,
  });
});

test('an answer says who is competent in the commune and why, and the commune is remembered', async () => {
  const { text, set } = await open('/recherche?q=ma+poubelle+est+cass%C3%A9e&commune=Vernon');
  expect(text).toContain('L’agglomération s’occupe de la collecte des déchets');
  expect(set.parvis_commune).toBe('27681');
});

test('a relay explains itself and leads out; the commune’s own counter is told', async () => {
  const { html, text } = await open('/recherche?q=refaire+mon+passeport&commune=Vernon');
  expect(html).toContain('https://ants.gouv.fr');
  expect(text).toContain('Un accueil près de chez vous : la mairie de Vernon.');
  const away = await open('/recherche?q=refaire+mon+passeport&commune=27399');
  expect(away.text).not.toContain('Un accueil près de chez vous');
});

test('a commune outside the territory is sent to its own town hall', async () => {
  const { text } = await open('/recherche?q=acte+de+naissance&commune=Marseille');
  expect(text).toContain('Marseille n’est pas dans ce territoire');
});

test('when several communes match, the visitor chooses', async () => {
  const { html, text, set } = await open('/recherche?q=poubelle&commune=Saint');
  expect(text).toContain('Plusieurs communes correspondent');
  expect(new Set(html.match(/code=27\d{3}/g)).size).toBeGreaterThan(1);
  expect(set).toEqual({});
});

test('what is typed comes back escaped', async () => {
  const { html } = await open('/recherche?q=%3Cscript%3Ealert(1)%3C/script%3E&commune=%22%3E%3Cimg%20src=x%3E');
  expect(html).not.toMatch(/<script>alert|<img src=x/);
});

test('the hours of the town hall are said for the present moment', async () => {
  // Monday 11:00 in Paris.
  expect((await open('/vernon')).text).toContain('Ouvert aujourd’hui jusqu’à 12 h');
});

test.each([
  '/nowhere',
  '/vernon/demarches/nothing',
  '/themes/nothing',
  '/evenements/nothing',
  '/VERNON',
  '/vernon/demarches/birth-certificate',
  '/recherche?demarche=nothing',
])('%s is not found', async (address) => {
  const error = await open(address).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ kind: 'not-found' });
});

test('no authority takes an address of the site', async () => {
  for (const { slug } of await site.directory.listAuthorities()) expect(reservedSlugs.has(slug), slug).toBe(false);
});

test('colours are kept for ever at the address that names them only', async () => {
  const portal = await open('/vernon');
  const address = /href="(\/theme\/[^"]+)"/.exec(portal.html)?.[1] ?? '';
  expect(address).toBe('/theme/C27681.css?v=8a2f3c');
  expect((await open(address)).result).toMatchObject({
    headers: { 'cache-control': 'public, max-age=31536000, immutable' },
  });
  expect((await open('/theme/C27681.css?v=000000')).result).toMatchObject({
    headers: { 'cache-control': 'public, max-age=60' },
  });
});

test('suggestions of communes and addresses', async () => {
  expect((await open('/api/communes?q=vern')).result).toMatchObject({
    body: expect.arrayContaining([{ value: '27681', label: 'Vernon (27200)' }]),
  });
  expect((await open('/api/adresses?q=12+rue')).result).toMatchObject({
    body: [{ value: expect.stringContaining('"street":"12 rue"'), label: '12 rue', citycode: '27681' }],
  });
  expect((await open('/api/adresses?q=1')).result).toMatchObject({ body: [] });
});

test('a demonstration stays out of search engines', async () => {
  expect((await open('/robots.txt')).result).toMatchObject({ body: 'User-agent: *\nDisallow: /\n' });
});
