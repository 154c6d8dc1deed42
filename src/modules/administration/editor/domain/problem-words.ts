import type { Locale } from '#platform/i18n/text.ts';

type Words = readonly [pattern: RegExp, fr: string, en?: string];

/** What the checks say, for somebody who writes no code. `$1`, `$2` are what the pattern found. */
const words: readonly Words[] = [
  [/^missing$/, 'À compléter.', 'To be filled in.'],
  [
    /^unwritten$/,
    'Un texte est encore «\u00a0À compléter\u00a0»\u00a0: écrivez-le, les usagers le liraient tel quel.',
    'A text still says “to be filled in”: write it, residents would read it as it is.',
  ],
  [/^unpriced$/, 'Le montant de ce paiement n’est pas fixé.', 'The amount of this payment has not been set.'],
  [
    /^A delay is written/,
    'Écrivez un nombre et choisissez une unité\u00a0: 10 jours, 2 mois.',
    'Write a number and choose a unit: 10 days, 2 months.',
  ],
  [
    /^Unknown name "(.+)"$/,
    'La condition parle de «\u00a0$1\u00a0», qui n’existe pas.',
    'The condition speaks of “$1”, which does not exist.',
  ],
  [/^Unknown key "(.+)"$/, 'La condition parle d’une partie «\u00a0$1\u00a0» qui n’existe pas.'],
  [/^These types do not go together: (.+)$/, 'La condition compare des réponses qui ne se comparent pas\u00a0: $1.'],
  [/^Gives (.+), but (.+) is expected$/, 'L’expression donne «\u00a0$1\u00a0» alors qu’il faut «\u00a0$2\u00a0».'],
  [/^Not a valid expression: (.+)$/, 'L’expression n’est pas écrite correctement\u00a0: $1.'],
  [
    /^Refers to "(.+)", which is asked on a later page$/,
    'La condition dépend de «\u00a0$1\u00a0», demandé sur une page suivante.',
  ],
  [
    /^Refers to "(.+)", which is asked on this very page$/,
    'La condition de la page dépend de «\u00a0$1\u00a0», demandé sur cette même page.',
  ],
  [/^Refers to "(.+)", the group that it is in$/, 'La condition dépend du groupe «\u00a0$1\u00a0» qui la contient.'],
  [/^Conditions go in a circle: (.+)$/, 'Les conditions tournent en rond\u00a0: $1.'],
  [/^Two fields(?: of the group)? are called "(.+)"$/, 'Deux champs ont le même identifiant «\u00a0$1\u00a0».'],
  [/^Two pages are called "(.+)"$/, 'Deux pages ont le même identifiant «\u00a0$1\u00a0».'],
  [/^Two options have the value "(.+)"$/, 'Deux choix ont la même valeur «\u00a0$1\u00a0».'],
  [
    /^"(.+)" has a meaning of its own in expressions; choose another id$/,
    'L’identifiant «\u00a0$1\u00a0» est réservé\u00a0: choisissez-en un autre.',
  ],
  [/^"(.+)" is not a field of this page$/, '«\u00a0$1\u00a0» n’est pas un champ de cette page.'],
  [/^(min\w*) is greater than its maximum$/, 'Le minimum dépasse le maximum.'],
  [/^Pattern refused: (.+)$/, 'Le modèle de réponse n’est pas accepté\u00a0: $1.'],
  [/^"(.+)" is not a date, nor like (.+)$/, '«\u00a0$1\u00a0» n’est ni une date ni une durée comme today+30d.'],
  [/^the form has no field "(.+)"$/, 'Le formulaire n’a pas de champ «\u00a0$1\u00a0».'],
  [/^no competence has the id "(.*)"$/, 'La compétence n’est pas choisie.', 'The competence has not been chosen.'],
  [/^no theme has the id "(.*)"$/, 'Le thème n’est pas choisi.', 'The theme has not been chosen.'],
  [/^no life event has the id "(.*)"$/, 'L’événement de vie «\u00a0$1\u00a0» n’existe pas.'],
  [/^no relay has the id "(.*)"$/, 'Le relais «\u00a0$1\u00a0» n’existe pas.'],
  [/^no block "(.+)" in library\/blocks$/, 'Le bloc «\u00a0$1\u00a0» n’existe pas dans la bibliothèque.'],
  [/^the block "(.+)" has no field "(.+)"$/, 'Le bloc «\u00a0$1\u00a0» n’a pas de champ «\u00a0$2\u00a0».'],
  [/^"(.+)" is used twice$/, 'L’identifiant «\u00a0$1\u00a0» est utilisé deux fois.'],
  [/^Unknown state "(.*)"$/, 'L’état «\u00a0$1\u00a0» n’existe pas.'],
  [/^Unknown message "(.*)"$/, 'Le message «\u00a0$1\u00a0» n’existe pas.'],
  [/^Unknown letter "(.*)"$/, 'Le courrier «\u00a0$1\u00a0» n’existe pas.'],
  [/^Unknown variable \{\{(.+)\}\}$/, 'La variable {{$1}} n’existe pas.'],
  [/^\{\{(.+)\}\}: the form has no such field$/, 'La variable {{$1}} parle d’un champ qui n’existe pas.'],
  [
    /^\{\{(.+)\}\}: the transition "submission" does not ask it$/,
    'La variable {{$1}} n’existe pas encore au dépôt\u00a0: aucune action ne l’a demandée.',
    'The variable {{$1}} does not exist yet at the filing: no act has asked it.',
  ],
  [
    /^\{\{(.+)\}\}: the transition "(.+)" does not ask it$/,
    'La variable {{$1}} n’est pas demandée par l’action «\u00a0$2\u00a0».',
  ],
  [/^No path leads to the state "(.+)"$/, 'Aucun chemin ne mène à l’état «\u00a0$1\u00a0».'],
  [
    /^Dead end: from "(.+)" an agent cannot bring the dossier to an end$/,
    'Impasse\u00a0: depuis «\u00a0$1\u00a0», aucun agent ne peut terminer le dossier.',
  ],
  [/^No transition sends the message "(.+)"$/, 'Aucune action n’envoie le message «\u00a0$1\u00a0».'],
  [/^A dossier cannot begin in the phase "(.+)"$/, 'Un dossier ne peut pas commencer dans cet état.'],
  [
    /^A transition of the system names its event, and no other does$/,
    'Une action automatique doit dire ce qui la déclenche, et elle seule.',
  ],
  [
    /^Nobody can fill in the form of a transition of the system$/,
    'Une action automatique ne peut rien demander d’obligatoire.',
  ],
  [
    /^The form must have a field "request" that says what is asked for$/,
    'L’action doit demander ce qu’il faut fournir\u00a0: ajoutez-lui un champ «\u00a0request\u00a0».',
  ],
  [/^"(.+)": an act cannot ask for a (.+)$/, 'Une action ne peut pas demander ce type de champ («\u00a0$1\u00a0»).'],
  [/^"(.+)" is already taken by the same event$/, 'L’action «\u00a0$1\u00a0» se déclenche déjà dans le même cas.'],
  [/^Braces that are not a variable(.*)$/, 'Le texte contient des accolades qui ne sont pas une variable.'],
  [/^This condition can never hold$/, 'Cette condition ne peut jamais être vraie.'],
  [/^This condition always holds: leave it out$/, 'Cette condition est toujours vraie\u00a0: retirez-la.'],
  [/^No answer can pass this check$/, 'Aucune réponse ne peut passer cette vérification.'],
  [
    /^Unknown name "(.+?)"(?:[;,:] (?:did you mean|do you mean)?(.*))?$/,
    'La condition parle de «\u00a0$1\u00a0», qui n’existe pas.',
  ],
  [/^No field is called "(.+?)".*$/, 'Aucun champ ne s’appelle «\u00a0$1\u00a0».'],
  [/^No connector is called "(.+?)".*$/, 'Aucun connecteur ne s’appelle «\u00a0$1\u00a0».'],
  [
    /^household\.child goes with a field of type child$/,
    'Les enfants du foyer ne remplissent qu’un champ «\u00a0Enfant du foyer\u00a0».',
  ],
  [
    /^Say with prefillFrom which field the connector is asked about$/,
    'Dites à partir de quelle réponse le connecteur est interrogé.',
  ],
  [/^Goes with "on: delay" only$/, 'Le délai ne vaut que pour une action déclenchée par un délai.'],
  [
    /^A transition by delay says after how long: (.+)$/,
    'Dites après quel délai l’action se déclenche\u00a0: 10d, 5wd, 2m ou 1y.',
  ],
  [
    /^What time does by itself is the act of nobody else(.*)$/,
    'Ce que le temps fait seul n’est l’action de personne\u00a0: cochez «\u00a0Automatique\u00a0» seulement.',
  ],
  [/^Unknown procedure "(.*)"$/, 'La démarche «\u00a0$1\u00a0» n’existe pas.'],
  [/^The form has no field "(.+)"$/, 'Le formulaire n’a pas de champ «\u00a0$1\u00a0».'],
  [
    /^"(.*)" is neither team, assignee, a field of the form nor an address$/,
    '«\u00a0$1\u00a0» n’est ni team, ni assignee, ni un champ, ni une adresse.',
  ],
  [
    /^slug-taken$/,
    'Une autre démarche a déjà cette adresse\u00a0: changez-la.',
    'Another procedure already has this address: change it.',
  ],
];

/** The problem in the reader's language; as the check says it when nobody has put it in words yet. */
export function problemInWords(message: string, locale: Locale): string {
  for (const [pattern, fr, en] of words) {
    if (!pattern.test(message)) continue;
    const said = locale === 'fr' ? fr : en;
    return said === undefined ? message : message.replace(pattern, said);
  }
  return message;
}
