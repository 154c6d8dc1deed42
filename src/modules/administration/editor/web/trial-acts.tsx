import type { ComponentChildren } from 'preact';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import type { TrialEffect, WalkedAct } from '../domain/trial/walk.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { walkMessages as say } from '../messages/walk-messages.ts';
import { LetterView } from './letter-view.tsx';

/** An act of the trial, as it went. */
export function ActDone({ act, number, locale }: { act: WalkedAct; number: number; locale: Locale }) {
  const name = (state: WalkedAct['from']) => localize(state.agentLabel ?? state.label, locale);
  return (
    <section class="pv-rows__row">
      <h3 class="govuk-heading-s">{say(locale, 'step', { number, act: localize(act.transition.label, locale) })}</h3>
      <p class="govuk-body">
        {act.from.id === act.to.id
          ? say(locale, 'stayed', { state: name(act.to) })
          : say(locale, 'moved', { from: name(act.from), to: name(act.to) })}
      </p>
      {act.asked.length > 0 && (
        <SummaryList plain rows={act.asked.map(({ label, value }) => ({ term: label, value }))} />
      )}
      <EffectsDone act={act} locale={locale} />
    </section>
  );
}

/** All that an act does: what is sent to whom, in full, and the rest by name. */
export function EffectsDone({ act, locale }: { act: WalkedAct; locale: Locale }) {
  return (
    <>
      {act.effects.length === 0 && <p class="govuk-body pv-muted">{say(locale, 'nothing')}</p>}
      {act.effects.map((effect, index) => (
        <EffectDone key={index} effect={effect} locale={locale} />
      ))}
    </>
  );
}

function EffectDone({ effect, locale }: { effect: TrialEffect; locale: Locale }) {
  switch (effect.kind) {
    case 'message':
      return (
        <Told title={say(locale, `message.${effect.by}`, { to: addressee(effect.to, locale) })}>
          <div class="pv-letter">
            {effect.by !== 'sms' && <p class="govuk-body govuk-!-font-weight-bold">{effect.subject}</p>}
            <p class="govuk-body pv-pre">{effect.body}</p>
          </div>
        </Told>
      );
    case 'letter':
      return (
        <Told title={say(locale, 'letter')}>
          <LetterView letter={effect.letter} />
        </Told>
      );
    case 'other':
      return (
        <p class="govuk-body">
          <strong>{choiceLabel(locale, 'effect', effect.effect)}</strong>
          {effect.detail !== '' && `\u00a0: ${effect.detail}`}
        </p>
      );
  }
}

function Told({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{title}</strong>
      </p>
      {children}
    </>
  );
}

function addressee(to: string, locale: Locale): string {
  return to === 'team' || to === 'assignee' ? say(locale, `to.${to}`) : to;
}
