import { defineMessages } from '#platform/i18n/messages.ts';

/** `{name}` is the file's, `{limit}` in megabytes. */
export const documentMessages = defineMessages({
  'rejected-empty': {
    fr: 'Le fichier «\u00a0{name}\u00a0» est vide. Vérifiez-le, puis envoyez-le de nouveau.',
    en: 'The file “{name}” is empty. Check it, then send it again.',
  },
  'rejected-too-large': {
    fr: 'Le fichier «\u00a0{name}\u00a0» dépasse {limit}\u00a0Mo. Envoyez un fichier plus léger\u00a0: une photo en qualité moyenne suffit.',
    en: 'The file “{name}” is larger than {limit} MB. Send a lighter one: a photo of medium quality is enough.',
  },
  'rejected-type-not-accepted': {
    fr: 'Le fichier «\u00a0{name}\u00a0» n’est pas d’un type accepté ici. Envoyez un PDF ou une photo (JPEG, PNG, HEIC).',
    en: 'The file “{name}” is not of a type accepted here. Send a PDF or a photo (JPEG, PNG, HEIC).',
  },
  'rejected-web-page': {
    fr: 'Le fichier «\u00a0{name}\u00a0» n’est pas un PDF ni une image\u00a0: c’est une page web. Imprimez-la en PDF, puis envoyez ce PDF.',
    en: 'The file “{name}” is neither a PDF nor an image: it is a web page. Print it as a PDF, then send that PDF.',
  },
  'rejected-program': {
    fr: 'Le fichier «\u00a0{name}\u00a0» contient un programme\u00a0: par sécurité, il n’a pas été enregistré. Envoyez un PDF ou une photo.',
    en: 'The file “{name}” contains a program: for safety it has not been kept. Send a PDF or a photo.',
  },
  'rejected-archive': {
    fr: 'Le fichier «\u00a0{name}\u00a0» est une archive. Ouvrez-la, puis envoyez un par un les documents qu’elle contient.',
    en: 'The file “{name}” is an archive. Open it, then send the documents in it one by one.',
  },
  'rejected-pdf-program': {
    fr: 'Le PDF «\u00a0{name}\u00a0» lance un programme à l’ouverture\u00a0: par sécurité, il n’a pas été enregistré. Imprimez-le en PDF, puis envoyez ce nouveau PDF.',
    en: 'The PDF “{name}” starts a program when opened: for safety it has not been kept. Print it as a PDF, then send the new one.',
  },
  'rejected-pdf-bomb': {
    fr: 'Le PDF «\u00a0{name}\u00a0» est démesuré une fois ouvert\u00a0: par sécurité, il n’a pas été enregistré. Imprimez-le en PDF, puis envoyez ce nouveau PDF.',
    en: 'The PDF “{name}” is out of all proportion once opened: for safety it has not been kept. Print it as a PDF, then send the new one.',
  },
  'rejected-damaged': {
    fr: 'La photo «\u00a0{name}\u00a0» est abîmée\u00a0: elle ne s’ouvre pas. Prenez-la de nouveau, ou choisissez une autre photo.',
    en: 'The photo “{name}” is damaged: it does not open. Take it again, or choose another one.',
  },
  'rejected-infected': {
    fr: 'Le fichier «\u00a0{name}\u00a0» contient un virus\u00a0: il n’a pas été enregistré. Vérifiez votre appareil, ou envoyez une photo du document.',
    en: 'The file “{name}” contains a virus: it has not been kept. Check your device, or send a photo of the document.',
  },
  'refused-infected': {
    fr: 'L’antivirus a trouvé un virus ({virus}) dans ce fichier, qui a été retiré. Demandez-en un autre à l’usager.',
    en: 'The antivirus found a virus ({virus}) in this file, which was removed. Ask the resident for another one.',
  },
  'rejected-interrupted': {
    fr: 'L’envoi du fichier «\u00a0{name}\u00a0» s’est interrompu. Envoyez-le de nouveau.',
    en: 'Sending the file “{name}” was interrupted. Send it again.',
  },
  'warning-extension-differs': {
    fr: 'Le nom de ce fichier annonce un autre type que son contenu. Vérifiez que c’est bien le bon document.',
    en: 'The name of this file announces another type than its content. Check that it is the right document.',
  },
  'warning-pdf-with-script': {
    fr: 'Ce PDF contient des calculs automatiques. S’il s’agit d’un formulaire, vérifiez que vos réponses y sont bien enregistrées.',
    en: 'This PDF contains automatic calculations. If it is a form, check that your answers are saved in it.',
  },
  'warning-pdf-restricted': {
    fr: 'Ce PDF est protégé. S’il demande un mot de passe à l’ouverture, envoyez plutôt une version sans mot de passe\u00a0: l’agent ne pourrait pas le lire.',
    en: 'This PDF is protected. If it asks for a password when opened, send a version without one: the agent could not read it.',
  },
  'pdf-subject': { fr: 'Objet', en: 'Subject' },
  'pdf-page': { fr: 'Page {page} sur {pages}', en: 'Page {page} of {pages}' },
});
