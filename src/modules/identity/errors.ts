import { AppError, ConflictError } from '#platform/errors/app-error.ts';

/** Nobody would be left to look after the agents of the authority. */
export class LastAdministratorError extends ConflictError {
  constructor() {
    super('last-administrator');
  }
}

/** Two teams of an authority cannot have one name. */
export class TeamNameTakenError extends ConflictError {
  constructor() {
    super('team-name-taken');
  }
}

/** The agent works for the authority already. */
export class AlreadyAgentError extends ConflictError {
  constructor() {
    super('already-agent');
  }
}

/** This agent has released many second factors already. */
export class TooManyReleasesError extends AppError {
  /** In seconds. */
  readonly wait: number;

  constructor(wait: number) {
    super('too-many', 'too-many-releases');
    this.wait = wait;
  }
}

/** The household holds as many people as it can. */
export class HouseholdFullError extends ConflictError {
  constructor() {
    super('household-full');
  }
}

/** The profile holds as many addresses, or phones, as it can. */
export class ContactsFullError extends ConflictError {
  constructor() {
    super('contacts-full');
  }
}
