import type { Relay } from '#modules/directory/index.ts';
import type { Field } from '#modules/forms/index.ts';
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
      details: detailsOf(procedure),
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
      description: { fr: event.steps.map((step) => `${step.title.fr} ${step.body?.fr ?? ''}`).join(' ') },
      weight: 0.8,
    })),
  ];
}

/** What the procedure needs and what its form asks, with the answers that it offers: residents name those too. */
function detailsOf(procedure: Procedure): string {
  const asked = (field: Field): string[] => [
    field.label.fr,
    ...('options' in field ? field.options.map((option) => option.label.fr) : []),
    ...(field.type === 'group' ? field.fields.flatMap(asked) : []),
    ...(field.type === 'table' ? field.columns.map((column) => column.label.fr) : []),
  ];
  return [
    ...procedure.needs.map((need) => need.fr),
    ...procedure.form.pages.flatMap((page) => page.fields.flatMap(asked)),
  ].join(' \n ');
}
