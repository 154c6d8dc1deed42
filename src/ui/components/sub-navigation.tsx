import { classNames } from '#ui/class-names.ts';

export interface SubNavigationProps {
  ariaLabel: string;
  items: readonly {
    href: string;
    label: string;
    current?: boolean;
    count?: number | string;
    /** Name under which an open page keeps the count true. */
    live?: string;
  }[];
}

/** Views of the same thing as links, each with its own address. */
export function SubNavigation({ ariaLabel, items }: SubNavigationProps) {
  return (
    <nav class="pv-tabs" aria-label={ariaLabel}>
      <ul class="pv-tabs__list">
        {items.map((item) => (
          <li key={item.href}>
            <a class="pv-tabs__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && (
                <span
                  class={classNames('pv-badge', String(item.count) === '0' && 'pv-badge--none')}
                  data-live-count={item.live}
                >
                  {item.count}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
