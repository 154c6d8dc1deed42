import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { Tag, type Tone } from './tag.tsx';

export interface CardProps {
  title: ComponentChildren;
  /** Makes the whole card a target, through the title's link. */
  href?: string;
  /** Level of the title in the page; 3 by default. */
  level?: 2 | 3 | 4;
  /** A short line above the title (theme, authority). */
  eyebrow?: ComponentChildren;
  tag?: { tone?: Tone; label: string };
  /** A short line under the body (date, place). */
  meta?: ComponentChildren;
  /** Links or buttons at the foot; not together with `href`. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** One thing among others: a procedure, a dossier, a child, a room. */
export function Card(props: CardProps) {
  const Heading = `h${props.level ?? 3}` as const;
  return (
    <article class={classNames('pv-card', props.href !== undefined && 'pv-card--link')}>
      {props.eyebrow && <p class="pv-card__eyebrow">{props.eyebrow}</p>}
      <Heading class="pv-card__title">
        {props.href !== undefined ? (
          <a class="pv-card__anchor" href={props.href}>
            {props.title}
          </a>
        ) : (
          props.title
        )}
      </Heading>
      {props.tag && (
        <p class="pv-card__tag">
          <Tag tone={props.tag.tone}>{props.tag.label}</Tag>
        </p>
      )}
      {props.children && <div class="pv-card__body">{props.children}</div>}
      {props.meta && <p class="pv-card__meta">{props.meta}</p>}
      {props.actions && <div class="pv-card__actions">{props.actions}</div>}
    </article>
  );
}

export interface CardListProps {
  cards: readonly CardProps[];
  /** Cards a row on a wide screen; always one on a phone. */
  columns?: 1 | 2 | 3;
  ariaLabel?: string;
}

/** Cards in a list, whose number a screen reader announces. */
export function CardList({ cards, columns = 2, ariaLabel }: CardListProps) {
  return (
    <ul class={classNames('pv-cards', `pv-cards--${columns}`)} aria-label={ariaLabel}>
      {cards.map((card, index) => (
        <li key={card.href ?? index}>
          <Card {...card} />
        </li>
      ))}
    </ul>
  );
}
