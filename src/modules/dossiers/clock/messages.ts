import { defineMessages } from '#platform/i18n/messages.ts';

/** The law's clock, in words. Dates and delays are parameters. */
export const clockWords = defineMessages({
  'why.title': { fr: 'Pourquoi cette date\u00a0?', en: 'Why this date?' },
  'why.intro': {
    fr: 'Le calcul, étape par étape, avec le texte qui le commande.',
    en: 'The calculation, step by step, with the text that commands it.',
  },
  'step.received': {
    fr: 'Demande reçue le {date}. Ce jour ne compte pas dans le délai.',
    en: 'Request received on {date}. That day does not count.',
  },
  'step.sentOnReject': {
    fr: 'Une autre administration l’avait reçue le {date}, puis nous l’a transmise\u00a0: le délai de rejet court depuis cette première réception.',
    en: 'Another authority had received it on {date} and sent it on to us: the delay of rejection runs from that first receipt.',
  },
  'step.sentOnAccept': {
    fr: 'Une autre administration l’avait reçue le {date}, puis nous l’a transmise\u00a0: le délai d’acceptation ne court que depuis notre réception.',
    en: 'Another authority had received it on {date} and sent it on to us: the delay of acceptance runs from our own receipt only.',
  },
  'step.sentOnNone': {
    fr: 'Une autre administration l’avait reçue le {date}, puis nous l’a transmise.',
    en: 'Another authority had received it on {date} and sent it on to us.',
  },
  'step.rule.accept': {
    fr: 'Le silence gardé pendant {delay} vaut acceptation\u00a0: du {from} au {date}.',
    en: 'Silence during {delay} means acceptance: from {from} to {date}.',
  },
  'step.rule.reject': {
    fr: 'Le silence gardé pendant {delay} vaut rejet\u00a0: du {from} au {date}.',
    en: 'Silence during {delay} means rejection: from {from} to {date}.',
  },
  'step.rule.none': {
    fr: 'Cet envoi n’appelle pas de décision\u00a0: le silence ne décide rien. Objectif de réponse\u00a0: {delay}, soit le {date}.',
    en: 'This calls for no decision: silence decides nothing. Target for an answer: {delay}, that is {date}.',
  },
  'step.monthEnd': {
    fr: 'Le mois d’arrivée n’a pas de jour de même numéro que le {from}\u00a0: le délai finit le dernier jour de ce mois.',
    en: 'The last month has no day of the same number as {from}: the delay ends on the last day of that month.',
  },
  'step.notExtended': {
    fr: 'Le {date} tombe un samedi, un dimanche ou un jour férié\u00a0: le délai n’est pas prolongé, aucun texte ne le prévoit. Le report au jour ouvrable suivant ne vaut que pour les recours.',
    en: '{date} is a Saturday, a Sunday or a holiday: the delay is not extended, no text says so. The carry-over to the next working day is for appeals only.',
  },
  'step.workingDays': {
    fr: 'Jours ouvrés\u00a0: ni samedis, ni dimanches, ni jours fériés du lieu.',
    en: 'Working days: without Saturdays, Sundays and the holidays of the place.',
  },
  'step.suspended': {
    fr: 'Le {on}, le dossier a été noté incomplet\u00a0: le délai s’arrête.',
    en: 'On {on} the file was noted incomplete: the delay stops.',
  },
  'step.suspendedUntil': {
    fr: 'Le {on}, le dossier a été noté incomplet, avec un délai jusqu’au {until} pour fournir ce qui manque.',
    en: 'On {on} the file was noted incomplete, with until {until} to supply what is missing.',
  },
  'step.restarted': {
    fr: 'Le {on}, le temps donné au demandeur était écoulé\u00a0: le délai court à nouveau, jusqu’au {date}.',
    en: 'On {on} the time given to the applicant was over: the delay runs again, until {date}.',
  },
  'step.moved': {
    fr: 'Le {on}, après la réception de ce qui manquait, la date est devenue le {date}.',
    en: 'On {on}, after the receipt of what was missing, the date became {date}.',
  },
  'step.stopped': {
    fr: 'Le délai est arrêté\u00a0: il n’y a pas de date tant que le demandeur n’a pas répondu.',
    en: 'The delay has stopped: there is no date while the applicant has not answered.',
  },
  'step.running': {
    fr: 'Répondez au plus tard le {date}. Le lendemain, le silence aura décidé.',
    en: 'Answer by {date}. The day after, silence will have decided.',
  },
  'step.aim': { fr: 'Date visée\u00a0: le {date}.', en: 'Target date: {date}.' },
  'step.accepted': {
    fr: 'La demande est tacitement acceptée depuis le {date}. Le demandeur a droit à une attestation.',
    en: 'The request has been tacitly accepted since {date}. The applicant has a right to an attestation.',
  },
  'step.withdrawal': {
    fr: 'Un refus vaudrait maintenant retrait de cette acceptation\u00a0: seulement si elle est illégale, et dans les quatre mois.',
    en: 'A refusal would now withdraw this acceptance: only if it is unlawful, and within four months.',
  },
  'step.rejected': {
    fr: 'La demande est tacitement rejetée depuis le {date}. Le demandeur peut aller au tribunal administratif jusqu’au {until}, si l’accusé de réception lui a dit comment (sinon ce délai ne lui est pas opposable, CRPA, art. L112-6).',
    en: 'The request has been tacitly rejected since {date}. The applicant may go to the administrative court until {until}, if the acknowledgement said how (otherwise the limit does not bind them, CRPA art. L112-6).',
  },
  'step.reasons': {
    fr: 'Jusqu’au {until}, le demandeur peut demander les motifs du rejet\u00a0: vous avez un mois pour les donner, et le délai de recours repart de deux mois à leur réception.',
    en: 'Until {until} the applicant may ask for the reasons of the rejection: you have a month to give them, and two months to appeal start again from their receipt.',
  },
  'step.over': {
    fr: 'Le dossier est décidé ou clos\u00a0: le silence n’a plus rien à décider.',
    en: 'The file is decided or closed: silence has nothing more to decide.',
  },
  'step.acknowledged': {
    fr: 'Accusé de réception établi le {on} (au plus tard le {date}\u00a0: dix jours ouvrés).',
    en: 'Acknowledgement made on {on} (by {date} at the latest: ten working days).',
  },
  'step.acknowledgeBy': {
    fr: 'Accusé de réception à établir au plus tard le {date} (dix jours ouvrés).',
    en: 'Acknowledgement to be made by {date} (ten working days).',
  },

  'decided.accepted.title': { fr: 'Le silence a accepté cette demande', en: 'Silence has accepted this request' },
  'decided.accepted.body': {
    fr: 'Aucune décision n’a été notifiée le {date} au plus tard. Le demandeur a droit à une attestation (CRPA, art. L232-3). Un refus retirerait maintenant l’acceptation\u00a0: seulement si elle est illégale, et dans les quatre mois (CRPA, art. L242-1).',
    en: 'No decision was notified by {date}. The applicant has a right to an attestation (CRPA art. L232-3). A refusal would now withdraw the acceptance: only if it is unlawful, and within four months (CRPA art. L242-1).',
  },
  'decided.rejected.title': { fr: 'Le silence a refusé cette demande', en: 'Silence has refused this request' },
  'decided.rejected.body': {
    fr: 'Aucune décision n’a été notifiée le {date} au plus tard. Jusqu’au {until}, le demandeur peut demander les motifs (CRPA, art. L232-4) et saisir le tribunal administratif (CJA, art. R421-1 et R421-2). Vous pouvez toujours lui répondre.',
    en: 'No decision was notified by {date}. Until {until} the applicant may ask for the reasons (CRPA art. L232-4) and go to the administrative court (CJA art. R421-1 and R421-2). You can still answer.',
  },
  'accepted.title': { fr: 'Votre demande est acceptée', en: 'Your request is accepted' },
  'accepted.body': {
    fr: 'Nous n’avons pas répondu avant le {date}\u00a0: ce silence vaut acceptation ({article}). Vous avez droit à une attestation, qui en est la preuve (code des relations entre le public et l’administration, article L232-3).',
    en: 'We did not answer by {date}: this silence means acceptance ({article}). You have a right to an attestation, which proves it (code of relations between the public and the administration, article L232-3).',
  },
  'accepted.button': { fr: 'Obtenir mon attestation (PDF)', en: 'Get my attestation (PDF)' },
  'accepted.again': { fr: 'Télécharger l’attestation d’acceptation (PDF)', en: 'Download the attestation (PDF)' },
  'rejected.title': { fr: 'Votre demande est rejetée', en: 'Your request is rejected' },
  'rejected.body': {
    fr: 'Nous n’avons pas répondu avant le {date}\u00a0: ce silence vaut rejet ({article}).',
    en: 'We did not answer by {date}: this silence means rejection ({article}).',
  },
  'rejected.remedies': {
    fr: 'Vous pouvez contester ce rejet jusqu’au {until}\u00a0: par un recours gracieux auprès {de:name}, ou devant le {court} (par courrier, sur place ou sur citoyens.telerecours.fr). Un recours gracieux fait repartir le délai de deux mois pour aller devant le tribunal (articles L411-2 du code des relations entre le public et l’administration, R421-1 et R421-2 du code de justice administrative).',
    en: 'You may contest this rejection until {until}: by an appeal to {name}, or before the {court} (by post, on the spot or at citoyens.telerecours.fr). An appeal to us starts the two months to go to court anew (articles L411-2 of the code of relations between the public and the administration, R421-1 and R421-2 of the code of administrative justice).',
  },
  'rejected.mandatory': {
    fr: 'Si un texte impose un recours administratif préalable pour cette démarche, il faut commencer par lui (article L412-1 du même code).',
    en: 'If a text makes a prior appeal to the administration mandatory for this procedure, you must begin with it (article L412-1 of the same code).',
  },
  'rejected.reasons': {
    fr: 'Dans le même délai, vous pouvez nous demander les motifs du rejet, par un message ci-dessous\u00a0: nous devons vous répondre dans le mois, et vous aurez deux mois de plus après notre réponse pour aller devant le tribunal (article L232-4).',
    en: 'Within the same time you may ask us for the reasons, by a message below: we must answer within a month, and you will then have two more months to go to court (article L232-4).',
  },
  'rejected.late': {
    fr: 'Rien n’empêche la collectivité de vous répondre encore\u00a0: vous pouvez nous écrire ci-dessous.',
    en: 'The authority may still answer you: you can write to us below.',
  },

  'attestation.button': { fr: 'Établir l’attestation d’acceptation', en: 'Make the attestation of acceptance' },
  'attestation.title': { fr: 'Attestation de décision implicite d’acceptation', en: 'Attestation of tacit acceptance' },
  'attestation.fileName': { fr: 'attestation-acceptation-{code}.pdf', en: 'attestation-acceptance-{code}.pdf' },
  'attestation.body': {
    fr: '{name} atteste que la demande décrite ci-dessous, reçue le {received}, n’a fait l’objet d’aucune décision expresse dans le délai de {delay}. Elle est en conséquence réputée acceptée depuis le {date}, en application du texte suivant\u00a0: {article}.',
    en: '{name} certifies that the request described below, received on {received}, was not expressly decided within {delay}. It is therefore deemed accepted since {date}, under the following text: {article}.',
  },
  'attestation.complete': {
    fr: 'Le dossier ayant été complété, le délai a couru à compter de la réception des pièces manquantes (code des relations entre le public et l’administration, article L114-5).',
    en: 'As the file was completed, the delay ran from the receipt of the missing documents (code of relations between the public and the administration, article L114-5).',
  },
  'attestation.law': {
    fr: 'Attestation délivrée à la demande de l’intéressé, en application de l’article L232-3 du code des relations entre le public et l’administration.',
    en: 'Attestation given at the request of the person concerned, under article L232-3 of the code of relations between the public and the administration.',
  },
  'attestation.procedure': { fr: 'Démarche', en: 'Procedure' },
  'attestation.applicant': { fr: 'Demandeur', en: 'Applicant' },
  'attestation.headline': { fr: 'Objet', en: 'Subject' },
  'attestation.code': { fr: 'Dossier', en: 'File' },
  'attestation.event': { fr: 'Attestation d’acceptation tacite délivrée', en: 'Attestation of tacit acceptance given' },
  'attestation.placeAndDate': { fr: '{city}, le {date}', en: '{city}, {date}' },

  'silence.accept': {
    fr: 'Le délai s’est terminé le {date} sans réponse\u00a0: la demande est tacitement acceptée ({article})',
    en: 'The delay ended on {date} without an answer: the request is tacitly accepted ({article})',
  },
  'silence.reject': {
    fr: 'Le délai s’est terminé le {date} sans réponse\u00a0: la demande est tacitement rejetée ({article})',
    en: 'The delay ended on {date} without an answer: the request is tacitly rejected ({article})',
  },
});
