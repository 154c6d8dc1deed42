import { sentences } from './problem-sentence.ts';

/** States, acts, what acts do, messages and letters. */
export const workflowProblems = sentences([
  [/^Unknown state "(.*)"$/, 'L’état «\u00a0{1}\u00a0» n’existe pas.', 'The state “{1}” does not exist.'],
  [/^Unknown message "(.*)"$/, 'Le message «\u00a0{1}\u00a0» n’existe pas.', 'The message “{1}” does not exist.'],
  [/^Unknown letter "(.*)"$/, 'Le courrier «\u00a0{1}\u00a0» n’existe pas.', 'The letter “{1}” does not exist.'],
  [/^Unknown procedure "(.*)"$/, 'La démarche «\u00a0{1}\u00a0» n’existe pas.', 'The procedure “{1}” does not exist.'],
  [
    /^Unknown variable \{\{(.+)\}\}$/,
    'La variable \\{\\{{1}}} n’existe pas.',
    'The variable \\{\\{{1}}} does not exist.',
  ],
  [
    /^\{\{(.+)\}\}: the form has no such field$/,
    'La variable \\{\\{{1}}} parle d’un champ qui n’existe pas.',
    'The variable \\{\\{{1}}} speaks of a field that does not exist.',
  ],
  [
    /^\{\{(.+)\}\}: the transition "submission" does not ask it$/,
    'La variable \\{\\{{1}}} n’existe pas encore au dépôt\u00a0: aucune action ne l’a demandée.',
    'The variable \\{\\{{1}}} does not exist yet at the filing: no act has asked it.',
  ],
  [
    /^\{\{(.+)\}\}: the transition "(.+)" does not ask it$/,
    'La variable \\{\\{{1}}} n’est pas demandée par l’action «\u00a0{n2}\u00a0».',
    'The variable \\{\\{{1}}} is not asked by the act “{n2}”.',
  ],
  [
    /^\{\{(.+)\}\}: the transition "(.+)" has no effect "(.+)"$/,
    'La variable \\{\\{{1}}} n’existe qu’avec l’effet «\u00a0{e3}\u00a0»\u00a0: l’action «\u00a0{n2}\u00a0» ne l’a pas.',
    'The variable \\{\\{{1}}} exists only with the effect “{e3}”: the act “{n2}” does not have it.',
  ],
  [
    /^Braces that are not a variable(.*)$/,
    'Le texte contient des accolades qui ne sont pas une variable.',
    'The text has braces that are not a variable.',
  ],
  [
    /^"(.+)" is used twice$/,
    'L’identifiant «\u00a0{1}\u00a0» est utilisé deux fois.',
    'The identifier “{1}” is used twice.',
  ],
  [
    /^No path leads to the state "(.+)"$/,
    'Aucun chemin ne mène à l’état «\u00a0{n1}\u00a0».',
    'No path leads to the state “{n1}”.',
  ],
  [
    /^Dead end: from "(.+)" an agent cannot bring the dossier to an end$/,
    'Impasse\u00a0: depuis «\u00a0{n1}\u00a0», aucun agent ne peut terminer le dossier.',
    'Dead end: from “{n1}”, no agent can bring the dossier to an end.',
  ],
  [
    /^Endless circle: after "(.+)" the dossier comes back to "(.+)" by itself, again and again$/,
    'Boucle sans fin\u00a0: après «\u00a0{n1}\u00a0», le dossier revient de lui-même à «\u00a0{n2}\u00a0», encore et encore.',
    'Endless circle: after “{n1}”, the dossier comes back to “{n2}” by itself, again and again.',
  ],
  [
    /^Nothing brings the event "(.+)": no transition has the effect "(.+)"$/,
    'Rien n’amène «\u00a0{o1}\u00a0»\u00a0: aucune action n’a l’effet «\u00a0{e2}\u00a0».',
    'Nothing brings “{o1}”: no act has the effect “{e2}”.',
  ],
  [
    /^No transition sends the message "(.+)"$/,
    'Aucune action n’envoie le message «\u00a0{n1}\u00a0».',
    'No act sends the message “{n1}”.',
  ],
  [
    /^A dossier cannot begin in the phase "(.+)"$/,
    'Un dossier ne peut pas commencer à l’étape «\u00a0{p1}\u00a0».',
    'A dossier cannot begin in the phase “{p1}”.',
  ],
  [
    /^A transition of the system names its event, and no other does$/,
    'Une action automatique doit dire ce qui la déclenche, et elle seule.',
    'An automatic act says what sets it off, and no other act does.',
  ],
  [
    /^Nobody can fill in the form of a transition of the system$/,
    'Une action automatique ne peut rien demander d’obligatoire.',
    'An automatic act cannot ask anything that is mandatory.',
  ],
  [
    /^What time does by itself is the act of nobody else(.*)$/,
    'Ce que le temps fait seul n’est l’action de personne\u00a0: cochez «\u00a0Automatique\u00a0» seulement.',
    'What time does by itself is the act of nobody: tick “Automatic” alone.',
  ],
  [
    /^Goes with "on: delay" only$/,
    'Le délai ne vaut que pour une action déclenchée par un délai.',
    'The delay goes with an act that is set off by a delay only.',
  ],
  [
    /^A transition by delay says after how long: (.+)$/,
    'Dites après quel délai l’action se déclenche.',
    'Say after what delay the act is set off.',
  ],
  [
    /^"(.+)" is neither state, submitted, complete nor a date asked by the form or by an act that leads here$/,
    'Le délai court depuis «\u00a0{1}\u00a0», qui n’est pas une date connue à ce moment\u00a0: choisissez l’entrée dans l’état, le dépôt, le dossier complet, ou une date que le formulaire ou une action a demandée.',
    'The delay runs from “{1}”, which is not a date known by then: choose the entry into the state, the filing, the complete dossier, or a date that the form or an act has asked.',
  ],
  [
    /^"(.+)" is already taken by the same event$/,
    'L’action «\u00a0{n1}\u00a0» se déclenche déjà dans le même cas.',
    'The act “{n1}” is already set off in the same case.',
  ],
  [
    /^The form must have a field "request" that says what is asked for$/,
    'L’action doit demander ce qu’il faut fournir\u00a0: ajoutez-lui un champ «\u00a0request\u00a0».',
    'The act must ask what is to be provided: add a field “request” to it.',
  ],
  [
    /^The form must have a field "opinion_email" or "opinion_team" that says whom to ask$/,
    'L’action doit demander à qui l’avis est demandé\u00a0: ajoutez-lui un champ «\u00a0opinion_email\u00a0» ou «\u00a0opinion_team\u00a0».',
    'The act must ask whose opinion is sought: add a field “opinion_email” or “opinion_team” to it.',
  ],
  [
    /^Name a competence, or ask for the "transfer_authority" in the form$/,
    'Choisissez une compétence, ou ajoutez à l’action un champ «\u00a0transfer_authority\u00a0».',
    'Choose a competence, or add a field “transfer_authority” to the act.',
  ],
  [
    /^Erases what "(.+)" needs: put it in another act$/,
    'Cet effet efface ce dont «\u00a0{e1}\u00a0» a besoin\u00a0: mettez-le dans une autre action.',
    'This effect erases what “{e1}” needs: put it in another act.',
  ],
  [
    /^"(.+)" cannot be done at the filing; these can: (.+)$/,
    '«\u00a0{e1}\u00a0» ne se fait pas au dépôt. Au dépôt\u00a0: {e2}.',
    '“{e1}” cannot be done at the filing. At the filing: {e2}.',
  ],
  [
    /^"(.+)": an act cannot ask for a (.+)$/,
    'Une action ne peut pas demander ce type de champ\u00a0: {f2} («\u00a0{1}\u00a0»).',
    'An act cannot ask for this type of field: {f2} (“{1}”).',
  ],
  [
    /^"(.*)" is neither team, assignee, a field of the form nor an address$/,
    '«\u00a0{1}\u00a0» n’est ni le service (team), ni l’agent chargé du dossier (assignee), ni un champ, ni une adresse électronique.',
    '“{1}” is neither the team, the assignee, a field of the form nor an e-mail address.',
  ],
]);
