import { type Locale, localize } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { transferWords as say } from './messages.ts';

/** What stands in the place of the state of a dossier that goes on at another authority. */
export function handedOverState({ handed_over: to }: Pick<DossierRow, 'handed_over'>, locale: Locale) {
  if (to === null) return undefined;
  const authority = localize(to.name, locale);
  return {
    label: say(locale, to.url === undefined ? 'state.sent' : 'state.referred', { authority }),
    explanation: say(locale, 'state.explanation'),
  };
}

/** Where to go, when the body in charge is not on this counter. */
export function ReferredNotice({ dossier, locale }: { dossier: Pick<DossierRow, 'handed_over'>; locale: Locale }) {
  const to = dossier.handed_over;
  if (to?.url === undefined) return null;
  return (
    <Notification tone="important" title={say(locale, 'panel.referred', { body: localize(to.name, locale) })}>
      <p class="govuk-body">{say(locale, 'panel.referredBody')}</p>
      <a class="govuk-link" href={to.url} rel="noopener">
        {to.linkLabel === undefined ? to.url : localize(to.linkLabel, locale)}
      </a>
    </Notification>
  );
}
