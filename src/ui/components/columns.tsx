import type { ComponentChildren } from 'preact';

export interface ColumnsProps {
  /** The page's subject: two thirds on a wide screen. */
  main: ComponentChildren;
  /** What goes with it: contact, help, related. Under it on a phone. */
  aside?: ComponentChildren;
  /** Name of the side part for screen readers; makes it a landmark. */
  asideLabel?: string;
}

/** Text in short lines, and a side column. Without `aside`, only keeps the lines short. */
export function Columns({ main, aside, asideLabel }: ColumnsProps) {
  return (
    <div class="pv-columns">
      <div class="pv-columns__main">{main}</div>
      {aside && (
        <aside class="pv-columns__aside" aria-label={asideLabel}>
          {aside}
        </aside>
      )}
    </div>
  );
}
