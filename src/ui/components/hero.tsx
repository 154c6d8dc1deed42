import type { ComponentChildren } from 'preact';

export interface HeroProps {
  /** The page's `<h1>`. */
  title: string;
  intro?: string;
  /** Usually a large `SearchBox`, and quick links. */
  children?: ComponentChildren;
}

/** The head of a portal's home page: the accent's band above an arcade. Goes in the layout's `hero`. */
export function Hero({ title, intro, children }: HeroProps) {
  return (
    <section class="pv-hero">
      <div class="govuk-width-container pv-hero__inner">
        <h1 class="pv-hero__title">{title}</h1>
        {intro && <p class="pv-hero__intro">{intro}</p>}
        {children}
      </div>
      <svg class="pv-hero__arcade" width="100%" height="72" aria-hidden="true" focusable="false">
        <defs>
          <pattern id="pv-arcade" width="72" height="72" patternUnits="userSpaceOnUse">
            <path d="M12 72V40A24 24 0 0 1 60 40V72Z" fill="currentColor" />
          </pattern>
        </defs>
        <rect width="100%" height="72" fill="url(#pv-arcade)" />
      </svg>
    </section>
  );
}
