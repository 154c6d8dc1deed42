import { defineMessages } from '#platform/i18n/messages.ts';
import type { Locale } from '#platform/i18n/text.ts';

/** How the page of a dossier is gone through, and what is new on it. */
export const lookWords = defineMessages({
  jump: { fr: 'Sur cette page', en: 'On this page' },
  'jump.acts': { fr: 'Actions', en: 'Actions' },
  'jump.answers': { fr: 'Réponses', en: 'Answers' },
  'jump.documents': { fr: 'Pièces', en: 'Documents' },
  'jump.messages': { fr: 'Messages', en: 'Messages' },
  'jump.notes': { fr: 'Notes', en: 'Notes' },
  'jump.tasks': { fr: 'Tâches', en: 'Tasks' },
  'jump.timeline': { fr: 'Historique', en: 'History' },

  'news.title': { fr: 'Depuis votre dernière visite, le {date}', en: 'Since your last visit, on {date}' },
  'news.messages.one': { fr: '1 nouveau message', en: '1 new message' },
  'news.messages.many': { fr: '{count} nouveaux messages', en: '{count} new messages' },
  'news.documents.one': { fr: '1 document', en: '1 document' },
  'news.documents.many': { fr: '{count} documents', en: '{count} documents' },
  'news.notes.one': { fr: '1 note interne', en: '1 internal note' },
  'news.notes.many': { fr: '{count} notes internes', en: '{count} internal notes' },
  'news.corrected': { fr: 'réponses corrigées\u00a0: {fields}', en: 'corrected answers: {fields}' },
  'news.acts': { fr: 'décisions et actions\u00a0: {acts}', en: 'decisions and acts: {acts}' },
  'news.other.one': { fr: '1 autre événement', en: '1 other event' },
  'news.other.many': { fr: '{count} autres événements', en: '{count} other events' },
  new: { fr: 'Nouveau', en: 'New' },

  'filter.label': { fr: 'Filtrer l’historique', en: 'Filter the history' },
  'filter.all': { fr: 'Tout', en: 'Everything' },
  'filter.exchange': { fr: 'Échanges', en: 'Exchanges' },
  'filter.act': { fr: 'Actes', en: 'Acts' },
  'filter.document': { fr: 'Documents', en: 'Documents' },
  'filter.internal': { fr: 'Interne', en: 'Internal' },
  'day.exchange.one': { fr: '1 échange', en: '1 exchange' },
  'day.exchange.many': { fr: '{count} échanges', en: '{count} exchanges' },
  'day.act.one': { fr: '1 acte', en: '1 act' },
  'day.act.many': { fr: '{count} actes', en: '{count} acts' },
  'day.document.one': { fr: '1 document', en: '1 document' },
  'day.document.many': { fr: '{count} documents', en: '{count} documents' },
  'day.internal.one': { fr: '1 interne', en: '1 internal' },
  'day.internal.many': { fr: '{count} internes', en: '{count} internal' },
  'timeline.all': { fr: 'Tout afficher ({count} événements)', en: 'Show everything ({count} events)' },
  'timeline.less': { fr: 'Replier les jours anciens', en: 'Fold the older days' },
  'timeline.none': { fr: 'Aucun événement de ce genre.', en: 'No event of this kind.' },
  'timeline.viewedBy': { fr: 'Dossier consulté par {names}', en: 'File opened by {names}' },
  'notes.older.one': { fr: 'Voir la note précédente', en: 'See the earlier note' },
  'notes.older.many': { fr: 'Voir les {count} notes précédentes', en: 'See the {count} earlier notes' },
  'moved.title': {
    fr: 'Ce dossier n’est plus traité par votre service',
    en: 'Your department no longer handles this file',
  },
  'moved.body': {
    fr: 'Depuis que vous l’avez ouvert, il est passé à\u00a0: {where}. Votre action n’a pas été faite.',
    en: 'Since you opened it, it has gone to: {where}. Your act was not done.',
  },
  'moved.typed': {
    fr: 'Ce que vous aviez écrit est ci-dessous\u00a0: copiez-le si vous voulez le transmettre.',
    en: 'What you had written is below: copy it if you want to hand it on.',
  },
  'moved.text': { fr: 'Votre texte {number}', en: 'Your text {number}' },
  'moved.back': { fr: 'Revenir à vos dossiers', en: 'Back to your files' },
  meanwhile: {
    fr: 'Depuis que vous avez ouvert cette page\u00a0: {events}. Votre message n’est pas parti\u00a0: relisez-le, puis envoyez-le s’il est toujours utile.',
    en: 'Since you opened this page: {events}. Your message was not sent: read it again, then send it if it is still useful.',
  },
  'thread.older.one': { fr: 'Voir le message précédent', en: 'See the earlier message' },
  'thread.older.many': { fr: 'Voir les {count} messages précédents', en: 'See the {count} earlier messages' },
});

type Counted =
  | 'news.messages'
  | 'news.documents'
  | 'news.notes'
  | 'news.other'
  | 'day.exchange'
  | 'day.act'
  | 'day.document'
  | 'day.internal'
  | 'thread.older'
  | 'notes.older';

/** "1 message", "3 messages". */
export function countWords(locale: Locale, key: Counted, count: number): string {
  return lookWords(locale, `${key}.${count === 1 ? 'one' : 'many'}`, { count });
}
