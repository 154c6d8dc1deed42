import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';
import { Button } from './button.tsx';

export interface FilterPanelProps {
  /** Address of the list; the filters travel in the query string. */
  action: string;
  /** What is applied now, each with the address of the list without it. */
  active?: readonly { label: string; removeHref: string }[];
  clearHref?: string;
  /** Other parameters to keep (sort order, view). */
  keep?: Readonly<Record<string, string>>;
  /** Unfolded on arrival; what is applied is shown above in any case. */
  open?: boolean;
  children: ComponentChildren;
}

/** Filters of a list: a `get` form that folds, so that the list comes first on a phone. */
export function FilterPanel(props: FilterPanelProps) {
  const words = useWords();
  const active = props.active ?? [];
  return (
    <div class="pv-filter">
      {active.length > 0 && (
        <div class="pv-filter__active">
          <h2 class="pv-filter__active-title">{words.activeFilters}</h2>
          <ul class="pv-filter__tags">
            {active.map((filter) => (
              <li key={filter.removeHref}>
                <a class="pv-filter__tag" href={filter.removeHref}>
                  <span class="govuk-visually-hidden">{words.removeFilter} </span>
                  {filter.label}
                  <span aria-hidden="true"> ×</span>
                </a>
              </li>
            ))}
          </ul>
          {props.clearHref && (
            <a class="govuk-link" href={props.clearHref}>
              {words.clearFilters}
            </a>
          )}
        </div>
      )}
      <details class="pv-filter__fold" open={props.open}>
        <summary class="pv-filter__summary">{words.filters}</summary>
        <form class="pv-filter__form" action={props.action} method="get">
          {Object.entries(props.keep ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div class="pv-filter__fields">{props.children}</div>
          <Button tone="secondary">{words.applyFilters}</Button>
        </form>
      </details>
    </div>
  );
}
