import { defineMessages } from '#platform/i18n/messages.ts';

/** « » and punctuation marks are bound by no-break spaces. */
export const say = defineMessages({
  required: { fr: 'Remplissez «\u00a0{label}\u00a0»', en: 'Fill in “{label}”' },
  requiredChoice: { fr: 'Choisissez une réponse à «\u00a0{label}\u00a0»', en: 'Choose an answer to “{label}”' },
  requiredChoices: {
    fr: 'Cochez au moins une case de «\u00a0{label}\u00a0»',
    en: 'Tick at least one box of “{label}”',
  },
  requiredDate: { fr: 'Indiquez une date pour «\u00a0{label}\u00a0»', en: 'Give a date for “{label}”' },
  requiredFile: { fr: 'Joignez un document à «\u00a0{label}\u00a0»', en: 'Attach a document to “{label}”' },
  requiredConsent: { fr: 'Cochez la case «\u00a0{label}\u00a0» pour continuer', en: 'Tick “{label}” to continue' },
  notUnderstood: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cette réponse n’a pas été comprise',
    en: '“{label}”: this answer could not be understood',
  },
  tooLong: {
    fr: '«\u00a0{label}\u00a0» doit compter au plus {max} caractères (il y en a {length})',
    en: '“{label}” must have at most {max} characters (it has {length})',
  },
  tooShort: {
    fr: '«\u00a0{label}\u00a0» doit compter au moins {min} caractères',
    en: '“{label}” must have at least {min} characters',
  },
  pattern: { fr: '«\u00a0{label}\u00a0» n’a pas la forme attendue', en: '“{label}” does not have the expected form' },
  patternExample: {
    fr: '«\u00a0{label}\u00a0» n’a pas la forme attendue, par exemple {example}',
    en: '“{label}” does not have the expected form, for example {example}',
  },
  number: {
    fr: '«\u00a0{label}\u00a0» doit être un nombre, par exemple 12 ou 12,5',
    en: '“{label}” must be a number, such as 12 or 12.5',
  },
  integer: { fr: '«\u00a0{label}\u00a0» doit être un nombre entier', en: '“{label}” must be a whole number' },
  numberMin: { fr: '«\u00a0{label}\u00a0» doit être au moins {min}', en: '“{label}” must be at least {min}' },
  numberMax: { fr: '«\u00a0{label}\u00a0» doit être au plus {max}', en: '“{label}” must be at most {max}' },
  money: {
    fr: '«\u00a0{label}\u00a0» doit être une somme en euros, par exemple 12,50',
    en: '“{label}” must be an amount in euros, such as 12.50',
  },
  email: {
    fr: 'Indiquez une adresse électronique complète, par exemple nom@exemple.fr',
    en: 'Give a complete e-mail address, such as name@example.com',
  },
  emailTypo: {
    fr: 'Vérifiez l’adresse électronique\u00a0: vouliez-vous écrire {suggestion}\u00a0?',
    en: 'Check the e-mail address: did you mean {suggestion}?',
  },
  phone: {
    fr: 'Indiquez un numéro de téléphone complet, par exemple 06\u00a012\u00a034\u00a056\u00a078, ou +32\u00a02\u00a0555\u00a012\u00a034 pour l’étranger',
    en: 'Give a complete phone number, such as 06\u00a012\u00a034\u00a056\u00a078, or +44\u00a020\u00a07946\u00a00958 from abroad',
  },
  phoneMobile: {
    fr: 'Indiquez un numéro de portable, qui commence par 06 ou 07, pour recevoir les SMS',
    en: 'Give a mobile number, beginning with 06 or 07, to receive text messages',
  },
  dateIncomplete: { fr: '«\u00a0{label}\u00a0»\u00a0: il manque {parts}', en: '“{label}”: {parts} missing' },
  dayPart: { fr: 'le jour', en: 'the day is' },
  monthPart: { fr: 'le mois', en: 'the month is' },
  yearPart: { fr: 'l’année', en: 'the year is' },
  dateDay: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le jour doit être un nombre de 1 à 31',
    en: '“{label}”: the day must be a number from 1 to 31',
  },
  dateMonth: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le mois doit être un nombre de 1 à 12, ou son nom',
    en: '“{label}”: the month must be a number from 1 to 12, or its name',
  },
  dateYear: {
    fr: '«\u00a0{label}\u00a0»\u00a0: écrivez l’année avec quatre chiffres, par exemple {example}',
    en: '“{label}”: write the year with four digits, such as {example}',
  },
  dateUnreal: {
    fr: '«\u00a0{label}\u00a0»\u00a0: {month} compte {days} jours, le {day} n’existe pas',
    en: '“{label}”: {month} has {days} days, there is no {day}',
  },
  dateMin: { fr: '«\u00a0{label}\u00a0» doit être au plus tôt le {date}', en: '“{label}” must be {date} or later' },
  dateMax: { fr: '«\u00a0{label}\u00a0» doit être au plus tard le {date}', en: '“{label}” must be {date} or earlier' },
  birthFuture: { fr: '«\u00a0{label}\u00a0» ne peut pas être dans l’avenir', en: '“{label}” cannot be in the future' },
  birthTooOld: { fr: '«\u00a0{label}\u00a0»\u00a0: vérifiez l’année', en: '“{label}”: check the year' },
  time: {
    fr: '«\u00a0{label}\u00a0» doit être une heure, par exemple 14\u00a0h\u00a030',
    en: '“{label}” must be a time, such as 14:30',
  },
  periodFrom: { fr: '{label} (début)', en: '{label} (start)' },
  periodTo: { fr: '{label} (fin)', en: '{label} (end)' },
  periodStart: { fr: 'Du', en: 'From' },
  periodEnd: { fr: 'Au', en: 'To' },
  periodOrder: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la fin ne peut pas être avant le début',
    en: '“{label}”: the end cannot be before the start',
  },
  periodLength: {
    fr: '«\u00a0{label}\u00a0» ne peut pas dépasser {max} jours',
    en: '“{label}” cannot be longer than {max} days',
  },
  period: { fr: 'du {from} au {to}', en: 'from {from} to {to}' },
  yes: { fr: 'Oui', en: 'Yes' },
  no: { fr: 'Non', en: 'No' },
  choiceUnknown: {
    fr: '«\u00a0{label}\u00a0»\u00a0: choisissez parmi les réponses proposées',
    en: '“{label}”: choose among the answers offered',
  },
  choiceNotOffered: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cette réponse n’est pas possible avec ce que vous avez indiqué par ailleurs',
    en: '“{label}”: this answer is not possible with what you said elsewhere',
  },
  choicesMin: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cochez au moins {min} cases',
    en: '“{label}”: tick at least {min} boxes',
  },
  choicesMax: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cochez au plus {max} cases',
    en: '“{label}”: tick at most {max} boxes',
  },
  street: { fr: 'Numéro et rue', en: 'Number and street' },
  postcode: { fr: 'Code postal', en: 'Postcode' },
  city: { fr: 'Ville', en: 'Town or city' },
  addressStreet: {
    fr: '«\u00a0{label}\u00a0»\u00a0: indiquez le numéro et la rue',
    en: '“{label}”: give the number and street',
  },
  addressPostcode: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le code postal doit compter cinq chiffres',
    en: '“{label}”: the postcode must have five digits',
  },
  addressCity: { fr: '«\u00a0{label}\u00a0»\u00a0: indiquez la ville', en: '“{label}”: give the town or city' },
  addressTooLong: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cette ligne est trop longue ({max} caractères au plus)',
    en: '“{label}”: this line is too long ({max} characters at most)',
  },
  addressUnknownCity: {
    fr: '«\u00a0{label}\u00a0»\u00a0: aucune commune ne correspond à ce code postal et à cette ville',
    en: '“{label}”: no commune has this postcode and name',
  },
  outsideTerritory: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ce lieu est en dehors du territoire',
    en: '“{label}”: this place is outside the territory',
  },
  communeUnknown: {
    fr: '«\u00a0{label}\u00a0»\u00a0: aucune commune de ce nom. Vérifiez l’orthographe ou indiquez le code postal',
    en: '“{label}”: no commune of that name. Check the spelling or give the postcode',
  },
  communeAmbiguous: {
    fr: '«\u00a0{label}\u00a0»\u00a0: plusieurs communes correspondent. Précisez, par exemple\u00a0: {examples}',
    en: '“{label}”: several communes match. Be more precise, for example: {examples}',
  },
  countryUnknown: {
    fr: '«\u00a0{label}\u00a0»\u00a0: choisissez un pays dans la liste',
    en: '“{label}”: choose a country in the list',
  },
  siretDigits: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le numéro SIRET compte 14 chiffres',
    en: '“{label}”: a SIRET number has 14 digits',
  },
  siretKey: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ce numéro SIRET comporte une erreur, vérifiez chaque chiffre',
    en: '“{label}”: this SIRET number has a mistake, check each digit',
  },
  association: {
    fr: '«\u00a0{label}\u00a0»\u00a0: indiquez le numéro RNA (W suivi de 9 chiffres) ou le numéro SIRET (14 chiffres)',
    en: '“{label}”: give the RNA number (W and 9 digits) or the SIRET number (14 digits)',
  },
  iban: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cet IBAN n’est pas complet. Un IBAN français compte 27 caractères et commence par FR',
    en: '“{label}”: this IBAN is not complete. A French one has 27 characters and begins with FR',
  },
  ibanKey: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cet IBAN comporte une erreur, vérifiez chaque caractère',
    en: '“{label}”: this IBAN has a mistake, check each character',
  },
  plate: {
    fr: '«\u00a0{label}\u00a0»\u00a0: indiquez une plaque comme AB-123-CD, ou 1234\u00a0AB\u00a027 pour les plus anciennes',
    en: '“{label}”: give a plate such as AB-123-CD, or 1234\u00a0AB\u00a027 for older ones',
  },
  fileMin: {
    fr: '«\u00a0{label}\u00a0»\u00a0: joignez au moins {min} documents',
    en: '“{label}”: attach at least {min} documents',
  },
  fileMax: {
    fr: '«\u00a0{label}\u00a0»\u00a0: joignez au plus {max} documents',
    en: '“{label}”: attach at most {max} documents',
  },
  fileKind: {
    fr: '«\u00a0{label}\u00a0»\u00a0: {name} n’est pas d’un format accepté ({formats})',
    en: '“{label}”: {name} is not in an accepted format ({formats})',
  },
  fileUnknown: {
    fr: '«\u00a0{label}\u00a0»\u00a0: un document n’a pas été retrouvé, joignez-le de nouveau',
    en: '“{label}”: a document was not found, attach it again',
  },
  formatPdf: { fr: 'PDF', en: 'PDF' },
  formatImage: { fr: 'photo', en: 'picture' },
  formatOffice: { fr: 'document de bureautique', en: 'office document' },
  fileHint: { fr: 'Formats acceptés\u00a0: {formats}.', en: 'Accepted formats: {formats}.' },
  fileHintMany: {
    fr: 'Formats acceptés\u00a0: {formats}. {max} documents au plus.',
    en: 'Accepted formats: {formats}. At most {max} documents.',
  },
  bytes: { fr: '{size} octets', en: '{size} bytes' },
  kilobytes: { fr: '{size} Ko', en: '{size} KB' },
  megabytes: { fr: '{size} Mo', en: '{size} MB' },
  point: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le point n’a pas été compris, placez-le de nouveau',
    en: '“{label}”: the point was not understood, place it again',
  },
  pointHint: {
    fr: 'L’adresse suffit\u00a0; le point aide à trouver l’endroit.',
    en: 'The address is enough; the point helps to find the place.',
  },
  monthMissing: { fr: '«\u00a0{label}\u00a0»\u00a0: il manque le mois', en: '“{label}”: the month is missing' },
  yearMissing: { fr: '«\u00a0{label}\u00a0»\u00a0: il manque l’année', en: '“{label}”: the year is missing' },
  requiredMonth: {
    fr: 'Indiquez un mois et une année pour «\u00a0{label}\u00a0»',
    en: 'Give a month and a year for “{label}”',
  },
  monthMin: { fr: '«\u00a0{label}\u00a0» doit être au plus tôt {month}', en: '“{label}” must be {month} or later' },
  monthMax: { fr: '«\u00a0{label}\u00a0» doit être au plus tard {month}', en: '“{label}” must be {month} or earlier' },
  monthHint: { fr: 'Par exemple\u00a0: 9\u00a02026', en: 'For example: 9\u00a02026' },
  rankNth: { fr: 'Choix n°\u00a0{rank}', en: 'Choice no.\u00a0{rank}' },
  rankHint: {
    fr: 'Commencez par ce que vous préférez. Vous pouvez laisser les derniers choix vides.',
    en: 'Begin with what you like best. You may leave the last choices empty.',
  },
  rankRepeated: {
    fr: '«\u00a0{label}\u00a0»\u00a0: vous avez choisi deux fois «\u00a0{option}\u00a0». Gardez-le à une seule place',
    en: '“{label}”: you chose “{option}” twice. Keep it in one place only',
  },
  ranksMax: { fr: '«\u00a0{label}\u00a0»\u00a0: {max} choix au plus', en: '“{label}”: at most {max} choices' },
  requiredRank: {
    fr: '«\u00a0{label}\u00a0»\u00a0: indiquez au moins votre premier choix',
    en: '“{label}”: give at least your first choice',
  },
  /** A part of the answer about somebody: "Premier parent – Prénoms". */
  partOf: { fr: '{label} – {part}', en: '{label} – {part}' },
  partLine: { fr: '{part}\u00a0: {value}', en: '{part}: {value}' },
  partTitle: { fr: 'Civilité', en: 'Title' },
  partGivenNames: { fr: 'Prénoms', en: 'Given names' },
  partFamilyName: { fr: 'Nom de famille', en: 'Family name' },
  partBirthName: { fr: 'Nom de naissance', en: 'Name at birth' },
  partBirthNameHint: { fr: 'S’il est différent du nom de famille', en: 'If it differs from the family name' },
  partBirthDate: { fr: 'Date de naissance', en: 'Date of birth' },
  partBirthPlace: { fr: 'Lieu de naissance', en: 'Place of birth' },
  partBirthPlaceHint: {
    fr: 'Commune et département, ou ville et pays',
    en: 'Commune and département, or town and country',
  },
  partEmail: { fr: 'Adresse électronique', en: 'E-mail address' },
  partPhone: { fr: 'Téléphone', en: 'Phone' },
  partSex: { fr: 'Sexe', en: 'Sex' },
  partSchool: { fr: 'École ou établissement', en: 'School' },
  partName: {
    fr: '«\u00a0{label}\u00a0» ne doit contenir ni chiffre ni signe comme @',
    en: '“{label}” must not contain digits, nor signs such as @',
  },
  titleMadam: { fr: 'Madame', en: 'Ms' },
  titleSir: { fr: 'Monsieur', en: 'Mr' },
  sexFemale: { fr: 'Féminin', en: 'Female' },
  sexMale: { fr: 'Masculin', en: 'Male' },
  childWho: { fr: 'De quel enfant s’agit-il\u00a0?', en: 'Which child is it?' },
  anotherChild: { fr: 'Un autre enfant', en: 'Another child' },
  requiredChild: { fr: 'Indiquez l’enfant pour «\u00a0{label}\u00a0»', en: 'Say which child for “{label}”' },
  childUnknown: {
    fr: '«\u00a0{label}\u00a0»\u00a0: cet enfant n’est plus dans votre foyer. Choisissez-en un, ou écrivez son nom',
    en: '“{label}”: this child is no longer in your household. Choose one, or write the name',
  },
  childYoung: {
    fr: '«\u00a0{label}\u00a0»\u00a0: l’enfant doit avoir au moins {min} ans',
    en: '“{label}”: the child must be at least {min} years old',
  },
  childOld: {
    fr: '«\u00a0{label}\u00a0»\u00a0: l’enfant doit avoir au plus {max} ans',
    en: '“{label}”: the child must be at most {max} years old',
  },
  nirShape: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le numéro de sécurité sociale compte 13 caractères et une clé de 2 chiffres, par exemple 2\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a041',
    en: '“{label}”: a social security number has 13 characters and a key of 2 digits, such as 2\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a041',
  },
  nirNoKey: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ajoutez la clé, les deux derniers chiffres de votre carte Vitale',
    en: '“{label}”: add the key, the last two digits on the Vitale card',
  },
  nirKey: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ce numéro comporte une erreur, vérifiez chaque chiffre',
    en: '“{label}”: this number has a mistake, check each digit',
  },
  nirLaw: {
    fr: 'Ce numéro est demandé parce qu’un texte le prévoit\u00a0: {law}',
    en: 'This number is asked because a text provides for it: {law}',
  },
  fiscalNumber: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le numéro fiscal compte 13 chiffres et commence par 0, 1, 2 ou 3. Il est en haut de votre avis d’impôt',
    en: '“{label}”: a tax number has 13 digits and begins with 0, 1, 2 or 3. It is at the top of the tax notice',
  },
  fiscalKey: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ce numéro fiscal comporte une erreur, vérifiez chaque chiffre',
    en: '“{label}”: this tax number has a mistake, check each digit',
  },
  taxNotice: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la référence de l’avis compte 13 caractères, par exemple 26\u00a075\u00a0A123456\u00a078. Elle est en haut de votre avis d’impôt',
    en: '“{label}”: the reference of the notice has 13 characters, such as 26\u00a075\u00a0A123456\u00a078. It is at the top of the tax notice',
  },
  cafNumber: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le numéro d’allocataire de la CAF compte jusqu’à 7 chiffres, par exemple 1234567',
    en: '“{label}”: a CAF number has up to 7 digits, such as 1234567',
  },
  msaNumber: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le numéro de la MSA est votre numéro de sécurité sociale, de 13 ou 15 caractères',
    en: '“{label}”: an MSA number is the social security number, of 13 or 15 characters',
  },
  allowanceNumber: {
    fr: '«\u00a0{label}\u00a0»\u00a0: indiquez le numéro d’allocataire de la CAF (jusqu’à 7 chiffres) ou de la MSA (13 ou 15 caractères)',
    en: '“{label}”: give the number at the CAF (up to 7 digits) or at the MSA (13 or 15 characters)',
  },
  declared: { fr: 'Déclaré sur l’honneur', en: 'Declared on honour' },
  declare: { fr: 'Je le déclare sur l’honneur', en: 'I declare it on my honour' },
  declarationPenalty: {
    fr: 'Une fausse déclaration est punie d’un an d’emprisonnement et de 15\u00a0000\u00a0euros d’amende (article 441-7 du Code pénal).',
    en: 'A false declaration is punished by a year of imprisonment and a fine of 15,000 euros (article 441-7 of the French Criminal Code).',
  },
  declarationLaw: { fr: 'Texte\u00a0: {law}', en: 'Text: {law}' },
  computedNote: {
    fr: 'Calculé d’après vos réponses, à chaque enregistrement.',
    en: 'Worked out from your answers each time they are saved.',
  },
  computedUnknown: {
    fr: 'Sera calculé quand vous aurez répondu aux questions dont il dépend.',
    en: 'Will be worked out once you have answered the questions that it depends on.',
  },
  pointPlaced: { fr: 'Placé sur la carte', en: 'Placed on the map' },
  areaDescription: { fr: 'Décrivez l’endroit', en: 'Describe the place' },
  areaDescriptionHint: {
    fr: 'Par exemple\u00a0: le trottoir devant le 12, sur 10 mètres',
    en: 'For example: the pavement in front of number 12, over 10 metres',
  },
  areaSurfaceLabel: { fr: 'Surface, si vous la connaissez', en: 'Surface, if you know it' },
  areaSurfaceUnit: { fr: 'm²', en: 'm²' },
  areaSurface: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la surface doit être un nombre de mètres carrés, par exemple 12,5',
    en: '“{label}”: the surface must be a number of square metres, such as 12.5',
  },
  areaDrawn: { fr: 'Dessiné sur la carte, environ {surface}\u00a0m²', en: 'Drawn on the map, about {surface}\u00a0m²' },
  areaCentre: { fr: 'Centre\u00a0: {lat}, {lon}', en: 'Centre: {lat}, {lon}' },
  areaSaid: { fr: 'Surface\u00a0: {surface}\u00a0m²', en: 'Surface: {surface}\u00a0m²' },
  areaKept: {
    fr: 'Une zone est dessinée. Elle reste enregistrée, même si la carte ne s’affiche pas.',
    en: 'An area is drawn. It stays saved, even when the map is not shown.',
  },
  areaUnread: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le dessin n’a pas été compris, recommencez-le ou décrivez l’endroit',
    en: '“{label}”: the drawing was not understood, draw it again or describe the place',
  },
  areaDescriptionLong: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la description doit compter au plus {max} caractères',
    en: '“{label}”: the description must have at most {max} characters',
  },
  areaFewCorners: {
    fr: '«\u00a0{label}\u00a0»\u00a0: placez au moins trois coins sur la carte',
    en: '“{label}”: place at least three corners on the map',
  },
  areaManyCorners: {
    fr: '«\u00a0{label}\u00a0»\u00a0: le dessin a trop de coins ({max} au plus)',
    en: '“{label}”: the drawing has too many corners ({max} at most)',
  },
  areaCrosses: {
    fr: '«\u00a0{label}\u00a0»\u00a0: les côtés du dessin se croisent. Effacez le dernier coin, ou recommencez',
    en: '“{label}”: the sides of the drawing cross each other. Remove the last corner, or start again',
  },
  areaSmall: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la surface est trop petite (1\u00a0m² au moins)',
    en: '“{label}”: the surface is too small (at least 1\u00a0m²)',
  },
  areaLarge: {
    fr: '«\u00a0{label}\u00a0»\u00a0: la surface est trop grande (100\u00a0km² au plus)',
    en: '“{label}”: the surface is too large (at most 100\u00a0km²)',
  },
  removeColumn: { fr: 'Action', en: 'Action' },
  tableCell: { fr: '{column}, {row}', en: '{column}, {row}' },
  groupMin: {
    fr: '«\u00a0{label}\u00a0»\u00a0: ajoutez au moins {min} réponses',
    en: '“{label}”: add at least {min} answers',
  },
  groupMax: { fr: '«\u00a0{label}\u00a0»\u00a0: {max} réponses au plus', en: '“{label}”: at most {max} answers' },
  removeRow: { fr: 'Retirer {row}', en: 'Remove {row}' },
  agree: { fr: 'J’ai lu ce texte et je l’accepte', en: 'I have read this text and accept it' },
  agreed: { fr: 'Accepté', en: 'Agreed' },
  onlyIf: { fr: '(si {condition})', en: '(if {condition})' },
  onlyIfConcerned: { fr: '(si vous êtes concerné par cette question)', en: '(if this question concerns you)' },
  conditionIs: { fr: '«\u00a0{field}\u00a0» est «\u00a0{value}\u00a0»', en: '“{field}” is “{value}”' },
  conditionIsNot: { fr: '«\u00a0{field}\u00a0» n’est pas «\u00a0{value}\u00a0»', en: '“{field}” is not “{value}”' },
  conditionFilled: { fr: '«\u00a0{field}\u00a0» est rempli', en: '“{field}” is filled in' },
  conditionEmpty: { fr: '«\u00a0{field}\u00a0» n’est pas rempli', en: '“{field}” is not filled in' },
  /** Between two values of one question. */
  conditionQuote: { fr: '\u00a0» ou «\u00a0', en: '” or “' },
  conditionOr: { fr: ' ou ', en: ' or ' },
  conditionAnd: { fr: ' et ', en: ' and ' },
  ownAddresses: { fr: 'Vos adresses', en: 'Your addresses' },
  takeAddress: { fr: 'Reprendre cette adresse', en: 'Take this address' },
  ownPhones: { fr: 'Vos téléphones', en: 'Your phones' },
  takePhone: { fr: 'Reprendre ce numéro', en: 'Take this number' },
  prefilledAccount: {
    fr: 'Repris de votre compte\u00a0: vérifiez, modifiez si besoin.',
    en: 'Taken from your account: check it, change it if need be.',
  },
  prefilledProfile: {
    fr: 'Repris de votre profil, donné le {date}\u00a0: vérifiez, modifiez si besoin.',
    en: 'Taken from your profile, given on {date}: check it, change it if need be.',
  },
  prefilledPrevious: {
    fr: 'Repris de votre demande précédente\u00a0: vérifiez, modifiez si besoin.',
    en: 'Taken from your previous request: check it, change it if need be.',
  },
  prefilledConnector: {
    fr: 'Trouvé dans {source}\u00a0: vérifiez, modifiez si besoin.',
    en: 'Found in {source}: check it, change it if need be.',
  },
  connectorFailed: {
    fr: 'Nous n’avons pas pu consulter {source}. Remplissez les réponses vous-même.',
    en: 'We could not look into {source}. Please fill in the answers yourself.',
  },
  prefilledCommune: {
    fr: 'D’après la commune choisie\u00a0: modifiez si besoin.',
    en: 'From the commune you chose: change it if need be.',
  },
  exampleHint: { fr: 'Par exemple\u00a0: {example}', en: 'For example: {example}' },
  emailSuggestion: { fr: 'Vouliez-vous écrire {suggestion}\u00a0?', en: 'Did you mean {suggestion}?' },
  listHint: { fr: 'Tapez les premières lettres, puis choisissez.', en: 'Type the first letters, then choose.' },
  listNothing: {
    fr: 'Rien dans la liste ne correspond à «\u00a0{label}\u00a0»\u00a0: tapez d’autres mots',
    en: 'Nothing in the list matches “{label}”: type other words',
  },
  listSeveral: {
    fr: 'Plusieurs réponses correspondent pour «\u00a0{label}\u00a0»\u00a0: choisissez la bonne',
    en: 'Several answers match for “{label}”: choose the right one',
  },
  listMany: {
    fr: 'Beaucoup de réponses correspondent pour «\u00a0{label}\u00a0»\u00a0: choisissez-en une ou précisez',
    en: 'Many answers match for “{label}”: choose one or be more precise',
  },
  listFound: {
    fr: 'Ce qui correspond à «\u00a0{typed}\u00a0»',
    en: 'What matches “{typed}”',
  },
});
