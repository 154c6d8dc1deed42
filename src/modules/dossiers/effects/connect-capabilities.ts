import { registerAgentMenu } from '#modules/identity/index.ts';
import { dossierAppointments } from './appointment/dossier-appointments.ts';
import type { CapabilityParts } from './capability-parts.ts';
import { capabilityMenu } from './desk-menu.ts';
import { dossierPayments } from './payment/dossier-payments.ts';

/** Makes dossiers follow what happens to their payments and appointments. Said once, in `app`. */
export function connectCapabilities(parts: CapabilityParts): void {
  registerAgentMenu('capabilities', capabilityMenu);
  parts.payments.subscribe('dossier', dossierPayments(parts));
  parts.appointments.subscribe('dossier', dossierAppointments(parts));
}
