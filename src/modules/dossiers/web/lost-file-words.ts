import { defineMessages } from '#platform/i18n/messages.ts';
import type { Locale } from '#platform/i18n/text.ts';

const words = {
  'too-many': { fr: 'au-delà de 200 fichiers', en: 'beyond 200 files' },
  'too-deep': { fr: 'message enfermé dans trop d’autres messages', en: 'message enclosed in too many others' },
  wrapped: {
    fr: 'pièces emballées par Outlook (winmail.dat), qu’il n’a pas été possible d’ouvrir',
    en: 'files wrapped by Outlook (winmail.dat), which could not be opened',
  },
  empty: { fr: 'fichier vide', en: 'empty file' },
  'too-large': { fr: 'plus de 20\u00a0Mo', en: 'over 20 MB' },
  'type-not-accepted': { fr: 'type de fichier non accepté', en: 'type of file not accepted' },
  'web-page': { fr: 'page web', en: 'web page' },
  program: { fr: 'programme', en: 'program' },
  archive: { fr: 'archive compressée', en: 'compressed archive' },
  'pdf-program': { fr: 'PDF qui lance un programme', en: 'PDF that starts a program' },
  'pdf-bomb': { fr: 'PDF démesuré une fois ouvert', en: 'PDF out of all proportion once opened' },
  damaged: { fr: 'photo abîmée, qui ne s’ouvre pas', en: 'damaged photo, which does not open' },
  infected: { fr: 'fichier qui contient un virus', en: 'file that contains a virus' },
  interrupted: { fr: 'fichier coupé', en: 'cut file' },
} as const;
const say = defineMessages(words);

const isReason = (why: string): why is keyof typeof words => Object.hasOwn(words, why);

/** A file that came with a message and was not kept: its name, and why in words when the reason is known. */
export function lostFileWords(locale: Locale, { name, why }: { readonly name: string; readonly why: string }): string {
  return isReason(why) ? `${name} (${say(locale, why)})` : name;
}
