import type { Competence } from './territory-schema.ts';

/** The bodies of a commune that the law's general rule can name. */
export interface CommuneBodies {
  readonly townHall: string;
  /** Undefined where the commune belongs to none (four islands), or to one that is not of this installation. */
  readonly epci: string | undefined;
  /** The commune belongs to an EPCI, whether or not that one is here. */
  readonly belongs: boolean;
}

/**
 * Who holds a competence where nothing says otherwise: the body that the law names. Where there is no CCAS, no syndicat and
 * no EPCI the commune keeps what they would do (CGCT, art. L2121-29). Undefined when that body is not of this installation.
 */
export function usualHolder(competence: Pick<Competence, 'holder'>, bodies: CommuneBodies): string | undefined {
  if (competence.holder !== 'epci') return bodies.townHall;
  return bodies.belongs ? bodies.epci : bodies.townHall;
}
