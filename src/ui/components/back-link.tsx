import { useWords } from '#ui/words.tsx';

/** To the step before; stands at the top of the page, instead of breadcrumbs. */
export function BackLink({ href, label }: { href: string; label?: string }) {
  const words = useWords();
  return (
    <a class="govuk-back-link" href={href}>
      {label ?? words.back}
    </a>
  );
}
