import { onAgentDeparture, onDelegationEnded, registerAgentMenu } from '#modules/identity/index.ts';
import { clockMenu } from '../clock/web/clock-menu.ts';
import { handoverMenu } from '../handover/handover-routes.tsx';
import { noteTemplateMenu } from '../note-templates/note-template-routes.tsx';
import { dossiersOfDeparture } from '../usecases/hand-over-dossiers.ts';
import { takeBackDossiers } from '../usecases/take-back-dossiers.ts';
import { dossierAppointments } from './appointment/dossier-appointments.ts';
import type { CapabilityParts } from './capability-parts.ts';
import { capabilityMenu } from './desk-menu.ts';
import { dossierPayments } from './payment/dossier-payments.ts';

/**
 * Makes dossiers follow what happens to their payments and appointments, to agents who leave and to delegations that end.
 * Said once, in `app`.
 */
export function connectCapabilities(parts: CapabilityParts): void {
  registerAgentMenu('capabilities', capabilityMenu);
  registerAgentMenu('clock', clockMenu);
  registerAgentMenu('handover', handoverMenu);
  registerAgentMenu('note-templates', noteTemplateMenu);
  onAgentDeparture('dossiers', dossiersOfDeparture);
  onDelegationEnded('dossiers', (tx, ended) => takeBackDossiers(tx, parts, ended));
  parts.payments.subscribe('dossier', dossierPayments(parts));
  parts.appointments.subscribe('dossier', dossierAppointments(parts));
}
