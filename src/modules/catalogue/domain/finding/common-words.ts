/**
 * Ordinary words that the library does not use. They are spelt right: they must not be taken for slips of the keyboard
 * of other words ("mère" for "maire", "rester" for "reste"). Without accents.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `abord accord acheter affaire affaires age agir aider ailleurs aimer ainsi air ajouter aller allo ancien annoncer appeler appel apporter
  apprendre approcher argent arriver arrivee arreter article assez asseoir assis attendre attention attraper aucune aupres autour autrefois
  autrement avancer avion avis avocat baisser balle banque bas bateau batir beau belle besoins bete bleu blanc boire bois boite bord bouche
  bouger boulot boulangerie bout bras briser bruler bureau but cabinet cadeau cafe calme camion campagne capable carre cas casser cause
  causer certain certaine chambre champ chance chanter charger chaud chaude chemin chemise cher chere cheval cheveux chiffre choisir chute
  ciel cinq cinema classe clair clef client coeur coin colere combien commencer compagnie compter comprendre compte conduire confiance connaitre
  conseil content contraire contre corps cote cou couche coucher couler couleur coup couper cour courant courir cours court couvrir croire
  cuisine cuir danger danser date debout debut decider dedans dehors deja dejeuner demander demi dernier derniere derriere descendre dessous
  dessus detail devant devenir devoir diner difference difficile dire direction discuter disparaitre dix docteur doigt dommage donner dormir
  dos doute douze doux droit droite drole dur durer ecouter ecrire effet egal elever embrasser emmener empecher emploi endroit energie enfin
  enlever ennui ensemble ensuite entendre entier entrer envie envoyer epaule erreur escalier espoir essayer essence etage etoile etonner
  etranger etude euro europe eviter exactement examen exemple exister expliquer exprimer facile facon faim famille faute fenetre fer fermer
  feu fier fil fin finir fleur fleurs fond force forme fort forte fou frais frapper froid front fumee gagner gant garcon garder gare gars gateau
  gauche gener genou genre gentil geste gout grave gris gros grosse groupe guerre habiter habitude haut haute herbe heure heureux histoire
  hiver homme honte hopital hotel idee image important impossible impression inquiet instant interesser inutile inviter jambe jardin jaune
  jeter jeu jeune joie joli jouer jour journal juste laisser lait langue large larme laver lettre lever libre lieu ligne lire lit livre loin
  long longue longtemps lourd lumiere lune machine main mal malade maladie malheur manger manquer manteau marche marcher matin mauvais
  mauvaise mechant meilleur membre menage mener mensonge mentir mer mere messe mesure metier metre mettre midi mieux milieu mille mine minute
  moment monde montagne monter montrer moquer morceau mot moteur mourir mouvement moyen mur musique muscle naitre nature nez noir noire nom
  nombre nord nouvelle nuage nuit occasion occuper oeil offrir oiseau ombre oncle oreille oser oublier ouvrage pain paix papa paraitre pareil
  parents parfait parler parole partie partout passage passer pauvre payer pays paysage peau peindre peine pencher pendant penser perdre pere
  permettre peser petits peur photo phrase piece pied pierre place plaire plaisir plancher plein pleine pleurer pleuvoir pluie plusieurs poche
  poids poing pointe poisson pomme pont port porter poser possible poste pousser poussiere pouvoir premier premiere prendre preparer pres
  present presenter presque presser pret preuve prevenir prier prix prochain produire professeur profond promener promettre proposer propre
  prouver prouve quart quatre question quitter quinze quoique raconter raison ramasser ramener rappeler rapport recevoir recommencer reconnaitre
  refuser regard regarder regretter rejoindre remarquer remettre remplir rencontrer rendre rentrer repas repeter repondre reponse repos
  reprendre reseau respirer ressembler rester restaurant reste retard retour retourner retrouver reunir reussir reve reveiller revenir rever
  revoir riche rien rire riviere robe rond rose rouge rouler roi sable sac sage saisir salon sang sauter sauver secher seconde secret sel semaine
  sembler sens sentiment sentir separer serieux serrer servir seul seule siecle signe signer silence simple singe situation soeur soif soin
  soir soldat soleil solution sombre sommeil sonner sorte sortir souffrir souhaiter soulever soupir sourire souris souvenir souvent suite suivre
  sujet supporter surprendre surtout table tache taille taire tandis tante tard tasse temps tendre tenir terminer terrain terre terrible tete
  tirer tomber toucher tour tourner tracer train trainer tranquille travail travailler traverser trente triste trois tromper trouver tuer usine
  vache valoir veille vendre venir vent ventre verite verre vert verte veste viande vide vie vieil vieille vieux vif village vin vingt violence
  visage visite vite vitesse vitre vivre voie voisin voiture voix voler volonte voyage vrai vraie vraiment yeux
  able above across agree allow alone along already always among another anyone answer around away baby back bad bank bath become before
  begin behind believe best better between big black blue boat body book both break bring brother build business busy call card care carry
  catch change cheap check choose class clean clear close cold come cook cost country couple course cross dark date daughter day deal dear
  decide deep doctor door down draw dream drink drive each early east easy eat enough enter even evening event every example eye face fact
  fall far fast father feel field fill find finish fire first five floor food foot forget form forward four free friend front full game garden
  girl glad goes gone great green ground group grow hair half hand happen happy hard head hear heart heavy help here high hold home horse hour
  house husband inside instead job join keep kind kitchen land large last late laugh lead learn leave left less letter life light line list listen
  little live long look lose loud love low main man many market matter mean meet middle mind minute miss moment money month morning mother mouth
  move much music must name near never new news next night nobody noise north nothing notice number off office often old once open order outside
  own part party pass past pay people phone picture piece place plan play point poor power present problem pull put quick quiet quite reach read
  ready real really reason red remember rent rest return rich ride right ring river road room round rule run sad safe same sand save say sea seat
  second see seem sell send serve set seven shop short show side sign since sing sister sit six sleep small smile snow soon sorry sound south
  speak spend spring stand start stay still stone stop story street strong study such summer sun sure table take talk teach tell ten than thing
  think third those though thought three through till time today together tomorrow tonight too top touch town travel tree trip true try turn two
  under until upon use used usual very visit voice wait walk wall warm watch water wear week well west wet while white whole wide wife wind window
  winter wish without woman word work working world write wrong year yellow yesterday yet young`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
