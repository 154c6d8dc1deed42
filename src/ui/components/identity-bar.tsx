import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';
import { Tag, type Tone } from './tag.tsx';

export interface IdentityBarProps {
  /** Tracking code. */
  code: string;
  /** The page's `<h1>`. */
  procedure: string;
  applicant?: ComponentChildren;
  state: { tone?: Tone; label: string };
  /** Time left or overrun, in words. */
  delay?: { label: string; late?: boolean };
  /** Other pairs worth knowing at a glance (service, agent, priority). */
  facts?: readonly { term: string; value: ComponentChildren }[];
  actions?: ComponentChildren;
}

/** Which dossier this is, at the top of each of its pages. */
export function IdentityBar(props: IdentityBarProps) {
  const words = useWords();
  return (
    <header class="pv-identity">
      <div class="pv-identity__main">
        <p class="pv-identity__code">
          {words.file} <strong>{props.code}</strong>
        </p>
        <h1 class="pv-identity__title">{props.procedure}</h1>
        <dl class="pv-identity__facts">
          {props.applicant && (
            <div>
              <dt>{words.applicant}</dt>
              <dd>{props.applicant}</dd>
            </div>
          )}
          {props.delay && (
            <div class={props.delay.late ? 'pv-identity__late' : undefined}>
              <dt>{words.deadline}</dt>
              <dd>{props.delay.label}</dd>
            </div>
          )}
          {props.facts?.map((fact) => (
            <div key={fact.term}>
              <dt>{fact.term}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div class="pv-identity__side">
        <Tag tone={props.state.tone}>{props.state.label}</Tag>
        {props.actions && <div class="pv-identity__actions">{props.actions}</div>}
      </div>
    </header>
  );
}
