import { expect, test } from 'vitest';
import { createLogger } from '#platform/log/logger.ts';
import { createDemoAddresses } from './demo-addresses.ts';
import { drawDemoTile } from './demo-tiles.ts';
import { createGeoplateformeAddresses } from './geoplateforme-addresses.ts';

const vernon = { code: '27681', name: 'Vernon', postcodes: ['27200'], lat: 49.093, lon: 1.485, population: 24000 };
const mercey = { code: '27399', name: 'Mercey', postcodes: ['27950'], lat: 49.09, lon: 1.4, population: 57 };
const twin = createDemoAddresses({
  find: async (code) => (code === '27681' ? vernon : mercey),
  list: async () => [vernon, mercey],
});

test('the twin completes a street in the commune that is asked for', async () => {
  const [first] = await twin.suggest('12 rue de la mai', { communeCode: '27681', limit: 3 });
  expect(first).toMatchObject({
    label: '12 Rue de la Mairie, 27200 Vernon',
    street: '12 Rue de la Mairie',
    citycode: '27681',
  });
});

test('words that no street nor commune starts with give nothing', async () => {
  expect(await twin.suggest('12 xyzzy', { limit: 3 })).toEqual([]);
  expect(await twin.suggest('12', { limit: 3 })).toEqual([]);
});

test('a commune typed after the street is understood without accents', async () => {
  const found = await twin.suggest('place eglise mercey', { limit: 1 });
  expect(found[0]?.label).toBe('Place de l’Église, 27950 Mercey');
});

test('a tile shows the communes that lie on it', () => {
  const tile = drawDemoTile(13, Math.floor(((vernon.lon + 180) / 360) * 8192), 2801, [vernon]) ?? '';
  expect(tile).toContain('<svg');
  expect(drawDemoTile(2, 9, 0, [vernon])).toBeUndefined();
  expect(drawDemoTile(25, 0, 0, [vernon])).toBeUndefined();
});

test('the geocoder’s answer is read, and its failures give no suggestion', async () => {
  const log = createLogger('silent');
  const answer = {
    features: [
      {
        geometry: { coordinates: [1.48, 49.09] },
        properties: {
          label: '12 Rue X 27200 Vernon',
          name: '12 Rue X',
          postcode: '27200',
          city: 'Vernon',
          citycode: '27681',
        },
      },
      { properties: { label: 'incomplete' } },
    ],
  };
  const asked: string[] = [];
  const good = createGeoplateformeAddresses({
    url: 'https://geo.example',
    log,
    fetch: async (input) => {
      asked.push(String(input));
      return new Response(JSON.stringify(answer));
    },
  });
  expect(await good.suggest('12 rue x', { communeCode: '27681', limit: 5 })).toEqual([
    {
      label: '12 Rue X 27200 Vernon',
      street: '12 Rue X',
      postcode: '27200',
      city: 'Vernon',
      citycode: '27681',
      lat: 49.09,
      lon: 1.48,
    },
  ]);
  expect(new URL(asked[0] as string).searchParams.get('citycode')).toBe('27681');
  let calls = 0;
  const down = createGeoplateformeAddresses({
    url: 'https://geo.example',
    log,
    fetch: async () => {
      calls += 1;
      throw new Error('down');
    },
  });
  for (let attempt = 0; attempt < 8; attempt += 1) expect(await down.suggest('12 rue x', { limit: 5 })).toEqual([]);
  expect(calls).toBe(5);
});
