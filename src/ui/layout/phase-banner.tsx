import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';

/** Says that nothing done here is real. */
export function PhaseBanner({ children }: { children: ComponentChildren }) {
  const words = useWords();
  return (
    <div class="pv-phase">
      <p class="govuk-width-container pv-phase__content">
        <strong class="pv-phase__tag">{words.demo}</strong> <span>{children}</span>
      </p>
    </div>
  );
}
