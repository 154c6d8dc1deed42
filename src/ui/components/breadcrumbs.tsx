import { useWords } from '#ui/words.tsx';

export interface Crumb {
  href: string;
  label: string;
}

/** The way back up; the present page is not part of it. Layouts render it from their `breadcrumbs`. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const words = useWords();
  if (items.length === 0) return null;
  return (
    <nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label={words.breadcrumbs}>
      <ol class="govuk-breadcrumbs__list">
        {items.map((item) => (
          <li class="govuk-breadcrumbs__list-item" key={item.href}>
            <a class="govuk-breadcrumbs__link" href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
