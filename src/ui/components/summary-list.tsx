import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export interface SummaryAction {
  href: string;
  /** "Modifier" when absent. */
  label?: string;
}

export interface SummaryRow {
  term: ComponentChildren;
  value: ComponentChildren;
  actions?: readonly SummaryAction[];
}

export interface SummaryListProps {
  rows: readonly SummaryRow[];
  /** Puts the list in a card under this title. */
  title?: string;
  titleLevel?: 2 | 3;
  /** Links of the card's head. */
  actions?: readonly SummaryAction[];
  /** Without rules between the rows. */
  plain?: boolean;
}

/** What is known, as pairs; each with the link that changes it. */
export function SummaryList(props: SummaryListProps) {
  const words = useWords();
  const list = (
    <dl class={classNames('govuk-summary-list', props.plain && 'govuk-summary-list--no-border')}>
      {props.rows.map((row, index) => (
        <div
          class={classNames('govuk-summary-list__row', !row.actions?.length && 'govuk-summary-list__row--no-actions')}
          key={index}
        >
          <dt class="govuk-summary-list__key">{row.term}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {!!row.actions?.length && (
            <dd class="govuk-summary-list__actions">
              {row.actions.map((action) => (
                <a class="govuk-link pv-summary-action" href={action.href} key={action.href}>
                  {action.label ?? words.change}
                  <span class="govuk-visually-hidden"> : {row.term}</span>
                </a>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
  if (props.title === undefined) return list;
  const Heading = `h${props.titleLevel ?? 2}` as const;
  return (
    <section class="pv-summary-card">
      <div class="pv-summary-card__head">
        <Heading class="pv-summary-card__title">{props.title}</Heading>
        {props.actions?.map((action) => (
          <a class="govuk-link" href={action.href} key={action.href}>
            {action.label ?? words.change}
            <span class="govuk-visually-hidden"> : {props.title}</span>
          </a>
        ))}
      </div>
      {list}
    </section>
  );
}
