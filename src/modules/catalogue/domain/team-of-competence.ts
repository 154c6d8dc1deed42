import type { Authority } from '#modules/directory/index.ts';

/** Competences that every public body exercises for itself, whoever holds them for residents: its own mail, its own data. */
export const ownAffairs: ReadonlySet<string> = new Set(['town-life', 'data-protection']);

/** The services of an intercommunal body, by what they are in charge of. A town hall begins with one team for all. */
const serviceByCompetence: Readonly<Record<string, string>> = {
  waste: 'Déchets',
  'recycling-centres': 'Déchets',
  'drinking-water': 'Eau et assainissement',
  sewerage: 'Eau et assainissement',
  'urban-mobility': 'Transports',
  'school-transport': 'Transports',
  'early-childhood': 'Petite enfance',
  'leisure-centres': 'Enfance et jeunesse',
  'school-catering': 'Enfance et jeunesse',
  'after-school-care': 'Enfance et jeunesse',
  library: 'Culture et sport',
  'music-school': 'Culture et sport',
  'swimming-pools': 'Culture et sport',
  'economic-development': 'Économie et tourisme',
  tourism: 'Économie et tourisme',
};

/** The team that may process everything: « Mairie de Vernon », « Accueil » of an agglomération. */
export function defaultTeamName(authority: Pick<Authority, 'kind' | 'name'>): string {
  return authority.kind === 'epci' ? 'Accueil' : authority.name;
}

/** The team that a newly adopted procedure goes to; undefined for the default one. */
export function serviceTeamName(authority: Pick<Authority, 'kind'>, competence: string): string | undefined {
  return authority.kind === 'epci' ? serviceByCompetence[competence] : undefined;
}
