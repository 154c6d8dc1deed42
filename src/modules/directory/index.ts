/** Territories, authorities, communes, competences: who answers for what, where. */
export type { AddressLookup, AddressSuggestion } from './domain/address-lookup.ts';
export type { Authority, Commune, Holder, HoursException, Territory } from './domain/authority.ts';
export { authorityInWords, capitalized, publisherInWords } from './domain/authority-words.ts';
export { describeHours, type HoursToday, weekOf } from './domain/opening-hours.ts';
export { plainPlaceName } from './domain/place-names.ts';
export { reservedSlugs, TerritoryProblemsError } from './domain/territory-rows.ts';
export type { AuthorityKind, Competence, Hours, Relay, TerritoryDescription } from './domain/territory-schema.ts';
export { NoHolderError, NoTerritoryError, UnknownAuthorityError } from './errors.ts';
export { type BoundedCache, createBoundedCache } from './queries/bounded-cache.ts';
export { loadCommuneLookup, type NationalCommuneLookup } from './queries/commune-lookup.ts';
export { createDirectory, type Directory, type DirectoryOptions } from './queries/directory.ts';
export { readHeldCompetences } from './queries/held-competences.ts';
export type { TerritoryExtent } from './queries/territory-extent.ts';
export { changeHoursExceptions } from './usecases/change-hours-exceptions.ts';
export { type FranceReport, loadFrance } from './usecases/load-france.ts';
export {
  type ChangeCount,
  type LoadReport,
  type LoadTerritoryOptions,
  loadTerritory,
} from './usecases/load-territory.ts';
export { type NationalCommune, readNationalCommunes } from './usecases/national-communes.ts';
export {
  type CommuneRefusal,
  CommuneRefusedError,
  type CounterTexts,
  changeCounterTexts,
  closeCommune,
  type OpenedCommune,
  type OpeningTerritory,
  openCommune,
} from './usecases/open-commune.ts';
export { type DirectoryLibrary, readDirectoryLibrary, readTerritory } from './usecases/read-directory-library.ts';
export { FileProblemsError, readYamlFile } from './usecases/read-yaml-file.ts';
export { authorityContact, exceptionsInWords } from './web/authority-contact.tsx';
export {
  type Announcement,
  type Announcements,
  type Audience,
  type CitizenPageOptions,
  citizenPage,
  noAnnouncements,
  type Site,
  serviceStateHref,
} from './web/citizen-page.tsx';
export { type DirectoryRoutesDeps, directoryRoutes } from './web/routes.ts';
export { themeHref } from './web/theme-address.ts';
