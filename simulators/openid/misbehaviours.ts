/** How a simulated provider goes wrong, with what the page of the simulator says of it. */
export const misbehaviours = {
  none: 'Tout va bien',
  'wrong-nonce': 'Jeton d’identité avec un autre nonce',
  'no-nonce': 'Jeton d’identité sans nonce',
  'wrong-state': 'Retour avec un autre state',
  'other-issuer-answer': 'Retour qui dit venir d’un autre fournisseur',
  'replayed-code': 'Code qui a déjà servi',
  'expired-code': 'Code expiré',
  'expired-token': 'Jeton d’identité expiré',
  'bad-signature': 'Jeton d’identité signé avec une autre clef',
  unsigned: 'Jeton d’identité sans signature',
  'bad-userinfo-signature': 'Identité signée avec une autre clef',
  'plain-userinfo': 'Identité sans signature',
  'other-audience': 'Jeton d’identité d’un autre site',
  'other-userinfo-audience': 'Identité destinée à un autre site',
  'other-issuer': 'Jeton d’identité d’un autre fournisseur',
  'other-subject': 'Identité d’une autre personne que le jeton',
  'new-subject': 'La même personne sous un nouvel identifiant (sub)',
  'unverified-email': 'Adresse électronique non vérifiée',
  'weak-level': 'Niveau de garantie inférieur à celui demandé',
  denied: 'La personne refuse (access_denied)',
  error: 'Réponse d’erreur (server_error)',
  'token-error': 'Erreur 500 à la demande des jetons',
  slow: 'Réponses très lentes',
  down: 'En panne',
} as const;

export type Misbehaviour = keyof typeof misbehaviours;

export function isMisbehaviour(text: string | undefined): text is Misbehaviour {
  return text !== undefined && Object.hasOwn(misbehaviours, text);
}
