import type { Route } from '#platform/http/route.ts';
import { agentAppointmentRoutes } from './appointment/agent-appointment-routes.tsx';
import { applicantAppointmentRoutes } from './appointment/applicant-appointment-routes.tsx';
import type { CapabilityParts } from './capability-parts.ts';
import { paymentRoutes } from './payment/payment-routes.tsx';

/** The pages of what workflows bring in: payments, appointments… */
export function capabilityRoutes(parts: CapabilityParts): Route[] {
  return [...paymentRoutes(parts), ...agentAppointmentRoutes(parts), ...applicantAppointmentRoutes(parts)];
}
