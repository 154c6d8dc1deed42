import { classNames } from '#ui/class-names.ts';

export interface Figure {
  label: string;
  value: string;
  /** Compared with what, e.g. "contre 12 la semaine dernière". */
  detail?: string;
  href?: string;
  tone?: 'waiting' | 'done' | 'refused';
}

/** A few numbers that say how things stand. */
export function Figures({ items, ariaLabel }: { items: readonly Figure[]; ariaLabel?: string }) {
  return (
    <ul class="pv-figures" aria-label={ariaLabel}>
      {items.map((item) => (
        <li class={classNames('pv-figure', item.tone && `pv-figure--${item.tone}`)} key={item.label}>
          <span class="pv-figure__value">{item.value}</span>
          {item.href ? (
            <a class="pv-figure__label" href={item.href}>
              {item.label}
            </a>
          ) : (
            <span class="pv-figure__label">{item.label}</span>
          )}
          {item.detail && <span class="pv-figure__detail">{item.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
