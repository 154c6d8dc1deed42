import type { ComponentChildren } from 'preact';

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  title,
  level = 2,
  children,
}: {
  title: string;
  level?: 2 | 3;
  children?: ComponentChildren;
}) {
  const Heading = `h${level}` as const;
  return (
    <div class="pv-empty">
      <svg class="pv-empty__mark" viewBox="0 0 72 72" width="56" height="56" aria-hidden="true" focusable="false">
        <path
          d="M6 66V34a30 30 0 0 1 60 0v32M22 66V38a14 14 0 0 1 28 0v28M2 66h68"
          fill="none"
          stroke="currentColor"
          stroke-width="3"
        />
      </svg>
      <Heading class="pv-empty__title">{title}</Heading>
      {children && <div class="pv-empty__body">{children}</div>}
    </div>
  );
}
