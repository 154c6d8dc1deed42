/** Filling in and sending a request. */
export const filingMessages = {
  'form.errorTitle': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  'form.continue': { fr: 'Continuer', en: 'Continue' },
  'form.send': { fr: 'Envoyer ma demande', en: 'Send my request' },
  'form.later': { fr: 'Enregistrer et continuer plus tard', en: 'Save and continue later' },
  'form.laterLink': { fr: 'Continuer plus tard', en: 'Continue later' },
  'form.mandatory': {
    fr: 'Tout est obligatoire, sauf ce qui porte la mention «\u00a0facultatif\u00a0».',
    en: 'Everything is required, except what is marked “optional”.',
  },
  'form.sendAgainTitle': { fr: 'Votre demande n’est pas encore envoyée', en: 'Your request has not been sent yet' },
  'form.sendAgain': {
    fr: 'Cette page était trop ancienne ou a été modifiée. Vérifiez vos réponses, puis envoyez de nouveau. Si vous aviez joint des fichiers, joignez-les encore une fois.',
    en: 'This page was too old or had been altered. Check your answers, then send again. If you had attached files, attach them once more.',
  },
  'form.byHandTitle': { fr: 'À remplir vous-même', en: 'To be filled in by hand' },
  'form.changedTitle': { fr: 'Cette page a changé dans une autre fenêtre', en: 'This page changed in another window' },
  'form.changed': {
    fr: 'Vous avez enregistré d’autres réponses ailleurs. Rien n’est perdu\u00a0: vos réponses d’ici sont affichées ci-dessous. Envoyez-les de nouveau pour remplacer les autres, ou revenez en arrière pour garder les autres.',
    en: 'You saved other answers elsewhere. Nothing is lost: your answers from here are shown below. Send them again to replace the others, or go back to keep the others.',
  },
  'closed.body': {
    fr: 'Cette démarche ne peut pas être faite en ligne pour le moment. Contactez-nous\u00a0: nous la ferons avec vous.',
    en: 'This procedure cannot be done online at the moment. Contact us: we will do it with you.',
  },
  contact: { fr: 'Contact', en: 'Contact' },
  'exit.back': { fr: 'Changer ma réponse', en: 'Change my answer' },
  'exit.nothingSent': { fr: 'Rien n’a été envoyé.', en: 'Nothing has been sent.' },
  'file.count': {
    fr: '{max} fichiers au plus ici. Les autres n’ont pas été enregistrés.',
    en: '{max} files at most here. The others have not been kept.',
  },
  'file.total': {
    fr: 'Vos fichiers dépassent {limit}\u00a0Mo au total. Retirez-en, ou envoyez des fichiers plus légers.',
    en: 'Your files are over {limit} MB in total. Remove some, or send lighter files.',
  },
  'file.kilobytes': { fr: '{size}\u00a0Ko', en: '{size} KB' },
  'file.megabytes': { fr: '{size}\u00a0Mo', en: '{size} MB' },
  'check.title': { fr: 'Vérifier et envoyer', en: 'Check and send' },
  'check.incompleteTitle': { fr: 'Il reste cette page à compléter', en: 'This page remains to be filled in' },
  'check.incomplete': {
    fr: 'Complétez cette page pour pouvoir envoyer votre demande. Vos autres réponses sont enregistrées.',
    en: 'Fill in this page to be able to send your request. Your other answers are saved.',
  },
  'check.sendHint': {
    fr: 'En envoyant, vous transmettez ces réponses à\u00a0: {name}.',
    en: 'By sending, you pass these answers on to: {name}.',
  },
  'summary.empty': { fr: 'Non renseigné', en: 'Not provided' },
  'legal.summary': { fr: 'Que deviennent vos données\u00a0?', en: 'What becomes of your data?' },
  'legal.controller': { fr: 'Responsable\u00a0: {name}.', en: 'Controller: {name}.' },
  'legal.recipients': { fr: 'Qui les lit\u00a0:', en: 'Who reads them:' },
  'legal.retention': { fr: 'Durée\u00a0:', en: 'How long:' },
  'legal.months': {
    fr: '{months} mois après la fin de votre dossier.',
    en: '{months} months after the end of your file.',
  },
  'legal.rights': {
    fr: 'Vous pouvez voir vos données, les faire corriger ou effacer, ou vous opposer à leur usage, dans les conditions prévues par la loi. Écrivez à {email}. Vous pouvez aussi saisir la CNIL (cnil.fr).',
    en: 'You can see your data, have them corrected or erased, or object to their use, under the conditions set by law. Write to {email}. You can also complain to the CNIL (cnil.fr).',
  },
  'legal.more': { fr: 'En savoir plus', en: 'Find out more' },
  'later.title': { fr: 'Continuer plus tard', en: 'Continue later' },
  'later.until': {
    fr: 'Vos réponses sont enregistrées jusqu’au {date}. Rien n’est encore envoyé.',
    en: 'Your answers are saved until {date}. Nothing has been sent yet.',
  },
  'later.browser': {
    fr: 'Vous les retrouverez avec ce navigateur, à l’adresse de cette page, ou sur tout appareil avec un lien reçu par courriel.',
    en: 'You will find them with this browser, at the address of this page, or on any device with a link received by email.',
  },
  'later.account': {
    fr: 'Vous les retrouverez dans «\u00a0Mon espace\u00a0». Vous pouvez aussi recevoir un lien par courriel.',
    en: 'You will find them in “My space”. You can also receive a link by email.',
  },
  'later.email': { fr: 'Adresse électronique', en: 'Email address' },
  'later.emailHint': {
    fr: 'Elle ne sert qu’à envoyer ce lien. Par exemple\u00a0: nom@exemple.fr',
    en: 'It is only used to send this link. For example: name@example.com',
  },
  'later.emailError': {
    fr: 'Indiquez une adresse électronique complète, par exemple nom@exemple.fr',
    en: 'Give a complete email address, such as name@example.com',
  },
  'later.send': { fr: 'Recevoir le lien', en: 'Receive the link' },
  'later.sent': { fr: 'Le lien est parti à {email}.', en: 'The link has been sent to {email}.' },
  'later.goOn': { fr: 'Reprendre maintenant', en: 'Go on now' },
  'later.erase': { fr: 'Effacer ce brouillon', en: 'Erase this draft' },
  'later.eraseHint': {
    fr: 'Vos réponses et vos fichiers seront effacés tout de suite. On ne peut pas revenir en arrière.',
    en: 'Your answers and your files will be erased at once. This cannot be undone.',
  },
  'later.eraseButton': { fr: 'Tout effacer', en: 'Erase everything' },
  'later.erased': { fr: 'Votre brouillon est effacé.', en: 'Your draft has been erased.' },
  'draft.expiredTitle': { fr: 'Ce brouillon a expiré', en: 'This draft has expired' },
  'draft.expired': {
    fr: 'Un brouillon est gardé {days} jours après la dernière modification, puis effacé. Vous pouvez recommencer la démarche.',
    en: 'A draft is kept {days} days after its last change, then erased. You can start the procedure again.',
  },
  'draft.unknownTitle': { fr: 'Brouillon introuvable', en: 'Draft not found' },
  'draft.unknown': {
    fr: 'Ce brouillon n’existe pas, a déjà été envoyé, ou a été commencé sur un autre appareil. Si vous avez reçu un lien par courriel, ouvrez-le sur cet appareil.',
    en: 'This draft does not exist, has already been sent, or was begun on another device. If you received a link by email, open it on this device.',
  },
  'draft.signIn': { fr: 'Me connecter pour retrouver mes brouillons', en: 'Sign in to find my drafts' },
  'draft.again': { fr: 'Voir les démarches', en: 'See the procedures' },
  'resume.title': { fr: 'Reprendre votre demande', en: 'Go on with your request' },
  'resume.intro': {
    fr: 'Votre brouillon est gardé jusqu’au {date}. Appuyez sur le bouton pour le reprendre sur cet appareil.',
    en: 'Your draft is kept until {date}. Press the button to go on with it on this device.',
  },
  'resume.button': { fr: 'Reprendre sur cet appareil', en: 'Go on with this device' },
  'mail.resume.subject': { fr: 'Votre brouillon\u00a0: {title}', en: 'Your draft: {title}' },
  'mail.resume.body': {
    fr: 'Vous avez commencé la démarche «\u00a0{title}\u00a0». Votre brouillon est gardé jusqu’au {until}.',
    en: 'You began the procedure “{title}”. Your draft is kept until {until}.',
  },
  'mail.resume.ignore': {
    fr: 'Ne transmettez pas ce lien\u00a0: il ouvre votre brouillon. Si vous n’avez rien demandé, ne tenez pas compte de ce message.',
    en: 'Do not pass this link on: it opens your draft. If you asked for nothing, ignore this message.',
  },
  'mail.resume.action': { fr: 'Pour reprendre', en: 'To go on' },
};
