import { defineMessages } from '#platform/i18n/messages.ts';

export const transferWords = defineMessages({
  noTarget: {
    fr: 'L’administration compétente pour cette commune n’est pas sur ce guichet. La demande n’a pas été transmise\u00a0: envoyez-la-lui par courrier ou par messagerie (CRPA, article L114-2).',
    en: 'The authority in charge for this commune is not on this counter. The request was not handed over: send it by post or e-mail (CRPA, article L114-2).',
  },
  same: {
    fr: 'Cette demande est déjà chez l’administration compétente. Elle n’a pas été transmise.',
    en: 'This request is already with the competent authority. It was not handed over.',
  },
  notOffered: {
    fr: '{Le:authority} ne propose pas cette démarche sur ce guichet. La demande n’a pas été transmise\u00a0: envoyez-la-lui par courrier ou par messagerie (CRPA, article L114-2). Contact\u00a0: {contact}.',
    en: '{authority} does not offer this procedure on this counter. The request was not handed over: send it by post or e-mail (CRPA, article L114-2). Contact: {contact}.',
  },
  'mail.refused.subject': {
    fr: 'Votre demande relève {de:authority} – {code}',
    en: 'Your request concerns {authority} – {code}',
  },
  'mail.refused.body': {
    fr: 'Votre demande relève {de:authority}, qui n’est pas joignable par ce guichet pour cette démarche. Nous la lui transmettons par une autre voie. Contact\u00a0: {contact}.',
    en: 'Your request concerns {authority}, which cannot be reached through this counter for this procedure. We hand it over by other means. Contact: {contact}.',
  },
  'mail.sent.subject': {
    fr: 'Votre demande est transmise {à:authority} – {code}',
    en: 'Your request is handed over to {authority} – {code}',
  },
  'mail.sent.body': {
    fr: 'Votre demande ne relève pas {de:from}\u00a0: {title}. Elle a été transmise, avec vos pièces, {à:authority} qui va la traiter (article L114-2 du code des relations entre le public et l’administration).',
    en: '{from} is not in charge of your request: {title}. It handed it over, with your documents, to {authority}, who will handle it (article L114-2 of the code of relations between the public and the administration).',
  },
  'mail.sent.nothing': {
    fr: 'Vous n’avez rien à refaire. Votre demande a un nouveau numéro de suivi.',
    en: 'There is nothing to do again. Your request has a new tracking number.',
  },
  'mail.reason': { fr: 'Motif\u00a0: {reason}', en: 'Reason: {reason}' },
  'mail.referred.subject': {
    fr: 'Votre demande relève d’une autre administration – {code}',
    en: 'Your request concerns another administration – {code}',
  },
  'mail.referred.body': {
    fr: 'Votre demande ne relève pas {de:from}\u00a0: {title}. L’administration compétente est\u00a0: {body}. Votre demande est close chez nous.',
    en: '{from} is not in charge of your request: {title}. The administration in charge is: {body}. Your request is closed with us.',
  },
  'mail.referred.where': { fr: 'Pour la suite\u00a0: {url}', en: 'What to do next: {url}' },
  'fact.newCode': { fr: 'Nouveau numéro de suivi', en: 'New tracking number' },
  'fact.authority': { fr: 'Nouveau contact', en: 'New contact' },
  'fact.phone': { fr: 'Téléphone', en: 'Phone' },
  'fact.email': { fr: 'Courriel', en: 'E-mail' },
  'mail.action': { fr: 'Suivre ma demande', en: 'Follow my request' },
  'history.asked': { fr: 'Transmission demandée {à:authority}', en: 'Handing over to {authority} asked' },
  'history.sent': {
    fr: 'Demande transmise {à:authority}, nouveau numéro {code}',
    en: 'Request handed over to {authority}, new number {code}',
  },
  'history.referred': { fr: 'Demande orientée vers\u00a0: {body}', en: 'Request referred to: {body}' },
  'history.received': {
    fr: 'Demande reçue {de:authority} (numéro {code}), déposée le {date}',
    en: 'Request received from {authority} (number {code}), filed on {date}',
  },
  'panel.sent': { fr: 'Transmise {à:authority}', en: 'Handed over to {authority}' },
  'panel.sentBody': {
    fr: 'Votre demande y est suivie sous le numéro {code}.',
    en: 'Your request is followed there under the number {code}.',
  },
  'panel.sentBodyAgent': { fr: 'Nouveau numéro\u00a0: {code}, le {date}.', en: 'New number: {code}, on {date}.' },
  'panel.follow': { fr: 'Suivre ma demande', en: 'Follow my request' },
  'panel.received': { fr: 'Transmise par {le:authority}', en: 'Handed over by {authority}' },
  'panel.receivedBody': {
    fr: 'Ancien numéro\u00a0: {code}. Déposée la première fois le {date}.',
    en: 'Former number: {code}. First filed on {date}.',
  },
  'panel.former': { fr: 'Voir l’ancienne demande', en: 'See the former request' },
  'panel.referred': { fr: 'Demande orientée vers\u00a0: {body}', en: 'Request referred to: {body}' },
  'panel.referredBody': {
    fr: 'La demande est close ici\u00a0: c’est cette administration qui est compétente.',
    en: 'The request is closed here: that administration is in charge.',
  },
  'state.sent': { fr: 'Transmise {à:authority}', en: 'Handed over to {authority}' },
  'state.referred': { fr: 'Orientée vers {authority}', en: 'Referred to {authority}' },
  'state.explanation': {
    fr: 'Cette demande n’est plus traitée ici. Vous trouverez ci-dessous où elle se poursuit.',
    en: 'This request is no longer handled here. Below you find where it goes on.',
  },
  'forward.title': { fr: 'Transmettre à l’administration compétente', en: 'Hand over to the competent authority' },
  'forward.link': { fr: 'Transmettre à une autre administration', en: 'Hand over to another authority' },
  'forward.errorTitle': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  'forward.intro': {
    fr: 'La demande ne relève pas de votre collectivité\u00a0? La loi veut que vous la transmettiez vous-même, et que l’usager en soit prévenu (CRPA, article L114-2).',
    en: 'The request does not concern your authority? The law wants you to hand it over yourself, and the resident to be told (CRPA, article L114-2).',
  },
  'forward.back': { fr: 'Retour au dossier', en: 'Back to the file' },
  'forward.communeTitle': { fr: 'C’est pour une autre commune\u00a0?', en: 'Is it for another commune?' },
  'forward.commune': { fr: 'Commune concernée', en: 'Commune concerned' },
  'forward.communeHint': { fr: 'Nom ou code postal.', en: 'Name or postcode.' },
  'forward.communeFind': { fr: 'Trouver qui est compétent', en: 'Find who is in charge' },
  'forward.communeNone': {
    fr: 'Aucune administration compétente n’a été trouvée pour «\u00a0{commune}\u00a0».',
    en: 'No competent authority was found for “{commune}”.',
  },
  'forward.whom': { fr: 'À qui transmettre\u00a0?', en: 'To whom?' },
  'forward.competent': {
    fr: 'Compétente pour {commune}. {reason}',
    en: 'In charge for {commune}. {reason}',
  },
  'forward.other': { fr: 'Une autre collectivité du guichet', en: 'Another authority of this counter' },
  'forward.otherHint': { fr: 'Celles qui proposent la même démarche.', en: 'Those that offer the same procedure.' },
  'forward.otherLabel': { fr: 'Collectivité', en: 'Authority' },
  'forward.outside': {
    fr: 'Une administration hors de ce guichet (État, département…)',
    en: 'An administration outside this counter (State, département…)',
  },
  'forward.outsideHint': {
    fr: 'L’usager reçoit l’adresse où s’adresser, et la demande est close ici. Envoyez-la aussi à cette administration par courrier ou par messagerie\u00a0: la loi le demande.',
    en: 'The resident gets the address where to go, and the request is closed here. Send it to that administration too, by post or e-mail: the law asks for it.',
  },
  'forward.outsideLabel': { fr: 'Administration', en: 'Administration' },
  'forward.reason': { fr: 'Motif, pour l’usager', en: 'Reason, for the resident' },
  'forward.reasonHint': {
    fr: 'Il le lira dans son courriel et dans l’historique. Par exemple\u00a0: «\u00a0La rue indiquée se trouve sur la commune voisine.\u00a0»',
    en: 'They read it in their e-mail and in the history. For example: “The street you gave lies in the next commune.”',
  },
  'forward.check': { fr: 'Vérifier avant de transmettre', en: 'Check before handing over' },
  'forward.whomMissing': { fr: 'Choisissez à qui transmettre la demande.', en: 'Choose to whom the request goes.' },
  'forward.whomWrong': {
    fr: 'Cette collectivité ne peut pas recevoir la demande\u00a0: elle ne propose pas cette démarche sur ce guichet.',
    en: 'That authority cannot receive the request: it does not offer this procedure on this counter.',
  },
  'forward.reasonMissing': {
    fr: 'Écrivez le motif que l’usager lira.',
    en: 'Write the reason that the resident reads.',
  },
  'forward.previewTitle': { fr: 'Vérifier et transmettre', en: 'Check and hand over' },
  'forward.previewMail': { fr: 'Ce que l’usager recevra', en: 'What the resident receives' },
  'forward.noAddress': {
    fr: 'L’usager n’a pas donné d’adresse électronique\u00a0: aucun courriel ne partira. Prévenez-le par téléphone ou par courrier\u00a0; le message ci-dessous peut vous servir.',
    en: 'The resident gave no e-mail address: nothing is sent. Tell them by phone or post; you may use the message below.',
  },
  'forward.subject': { fr: 'Objet\u00a0: {subject}', en: 'Subject: {subject}' },
  'forward.newCode': { fr: 'attribué à la transmission', en: 'given when it is handed over' },
  'forward.effects': { fr: 'Ce qui va se passer', en: 'What happens' },
  'forward.effect.made': {
    fr: '{Le:authority} reçoit la demande, les réponses et les pièces de l’usager. Vos notes, vos messages et vos tâches ne sont pas transmis.',
    en: '{authority} receives the request, the answers and the resident’s documents. Your notes, messages and tasks are not handed over.',
  },
  'forward.effect.closed': {
    fr: 'Le dossier est clos chez vous et n’accepte plus d’acte. On ne peut pas revenir en arrière.',
    en: 'The file is closed on your side and takes no more acts. It cannot be undone.',
  },
  'forward.effect.reject': {
    fr: 'Le silence vaut rejet\u00a0: le délai reste compté depuis la première réception, le {first}. Il finit le {due} (CRPA, article L114-3).',
    en: 'Silence means rejection: the delay still runs from the first receipt, on {first}. It ends on {due} (CRPA, article L114-3).',
  },
  'forward.effect.accept': {
    fr: 'Le silence vaut acceptation\u00a0: le délai repart de la réception par {le:authority}. Il finit le {due} (CRPA, article L114-3).',
    en: 'Silence means acceptance: the delay starts again with the receipt by {authority}. It ends on {due} (CRPA, article L114-3).',
  },
  'forward.effect.none': {
    fr: '{Le:authority} vise une réponse le {due} au plus tard.',
    en: '{authority} aims to answer by {due}.',
  },
  'forward.effect.referred': {
    fr: 'L’usager reçoit l’adresse de\u00a0: {authority}. Rien n’est envoyé à cette administration par ce guichet\u00a0: transmettez-lui la demande par courrier ou par messagerie (CRPA, article L114-2).',
    en: 'The resident gets the address of: {authority}. Nothing is sent to that administration by this counter: hand the request over to it by post or e-mail (CRPA, article L114-2).',
  },
  'forward.confirm': { fr: 'Transmettre la demande', en: 'Hand the request over' },
  'forward.confirmOutside': {
    fr: 'Orienter l’usager et clore la demande',
    en: 'Refer the resident and close the request',
  },
  'forward.change': { fr: 'Modifier', en: 'Change' },
  'forward.done': { fr: 'La demande est transmise {à:authority}.', en: 'The request is handed over to {authority}.' },
  'forward.doneOutside': {
    fr: 'L’usager est orienté et la demande est close. Pensez à la transmettre à cette administration.',
    en: 'The resident is referred and the request is closed. Remember to hand it over to that administration.',
  },
  'forward.already': { fr: 'Cette demande a déjà été transmise.', en: 'This request was handed over already.' },
  'forward.changed': {
    fr: 'Le dossier a changé pendant que vous écriviez',
    en: 'The file changed while you were writing',
  },
  'forward.changedBody': {
    fr: 'Rien n’a été transmis. Relisez le dossier, puis transmettez-le si c’est toujours nécessaire\u00a0: votre texte est gardé ci-dessous.',
    en: 'Nothing was handed over. Read the file again, then hand it over if it is still needed: your text is kept below.',
  },
  'forward.stopped': { fr: 'La demande ne peut pas être transmise', en: 'The request cannot be handed over' },
  'forward.over': {
    fr: 'Le dossier a été décidé ou clos\u00a0: il ne peut plus être transmis. Rien n’a été envoyé.',
    en: 'The file was decided or closed: it can no longer be handed over. Nothing was sent.',
  },
  'forward.leads': {
    fr: 'D’autres demandes sont jointes à celle-ci. Séparez-les d’abord.',
    en: 'Other requests are joined to this one. Part them first.',
  },
  'forward.signature': {
    fr: 'Un courrier est à la signature. Attendez la signature, ou retirez-le d’abord.',
    en: 'A letter is being signed. Wait for it, or withdraw it first.',
  },
  'forward.payment': {
    fr: 'Un paiement est attendu. Annulez-le d’abord\u00a0: l’autre collectivité demandera le sien.',
    en: 'A payment is awaited. Cancel it first: the other authority asks for its own.',
  },
  'forward.appointment': {
    fr: 'Un rendez-vous est pris. Annulez-le d’abord.',
    en: 'An appointment was made. Cancel it first.',
  },
  'forward.internal': {
    fr: 'Une demande interne ne se transmet pas à une autre administration.',
    en: 'An internal request is not handed over to another authority.',
  },
});
