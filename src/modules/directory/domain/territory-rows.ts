import type { LocalizedText } from '#platform/i18n/text.ts';
import { type NameLink, ofCommune, typographicName } from './place-names.ts';
import type { AuthorityKind, Competence, Hours, TerritoryDescription } from './territory-schema.ts';
import { usualHolder } from './usual-holder.ts';

/** What a territory's description becomes in the tables. Pure, so that a description can be tried without a database. */

export interface AuthorityRow {
  id: string;
  kind: AuthorityKind;
  slug: string;
  name: string;
  short_name: string;
  siren: string | null;
  commune_code: string | null;
  contact: TerritoryDescription['epci']['contact'];
  hours: Hours;
  hours_note: LocalizedText | null;
  accent: string | null;
  welcome: LocalizedText | null;
  hosts: string[];
}

export interface HolderRow {
  commune_code: string;
  competence_id: string;
  authority_id: string | null;
  relay_id: string | null;
  reason: LocalizedText;
}

/**
 * The rows that say something else than the general rule of law (`usualHolder`): all that the database needs to keep.
 * @param epciOf SIREN of the EPCI of each commune
 */
export function exceptionRows(
  rows: readonly HolderRow[],
  competences: ReadonlyMap<string, Competence>,
  description: Pick<TerritoryDescription, 'epci'>,
  epciOf: (communeCode: string) => string | undefined,
): HolderRow[] {
  return rows.filter((row) => {
    const competence = competences.get(row.competence_id);
    if (competence === undefined || row.authority_id === null) return true;
    const siren = epciOf(row.commune_code);
    const usual = usualHolder(competence, {
      townHall: `C${row.commune_code}`,
      epci: siren === description.epci.siren ? `E${siren}` : undefined,
      belongs: siren !== undefined,
    });
    return usual !== row.authority_id || !sameText(row.reason, competence.reason);
  });
}

function sameText(a: LocalizedText, b: LocalizedText): boolean {
  return a.fr === b.fr && a.en === b.en;
}

/** What the base of communes says of one of them. */
export interface NamedCommune {
  name: string;
  link: NameLink;
  siren: string | undefined;
}

/** Raised with everything that is wrong in a territory's description, for its author. */
export class TerritoryProblemsError extends Error {
  readonly problems: readonly string[];
  constructor(territory: string, problems: readonly string[]) {
    super(`The territory ${territory} cannot be loaded:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'TerritoryProblemsError';
    this.problems = problems;
  }
}

/** First segments of the addresses of the site: no portal may take them. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  'recherche themes evenements suivi reprendre avis mon-espace connexion inscription deconnexion agents mandats demo assets api health metrics theme mentions-legales confidentialite accessibilite plan-du-site contact aide catalogue verifier-un-document etat-du-service'.split(
    ' ',
  ),
);

const idPrefix: Record<'ccas' | 'syndicat', string> = { ccas: 'A', syndicat: 'S' };

/** The territory's authorities: its EPCI first, its communes, then CCAS and syndicats. */
export function authorityRows(
  description: TerritoryDescription,
  communes: ReadonlyMap<string, NamedCommune>,
): AuthorityRow[] {
  const problems: string[] = [];
  const rows: AuthorityRow[] = [
    {
      ...textsOf(description.epci),
      id: `E${description.epci.siren}`,
      kind: 'epci',
      name: description.epci.name,
      short_name: description.epci.shortName,
      siren: description.epci.siren,
      commune_code: null,
    },
  ];
  for (const [code, entry] of Object.entries(description.communes)) {
    const commune = communes.get(code);
    if (commune === undefined) {
      problems.push(`communes.${code}: no present-day commune has this INSEE code`);
      continue;
    }
    rows.push({
      ...textsOf(entry),
      id: `C${code}`,
      kind: 'commune',
      name: `Mairie ${ofCommune(commune.name, commune.link)}`,
      short_name: typographicName(commune.name),
      siren: commune.siren ?? null,
      commune_code: code,
    });
  }
  for (const other of description.others) {
    rows.push({
      ...textsOf(other),
      id: idPrefix[other.kind] + other.siren,
      kind: other.kind,
      name: other.name,
      short_name: other.shortName,
      siren: other.siren,
      // A CCAS belongs to one commune; a syndicat of several belongs to none.
      commune_code: other.kind === 'ccas' ? (other.serves[0] ?? null) : null,
    });
  }
  const seen = new Set<string>();
  for (const row of rows) {
    if (reservedSlugs.has(row.slug))
      problems.push(`${row.name}: the slug "${row.slug}" is an address of the site itself`);
    if (seen.has(row.slug)) problems.push(`${row.name}: the slug "${row.slug}" is used twice`);
    seen.add(row.slug);
  }
  if (problems.length > 0) throw new TerritoryProblemsError(description.territory, problems);
  return rows;
}

function textsOf(entry: TerritoryDescription['epci'] | TerritoryDescription['communes'][string]) {
  return {
    slug: entry.slug,
    contact: entry.contact,
    hours: entry.hours,
    hours_note: entry.hoursNote ?? null,
    accent: entry.accent?.toLowerCase() ?? null,
    welcome: entry.welcome ?? null,
    hosts: entry.hosts.map((host) => host.toLowerCase()),
  };
}

/**
 * One row for each commune and competence. The competence's usual holder comes first, then the territory's own rule,
 * then the lines that name communes; the last that applies wins.
 */
export function holderRows(
  description: TerritoryDescription,
  competences: readonly Competence[],
  relayIds: ReadonlySet<string>,
): HolderRow[] {
  const problems: string[] = [];
  const known = new Map(competences.map((competence) => [competence.id, competence]));
  const codes = Object.keys(description.communes);
  const lines = description.holders.toSorted(
    (a, b) => Number(a.communes !== undefined) - Number(b.communes !== undefined),
  );
  const holderOf = (
    competence: string,
    holder: string,
    code: string,
  ): { authority?: string; relay?: string } | undefined => {
    if (holder === 'commune') return { authority: `C${code}` };
    if (holder === 'epci') return { authority: `E${description.epci.siren}` };
    if (holder.startsWith('relay:')) {
      const relay = holder.slice('relay:'.length);
      return relayIds.has(relay) ? { relay } : undefined;
    }
    const other = description.others.find((candidate) => candidate.siren === holder || candidate.kind === holder);
    if (other !== undefined && !other.serves.includes(code)) {
      problems.push(`holders: ${competence}: ${other.name} does not serve the commune ${code}`);
    }
    return other === undefined ? undefined : { authority: idPrefix[other.kind] + other.siren };
  };

  const rows = new Map<string, HolderRow>();
  const assign = (competence: Competence, holder: string, code: string, reason: LocalizedText) => {
    const found = holderOf(competence.id, holder, code);
    if (found === undefined) {
      problems.push(
        `holders: ${competence.id}: "${holder}" is neither commune, epci, a SIREN of this file nor relay:<id>`,
      );
      return;
    }
    rows.set(`${code} ${competence.id}`, {
      commune_code: code,
      competence_id: competence.id,
      authority_id: found.authority ?? null,
      relay_id: found.relay ?? null,
      reason,
    });
  };
  const usual = (competence: Competence, code: string): string => {
    if (competence.holder === 'commune' || competence.holder === 'epci') return competence.holder;
    const serving = description.others.find((other) => other.kind === competence.holder && other.serves.includes(code));
    // Where no such body exists the commune keeps the competence (CGCT, art. L2121-29).
    return serving?.siren ?? 'commune';
  };

  for (const competence of competences) {
    for (const code of codes) assign(competence, usual(competence, code), code, competence.reason);
  }
  for (const line of lines) {
    const competence = known.get(line.competence);
    if (competence === undefined) {
      problems.push(`holders: no competence of the library has the id "${line.competence}"`);
      continue;
    }
    for (const code of line.communes ?? codes) {
      if (description.communes[code] === undefined) {
        problems.push(`holders: ${line.competence}: the commune ${code} is not in this territory`);
        continue;
      }
      assign(competence, line.holder, code, line.reason ?? competence.reason);
    }
  }
  if (problems.length > 0) throw new TerritoryProblemsError(description.territory, [...new Set(problems)]);
  return [...rows.values()];
}
