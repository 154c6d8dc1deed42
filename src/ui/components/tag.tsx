import { classNames } from '#ui/class-names.ts';

/** Ochre waits, green is done, brick is refused. */
export type Tone = 'waiting' | 'done' | 'refused' | 'info' | 'neutral';

/** A state, always said in words: the colour only repeats it. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: string }) {
  return <strong class={classNames('govuk-tag', `pv-tag--${tone}`)}>{children}</strong>;
}
