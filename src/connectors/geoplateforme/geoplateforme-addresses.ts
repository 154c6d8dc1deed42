import type { Logger } from '#platform/log/logger.ts';

/** An address as the national base spells it; the shape that the directory asks for. */
export interface FoundAddress {
  readonly label: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly citycode: string;
  readonly lat?: number;
  readonly lon?: number;
}

interface Feature {
  readonly geometry?: { readonly coordinates?: readonly [number, number] };
  readonly properties?: {
    readonly label?: string;
    readonly name?: string;
    readonly postcode?: string;
    readonly city?: string;
    readonly citycode?: string;
  };
}

/** After this many failures in a row the geocoder is left alone for a while: nobody waits for it. */
const failuresBeforeRest = 5;
const restMilliseconds = 30_000;
/** A suggestion that comes later than this is of no use to somebody who types. */
const deadlineMilliseconds = 1500;

/**
 * Address completion by the geocoder of the IGN Géoplateforme (`/search`, index address, autocomplete, limit at most 20,
 * q of 3 to 200 characters). Failures give no suggestion and are logged without the text.
 */
export function createGeoplateformeAddresses(options: { url: string; log: Logger; fetch?: typeof fetch }) {
  const ask = options.fetch ?? fetch;
  let failures = 0;
  let restUntil = 0;
  return {
    async suggest(
      text: string,
      { communeCode, limit }: { communeCode?: string; limit: number },
    ): Promise<readonly FoundAddress[]> {
      const words = text.trim().slice(0, 200);
      if (words.length < 3 || Date.now() < restUntil) return [];
      const query = new URLSearchParams({
        q: words,
        index: 'address',
        autocomplete: '1',
        limit: String(Math.min(limit, 20)),
      });
      if (communeCode !== undefined) query.set('citycode', communeCode);
      try {
        const response = await ask(`${options.url}/search?${query}`, {
          signal: AbortSignal.timeout(deadlineMilliseconds),
          redirect: 'error',
        });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const found = ((await response.json()) as { features?: readonly Feature[] }).features ?? [];
        failures = 0;
        return found.flatMap(addressOf);
      } catch (error) {
        failures += 1;
        if (failures >= failuresBeforeRest) restUntil = Date.now() + restMilliseconds;
        options.log.warn(
          { connector: 'geoplateforme', failures, err: { message: (error as Error).message } },
          'address completion failed',
        );
        return [];
      }
    },
  };
}

function addressOf(feature: Feature): FoundAddress[] {
  const { label, name, postcode, city, citycode } = feature.properties ?? {};
  if (!label || !name || !postcode || !city || !citycode) return [];
  const [lon, lat] = feature.geometry?.coordinates ?? [];
  return [
    { label, street: name, postcode, city, citycode, ...(lat === undefined || lon === undefined ? {} : { lat, lon }) },
  ];
}
