import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import { contactRatingRoutes } from '../../contact-ratings/contact-rating-routes.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { consultationsHref, showConsultations } from '../../resident-file/consultations-page.tsx';
import { partsFor } from './acting.tsx';
import { sendCheck, showCheck } from './check-answers.tsx';
import { sendCode, showCode } from './code.tsx';
import { sendAct, sendMessage, sendRating, showAct } from './dossier-acts.tsx';
import { showAcknowledgement, showDossierDocument } from './dossier-files.ts';
import { sendDraftFile, showDraftDocument } from './draft-files.ts';
import { goOnWithDraft, sendDraftPage, showDraftPage } from './draft-page.ts';
import { withDraft } from './expired-draft.tsx';
import { showDossier } from './follow.tsx';
import { sendKeptChildren } from './household.tsx';
import { sendErase, sendLater, showLater } from './later.tsx';
import { sendClaim, showClaim, showMyDossiers, showMySpace } from './my-space.tsx';
import { withDossier } from './own-dossier.tsx';
import { showReceipt } from './receipt.tsx';
import { submitRefusal } from './refuse-profile.tsx';
import { sendResume, showResume } from './resume.tsx';
import { keyOfStart, sendStart, showStart, submissionKeyName } from './start.ts';

const start = '/:authority/demarches/:procedure/commencer';
const draft = '/:authority/brouillons/:draft';
const dossier = '/:authority/dossiers/:dossier';

/** A field of a million characters is read, so that the page can say at the field that it is too long. */
const bodyLimit = 4 * 1024 * 1024;

/** Filing and following, for residents with or without an account. */
export function dossierCitizenRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, parts: DossiersParts) => Promise<Result>;
  const on = (handler: Handler) => (context: RequestContext) => handler(context, partsFor(context, parts));
  const onDraft = (handler: Handler) => on(withDraft(handler));
  const onDossier = (handler: Handler) => on(withDossier(handler));
  const form = { multipart: true, bodyLimit } as const;
  return [
    ...contactRatingRoutes(parts),
    {
      id: 'dossiers.start',
      method: 'GET',
      path: start,
      access: 'visitor',
      // The same for all who are not signed in, but for its token and its key.
      kept: { seconds: 10, late: { [submissionKeyName]: (context) => keyOfStart(context, parts) } },
      handle: on(showStart),
    },
    {
      id: 'dossiers.send-start',
      method: 'POST',
      path: start,
      access: 'visitor',
      duringMaintenance: 'open',
      ...form,
      handle: on(sendStart),
    },

    { id: 'dossiers.draft', method: 'GET', path: draft, access: 'visitor', handle: onDraft(goOnWithDraft) },
    { id: 'dossiers.check', method: 'GET', path: `${draft}/verifier`, access: 'visitor', handle: onDraft(showCheck) },
    {
      id: 'dossiers.submit',
      method: 'POST',
      path: `${draft}/verifier`,
      access: 'visitor',
      duringMaintenance: 'closed-with-draft',
      handle: onDraft(sendCheck),
    },
    {
      id: 'dossiers.later',
      method: 'GET',
      path: `${draft}/plus-tard`,
      access: 'visitor',
      handle: onDraft((context, deps) => showLater(context, deps)),
    },
    {
      id: 'dossiers.send-resume-link',
      method: 'POST',
      duringMaintenance: 'open',
      path: `${draft}/plus-tard`,
      access: 'visitor',
      perMinute: 5,
      handle: onDraft(sendLater),
    },
    {
      id: 'dossiers.erase-draft',
      method: 'POST',
      duringMaintenance: 'open',
      path: `${draft}/effacer`,
      access: 'visitor',
      handle: onDraft(sendErase),
    },
    {
      id: 'dossiers.send-draft-file',
      method: 'POST',
      duringMaintenance: 'open',
      path: `${draft}/fichiers`,
      access: 'visitor',
      perMinute: 120,
      multipart: true,
      handle: onDraft(sendDraftFile),
    },
    {
      id: 'dossiers.draft-document',
      method: 'GET',
      path: `${draft}/documents/:document`,
      access: 'visitor',
      handle: onDraft(showDraftDocument),
    },
    {
      id: 'dossiers.draft-page',
      method: 'GET',
      path: `${draft}/:page`,
      access: 'visitor',
      handle: onDraft(showDraftPage),
    },
    {
      id: 'dossiers.send-draft-page',
      method: 'POST',
      duringMaintenance: 'open',
      path: `${draft}/:page`,
      access: 'visitor',
      ...form,
      handle: onDraft(sendDraftPage),
    },
    {
      id: 'dossiers.resume',
      method: 'GET',
      path: '/reprendre/:token',
      access: 'visitor',
      perMinute: 30,
      handle: onDraft(showResume),
    },
    {
      id: 'dossiers.send-resume',
      method: 'POST',
      duringMaintenance: 'open',
      path: '/reprendre/:token',
      access: 'visitor',
      perMinute: 30,
      handle: onDraft(sendResume),
    },

    {
      id: 'dossiers.receipt',
      method: 'GET',
      path: `${dossier}/recu`,
      access: 'visitor',
      handle: onDossier(showReceipt),
    },
    {
      id: 'dossiers.keep-children',
      method: 'POST',
      path: `${dossier}/foyer`,
      access: 'visitor',
      perMinute: 20,
      handle: onDossier(sendKeptChildren),
    },
    {
      id: 'dossiers.acknowledgement',
      method: 'GET',
      path: `${dossier}/accuse.pdf`,
      access: 'visitor',
      perMinute: 60,
      handle: onDossier(showAcknowledgement),
    },
    {
      id: 'dossiers.follow',
      method: 'GET',
      path: dossier,
      access: 'visitor',
      handle: onDossier((context, deps) => showDossier(context, deps)),
    },
    {
      id: 'dossiers.send-message',
      method: 'POST',
      path: `${dossier}/messages`,
      access: 'visitor',
      perMinute: 20,
      ...form,
      handle: onDossier(sendMessage),
    },
    {
      id: 'dossiers.rate',
      method: 'POST',
      path: `${dossier}/avis`,
      access: 'visitor',
      perMinute: 20,
      handle: onDossier(sendRating),
    },
    {
      id: 'dossiers.act',
      method: 'GET',
      path: `${dossier}/actes/:transition`,
      access: 'visitor',
      handle: onDossier((context, deps) => showAct(context, deps)),
    },
    {
      id: 'dossiers.send-act',
      method: 'POST',
      path: `${dossier}/actes/:transition`,
      access: 'visitor',
      handle: onDossier(sendAct),
    },
    {
      id: 'dossiers.document',
      method: 'GET',
      path: `${dossier}/documents/:document`,
      access: 'visitor',
      handle: onDossier(showDossierDocument),
    },

    { id: 'dossiers.code', method: 'GET', path: '/suivi', access: 'public', handle: on(showCode) },
    {
      id: 'dossiers.send-code',
      method: 'POST',
      path: '/suivi',
      access: 'public',
      perMinute: 10,
      duringMaintenance: 'open',
      handle: on(sendCode),
    },

    {
      id: 'dossiers.refuse-profile',
      method: 'POST',
      duringMaintenance: 'open',
      path: '/mon-espace/sans-profil',
      access: 'resident',
      handle: submitRefusal,
    },
    { id: 'dossiers.my-space', method: 'GET', path: '/mon-espace', access: 'resident', handle: on(showMySpace) },
    {
      id: 'dossiers.my-dossiers',
      method: 'GET',
      path: '/mon-espace/dossiers',
      access: 'resident',
      handle: on(showMyDossiers),
    },
    {
      id: 'dossiers.consultations',
      method: 'GET',
      path: consultationsHref,
      access: 'resident',
      handle: on(showConsultations),
    },
    {
      id: 'dossiers.claim',
      method: 'GET',
      path: '/mon-espace/rattacher',
      access: 'resident',
      handle: on((context, deps) => showClaim(context, deps)),
    },
    {
      id: 'dossiers.send-claim',
      method: 'POST',
      path: '/mon-espace/rattacher',
      access: 'resident',
      perMinute: 10,
      handle: on(sendClaim),
    },
  ];
}
