import { defineMessages } from '#platform/i18n/messages.ts';

export const appointmentMessages = defineMessages({
  'state.to-propose': { fr: 'À proposer', en: 'To be offered' },
  'state.proposed': { fr: 'Créneaux proposés', en: 'Times offered' },
  'state.booked': { fr: 'Rendez-vous pris', en: 'Booked' },
  'state.held': { fr: 'Rendez-vous tenu', en: 'Held' },
  'state.missed': { fr: 'Absence', en: 'Missed' },
  'state.cancelled': { fr: 'Annulé', en: 'Cancelled' },
  'problem.unreadable': {
    fr: 'Indiquez une date et une heure qui existent.',
    en: 'Enter a date and a time that exist.',
  },
  'problem.past': { fr: 'Choisissez une date et une heure à venir.', en: 'Choose a date and a time to come.' },
  'problem.too-far': { fr: 'Cette date est trop lointaine.', en: 'This date is too far away.' },
  'problem.overlap': { fr: 'Ce créneau en chevauche un autre.', en: 'This time overlaps another one.' },
});
