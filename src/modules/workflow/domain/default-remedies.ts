import type { LocalizedText } from '#platform/i18n/text.ts';

/**
 * How to contest an administrative decision, for the procedures that say nothing else: two months to go back to the
 * authority or to the court (CRPA L411-2; code de justice administrative, R421-1, R421-2 and R421-5).
 */
export const defaultRemedies: LocalizedText = {
  fr: `Si vous n’êtes pas d’accord, vous avez deux mois à partir du jour où vous recevez cette décision. Vous avez le choix\u00a0:
- Recours gracieux\u00a0: écrivez-nous pour nous demander de revoir cette décision. Si nous ne répondons pas dans les deux mois, votre recours est refusé. Vous avez alors deux mois pour saisir le tribunal.
- Recours contentieux\u00a0: saisissez directement le {{authority.court}}, par courrier ou sur www.telerecours.fr.`,
  en: `If you do not agree, you have two months from the day you receive this decision. You have the choice:
- "Recours gracieux": write to us and ask us to review this decision. If we do not answer within two months, your appeal is refused. You then have two months to go to court.
- "Recours contentieux": go directly to court ({{authority.court}}), by post or at www.telerecours.fr.`,
};
