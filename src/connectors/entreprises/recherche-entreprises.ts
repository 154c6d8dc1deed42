import type { Logger } from '#platform/log/logger.ts';

/** An establishment, as the prefilling of forms reads it. */
export interface FoundCompany {
  readonly name?: string;
  readonly address?: {
    readonly label: string;
    readonly street: string;
    readonly postcode: string;
    readonly city: string;
    readonly citycode?: string;
  };
  readonly commune?: { readonly code: string; readonly name: string; readonly postcode?: string };
  /** NAF code */
  readonly activity?: string;
}

interface Establishment {
  readonly siret?: string | null;
  readonly adresse?: string | null;
  readonly code_postal?: string | null;
  readonly commune?: string | null;
  readonly libelle_commune?: string | null;
  readonly activite_principale?: string | null;
  readonly statut_diffusion_etablissement?: string | null;
}

interface LegalUnit {
  readonly nom_complet?: string | null;
  readonly nom_raison_sociale?: string | null;
  readonly statut_diffusion?: string | null;
  readonly siege?: Establishment | null;
  readonly matching_etablissements?: readonly Establishment[] | null;
}

/** After this many failures in a row the service is left alone for a while: nobody waits for it. */
const failuresBeforeRest = 5;
const restMilliseconds = 60_000;

/**
 * Name and address of an establishment by the API « Recherche d’entreprises » (`GET /search?q=<SIRET>`: with 14 digits it
 * looks the establishment up and ignores every other filter; 7 requests a second are allowed to an address). What its
 * owner keeps from being published is not given.
 */
export function createCompanySearch(options: { url: string; log: Logger; fetch?: typeof fetch }) {
  const get = options.fetch ?? fetch;
  let failures = 0;
  let restUntil = 0;
  return {
    /** @throws when it cannot be reached, or not before the signal */
    async ask(siret: unknown, signal: AbortSignal): Promise<FoundCompany | undefined> {
      if (typeof siret !== 'string' || !/^\d{14}$/.test(siret)) return undefined;
      if (Date.now() < restUntil) throw new Error('at rest after failures');
      try {
        const query = new URLSearchParams({ q: siret, page: '1', per_page: '1' });
        const response = await get(`${options.url}/search?${query}`, {
          signal,
          // An answer that sends elsewhere is none: what is asked is for that address alone.
          redirect: 'error',
          headers: { accept: 'application/json' },
        });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const { results = [] } = (await response.json()) as { results?: readonly LegalUnit[] };
        failures = 0;
        return results[0] === undefined ? undefined : companyOf(results[0], siret);
      } catch (error) {
        failures += 1;
        if (failures >= failuresBeforeRest) restUntil = Date.now() + restMilliseconds;
        options.log.warn(
          { connector: 'company', failures, err: { message: (error as Error).message } },
          'company lookup failed',
        );
        throw error;
      }
    },
  };
}

const unpublished = /NON[- ]DIFFUSIBLE/i;

function companyOf(unit: LegalUnit, siret: string): FoundCompany | undefined {
  const places = [...(unit.matching_etablissements ?? []), ...(unit.siege == null ? [] : [unit.siege])];
  const place = places.find((one) => one.siret === siret);
  if (place === undefined) return undefined;
  const name = published(unit.nom_raison_sociale) ?? published(unit.nom_complet);
  const isOpen = (place.statut_diffusion_etablissement ?? 'O') === 'O';
  const activity = published(place.activite_principale);
  return {
    ...(name === undefined || (unit.statut_diffusion ?? 'O') !== 'O' ? {} : { name }),
    ...(activity === undefined ? {} : { activity }),
    ...(isOpen ? placeOf(place) : {}),
  };
}

function published(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' || unpublished.test(text) ? undefined : text.trim();
}

function placeOf(place: Establishment): Pick<FoundCompany, 'address' | 'commune'> {
  const [label, postcode, city] = [place.adresse, place.code_postal, place.libelle_commune].map(published);
  if (label === undefined || postcode === undefined || city === undefined) return {};
  const citycode = published(place.commune);
  const street = label.replace(new RegExp(`\\s*\\b${RegExp.escape(postcode)}\\b.*$`, 's'), '');
  return {
    address: {
      label,
      street: street === '' ? label : street,
      postcode,
      city,
      ...(citycode === undefined ? {} : { citycode }),
    },
    ...(citycode === undefined ? {} : { commune: { code: citycode, name: city, postcode } }),
  };
}
