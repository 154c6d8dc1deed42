import type { Relay } from '#modules/directory/index.ts';
import type { LifeEvent } from '../library-schema.ts';
import type { Procedure } from '../procedure-schema.ts';
import type { FindableEntry } from './finder.ts';

/** The library's things as the finder reads them. */
export function findableEntries(
  procedures: readonly Procedure[],
  relays: readonly Relay[],
  events: readonly LifeEvent[],
): FindableEntry[] {
  return [
    ...procedures.map((procedure) => ({
      key: `procedure:${procedure.procedure}`,
      title: procedure.title,
      synonyms: procedure.synonyms,
      summary: procedure.summary,
      description: procedure.description,
    })),
    ...relays.map((relay) => ({
      key: `relay:${relay.id}`,
      title: relay.title,
      synonyms: relay.synonyms,
      summary: relay.title,
      description: relay.explanation,
    })),
    // A moment of life groups procedures: the procedure itself comes before it.
    ...events.map((event) => ({
      key: `life-event:${event.id}`,
      title: event.title,
      synonyms: event.synonyms,
      summary: event.intro,
      weight: 0.7,
    })),
  ];
}
