import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';
import { Button } from './button.tsx';

export interface PanelProps {
  /** The page's `<h1>`, e.g. "Votre demande est envoyée". */
  title: string;
  /** Tracking code of the dossier, shown large, with a button to copy it. */
  code?: string;
  codeLabel?: string;
  children?: ComponentChildren;
}

/** The end of a journey: it worked, and here is the code to follow it. */
export function Panel({ title, code, codeLabel, children }: PanelProps) {
  const words = useWords();
  return (
    <div class="pv-panel">
      <svg class="pv-panel__icon" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
        <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="3" />
        <path d="M14 25l7 7 13-15" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" />
      </svg>
      <h1 class="pv-panel__title">{title}</h1>
      {code !== undefined && (
        <div class="pv-panel__code">
          <span class="pv-panel__code-label">{codeLabel ?? words.trackingCode}</span>
          <strong class="pv-panel__code-value">{code}</strong>
          <Button tone="secondary" action={{ copy: code }}>
            {words.copy}
          </Button>
        </div>
      )}
      {children && <div class="pv-panel__body">{children}</div>}
    </div>
  );
}
