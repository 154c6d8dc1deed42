import type { Route } from '#platform/http/route.ts';
import { attestationRoutes } from '../clock/web/attestation-routes.ts';
import { calendarRoutes } from '../clock/web/calendar-routes.tsx';
import { replacementRoutes } from '../clock/web/replacement-routes.tsx';
import { handoverRoutes } from '../handover/handover-routes.tsx';
import { noteTemplateRoutes } from '../note-templates/note-template-routes.tsx';
import { counterRoutes } from '../web/agent/counter/counter-routes.ts';
import { internalRoutes } from '../web/agent/internal/internal-routes.ts';
import { agentAppointmentRoutes } from './appointment/agent-appointment-routes.tsx';
import { applicantAppointmentRoutes } from './appointment/applicant-appointment-routes.tsx';
import type { CapabilityParts } from './capability-parts.ts';
import { batchRoutes } from './letter/batch-routes.tsx';
import { letterChoiceRoutes } from './letter/letter-choice-routes.tsx';
import { replyRoutes } from './letter/reply-routes.tsx';
import { agentOpinionRoutes } from './opinion/agent-opinion-routes.tsx';
import { outsideOpinionRoutes } from './opinion/outside-opinion-routes.tsx';
import { paymentRoutes } from './payment/payment-routes.tsx';
import { signatureRoutes } from './signature/signature-routes.tsx';

/** The pages of what workflows bring in: payments, appointments… */
export function capabilityRoutes(parts: CapabilityParts): Route[] {
  return [
    ...paymentRoutes(parts),
    ...agentAppointmentRoutes(parts),
    ...applicantAppointmentRoutes(parts),
    ...agentOpinionRoutes(parts),
    ...outsideOpinionRoutes(parts),
    ...signatureRoutes(parts),
    ...batchRoutes(parts),
    ...letterChoiceRoutes(parts),
    ...replyRoutes(parts),
    ...internalRoutes(parts),
    ...counterRoutes(parts),
    ...attestationRoutes(parts),
    ...calendarRoutes(parts),
    ...replacementRoutes(parts),
    ...handoverRoutes(parts),
    ...noteTemplateRoutes(parts),
  ];
}
