import type { ComponentChildren } from 'preact';

export interface PageHeadingProps {
  /** The page's `<h1>`. */
  title: ComponentChildren;
  /** A short line above. */
  caption?: ComponentChildren;
  /** One or two sentences under it. */
  intro?: ComponentChildren;
  actions?: ComponentChildren;
}

/** The title of a page, with what can be done from it. */
export function PageHeading({ title, caption, intro, actions }: PageHeadingProps) {
  return (
    <div class="pv-heading">
      <div class="pv-heading__text">
        {caption && <p class="pv-heading__caption">{caption}</p>}
        <h1 class="govuk-heading-l">{title}</h1>
        {intro && <p class="govuk-body-l">{intro}</p>}
      </div>
      {actions && <div class="pv-heading__actions">{actions}</div>}
    </div>
  );
}
