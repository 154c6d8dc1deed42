import { ConflictError } from '#platform/errors/app-error.ts';

/** The key to come has not been published long enough for every site to have read it. */
export class KeyTooFreshError extends ConflictError {
  constructor() {
    super('sso-key-too-fresh');
  }
}

/** Another site has this host already; two sites of one host could put their identifiers together. */
export class HostTakenError extends ConflictError {
  constructor() {
    super('sso-host-taken');
  }
}

/** The service belongs to another authority: two authorities never know people by the same identifiers. */
export class SectorOfAnotherError extends ConflictError {
  constructor() {
    super('sso-sector-of-another');
  }
}
