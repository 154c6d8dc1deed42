import { useWords } from '#ui/words.tsx';

export interface PaginationProps {
  /** Present page, from 1. */
  current: number;
  total: number;
  hrefFor: (page: number) => string;
  ariaLabel?: string;
}

/** Links to the other pages of a list; renders nothing when there is only one. */
export function Pagination({ current, total, hrefFor, ariaLabel }: PaginationProps) {
  const words = useWords();
  if (total <= 1) return null;
  return (
    <nav class="govuk-pagination" aria-label={ariaLabel ?? words.pagination}>
      {current > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={hrefFor(current - 1)} rel="prev">
            ← {words.previous}
          </a>
        </div>
      )}
      <ul class="govuk-pagination__list">
        {visiblePages(current, total).map((page, index) =>
          page === undefined ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis" key={`gap-${index}`}>
              …
            </li>
          ) : (
            <li
              class={`govuk-pagination__item${page === current ? ' govuk-pagination__item--current' : ''}`}
              key={page}
            >
              <a
                class="govuk-link govuk-pagination__link"
                href={hrefFor(page)}
                aria-label={`${words.page} ${page}`}
                aria-current={page === current ? 'page' : undefined}
              >
                {page}
              </a>
            </li>
          ),
        )}
      </ul>
      {current < total && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={hrefFor(current + 1)} rel="next">
            {words.next} →
          </a>
        </div>
      )}
    </nav>
  );
}

/** First, last, and the neighbours of the present page; undefined stands for a gap. */
function visiblePages(current: number, total: number): (number | undefined)[] {
  const kept = [1, current - 1, current, current + 1, total].filter(
    (page, index, all) => page >= 1 && page <= total && all.indexOf(page) === index,
  );
  return kept.flatMap((page, index) => {
    const before = kept[index - 1];
    return before !== undefined && page - before > 1 ? [undefined, page] : [page];
  });
}
