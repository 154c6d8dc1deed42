/**
 * What opens most lists of leaked passwords, French ones first, and what people would try at a town hall. Without accents,
 * in small letters. Years and dates need no place here: digits alone are weak enough.
 */
export const commonPasswordWords: readonly string[] = `
  password passw0rd passwort motdepasse motdepass mdp1 secret welcome bienvenue letmein login admin administrateur administrator
  root user utilisateur compte invite guest test temporaire changeme changezmoi defaut default azerty azertyuiop qwerty qwertz
  qwertyuiop abcdef abcd iloveyou jetaime jtaime amour amoureux coeur bisous bisou calin doudou loulou chouchou choupette
  chouette cherie cheri bebe maman papa mamie papi famille enfant soleil lune etoile fleur papillon princesse princess prince reine
  ange angel demon diable dragon monkey chat chaton chien minou caramel chocolat nounours poupette poupee tigrou mickey minnie
  superman batman spiderman starwars pokemon naruto football foot rugby tennis basket cyclisme marseille paris lyon bordeaux nantes
  toulouse rennes lille nice brest vernon giverny normandie bretagne corse france francais liberte egalite fraternite marianne
  republique bonjour bonsoir salut coucou hello merci vacances voiture maison jardin cuisine musique guitare piano cheval chevaux
  nicolas julien thomas alexandre maxime camille marine pauline manon laura sarah emilie sophie nathalie isabelle sandrine celine
  virginie stephanie caroline valerie christine catherine philippe frederic laurent olivier stephane christophe sebastien david
  daniel michel patrick pierre jean marie louis antoine romain quentin benjamin guillaume florian kevin jeremy anthony mathieu
  matthieu clement lucas hugo theo leo emma lea chloe ines jade alice
  janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre printemps automne hiver lundi mardi mercredi
  jeudi vendredi samedi dimanche
  parvis guichet mairie commune ville village agglo agglomeration agent accueil etatcivil service public citoyen usager demarche
  sunshine shadow master killer freedom whatever michael jordan ashley bailey charlie donald flower hottie loveme passion trustno1
  hunter ranger buster soccer hockey harley matrix summer winter spring autumn baseball computer internet google facebook orange
  apple samsung windows microsoft linkedin instagram youtube snapchat
`
  .trim()
  .split(/\s+/);

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '&é"\'(-è_çà)=',
  'aqwzsxedcrfvtgbyhnujm',
  'qazwsxedcrfvtgbyhnujm',
];

/** Rows of keys and orders that everybody knows, both ways. */
export const typingRows: readonly string[] = rows.flatMap((row) => [row, [...row].reverse().join('')]);
