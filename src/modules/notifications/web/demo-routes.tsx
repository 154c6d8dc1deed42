import { citizenPage, type Site } from '#modules/directory/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, type Route } from '#platform/http/route.ts';
import { notificationMessages } from '../messages.ts';
import { type DemoMedium, findDemoMessage, listDemoMessages } from '../queries/list-demo-messages.ts';
import { DemoMessagePage } from './demo-message.page.tsx';
import { DemoMessageList } from './demo-message-list.page.tsx';

/** The mailbox of the demonstration: what would have been sent, for everybody to read. */
export function demoRoutes(site: Site): Route[] {
  return [
    {
      id: 'notifications.demo-list',
      method: 'GET',
      path: '/demo/messages',
      access: 'demonstration',
      handle: (context) => showList(site, context),
    },
    {
      id: 'notifications.demo-message',
      method: 'GET',
      path: '/demo/messages/:id',
      access: 'demonstration',
      handle: (context) => showMessage(site, context),
    },
  ];
}

async function showList(site: Site, context: RequestContext): Promise<Result> {
  const medium = mediumOf(context.query.medium);
  const current = pageOf(context.query.page);
  const { messages, pages } = await listDemoMessages(site.platform.database, { medium, page: current });
  const title = notificationMessages(context.locale, 'demo-title');
  return page(
    await citizenPage(context, site, {
      title,
      noIndex: true,
      children: (
        <DemoMessageList locale={context.locale} messages={messages} medium={medium} current={current} pages={pages} />
      ),
    }),
  );
}

async function showMessage(site: Site, context: RequestContext): Promise<Result> {
  const id = context.params.id ?? '';
  const message = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? await findDemoMessage(site.platform.database, id)
    : undefined;
  if (message === undefined) throw new NotFoundError();
  const say = notificationMessages;
  return page(
    await citizenPage(context, site, {
      title: message.subject === '' ? say(context.locale, 'medium-sms') : message.subject,
      breadcrumbs: [{ label: say(context.locale, 'demo-title'), href: '/demo/messages' }],
      noIndex: true,
      children: (
        <DemoMessagePage
          locale={context.locale}
          message={message}
          answer={{ csrf: context.csrfToken(), key: newId(context.now.getTime()) }}
        />
      ),
    }),
  );
}

function mediumOf(value: string | undefined): DemoMedium | undefined {
  return value === 'email' || value === 'sms' ? value : undefined;
}

function pageOf(value: string | undefined): number {
  return value !== undefined && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1;
}
