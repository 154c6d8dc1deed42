import type { PublikStatus } from '../read/publik-workflow.ts';

const words: readonly (readonly [RegExp, string])[] = [
  [/refus|rejet|irrecevable|non[- ]?recevable|d[ée]favorable|[ée]chec|rejected|denied/i, 'refused'],
  [/annul|abandon|retir[ée]e?\b|d[ée]sist|cancel/i, 'closed'],
  [/accept|valid[ée]|accord|favorable|d[ée]livr|approuv|confirm|approved/i, 'accepted'],
  [/trait[ée]|termin|cl[ôo]tur|clos|class[ée]|fini|archiv|finished|closed|r[ée]solu/i, 'closed'],
];

/** What a status means to the counters: an end by its words, a wait for the applicant, or under way. */
export function phaseOf(status: PublikStatus, isEnd: boolean, waitsForApplicant: boolean, isFirst: boolean): string {
  if (isFirst) return 'received';
  if (isEnd) {
    const known = endIds[status.id] ?? words.find(([pattern]) => pattern.test(status.name))?.[1];
    return known ?? 'closed';
  }
  if (
    waitsForApplicant ||
    /attente.*(usager|citoyen|demandeur|compl[ée]ment|pi[èe]ce|paiement|r[ée]ponse|information)/i.test(status.name)
  ) {
    return 'waiting-applicant';
  }
  return /^(new|just_submitted)$/.test(status.id) || /^(nouve|re[çc]u)/i.test(status.name) ? 'received' : 'in-progress';
}

const endIds: Readonly<Record<string, string>> = { rejected: 'refused', accepted: 'accepted', finished: 'closed' };

/** What the applicant reads where Publik displayed nothing. */
export function explanationOf(phase: string): string {
  return explanations[phase] ?? 'Votre demande est en cours de traitement. Vous n’avez rien à faire.';
}

const explanations: Readonly<Record<string, string>> = {
  received: 'Votre demande est arrivée. Un agent va la lire.',
  'waiting-applicant': 'Nous attendons quelque chose de votre part. Lisez nos messages sur cette page.',
  accepted: 'Votre demande a été acceptée. La réponse se trouve sur cette page.',
  refused: 'Votre demande a été refusée. Les raisons se trouvent sur cette page.',
  closed: 'Le traitement de votre demande est terminé.',
};
