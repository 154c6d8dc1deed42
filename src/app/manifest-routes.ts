import type { Site } from '#modules/directory/index.ts';
import { content, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';

/** What a phone needs to install the counter, and what browsers ask for by themselves. */
export function manifestRoutes({ directory, assets }: Site): Route[] {
  return [
    {
      id: 'app.manifest',
      method: 'GET',
      path: '/manifest.webmanifest',
      access: 'public',
      handle: async ({ locale }) => {
        const territory = await directory.getTerritory();
        const name = localize(territory.name, locale);
        const manifest = {
          id: '/',
          name,
          short_name: territory.epci.shortName,
          lang: locale,
          start_url: '/',
          scope: '/',
          display: 'standalone',
          background_color: '#f7f4ee',
          theme_color: territory.accent,
          icons: [
            { src: assets.iconSvg, type: 'image/svg+xml', sizes: 'any' },
            { src: assets.icon192, type: 'image/png', sizes: '192x192' },
            { src: assets.icon512, type: 'image/png', sizes: '512x512' },
          ],
        };
        return content(JSON.stringify(manifest), {
          'content-type': 'application/manifest+json; charset=utf-8',
          'cache-control': 'public, max-age=3600',
        });
      },
    },
    {
      id: 'app.favicon',
      method: 'GET',
      path: '/favicon.ico',
      access: 'public',
      handle: () => redirect(assets.icon192),
    },
  ];
}
