import type { LocalizedText } from '#platform/i18n/text.ts';
import type { AuthorityKind, Competence, Hours, Relay, TerritoryDescription } from './territory-schema.ts';

/** Days (YYYY-MM-DD, both included) on which the door is not open as in an ordinary week; no span, closed. */
export interface HoursException {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `09:00-12:00` */
  readonly spans: readonly string[];
  readonly reason: LocalizedText;
}

/** A public body that answers residents: the tenant. */
export interface Authority {
  /** `C`+INSEE code, `E`+SIREN of an EPCI, `A`+SIREN of a CCAS, `S`+SIREN of a syndicat. */
  readonly id: string;
  readonly territoryId: string;
  readonly kind: AuthorityKind;
  readonly slug: string;
  /** "Mairie de Vernon", "Seine Normandie Agglomération" */
  readonly name: string;
  /** "Vernon", "l’agglomération", "le CCAS de Vernon" */
  readonly shortName: string;
  readonly siren: string | undefined;
  readonly communeCode: string | undefined;
  readonly contact: TerritoryDescription['epci']['contact'];
  readonly hours: Hours;
  readonly hoursNote: LocalizedText | undefined;
  /** Closings and particular hours, past ones too. */
  readonly exceptions?: readonly HoursException[] | undefined;
  /** #rrggbb */
  readonly accent: string | undefined;
  readonly welcome: LocalizedText | undefined;
  readonly hosts: readonly string[];
  /** Its counter was closed: nothing can be begun, the portal says where to go, dossiers are still followed. */
  readonly closed: boolean;
}

/** A present-day French commune. */
export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly postcodes: readonly string[];
  readonly department: string;
  readonly population: number;
  readonly inTerritory: boolean;
  readonly lat: number | undefined;
  readonly lon: number | undefined;
}

export interface Territory {
  readonly id: string;
  readonly name: LocalizedText;
  readonly accent: string;
  readonly welcome: LocalizedText;
  /** Contact data are examples: screens say so. */
  readonly exampleContacts: boolean;
  readonly epci: Authority;
  readonly hosting: TerritoryDescription['hosting'];
  readonly dataProtectionOfficer: TerritoryDescription['dataProtectionOfficer'];
}

/** Who answers for a competence in a commune, and why. */
export type Holder = {
  readonly competence: Competence;
  /** Why that body and not another, in a resident's words. */
  readonly reason: LocalizedText;
} & (
  | { readonly authority: Authority; readonly relay?: undefined }
  | { readonly relay: Relay; readonly authority?: undefined }
);
