import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import type { DossierNews } from '../../looks/list-news.ts';
import { countWords, lookWords } from '../../looks/messages.ts';
import type { AgentDossier } from '../../queries/get-dossier-for-agent.ts';
import { eventTitle } from './dossier-timeline.tsx';

/** What others did since the agent's last visit, each kind leading to where it stands. */
export function NewsBand({
  news,
  version,
  locale,
}: {
  news: DossierNews | undefined;
  version: ProcedureVersion;
  locale: Locale;
}) {
  if (news === undefined) return null;
  const fields = news.corrected.map((id) =>
    localize(version.form.fieldsById.get(id)?.definition.label ?? { fr: id }, locale),
  );
  const parts = [
    { href: '#messages', text: news.messages > 0 && countWords(locale, 'news.messages', news.messages) },
    { href: '#pieces', text: news.documents > 0 && countWords(locale, 'news.documents', news.documents) },
    {
      href: '#reponses',
      text: fields.length > 0 && lookWords(locale, 'news.corrected', { fields: fields.join(', ') }),
    },
    {
      href: '#historique',
      text:
        news.acts.length > 0 &&
        lookWords(locale, 'news.acts', {
          acts: news.acts.map((event) => eventTitle(event, version, locale)).join(', '),
        }),
    },
    { href: '#notes', text: news.notes > 0 && countWords(locale, 'news.notes', news.notes) },
    { href: '#historique', text: news.other > 0 && countWords(locale, 'news.other', news.other) },
  ];
  return (
    <Notification tone="info" title={lookWords(locale, 'news.title', { date: formatDateTime(news.since, locale) })}>
      <ul class="govuk-list govuk-list--bullet">
        {parts.flatMap(({ href, text }, index) =>
          text === false
            ? []
            : [
                <li key={index}>
                  <a class="govuk-link" href={href}>
                    {text}
                  </a>
                </li>,
              ],
        )}
      </ul>
    </Notification>
  );
}

/** The parts of a long page, each one step away. */
export function JumpLinks({ found, locale }: { found: AgentDossier; locale: Locale }) {
  const messages = found.events.filter((event) => event.kind === 'message').length;
  const items = [
    { href: '#actes', label: lookWords(locale, 'jump.acts') },
    { href: '#reponses', label: lookWords(locale, 'jump.answers') },
    { href: '#pieces', label: lookWords(locale, 'jump.documents'), count: found.documents.length },
    { href: '#messages', label: lookWords(locale, 'jump.messages'), count: messages },
    { href: '#notes', label: lookWords(locale, 'jump.notes') },
    { href: '#taches', label: lookWords(locale, 'jump.tasks') },
    { href: '#historique', label: lookWords(locale, 'jump.timeline'), count: found.events.length },
  ];
  return <SubNavigation ariaLabel={lookWords(locale, 'jump')} items={items} />;
}
