import type { Holder, Relay } from '#modules/directory/index.ts';
import type { LifeEvent } from './library-schema.ts';
import type { Procedure } from './procedure-schema.ts';

/** One answer to a need. `score` compares the answers of one search, the best having the highest. */
export type Found =
  | {
      readonly kind: 'procedure';
      readonly score: number;
      readonly procedure: Procedure;
      /** Who answers in the commune asked about; without a commune, or outside the territory, nobody is known. */
      readonly holder: Holder | undefined;
      /** Where the procedure starts: the authority's own page. */
      readonly href: string | undefined;
      /** Offered because nothing answers the words. */
      readonly fallback?: boolean;
    }
  | {
      readonly kind: 'relay';
      readonly score: number;
      readonly relay: Relay;
      /** The commune's own counter for it, when its holder is an authority of the territory. */
      readonly local: Holder | undefined;
    }
  | { readonly kind: 'life-event'; readonly score: number; readonly event: LifeEvent };
