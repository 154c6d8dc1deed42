import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { content, json, type Result, type Route } from '#platform/http/route.ts';
import { themeCss } from '#ui/theme-css.ts';
import type { AddressLookup } from '../domain/address-lookup.ts';
import type { Directory } from '../queries/directory.ts';

export interface DirectoryRoutesDeps {
  readonly directory: Directory;
  readonly addresses: AddressLookup;
}

/** Colours of the portals, and what completes the fields "commune" and "adresse". */
export function directoryRoutes(deps: DirectoryRoutesDeps): Route[] {
  return [
    {
      id: 'directory.theme',
      method: 'GET',
      path: '/theme/:file',
      access: 'public',
      handle: (context) => serveTheme(context, deps),
    },
    {
      id: 'directory.communes',
      method: 'GET',
      path: '/api/communes',
      access: 'public',
      handle: (context) => suggestCommunes(context, deps),
    },
    {
      id: 'directory.addresses',
      method: 'GET',
      path: '/api/adresses',
      access: 'public',
      handle: (context) => suggestAddresses(context, deps),
    },
  ];
}

const sheets = new Map<string, string>();

async function serveTheme(context: RequestContext, { directory }: DirectoryRoutesDeps): Promise<Result> {
  const id = /^(territory|[A-Z][0-9A-Z]{1,19})\.css$/.exec(context.params.file ?? '')?.[1];
  if (id === undefined) throw new NotFoundError();
  const territory = await directory.getTerritory();
  const authority = id === 'territory' ? undefined : await directory.getAuthority(id);
  const accent = authority?.accent ?? territory.accent;
  let sheet = sheets.get(accent);
  if (sheet === undefined) {
    sheet = themeCss({ accent });
    sheets.set(accent, sheet);
  }
  // Only the address that names the present colour may be kept for ever.
  const lasting = context.query.v === accent.slice(1);
  return content(sheet, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
  });
}

const suggestionHeaders = { 'cache-control': 'public, max-age=300' };

/** `[{ value: "27681", label: "Vernon (27200)" }]`; `territoire=1` keeps to the territory. */
async function suggestCommunes(context: RequestContext, { directory }: DirectoryRoutesDeps): Promise<Result> {
  const found = await directory.searchCommunes(context.query.q ?? '', {
    inTerritory: context.query.territoire === '1',
    limit: 8,
  });
  const suggestions = found.map((commune) => ({
    value: commune.code,
    label: `${commune.name} (${commune.postcodes[0] ?? commune.department})`,
  }));
  return json(suggestions, 200, suggestionHeaders);
}

const communeCode = /^(\d{5}|2[AB]\d{3})$/;
const addressesShown = 6;

/**
 * `[{ value, label, street, postcode, city, citycode, lat, lon }]`; `value` is the address as JSON, which is what a form
 * keeps of the suggestion taken. `commune=` keeps to a commune, `pres=` begins with one.
 */
async function suggestAddresses(context: RequestContext, { addresses }: DirectoryRoutesDeps): Promise<Result> {
  const text = (context.query.q ?? '').trim().slice(0, 120);
  if (text.length < 3) return json([]);
  const { commune = '', pres = '' } = context.query;
  const only = communeCode.test(commune);
  const first = only ? commune : pres;
  const near = communeCode.test(first)
    ? await addresses.suggest(text, { communeCode: first, limit: addressesShown })
    : [];
  const others = only || near.length >= addressesShown ? [] : await addresses.suggest(text, { limit: addressesShown });
  const found = [...new Map([...near, ...others].map((address) => [address.label, address])).values()];
  return json(
    found.slice(0, addressesShown).map((address) => ({ value: JSON.stringify(address), ...address })),
    200,
    suggestionHeaders,
  );
}
