/** A demonstration: a real territory, people to be, dossiers to look at. */
export { announce, announceJobs } from './announce.ts';
export { ensureDemonstrationSite } from './connected-site.ts';
export { ensureDemonstrationPeople } from './people.ts';
export { ensureDemonstrationSeals } from './seals.ts';
export { ensureDemonstrationTerritory } from './territory.ts';
