import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';

export class AppointmentNotFoundError extends NotFoundError {
  constructor() {
    super('appointment-not-found');
  }
}

/** The appointment is no longer, or not yet, as the act needs it. */
export class AppointmentStateError extends ConflictError {
  constructor() {
    super('appointment-state');
  }
}

/** The agent keeps that hour for somebody else. */
export class AgentBusyError extends ConflictError {
  constructor() {
    super('agent-busy');
  }
}
