import { drawDemoTile } from '#connectors/geoplateforme/demo-tiles.ts';
import type { Directory } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { content, type Route } from '#platform/http/route.ts';

/** Address of the tiles when no map server is configured. */
export const demoTilesUrl = '/demo/tuiles/{z}/{x}/{y}.svg';

/** Tiles drawn here, for an installation without a map server. */
export function demoMapRoutes(directory: Directory): Route[] {
  return [
    {
      id: 'demo.tile',
      method: 'GET',
      path: '/demo/tuiles/:z/:x/:file',
      access: 'public',
      perMinute: 3000,
      handle: async ({ params }) => {
        const row = /^(\d{1,8})\.svg$/.exec(params.file ?? '')?.[1];
        const communes = await directory.listTerritoryCommunes();
        const places = communes.flatMap(({ name, lat, lon, population }) =>
          lat === undefined || lon === undefined ? [] : [{ name, lat, lon, population }],
        );
        const tile =
          row === undefined ? undefined : drawDemoTile(Number(params.z), Number(params.x), Number(row), places);
        if (tile === undefined) throw new NotFoundError();
        return content(tile, {
          'content-type': 'image/svg+xml; charset=utf-8',
          'cache-control': 'public, max-age=86400',
        });
      },
    },
  ];
}
