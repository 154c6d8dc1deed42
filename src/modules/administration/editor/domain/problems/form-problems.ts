import { sentences } from './problem-sentence.ts';

/** Fields, pages and what stands at the head of a procedure. */
export const formProblems = sentences([
  [/^missing$/, 'À compléter.', 'To be filled in.'],
  [
    /^unwritten$/,
    'Un texte est encore «\u00a0À compléter\u00a0»\u00a0: écrivez-le, les usagers le liraient tel quel.',
    'A text still says “to be filled in”: write it, residents would read it as it is.',
  ],
  [/^unpriced$/, 'Le montant de ce paiement n’est pas fixé.', 'The amount of this payment has not been set.'],
  [
    /^slug-taken$/,
    'Une autre démarche a déjà cette adresse\u00a0: changez-la.',
    'Another procedure already has this address: change it.',
  ],
  [
    /^A delay is written/,
    'Écrivez un nombre et choisissez une unité\u00a0: 10 jours, 2 mois.',
    'Write a number and choose a unit: 10 days, 2 months.',
  ],
  [
    /^Refers to "(.+)", which is asked on a later page$/,
    'La condition dépend de «\u00a0{n1}\u00a0», demandé sur une page suivante.',
    'The condition depends on “{n1}”, which is asked on a later page.',
  ],
  [
    /^Refers to "(.+)", which is asked on this very page$/,
    'La condition de la page dépend de «\u00a0{n1}\u00a0», demandé sur cette même page.',
    'The condition of the page depends on “{n1}”, which is asked on this very page.',
  ],
  [
    /^Refers to "(.+)", the group that it is in$/,
    'La condition dépend du groupe «\u00a0{n1}\u00a0» qui la contient.',
    'The condition depends on the group “{n1}” that it is in.',
  ],
  [
    /^Conditions go in a circle: (.+)$/,
    'Les conditions tournent en rond\u00a0: {n1}. Retirez l’une d’elles.',
    'The conditions go in a circle: {n1}. Remove one of them.',
  ],
  [
    /^Two fields(?: of the group)? are called "(.+)"$/,
    'Deux champs ont le même identifiant «\u00a0{1}\u00a0».',
    'Two fields have the same identifier “{1}”.',
  ],
  [
    /^Two pages are called "(.+)"$/,
    'Deux pages ont le même identifiant «\u00a0{1}\u00a0».',
    'Two pages have the same identifier “{1}”.',
  ],
  [
    /^Two rows are called "(.+)"$/,
    'Deux lignes du tableau ont le même identifiant «\u00a0{1}\u00a0».',
    'Two rows of the table have the same identifier “{1}”.',
  ],
  [
    /^[Tt]wo options have the value "(.+)"$/,
    'Deux choix ont la même valeur «\u00a0{1}\u00a0».',
    'Two options have the same value “{1}”.',
  ],
  [
    /^The patterns of this form take too long together.*$/,
    'Les modèles de réponse de ce formulaire demandent ensemble trop de calculs\u00a0: raccourcissez-les, ou la longueur des réponses.',
    'The patterns of this form take too much computing together: shorten them, or the length of the answers.',
  ],
  [
    /^two fees have the same id$/,
    'Deux montants du tarif ont le même identifiant.',
    'Two amounts of the tariff have the same identifier.',
  ],
  [
    /^the first day comes after the last one$/,
    'Le premier jour vient après le dernier.',
    'The first day comes after the last one.',
  ],
  [
    /^"(.+)" has a meaning of its own in expressions; choose another id$/,
    'L’identifiant «\u00a0{1}\u00a0» est réservé\u00a0: choisissez-en un autre.',
    'The identifier “{1}” is reserved: choose another one.',
  ],
  [
    /^"(.+)" is not a field of this page$/,
    '«\u00a0{n1}\u00a0» n’est pas un champ de cette page.',
    '“{n1}” is not a field of this page.',
  ],
  [
    /^"(.+)" is not a commune or an address asked by then$/,
    '«\u00a0{n1}\u00a0» n’est pas une commune ni une adresse déjà demandée à cet endroit.',
    '“{n1}” is not a commune or an address that has been asked by then.',
  ],
  [
    /^min is greater than the number of options$/,
    'Le minimum dépasse le nombre de choix.',
    'The minimum is greater than the number of options.',
  ],
  [
    /^(min\w*) is greater than its maximum$/,
    'Le minimum dépasse le maximum.',
    'The minimum is greater than the maximum.',
  ],
  [
    /^At least (\d+) options are needed, or a list$/,
    'Il faut au moins {1} choix, ou une liste de la bibliothèque.',
    'At least {1} options are needed, or a list of the library.',
  ],
  [
    /^(\d+) options are too many to write in a field \((\d+) at most\).*$/,
    '{1} choix sont trop pour être écrits dans un champ ({2} au plus)\u00a0: il faut une liste de la bibliothèque, que l’on consulte en tapant quelques lettres.',
    '{1} options are too many to write in a field ({2} at most): they belong in a list of the library, which is searched by typing a few letters.',
  ],
  [
    /^No list has the id "(.+?)"$/,
    'La liste «\u00a0{1}\u00a0» n’existe pas dans la bibliothèque.',
    'The list “{1}” does not exist in the library.',
  ],
  [
    /^The list "(.+)" has (\d+) options: above (\d+) .*$/,
    'La liste «\u00a0{1}\u00a0» a {2} choix\u00a0: au-delà de {3}, on n’en cherche qu’un à la fois. Mettez un champ «\u00a0un choix\u00a0» dans un groupe répété.',
    'The list “{1}” has {2} options: above {3} they are searched one at a time. Put a field “one of” in a repeated group.',
  ],
  [
    /^A table has either rows or fixedRows$/,
    'Un tableau a soit des lignes que l’usager ajoute, soit des lignes fixes.',
    'A table has either rows that the applicant adds, or fixed rows.',
  ],
  [
    /^The column "(.+)": options go with the type choice, and only with it$/,
    'La colonne «\u00a0{1}\u00a0»\u00a0: les choix vont avec le type «\u00a0un choix\u00a0», et seulement avec lui.',
    'The column “{1}”: options go with the type “one of”, and only with it.',
  ],
  [
    /^Unknown field type "(.+)"$/,
    'Le type de champ «\u00a0{1}\u00a0» n’existe pas.',
    'The type of field “{1}” does not exist.',
  ],
  [
    /^"(.+)" is not a date, nor like (.+)$/,
    '«\u00a0{1}\u00a0» n’est ni une date ni une durée comme today+30d.',
    '“{1}” is neither a date nor a time such as today+30d.',
  ],
  [
    /^"(.+)" is not a month, nor like (.+)$/,
    '«\u00a0{1}\u00a0» n’est ni un mois (2026-09) ni une durée comme today-1m.',
    '“{1}” is neither a month (2026-09) nor a time such as today-1m.',
  ],
  [
    /^[Tt]he form has no field "(.+)" that agents alone fill in$/,
    'Le formulaire n’a pas de champ «\u00a0{1}\u00a0» que les agents seuls remplissent.',
    'The form has no field “{1}” that agents alone fill in.',
  ],
  [
    /^[Tt]he form has no field "(.+?)"$/,
    'Le formulaire n’a pas de champ «\u00a0{1}\u00a0».',
    'The form has no field “{1}”.',
  ],
  [/^No field is called "(.+?)"$/, 'Aucun champ ne s’appelle «\u00a0{1}\u00a0».', 'No field is called “{1}”.'],
  [
    /^No connector is called "(.+?)"$/,
    'Aucun connecteur ne s’appelle «\u00a0{1}\u00a0».',
    'No connector is called “{1}”.',
  ],
  [
    /^No exchange is called "(.+?)"$/,
    'Aucun échange entre administrations ne s’appelle «\u00a0{1}\u00a0».',
    'No exchange between administrations is called “{1}”.',
  ],
  [
    /^The (?:connector|exchange) "(.+)" does not give "(.+)"; it gives (.+)$/,
    '«\u00a0{1}\u00a0» ne donne pas «\u00a0{2}\u00a0»\u00a0; il donne\u00a0: {3}.',
    '“{1}” does not give “{2}”; it gives: {3}.',
  ],
  [
    /^household\.child goes with a field of type child$/,
    'Les enfants du foyer ne remplissent qu’un champ «\u00a0Enfant du foyer\u00a0».',
    'The children of the household only fill in a field “Child of the household”.',
  ],
  [
    /^prefillFrom goes with a prefill of a connector$/,
    'La réponse transmise ne sert que si un connecteur remplit le champ.',
    'The answer handed over is only of use when a connector fills in the field.',
  ],
  [
    /^Say with prefillFrom which field the connector is asked about$/,
    'Dites à partir de quelle réponse le connecteur est interrogé.',
    'Say from which answer the connector is asked.',
  ],
  [
    /^"(.+)" is to be asked on an earlier page: the connector is asked between the two$/,
    '«\u00a0{n1}\u00a0» doit être demandé sur une page précédente\u00a0: le connecteur est interrogé entre les deux.',
    '“{n1}” is to be asked on an earlier page: the connector is asked between the two.',
  ],
  [
    /^account\.given_names\|family_name.*$/,
    'Cette source de préremplissage n’existe pas.',
    'This source of first values does not exist.',
  ],
  [
    /^snake_case, letter first$/,
    'Écrivez l’identifiant en minuscules sans accent, une lettre d’abord, avec «\u00a0_\u00a0» entre les mots.',
    'Write the identifier in small letters without accents, a letter first, with “_” between words.',
  ],
  [
    /^kebab-case, letter first$/,
    'Écrivez l’identifiant en minuscules sans accent, une lettre d’abord, avec «\u00a0-\u00a0» entre les mots.',
    'Write the identifier in small letters without accents, a letter first, with “-” between words.',
  ],
  [/^no competence has the id ".*"$/, 'La compétence n’est pas choisie.', 'The competence has not been chosen.'],
  [/^no theme has the id ".*"$/, 'Le thème n’est pas choisi.', 'The theme has not been chosen.'],
  [/^no workflow has the id "(.*)"$/, 'Le suivi «\u00a0{1}\u00a0» n’existe pas.', 'The workflow “{1}” does not exist.'],
  [
    /^no life event has the id "(.*)"$/,
    'L’événement de vie «\u00a0{1}\u00a0» n’existe pas.',
    'The life event “{1}” does not exist.',
  ],
  [/^no relay has the id "(.*)"$/, 'Le relais «\u00a0{1}\u00a0» n’existe pas.', 'The relay “{1}” does not exist.'],
  [
    /^no block "(.+)" in library\/blocks$/,
    'Le bloc «\u00a0{1}\u00a0» n’existe pas dans la bibliothèque.',
    'The block “{1}” does not exist in the library.',
  ],
  [
    /^the block "(.+)" has no field "(.+)"$/,
    'Le bloc «\u00a0{1}\u00a0» n’a pas de champ «\u00a0{2}\u00a0».',
    'The block “{1}” has no field “{2}”.',
  ],
]);
