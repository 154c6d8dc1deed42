import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts around every page of the back office. */
export const agentFrame = defineMessages({
  demandes: { fr: 'Demandes', en: 'Requests' },
  inbox: { fr: 'Boîte de réception', en: 'Inbox' },
  administration: { fr: 'Administration', en: 'Administration' },
  team: { fr: 'Équipe', en: 'Team' },
  me: { fr: 'Moi', en: 'Me' },
  account: { fr: 'Mon compte', en: 'My account' },
  portal: { fr: 'Voir le portail', en: 'See the portal' },
  signOut: { fr: 'Se déconnecter', en: 'Sign out' },
  search: { fr: 'Rechercher une demande', en: 'Search for a request' },
  otherLanguage: { fr: 'English', en: 'Français' },
  demoNotice: {
    fr: 'Rien de ce que vous faites ici n’est réel.',
    en: 'Nothing that you do here is real.',
  },
  demoMessages: { fr: 'Lire les messages envoyés', en: 'Read the messages sent' },
  'role.agent': { fr: 'Agent', en: 'Agent' },
  'role.team-leader': { fr: 'Responsable de service', en: 'Team leader' },
  'role.administrator': { fr: 'Administrateur', en: 'Administrator' },
});
