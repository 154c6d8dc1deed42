import { useWords } from '#ui/words.tsx';

export interface StepProgressProps {
  /** Present step, from 1. */
  current: number;
  total: number;
  /** Name of the present step; it is the page's `<h1>` unless `asHeading` is false. */
  title: string;
  nextTitle?: string;
  asHeading?: boolean;
}

/** Where one is in a journey: "Étape 2 sur 5", the step's name, and a bar that repeats it for the eye. */
export function StepProgress({ current, total, title, nextTitle, asHeading = true }: StepProgressProps) {
  const words = useWords();
  const position = words.step.replace('%n', String(current)).replace('%t', String(total));
  const segments = Array.from({ length: total }, (_, index) => index);
  return (
    <div class="pv-steps">
      {asHeading ? (
        <h1 class="govuk-heading-l pv-steps__title">
          <span class="pv-steps__position">{position}</span>
          <span class="govuk-visually-hidden"> : </span>
          {title}
        </h1>
      ) : (
        <p class="pv-steps__title">
          <span class="pv-steps__position">{position}</span> {title}
        </p>
      )}
      <div class="pv-steps__bar" aria-hidden="true">
        {segments.map((index) => (
          <span
            key={index}
            class={index < current ? 'pv-steps__segment pv-steps__segment--done' : 'pv-steps__segment'}
          />
        ))}
      </div>
      {nextTitle && (
        <p class="pv-steps__next">
          {words.next} : {nextTitle}
        </p>
      )}
    </div>
  );
}
