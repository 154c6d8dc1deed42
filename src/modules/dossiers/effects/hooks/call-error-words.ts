import type { BilingualText } from '#modules/forms/index.ts';

const known: Readonly<Record<string, BilingualText>> = {
  'not-configured': { fr: 'adresse non configurée', en: 'address not configured' },
  'not-an-address': { fr: 'adresse mal écrite', en: 'address badly written' },
  'https-only': { fr: 'adresse sans https', en: 'address without https' },
  'private-address': { fr: 'adresse d’un réseau privé', en: 'address of a private network' },
  'answer-too-large': { fr: 'réponse trop longue', en: 'answer too long' },
  timeout: { fr: 'pas de réponse à temps', en: 'no answer in time' },
};

/** Why a call to another system failed, for agents; `code` is that of `CallError`. */
export function callErrorWords(code: string): BilingualText {
  const status = /^status-(\d+)$/.exec(code)?.[1];
  if (status !== undefined) return { fr: `réponse d’erreur ${status}`, en: `error answer ${status}` };
  return known[code] ?? { fr: `connexion impossible, ${code}`, en: `cannot connect, ${code}` };
}
