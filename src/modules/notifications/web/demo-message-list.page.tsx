import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { notificationMessages } from '../messages.ts';
import type { DemoMedium, DemoMessage } from '../queries/list-demo-messages.ts';

export interface DemoMessageListProps {
  readonly locale: Locale;
  readonly messages: readonly Omit<DemoMessage, 'body'>[];
  readonly medium: DemoMedium | undefined;
  readonly current: number;
  readonly pages: number;
}

export function DemoMessageList({ locale, messages, medium, current, pages }: DemoMessageListProps) {
  const say = (key: Parameters<typeof notificationMessages>[1], params?: Record<string, number>) =>
    notificationMessages(locale, key, params);
  const hrefFor = (wanted: DemoMedium | undefined, page = 1) => {
    const query = new URLSearchParams({
      ...(wanted === undefined ? {} : { medium: wanted }),
      ...(page === 1 ? {} : { page: `${page}` }),
    });
    return query.size === 0 ? '/demo/messages' : `/demo/messages?${query}`;
  };
  return (
    <>
      <PageHeading title={say('demo-title')} intro={say('demo-intro')} />
      <SubNavigation
        ariaLabel={say('demo-views')}
        items={[
          { href: hrefFor(undefined), label: say('demo-all'), current: medium === undefined },
          { href: hrefFor('email'), label: say('demo-email'), current: medium === 'email' },
          { href: hrefFor('sms'), label: say('demo-sms'), current: medium === 'sms' },
        ]}
      />
      {messages.length === 0 ? (
        <EmptyState title={say('demo-none-title')}>
          <p class="govuk-body">{say('demo-none')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={say('demo-list', { page: current })}
          captionHidden
          rows={messages}
          rowKey={(message) => message.id}
          columns={[
            {
              label: say('column-subject'),
              rowHeader: true,
              cell: (message) => (
                <a class="govuk-link" href={`/demo/messages/${message.id}`}>
                  {message.subject || say(message.medium === 'sms' ? 'medium-sms' : 'no-subject')}
                </a>
              ),
            },
            { label: say('column-recipient'), cell: (message) => message.recipient },
            {
              label: say('column-medium'),
              cell: (message) => say(message.medium === 'sms' ? 'medium-sms' : 'medium-email'),
            },
            { label: say('column-sent'), cell: (message) => formatDateTime(message.sent_at, locale) },
          ]}
        />
      )}
      <Pagination current={current} total={pages} hrefFor={(page) => hrefFor(medium, page)} />
    </>
  );
}
