import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The languages in which the interface's own words exist. */
export type Locale = 'fr' | 'en';

const french = {
  skipToContent: 'Aller au contenu',
  mainMenu: 'Menu principal',
  menu: 'Menu',
  close: 'Fermer',
  breadcrumbs: 'Fil d’Ariane',
  demo: 'Démonstration',
  footer: 'Informations et mentions',
  accessibility: 'Accessibilité : partiellement conforme',
  contact: 'Nous contacter',
  optional: '(facultatif)',
  errorPrefix: 'Erreur : ',
  errorSummaryTitle: 'Il y a un problème',
  day: 'Jour',
  month: 'Mois',
  year: 'Année',
  maxCharacters: 'Vous pouvez écrire jusqu’à %n caractères.',
  remainingCharacters: 'Il vous reste %n caractères.',
  excessCharacters: 'Vous avez %n caractères de trop.',
  choose: 'Choisir…',
  addedFiles: 'Fichiers ajoutés',
  remove: 'Retirer',
  zoomIn: 'Agrandir la carte',
  zoomOut: 'Réduire la carte',
  uploading: 'Envoi en cours : %n %',
  uploaded: 'Fichier ajouté',
  uploadFailed: 'L’envoi a échoué. Réessayez, ou continuez : le fichier sera envoyé avec le formulaire.',
  change: 'Modifier',
  previous: 'Précédent',
  next: 'Suivant',
  page: 'Page',
  pagination: 'Pages de résultats',
  back: 'Retour',
  step: 'Étape %n sur %t',
  trackingCode: 'Votre code de suivi',
  copy: 'Copier le code',
  copied: 'Code copié',
  search: 'Rechercher',
  filters: 'Filtres',
  applyFilters: 'Appliquer les filtres',
  clearFilters: 'Tout effacer',
  activeFilters: 'Filtres appliqués',
  removeFilter: 'Retirer le filtre',
  results: '%n propositions',
  noResults: 'Aucune proposition',
  history: 'Historique',
  success: 'C’est fait',
  info: 'Information',
  warning: 'Attention',
  important: 'Important',
  file: 'Dossier',
  applicant: 'Demandeur',
  deadline: 'Échéance',
  closed: 'Fermé',
  hours: 'Horaires d’ouverture',
  phone: 'Téléphone',
  email: 'Courriel',
  address: 'Adresse',
  website: 'Site internet',
  locate: 'Utiliser ma position',
  locating: 'Recherche de votre position…',
  located: 'Position trouvée. Vous pouvez l’ajuster sur la carte.',
  notLocated: 'Votre position n’a pas pu être trouvée. Indiquez une adresse.',
  openMap: 'Placer le point sur la carte',
  mapHelp: 'Déplacez la carte avec les flèches du clavier, puis appuyez sur Entrée pour placer le point au centre.',
  ratingLegend: 'Votre avis',
  sorted: { ascending: 'trié par ordre croissant', descending: 'trié par ordre décroissant' },
  sortBy: 'Trier par',
  switchOrganisation: 'Changer de collectivité',
  you: 'Vous',
  rating: ['Très mauvais', 'Mauvais', 'Moyen', 'Bon', 'Très bon'] as readonly string[],
};

/** The interface's own words, in one language. */
export type Words = typeof french;

const english: Words = {
  skipToContent: 'Skip to content',
  mainMenu: 'Main menu',
  menu: 'Menu',
  close: 'Close',
  breadcrumbs: 'Breadcrumb',
  demo: 'Demonstration',
  footer: 'Information and legal notices',
  accessibility: 'Accessibility: partially compliant',
  contact: 'Contact us',
  optional: '(optional)',
  errorPrefix: 'Error: ',
  errorSummaryTitle: 'There is a problem',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  maxCharacters: 'You can write up to %n characters.',
  remainingCharacters: 'You have %n characters left.',
  excessCharacters: 'You have %n characters too many.',
  choose: 'Choose…',
  addedFiles: 'Files added',
  remove: 'Remove',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  uploading: 'Uploading: %n %',
  uploaded: 'File added',
  uploadFailed: 'The upload failed. Try again, or go on: the file will be sent with the form.',
  change: 'Change',
  previous: 'Previous',
  next: 'Next',
  page: 'Page',
  pagination: 'Result pages',
  back: 'Back',
  step: 'Step %n of %t',
  trackingCode: 'Your tracking code',
  copy: 'Copy the code',
  copied: 'Code copied',
  search: 'Search',
  filters: 'Filters',
  applyFilters: 'Apply filters',
  clearFilters: 'Clear all',
  activeFilters: 'Active filters',
  removeFilter: 'Remove filter',
  results: '%n suggestions',
  noResults: 'No suggestion',
  history: 'History',
  success: 'Done',
  info: 'Information',
  warning: 'Warning',
  important: 'Important',
  file: 'Request',
  applicant: 'Applicant',
  deadline: 'Due',
  closed: 'Closed',
  hours: 'Opening hours',
  phone: 'Phone',
  email: 'E-mail',
  address: 'Address',
  website: 'Website',
  locate: 'Use my location',
  locating: 'Looking for your location…',
  located: 'Location found. You can adjust it on the map.',
  notLocated: 'Your location could not be found. Please give an address.',
  openMap: 'Place the point on the map',
  mapHelp: 'Move the map with the arrow keys, then press Enter to place the point at its centre.',
  ratingLegend: 'Your opinion',
  sorted: { ascending: 'sorted ascending', descending: 'sorted descending' },
  sortBy: 'Sort by',
  switchOrganisation: 'Change authority',
  you: 'You',
  rating: ['Very bad', 'Bad', 'Average', 'Good', 'Very good'],
};

const catalogue: Record<Locale, Words> = { fr: french, en: english };

const WordsContext = createContext<Words>(french);

/** The interface's own words in a language. */
function wordsFor(locale: Locale): Words {
  return catalogue[locale];
}

/** Gives a language to all the components inside. The layouts do it; a fragment rendered alone needs it. */
export function WordsProvider({ locale, children }: { locale: Locale; children: ComponentChildren }) {
  return <WordsContext.Provider value={catalogue[locale]}>{children}</WordsContext.Provider>;
}

/** The interface's own words in the language of the page being rendered. */
export function useWords(): Words {
  return useContext(WordsContext);
}
