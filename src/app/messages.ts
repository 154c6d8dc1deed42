import { defineMessages } from '#platform/i18n/messages.ts';

export const appMessages = defineMessages({
  notFoundTitle: { fr: 'Page introuvable', en: 'Page not found' },
  notFoundBody: {
    fr: 'Cette page n’existe pas, ou elle n’est pas à vous. Vérifiez l’adresse, ou repartez de l’accueil.',
    en: 'This page does not exist, or it is not yours. Check the address, or start again from the home page.',
  },
  forbiddenTitle: { fr: 'Vous n’avez pas accès à cette page', en: 'You cannot open this page' },
  forbiddenBody: {
    fr: 'Votre rôle ne permet pas cette action. Adressez-vous à l’administrateur de votre collectivité.',
    en: 'Your role does not allow this. Ask the administrator of your authority.',
  },
  formExpiredTitle: { fr: 'Votre page a expiré', en: 'Your page has expired' },
  formExpiredBody: {
    fr: 'Par sécurité, la page que vous avez envoyée n’est plus valable. Revenez en arrière avec votre navigateur, actualisez la page et envoyez-la de nouveau : ce que vous aviez enregistré est conservé. Si cela continue, vérifiez que votre navigateur accepte les cookies.',
    en: 'For safety, the page that you sent is no longer valid. Go back with your browser, reload the page and send it again: what you had saved is kept. If it goes on, check that your browser accepts cookies.',
  },
  tooManyTitle: { fr: 'Trop de demandes à la fois', en: 'Too many requests' },
  tooManyBody: {
    fr: 'Attendez une minute, puis recommencez. Rien de ce que vous avez déjà envoyé n’est perdu.',
    en: 'Wait one minute, then try again. Nothing that you have already sent is lost.',
  },
  tooLargeTitle: { fr: 'C’est trop volumineux', en: 'This is too large' },
  tooLargeBody: {
    fr: 'Ce que vous avez envoyé dépasse la taille permise. Revenez en arrière et raccourcissez votre texte, ou joignez des fichiers plus légers (20 Mo au plus chacun).',
    en: 'What you sent is over the size limit. Go back and shorten your text, or attach lighter files (20 MB each at most).',
  },
  conflictTitle: { fr: 'Cela a changé entre-temps', en: 'This has changed meanwhile' },
  conflictBody: {
    fr: 'Quelqu’un d’autre a modifié ces informations pendant que vous les consultiez. Actualisez la page, puis recommencez.',
    en: 'Somebody else changed this while you were looking at it. Reload the page, then try again.',
  },
  documentHeldTitle: { fr: 'Ce fichier est en cours de vérification', en: 'This file is being checked' },
  documentHeldBody: {
    fr: 'L’antivirus ne l’a pas encore examiné. Il s’ouvrira dès que ce sera fait\u00a0: réessayez dans quelques minutes.',
    en: 'The antivirus has not looked through it yet. It will open as soon as that is done: try again in a few minutes.',
  },
  documentInfectedTitle: { fr: 'Ce fichier a été retiré', en: 'This file was removed' },
  documentInfectedBody: {
    fr: 'L’antivirus y a trouvé un virus. Il n’est plus conservé\u00a0: il en faut un autre.',
    en: 'The antivirus found a virus in it. It is no longer kept: another one is needed.',
  },
  invalidTitle: { fr: 'Nous n’avons pas compris cette demande', en: 'We could not read this request' },
  invalidBody: {
    fr: 'L’adresse ou le formulaire envoyé n’est pas complet. Revenez en arrière et recommencez.',
    en: 'The address or the form that was sent is not complete. Go back and try again.',
  },
  unavailableTitle: { fr: 'Le service est momentanément indisponible', en: 'The service is briefly unavailable' },
  unavailableBody: {
    fr: 'Nous ne pouvons pas répondre pour l’instant. Recommencez dans quelques minutes : ce que vous avez déjà enregistré est conservé.',
    en: 'We cannot answer right now. Try again in a few minutes: what you have already saved is kept.',
  },
  tooSlowTitle: { fr: 'La réponse met trop de temps à venir', en: 'The answer takes too long to come' },
  tooSlowBody: {
    fr: 'Nous avons interrompu cette opération, trop longue pour l’instant. Ce que vous aviez déjà enregistré est conservé. Recommencez dans quelques minutes. Si cela se reproduit, donnez ce numéro à votre mairie : {reference}.',
    en: 'We stopped this operation, which took too long. What you had already saved is kept. Try again in a few minutes. If it happens again, give this number to your town hall: {reference}.',
  },
  unexpectedTitle: { fr: 'Une erreur est survenue de notre côté', en: 'Something went wrong on our side' },
  unexpectedBody: {
    fr: 'Ce n’est pas de votre fait. Recommencez dans quelques minutes. Si l’erreur revient, appelez votre mairie et donnez ce numéro : {reference}.',
    en: 'It is not your fault. Try again in a few minutes. If it comes back, call your town hall and give this number: {reference}.',
  },
  backHome: { fr: 'Revenir à l’accueil', en: 'Back to the home page' },
  followDossier: { fr: 'Suivre une demande', en: 'Follow a request' },
  searchAgain: { fr: 'Chercher une démarche', en: 'Search for a procedure' },
  search: { fr: 'Rechercher', en: 'Search' },
});
