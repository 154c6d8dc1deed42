import { appointmentEffect } from './appointment/appointment-effect.ts';
import { askRating } from './ask-rating.ts';
import { assignActor, unassign } from './assign-actor.ts';
import { registerEffect } from './effect-registry.ts';
import { letter } from './letter.ts';
import { markComplete, markIncomplete } from './mark-completeness.ts';
import { notify } from './notify.ts';
import { paymentEffect } from './payment/request-payment-effect.ts';
import { requestFromApplicant } from './request-from-applicant.ts';

/** Every kind of effect that this module executes. Imported for what it does, by whoever applies transitions. */
registerEffect(askRating);
registerEffect(assignActor);
registerEffect(unassign);
registerEffect(letter);
registerEffect(markComplete);
registerEffect(markIncomplete);
registerEffect(notify);
registerEffect(requestFromApplicant);
registerEffect(paymentEffect);
registerEffect(appointmentEffect);
