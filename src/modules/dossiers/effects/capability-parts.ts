import type { Appointments } from '#modules/appointments/index.ts';
import type { Payments } from '#modules/payments/index.ts';
import type { DossiersParts } from '../dossiers-parts.ts';

/** What the pages and jobs of effects need besides those of dossiers. */
export interface CapabilityParts extends DossiersParts {
  readonly payments: Payments;
  readonly appointments: Appointments;
}
