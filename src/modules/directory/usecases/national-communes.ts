import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NameLink } from '../domain/place-names.ts';

/** A present-day commune as the open base has it. */
export interface NationalCommune {
  code: string;
  name: string;
  link: NameLink;
  siren: string | undefined;
  postcodes: string[];
  department: string;
  population: number;
  epciSiren: string | undefined;
}

interface SourceCommune {
  code: string;
  nom: string;
  type: string;
  typeLiaison?: NameLink;
  siren?: string;
  codesPostaux?: string[];
  departement?: string;
  collectiviteOutremer?: { code: string };
  population?: number;
}

const require = createRequire(import.meta.url);
const folder = '@etalab/decoupage-administratif';

function readSource<T>(path: string): T {
  return JSON.parse(readFileSync(require.resolve(`${folder}/${path}`), 'utf8')) as T;
}

/** Which edition of the base is installed, e.g. "6.0.0". */
export function nationalCommunesEdition(): string {
  return readSource<{ version: string }>('package.json').version;
}

/** An EPCI with a tax of its own. */
export interface NationalEpci {
  siren: string;
  name: string;
  /** INSEE codes, the most populated first. */
  members: string[];
}

interface SourceEpci {
  code: string;
  nom: string;
  membres: { code: string; populationTotale?: number }[];
}

/** All of them, from the same base. */
export function readNationalEpci(): NationalEpci[] {
  return readSource<SourceEpci[]>('data/epci.json').map((epci) => ({
    siren: epci.code,
    name: epci.nom,
    members: epci.membres
      .toSorted((a, b) => (b.populationTotale ?? 0) - (a.populationTotale ?? 0))
      .map((member) => member.code),
  }));
}

/** All the communes of France, from `@etalab/decoupage-administratif` (INSEE, DGFiP, La Poste; Licence Ouverte). */
export function readNationalCommunes(): NationalCommune[] {
  const epciOf = new Map<string, string>();
  for (const epci of readSource<{ code: string; membres: { code: string }[] }[]>('data/epci.json')) {
    for (const member of epci.membres) epciOf.set(member.code, epci.code);
  }
  return readSource<SourceCommune[]>('data/communes.json')
    .filter((commune) => commune.type === 'commune-actuelle')
    .map((commune) => ({
      code: commune.code,
      name: commune.nom,
      link: commune.typeLiaison ?? 0,
      siren: commune.siren,
      postcodes: commune.codesPostaux ?? [],
      department: commune.departement ?? commune.collectiviteOutremer?.code ?? commune.code.slice(0, 3),
      population: commune.population ?? 0,
      epciSiren: epciOf.get(commune.code),
    }));
}
