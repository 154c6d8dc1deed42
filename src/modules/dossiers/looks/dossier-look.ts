/** A visit lasts as long as the page is opened again within this time. */
const visitMinutes = 30;
/** How often a look that shows nothing new is written down. */
const refreshMinutes = 10;

/** What is kept of an agent's looks at a dossier. */
export interface DossierLook {
  readonly lookedAt: Date;
  readonly seenSeq: number;
  /** The end of the visit before this one. */
  readonly sinceAt: Date | null;
  readonly sinceSeq: number;
}

/** The look that an opening at `now` makes, of a dossier whose last event is `lastSeq`. */
export function nextLook(look: DossierLook | undefined, lastSeq: number, now: Date): DossierLook {
  if (look === undefined) return { lookedAt: now, seenSeq: lastSeq, sinceAt: null, sinceSeq: 0 };
  const isNewVisit = now.getTime() - look.lookedAt.getTime() > visitMinutes * 60_000;
  return {
    lookedAt: now,
    seenSeq: lastSeq,
    sinceAt: isNewVisit ? look.lookedAt : look.sinceAt,
    sinceSeq: isNewVisit ? look.seenSeq : look.sinceSeq,
  };
}

/** Whether the opening is worth a write. */
export function isToBeWritten(look: DossierLook | undefined, lastSeq: number, now: Date): boolean {
  return (
    look === undefined || look.seenSeq < lastSeq || now.getTime() - look.lookedAt.getTime() > refreshMinutes * 60_000
  );
}
