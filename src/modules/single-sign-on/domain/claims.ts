import { type HouseholdMember, isChildRelation, type Profile } from '#modules/identity/index.ts';

/** A child of the household, as a site is told. */
export interface FamilyClaim {
  readonly relation: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly birthdate?: string;
}

/** What is known of a person under the names of OpenID Connect Core 1.0, section 5.1. Absent when it is not known. */
export interface PersonClaims {
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly locale: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly phone_number?: string;
  readonly phone_number_verified?: boolean;
  readonly address?: {
    readonly formatted: string;
    readonly street_address: string;
    readonly postal_code: string;
    readonly locality: string;
    readonly country: string;
  };
  readonly family?: readonly FamilyClaim[];
}

/** The claims of a person. Of the household only the children are told: an adult has an account to speak for themselves. */
export function claimsOf(profile: Profile, household: readonly HouseholdMember[]): PersonClaims {
  const { givenNames, familyName, phone, address } = profile;
  const name = [givenNames, familyName].filter((part) => part !== undefined && part !== '').join(' ');
  const children = household.filter((member) => isChildRelation(member.relation));
  return {
    ...(name === '' ? {} : { name }),
    ...(givenNames === undefined ? {} : { given_name: givenNames }),
    ...(familyName === undefined ? {} : { family_name: familyName }),
    locale: profile.locale,
    email: profile.email,
    email_verified: profile.emailVerified,
    // Nobody has checked it here: a site that relies on it must.
    ...(phone === undefined ? {} : { phone_number: phone, phone_number_verified: false }),
    ...(address === undefined
      ? {}
      : {
          address: {
            formatted: address.label,
            street_address: address.street,
            postal_code: address.postcode,
            locality: address.city,
            country: 'FR',
          },
        }),
    family: children.map((child) => ({
      relation: child.relation,
      given_name: child.givenNames,
      family_name: child.familyName,
      ...(child.birthDate === undefined ? {} : { birthdate: child.birthDate }),
    })),
  };
}
