import type { ComponentChildren } from 'preact';

/** A paragraph set apart: a quotation, a condition, a legal notice. */
export function InsetText({ children }: { children: ComponentChildren }) {
  return <div class="govuk-inset-text">{children}</div>;
}
