import { defineMessages } from '#platform/i18n/messages.ts';

const texts = {
  'xml-doctype': {
    fr: 'Le fichier contient une déclaration de type de document ou une entité inconnue\u00a0: refusé par sécurité.',
    en: 'The file has a document type declaration or an unknown entity: refused for safety.',
  },
  'xml-malformed': {
    fr: 'Ce n’est pas un export lisible\u00a0: le fichier est abîmé ou coupé.',
    en: 'This is not a readable export: the file is damaged or cut.',
  },
  'at-line': { fr: '(ligne {detail})', en: '(line {detail})' },
  'zip-inside': {
    fr: 'C’est une archive dans une archive\u00a0: déposez-la seule.',
    en: 'This is an archive in an archive: hand it in by itself.',
  },
  'xml-too-deep': { fr: 'Trop d’éléments sont emboîtés les uns dans les autres.', en: 'Too many elements are nested.' },
  'xml-too-large': { fr: 'Le fichier est trop grand.', en: 'The file is too large.' },
  'xml-empty': { fr: 'Le fichier ne contient aucun élément.', en: 'The file has no element.' },
  'file-too-large': {
    fr: 'Le fichier est trop lourd\u00a0: 20 Mo au plus, 150 Mo pour une archive.',
    en: 'The file is too heavy: 20 MB at most, 150 MB for an archive.',
  },
  'file-empty': { fr: 'Le fichier est vide.', en: 'The file is empty.' },
  'file-unknown': {
    fr: 'Ce n’est pas un export que Parvis sait lire.',
    en: 'This is not an export that Parvis can read.',
  },
  'file-not-kept': {
    fr: 'Ce réglage de Publik n’a pas d’équivalent dans Parvis.',
    en: 'This setting of Publik has no equivalent in Parvis.',
  },
  'file-fault': { fr: 'Le fichier n’a pas pu être converti.', en: 'The file could not be converted.' },
  'zip-empty': { fr: 'L’archive ne contient aucun fichier.', en: 'The archive has no file.' },
  'zip-unreadable': { fr: 'L’archive est abîmée.', en: 'The archive is damaged.' },
  'zip-too-large': {
    fr: 'Ce fichier de l’archive est trop grand une fois ouvert.',
    en: 'This file of the archive is too large once opened.',
  },
  'zip-too-many': { fr: 'L’archive contient trop de fichiers.', en: 'The archive has too many files.' },
  'encoding-corrected': {
    fr: 'Le fichier annonce un encodage et en utilise un autre ({detail}).',
    en: 'The file claims one encoding and uses another ({detail}).',
  },
  'condition-syntax': {
    fr: 'La condition n’a pas été comprise près de «\u00a0{detail}\u00a0».',
    en: 'The condition was not understood near “{detail}”.',
  },
  'condition-too-long': { fr: 'La condition est trop longue.', en: 'The condition is too long.' },
  'condition-outside-data': {
    fr: 'La condition dépend d’une donnée extérieure à la demande\u00a0: {detail}.',
    en: 'The condition depends on data outside the request: {detail}.',
  },
  'condition-account': {
    fr: 'La condition dépend du compte de la personne\u00a0: {detail}.',
    en: 'The condition depends on the person’s account: {detail}.',
  },
  'condition-clock': {
    fr: 'La condition dépend de l’heure\u00a0: {detail}.',
    en: 'The condition depends on the time of day: {detail}.',
  },
  'condition-filter': {
    fr: 'Le filtre ou la fonction «\u00a0{detail}\u00a0» n’a pas d’équivalent.',
    en: 'The filter or function “{detail}” has no equivalent.',
  },
  'condition-part': {
    fr: 'La condition lit une partie de réponse qui n’existe pas ici\u00a0: {detail}.',
    en: 'The condition reads a part of an answer that does not exist here: {detail}.',
  },
  'condition-row': {
    fr: 'La condition lit une ligne précise d’un bloc répété\u00a0: {detail}.',
    en: 'The condition reads one row of a repeated block: {detail}.',
  },
  'condition-types': {
    fr: 'La condition compare des valeurs qui ne vont pas ensemble\u00a0: {detail}.',
    en: 'The condition compares values that do not go together: {detail}.',
  },
  'condition-history': {
    fr: 'La condition dépend de l’historique de la demande\u00a0: {detail}.',
    en: 'The condition depends on the history of the request: {detail}.',
  },
  'condition-refused': {
    fr: 'La condition traduite est refusée par nos vérifications\u00a0: {detail}',
    en: 'The translated condition is refused by our checks: {detail}',
  },
  'condition-never': {
    fr: 'La condition n’est jamais vraie\u00a0: le champ est réservé aux agents.',
    en: 'The condition never holds: the field is for agents only.',
  },
  'assumed-no-field': {
    fr: 'Aucun champ ne porte l’identifiant «\u00a0{detail}\u00a0»\u00a0: il est compté comme vide, comme dans Publik.',
    en: 'No field has the identifier “{detail}”: it counts as empty, as in Publik.',
  },
  'assumed-front-office': {
    fr: 'La condition est prise comme pour un demandeur, et non pour un agent au guichet\u00a0: {detail}.',
    en: 'The condition is taken as for an applicant, not for an agent at the desk: {detail}.',
  },
  'assumed-setting': {
    fr: 'Le réglage du circuit est pris avec sa valeur actuelle\u00a0: {detail}.',
    en: 'The workflow setting is taken with its present value: {detail}.',
  },
  'assumed-no-option': {
    fr: 'Aucun choix du champ ne correspond\u00a0: {detail}.',
    en: 'No option of the field matches: {detail}.',
  },
  'check-never-holds': {
    fr: 'La vérification de la page ne pourrait jamais réussir\u00a0: {detail}',
    en: 'The page check could never pass: {detail}',
  },
  'page-never-shown': {
    fr: 'La page n’est jamais montrée au demandeur\u00a0: ses champs sont réservés aux agents.',
    en: 'The page is never shown to the applicant: its fields are for agents.',
  },
  'page-joined': {
    fr: 'Au-delà de 60 pages, la page rejoint la précédente.',
    en: 'Beyond 60 pages, the page joins the one before.',
  },
  'page-empty': {
    fr: 'La page n’avait aucun champ\u00a0: elle ne montre que son titre.',
    en: 'The page had no field: it only shows its title.',
  },
  'field-type-unknown': {
    fr: 'Le type de champ «\u00a0{detail}\u00a0» est inconnu\u00a0: le champ devient une ligne de texte.',
    en: 'The field type “{detail}” is unknown: the field becomes a line of text.',
  },
  'field-simplified': {
    fr: 'Le champ devient une ligne de texte ({detail}).',
    en: 'The field becomes a line of text ({detail}).',
  },
  'field-detail-refused': {
    fr: 'Un détail du champ est refusé par nos vérifications\u00a0: {detail}',
    en: 'A detail of the field is refused by our checks: {detail}',
  },
  'field-datetime': { fr: 'La date et l’heure deviennent une date.', en: 'The date and time become a date.' },
  'field-time-range': {
    fr: 'La plage horaire devient une ligne de texte\u00a0: un rendez-vous conviendrait mieux.',
    en: 'The time range becomes a line of text: an appointment would suit better.',
  },
  'field-password': {
    fr: 'Un mot de passe ne se demande pas dans un formulaire\u00a0: retirez ce champ.',
    en: 'A form does not ask for a password: remove this field.',
  },
  'field-nir': {
    fr: 'Le numéro de sécurité sociale ne peut être demandé que si un texte le permet\u00a0: indiquez ce texte ou retirez le champ.',
    en: 'The social security number may only be asked for where a text allows it: name the text or remove the field.',
  },
  'options-countries': {
    fr: 'La source de données est celle des pays\u00a0: le champ devient un pays.',
    en: 'The data source is that of countries: the field becomes a country.',
  },
  'options-single': {
    fr: 'Le choix n’a qu’une option\u00a0: il devient une case à cocher.',
    en: 'The choice has one option: it becomes a box to tick.',
  },
  'options-guessed': {
    fr: 'Les choix viennent d’une source extérieure ({detail})\u00a0: seuls ceux que les conditions nomment sont repris. Complétez-les.',
    en: 'The options come from an outside source ({detail}): only those that conditions name are kept. Complete them.',
  },
  'options-missing': {
    fr: 'Les choix viennent d’une source extérieure ({detail})\u00a0: le champ devient une ligne de texte. Écrivez les choix.',
    en: 'The options come from an outside source ({detail}): the field becomes a line of text. Write the options.',
  },
  'options-many': {
    fr: 'Le champ a {detail} choix\u00a0: une liste de la bibliothèque conviendrait mieux.',
    en: 'The field has {detail} options: a list of the library would suit better.',
  },
  'table-columns': {
    fr: 'Le tableau a {detail} colonnes\u00a0: les huit premières sont reprises.',
    en: 'The table has {detail} columns: the first eight are kept.',
  },
  'block-missing': {
    fr: 'Le bloc «\u00a0{detail}\u00a0» n’est pas dans l’import\u00a0: ajoutez son fichier et recommencez.',
    en: 'The block “{detail}” is not in the import: add its file and start again.',
  },
  'computed-kept': {
    fr: 'Le calcul n’a pas d’équivalent ({detail})\u00a0: le champ est à remplir par les agents.',
    en: 'The calculation has no equivalent ({detail}): agents fill in the field.',
  },
  'validation-unknown': {
    fr: 'La vérification «\u00a0{detail}\u00a0» n’a pas d’équivalent.',
    en: 'The validation “{detail}” has no equivalent.',
  },
  'date-bound': {
    fr: 'La limite de date «\u00a0{detail}\u00a0» n’a pas d’équivalent.',
    en: 'The date limit “{detail}” has no equivalent.',
  },
  'prefill-account': {
    fr: 'Le préremplissage depuis le compte ({detail}) n’existe pas ici.',
    en: 'Prefilling from the account ({detail}) does not exist here.',
  },
  'prefill-place': {
    fr: 'Le préremplissage par géolocalisation n’existe pas ici\u00a0: un champ adresse le remplace.',
    en: 'Prefilling by position does not exist here: an address field replaces it.',
  },
  'prefill-value': {
    fr: 'La valeur proposée d’avance n’est pas reprise ({detail}).',
    en: 'The value given in advance is not kept ({detail}).',
  },
  'anonymise-marks': {
    fr: '{detail} champs étaient marqués à anonymiser\u00a0: ici la durée de conservation efface tout le dossier.',
    en: '{detail} fields were marked for erasure: here the retention period erases the whole file.',
  },
  'message-part': {
    fr: 'Une partie du message n’est pas reprise\u00a0: {detail}',
    en: 'A part of the message is not kept: {detail}',
  },
  'message-variable': {
    fr: 'La variable «\u00a0{detail}\u00a0» n’existe pas pour ce message\u00a0: elle est retirée.',
    en: 'The variable “{detail}” does not exist for this message: it is removed.',
  },
  'message-missing': {
    fr: 'Le texte du message n’est pas dans l’import (modèle «\u00a0{detail}\u00a0»)\u00a0: écrivez-le.',
    en: 'The text of the message is not in the import (template “{detail}”): write it.',
  },
  'recipient-unknown': {
    fr: 'Le destinataire est inconnu ({detail})\u00a0: le message va à l’équipe.',
    en: 'The recipient is unknown ({detail}): the message goes to the team.',
  },
  'dispatch-rules': {
    fr: 'La répartition suivait des règles\u00a0: vérifiez l’équipe.',
    en: 'The dispatch followed rules: check the team.',
  },
  'webhook-address': {
    fr: 'L’appel «\u00a0{detail}\u00a0» est à relier à une adresse dans les réglages de la collectivité.',
    en: 'The call “{detail}” must be given an address in the authority’s settings.',
  },
  'payment-amount': {
    fr: 'Le montant du paiement n’a pas pu être traduit\u00a0: écrivez-le.',
    en: 'The payment amount could not be translated: write it.',
  },
  'open-dossier': {
    fr: 'Un autre dossier est ouvert\u00a0: vérifiez la démarche «\u00a0{detail}\u00a0».',
    en: 'Another file is opened: check the procedure “{detail}”.',
  },
  'letter-model': {
    fr: 'Le modèle de document «\u00a0{detail}\u00a0» est à réécrire\u00a0: un courrier d’acceptation tient sa place.',
    en: 'The document model “{detail}” must be written again: a letter of acceptance stands in.',
  },
  'template-used': {
    fr: 'Ce modèle est devenu les messages des actions qui l’envoient.',
    en: 'This model has become the messages of the actions that send it.',
  },
  'template-joined': {
    fr: 'Aucune action n’envoie le modèle «\u00a0{detail}\u00a0»\u00a0: il est parmi les courriers de la démarche.',
    en: 'No action sends the model “{detail}”: it is among the letters of the procedure.',
  },
  'template-kept': {
    fr: 'Aucune action n’envoie le modèle «\u00a0{detail}\u00a0»\u00a0: son texte est gardé ici, à reprendre où il sert.',
    en: 'No action sends the model “{detail}”: its text is kept here, to be used where it serves.',
  },
  'list-used': {
    fr: 'Les choix de la liste «\u00a0{detail}\u00a0» sont dans les champs qui la proposent.',
    en: 'The options of the list “{detail}” are in the fields that offer it.',
  },
  'list-kept': {
    fr: 'Aucun champ ne propose la liste «\u00a0{detail}\u00a0»\u00a0: ses choix sont gardés ici.',
    en: 'No field offers the list “{detail}”: its options are kept here.',
  },
  'action-built-in': {
    fr: 'Cette action fait partie de tout dossier dans Parvis\u00a0: rien à régler.',
    en: 'This action is part of every file in Parvis: nothing to set.',
  },
  'notification-merged': {
    fr: 'La notification disait la même chose que le courriel\u00a0: Parvis envoie les deux ensemble.',
    en: 'The notification said the same as the e-mail: Parvis sends both at once.',
  },
  'action-erase': {
    fr: 'L’effacement se fait dans un état à part, le lendemain, et sans faire disparaître la trace du dossier ({detail}).',
    en: 'Erasure takes place in a state of its own, the next day, and keeps the trace of the file ({detail}).',
  },
  'action-backoffice': {
    fr: 'L’écriture de données de traitement n’a pas d’équivalent\u00a0: utilisez un champ calculé ou une question à l’agent.',
    en: 'Writing back-office data has no equivalent: use a computed field or a question to the agent.',
  },
  'backoffice-value': {
    fr: 'La valeur du champ « {detail} » n’a pas d’équivalent : ce champ reste à remplir par l’agent.',
    en: 'The value of the field “{detail}” has no equivalent: the agent fills that field in.',
  },
  'action-unknown': {
    fr: 'L’action «\u00a0{detail}\u00a0» n’a pas d’équivalent.',
    en: 'The action “{detail}” has no equivalent.',
  },
  'act-never': {
    fr: 'Le bouton «\u00a0{detail}\u00a0» n’est jamais proposé.',
    en: 'The button “{detail}” is never offered.',
  },
  'act-asks-file': {
    fr: 'Un acte ne demande pas de document ni de bloc\u00a0: le document se joint au dossier ou au message.',
    en: 'An act does not ask for a document or a block: the document is added to the file or to the message.',
  },
  'act-field-refused': {
    fr: 'Un champ de l’acte est retiré\u00a0: {detail}',
    en: 'A field of the act is removed: {detail}',
  },
  'act-by-agent': {
    fr: 'Le passage automatique devient un bouton pour les agents\u00a0: {detail}',
    en: 'The automatic move becomes a button for agents: {detail}',
  },
  'act-refused': {
    fr: 'L’acte est refusé par nos vérifications\u00a0: {detail}',
    en: 'The act is refused by our checks: {detail}',
  },
  'effect-refused': {
    fr: 'Un effet est refusé par nos vérifications\u00a0: {detail}',
    en: 'An effect is refused by our checks: {detail}',
  },
  'effect-unconditional': {
    fr: 'La condition de l’action n’a pas été traduite\u00a0: l’action a toujours lieu ({detail}).',
    en: 'The condition of the action was not translated: the action always takes place ({detail}).',
  },
  'target-unknown': {
    fr: 'Le statut «\u00a0{detail}\u00a0» n’existe pas dans le fichier.',
    en: 'The status “{detail}” does not exist in the file.',
  },
  'target-previous': {
    fr: 'Le retour au statut marqué n’existe pas ici\u00a0: le dossier reste dans son état.',
    en: 'Going back to the marked status does not exist here: the file stays in its state.',
  },
  'delay-unknown': {
    fr: 'Le délai «\u00a0{detail}\u00a0» n’a pas été compris\u00a0: un agent fait le passage.',
    en: 'The delay “{detail}” was not understood: an agent makes the move.',
  },
  'delay-rounded': {
    fr: 'Le délai est arrondi en jours\u00a0: {detail}.',
    en: 'The delay is rounded to days: {detail}.',
  },
  'trigger-event': {
    fr: 'Le déclencheur devient un événement\u00a0: {detail}.',
    en: 'The trigger becomes an event: {detail}.',
  },
  'trigger-webservice': {
    fr: 'L’action appelée par un autre système ({detail}) devient un bouton pour les agents.',
    en: 'The action called by another system ({detail}) becomes a button for agents.',
  },
  'trigger-delay': {
    fr: 'L’action par délai compte depuis l’état ou le dépôt\u00a0: {detail}.',
    en: 'The timed action counts from the state or the filing: {detail}.',
  },
  'jump-by-hand': {
    fr: 'Le passage automatique vers «\u00a0{detail}\u00a0» devient un bouton pour les agents.',
    en: 'The automatic move to “{detail}” becomes a button for agents.',
  },
  'submission-messages': {
    fr: 'Les messages envoyés à l’usager et à l’équipe au dépôt sont remplacés par l’accusé de réception et l’annonce de Parvis.',
    en: 'Messages to the applicant and to the team at filing are replaced by the receipt and the notice of Parvis.',
  },
  'submission-acts': {
    fr: 'Ce que Publik faisait dès le dépôt est fait par un agent, ou le lendemain sans lui.',
    en: 'What Publik did upon filing is done by an agent, or the next day without one.',
  },
  'status-merged': {
    fr: 'Le statut n’était que traversé\u00a0: ses actions sont dans les actes qui y passaient.',
    en: 'The status was only passed through: its actions are in the acts that went through it.',
  },
  'status-unreachable': {
    fr: 'Aucun chemin ne mène à ce statut\u00a0: il n’est pas repris.',
    en: 'No path leads to this status: it is not kept.',
  },
  'close-added': {
    fr: 'Aucun agent ne pouvait terminer le dossier depuis ce statut\u00a0: un bouton «\u00a0Clôturer\u00a0» est ajouté.',
    en: 'No agent could end the file from this status: a “Close” button is added.',
  },
  'legal-drafted': {
    fr: 'Les mentions légales sont à écrire avant la publication\u00a0: {detail}.',
    en: 'The legal notices must be written before publication: {detail}.',
  },
  'head-guessed': {
    fr: 'La compétence et le thème sont devinés\u00a0: {detail}.',
    en: 'The competence and theme are guessed: {detail}.',
  },
  'applicant-unknown': { fr: 'Aucun champ ne dit clairement {detail}.', en: 'No field clearly gives {detail}.' },
  'workflow-missing': {
    fr: 'Le circuit «\u00a0{detail}\u00a0» n’est pas dans l’import\u00a0: le circuit «\u00a0request\u00a0» tient sa place.',
    en: 'The workflow “{detail}” is not in the import: the workflow “request” stands in.',
  },
  'card-as-procedure': {
    fr: 'La fiche devient une démarche réservée aux agents.',
    en: 'The card becomes a procedure for agents only.',
  },
  'procedure-refused': {
    fr: 'La démarche n’a pas pu être formée\u00a0: {detail}',
    en: 'The procedure could not be formed: {detail}',
  },
  'source-outside': {
    fr: 'La source de données appelle un autre système\u00a0: écrivez la liste, ou reliez un connecteur.',
    en: 'The data source calls another system: write the list, or use a connector.',
  },
  'wscall-kept': {
    fr: 'L’appel de service est à relier à une adresse dans les réglages\u00a0: «\u00a0{detail}\u00a0».',
    en: 'The service call must be given an address in the settings: “{detail}”.',
  },
  'role-kept': {
    fr: 'Le rôle correspond à une équipe à créer\u00a0: «\u00a0{detail}\u00a0».',
    en: 'The role corresponds to a team to create: “{detail}”.',
  },
  'category-kept': { fr: 'La catégorie a servi à deviner le thème.', en: 'The category served to guess the theme.' },
} as const; // prettier-ignore

export type ImportMessage = keyof typeof texts;

/** The words of the notes and outcomes of an import. */
export const importWords = defineMessages(texts);
