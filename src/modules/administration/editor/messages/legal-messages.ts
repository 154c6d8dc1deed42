import { defineMessages } from '#platform/i18n/messages.ts';

export const legalMessages = defineMessages({
  intro: {
    fr: 'Répondez aux questions\u00a0: les mentions sous le formulaire et la page «\u00a0Données personnelles\u00a0» s’écrivent avec vos réponses.',
    en: 'Answer the questions: the notices under the form and the page “Personal data” are written with your answers.',
  },
  purpose: { fr: 'À quoi servent les informations demandées\u00a0?', en: 'What is the information asked for?' },
  'purpose.hint': {
    fr: 'Une phrase\u00a0: «\u00a0Inscrire votre enfant à l’école et vous répondre.\u00a0»',
    en: 'One sentence: “To enrol your child at school and answer you.”',
  },
  basis: { fr: 'Qu’est-ce qui permet de les demander\u00a0?', en: 'What allows you to ask for it?' },
  'basis.task': { fr: 'Une mission d’intérêt public', en: 'A task in the public interest' },
  'basis.task.hint': {
    fr: 'Le cas le plus fréquent d’une collectivité\u00a0: école, voirie, culture, état civil.',
    en: 'The most usual case of an authority: schools, roads, culture, civil status.',
  },
  'basis.task.text': {
    fr: 'Mission d’intérêt public (RGPD, article 6-1-e)',
    en: 'Public-interest task (GDPR, article 6-1-e)',
  },
  'basis.duty': { fr: 'Une obligation légale', en: 'A legal duty' },
  'basis.duty.hint': {
    fr: 'Un texte oblige la collectivité à traiter ces informations\u00a0: liste électorale, recensement.',
    en: 'A text obliges the authority to process it: electoral roll, census.',
  },
  'basis.duty.text': { fr: 'Obligation légale (RGPD, article 6-1-c)', en: 'Legal duty (GDPR, article 6-1-c)' },
  'basis.contract': { fr: 'Un contrat avec la personne', en: 'A contract with the person' },
  'basis.contract.hint': { fr: 'Une location, un abonnement.', en: 'A hire, a subscription.' },
  'basis.contract.text': {
    fr: 'Contrat avec vous (RGPD, article 6-1-b)',
    en: 'Contract with you (GDPR, article 6-1-b)',
  },
  'basis.consent': { fr: 'L’accord de la personne', en: 'The person’s consent' },
  'basis.consent.hint': {
    fr: 'Facultatif et retirable à tout moment\u00a0: lettre d’information, photo.',
    en: 'Optional, and can be withdrawn at any time: newsletter, photograph.',
  },
  'basis.consent.text': {
    fr: 'Votre accord, que vous pouvez retirer à tout moment (RGPD, article 6-1-a)',
    en: 'Your consent, which you can withdraw at any time (GDPR, article 6-1-a)',
  },
  'basis.own': { fr: 'Une autre base, ou mes propres mots', en: 'Another basis, or my own words' },
  'basis.text': { fr: 'Base légale', en: 'Legal basis' },
  'basis.missing': { fr: 'Choisissez une base légale.', en: 'Choose a legal basis.' },
  recipients: { fr: 'Qui lit ces informations\u00a0?', en: 'Who reads this information?' },
  'recipients.hint': {
    fr: 'Le service chargé de la demande, l’élu qui décide, la trésorerie s’il y a un paiement.',
    en: 'The team in charge, the elected official who decides, the treasury when there is a payment.',
  },
  retention: {
    fr: 'Combien de mois les garde-t-on après la fin de la demande\u00a0?',
    en: 'For how many months are they kept after the end of the request?',
  },
  'retention.hint': {
    fr: 'Le moins possible. Usuellement\u00a0: 3 mois pour une question, 12 pour une demande courante, 24 avec un recours possible, 60 pour une aide versée, 120 avec un paiement.',
    en: 'As briefly as possible. Usually: 3 months for a question, 12 for a common request, 24 when it may be contested, 60 for a grant paid, 120 with a payment.',
  },
  'retention.wrong': { fr: 'Écrivez un nombre de mois, de 1 à 1200.', en: 'Write a number of months, from 1 to 1200.' },
  afterwards: { fr: 'Et ensuite\u00a0?', en: 'And then?' },
  'afterwards.hint': {
    fr: '«\u00a0Effacement.\u00a0», ou «\u00a0Versement aux archives communales.\u00a0»',
    en: '“Erased.”, or “Deposited in the municipal archives.”',
  },
  consequence: {
    fr: 'Que se passe-t-il si la personne ne répond pas aux questions obligatoires\u00a0?',
    en: 'What happens when the person does not answer the mandatory questions?',
  },
  remedies: { fr: 'Comment contester la réponse\u00a0?', en: 'How can the answer be contested?' },
  'remedies.hint': {
    fr: 'Laissez vide pour le texte habituel des décisions administratives.',
    en: 'Leave empty for the usual text of administrative decisions.',
  },
  rights: {
    fr: 'Les droits des personnes (voir, corriger, effacer, s’opposer, saisir la CNIL) et l’adresse pour les exercer sont ajoutés d’eux-mêmes.',
    en: 'The rights of persons (to see, correct, erase, object, turn to the CNIL) and where to use them are added by themselves.',
  },
  silence: {
    fr: 'Que veut dire le silence de l’administration\u00a0?',
    en: 'What does silence of the administration mean?',
  },
  'silence.accept': {
    fr: 'Oui\u00a0: sans réponse dans le délai, la demande est acceptée',
    en: 'Yes: without an answer in time, the request is accepted',
  },
  'silence.accept.hint': {
    fr: 'La règle générale, après deux mois (CRPA, article L231-1).',
    en: 'The general rule, after two months (CRPA, article L231-1).',
  },
  'silence.reject': {
    fr: 'Non\u00a0: sans réponse dans le délai, la demande est refusée',
    en: 'No: without an answer in time, the request is refused',
  },
  'silence.reject.hint': {
    fr: 'Si un texte le prévoit\u00a0: demande d’argent, décret d’exception (CRPA, articles L231-4 et L231-5).',
    en: 'When a text says so: a request for money, a decree of exception (CRPA, articles L231-4 and L231-5).',
  },
  'silence.none': {
    fr: 'Rien\u00a0: ce n’est pas une demande de décision',
    en: 'Nothing: it is not a request for a decision',
  },
  'silence.none.hint': {
    fr: 'Une question, un signalement. Le délai est celui que le service se fixe.',
    en: 'A question, a report. The delay is the one that the team sets for itself.',
  },
  'silence.missing': { fr: 'Choisissez ce que veut dire le silence.', en: 'Choose what silence means.' },
  delay: { fr: 'Délai', en: 'Delay' },
  'delay.hint': {
    fr: 'Deux mois pour la plupart des décisions. Après ce délai, le silence veut dire ce que vous avez choisi.',
    en: 'Two months for most decisions. After it, silence means what you have chosen.',
  },
  article: { fr: 'Texte de loi', en: 'Text of law' },
  'article.hint': {
    fr: 'Obligatoire si le silence vaut une décision\u00a0: «\u00a0CRPA, article L231-1\u00a0».',
    en: 'Mandatory when silence is a decision: “CRPA, article L231-1”.',
  },
  mandate: {
    fr: 'Une personne aidée peut-elle confier cette démarche à son aidant\u00a0?',
    en: 'May a person who is helped leave this procedure to their helper?',
  },
  'mandate.hint': {
    fr: 'Par exemple à une conseillère France Services, avec un mandat écrit.',
    en: 'For example to a France Services adviser, with a written mandate.',
  },
  'mandate.yes': { fr: 'Oui, avec un mandat', en: 'Yes, with a mandate' },
  'mandate.no': {
    fr: 'Non, la loi demande que la personne la fasse elle-même',
    en: 'No, the law asks that the person does it themselves',
  },
  'mandate.refusal': { fr: 'Pourquoi, et quel article le dit\u00a0?', en: 'Why, and which article says so?' },
  'mandate.refusal.hint': {
    fr: 'L’aidant et la personne lisent cette phrase.',
    en: 'The helper and the person read this sentence.',
  },
  preview: { fr: 'La mention que liront les usagers', en: 'The notice that residents will read' },
  'preview.later': {
    fr: 'Elle s’affichera quand les réponses seront complètes.',
    en: 'It will be shown once the answers are complete.',
  },
  'preview.show': { fr: 'Voir la mention sans enregistrer', en: 'See the notice without saving' },
  'preview.accept': {
    fr: 'Sans réponse dans un délai de {delay}, la demande est acceptée.',
    en: 'Without an answer within {delay}, the request is accepted.',
  },
  'preview.reject': {
    fr: 'Sans réponse dans un délai de {delay}, la demande est refusée.',
    en: 'Without an answer within {delay}, the request is refused.',
  },
  'preview.none': {
    fr: 'Le service répond dans un délai de {delay}. Son silence ne vaut pas décision.',
    en: 'The team answers within {delay}. Its silence is not a decision.',
  },
  english: { fr: '{label} (en anglais)', en: '{label} (in English)' },
});
