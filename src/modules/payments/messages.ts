import { defineMessages } from '#platform/i18n/messages.ts';

export const paymentMessages = defineMessages({
  'state.due': { fr: 'À payer', en: 'To pay' },
  'state.paid': { fr: 'Payé', en: 'Paid' },
  'state.cancelled': { fr: 'Annulé', en: 'Cancelled' },
  'state.refused': { fr: 'Rejeté par la banque', en: 'Rejected by the bank' },
  'method.none': { fr: 'Rien à payer', en: 'Nothing to pay' },
  'method.cash': { fr: 'Espèces', en: 'Cash' },
  'method.cheque': { fr: 'Chèque', en: 'Cheque' },
  'method.card': { fr: 'Carte bancaire', en: 'Bank card' },
  'method.transfer': { fr: 'Virement', en: 'Bank transfer' },
  'method.online': { fr: 'Paiement en ligne', en: 'Online payment' },
  'receipt.heading': { fr: 'Reçu n°\u00a0{number}', en: 'Receipt no. {number}' },
  'receipt.title': { fr: 'Reçu {number}', en: 'Receipt {number}' },
  'receipt.file': { fr: 'Reçu {number}', en: 'Receipt {number}' },
  'receipt.sentence': {
    fr: '{Le:authority} certifie avoir reçu la somme de {amount}.',
    en: '{authority} certifies that it received the sum of {amount}.',
  },
  'receipt.caption': { fr: 'Paiement', en: 'Payment' },
  'receipt.payer': { fr: 'Reçu de', en: 'Received from' },
  'receipt.label': { fr: 'Objet', en: 'For' },
  'receipt.amount': { fr: 'Montant', en: 'Amount' },
  'receipt.method': { fr: 'Moyen de paiement', en: 'Means of payment' },
  'receipt.reference': { fr: 'Référence', en: 'Reference' },
  'receipt.date': { fr: 'Payé le', en: 'Paid on' },
  'receipt.by': { fr: 'Encaissé par', en: 'Received by' },
  'receipt.keep': {
    fr: 'Conservez ce reçu\u00a0: il prouve votre paiement.',
    en: 'Keep this receipt: it proves your payment.',
  },
  'receipt.subjectToCollection': {
    fr: 'Sous réserve d’encaissement.',
    en: 'Subject to collection.',
  },
});
