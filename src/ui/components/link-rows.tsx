import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';

export interface LinkRow {
  href: string;
  title: string;
  detail?: ComponentChildren;
}

export interface LinkRowsProps {
  rows: readonly LinkRow[];
  /** Rows side by side on a wide screen; always one on a phone. */
  columns?: 1 | 2 | 3;
  ariaLabel?: string;
}

/** Many ways on, in little room: one white sheet, each row a target as wide as the sheet. */
export function LinkRows({ rows, columns = 1, ariaLabel }: LinkRowsProps) {
  return (
    <ul class={classNames('pv-rows', `pv-rows--${columns}`)} aria-label={ariaLabel}>
      {rows.map((row) => (
        <li class="pv-rows__item" key={row.href}>
          <a class="pv-rows__link" href={row.href}>
            {row.title}
          </a>
          {row.detail && <span class="pv-rows__detail">{row.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
