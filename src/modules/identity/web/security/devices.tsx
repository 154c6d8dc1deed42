import { formatDateTime } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { browserName } from '../../domain/browser-name.ts';
import { identityMessages as say } from '../../messages.ts';
import type { Hat } from '../../owner.ts';
import { listSessions, type SessionLine } from '../../queries/list-sessions.ts';
import { endSessions } from '../../usecases/end-sessions.ts';
import { hatPaths } from '../hats.ts';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';
import { ownPage, personOf } from './person.ts';

export async function showDevices(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { locale } = context;
  const { owner, sessionHash } = personOf(context, hat);
  const action = hatPaths[hat].devices;
  const sessions = await listSessions(web.parts.platform.database.open, owner, sessionHash, context.now);
  const csrf = context.csrfToken();
  const title = say(locale, 'sessions.title');
  const nameOf = (session: SessionLine) => browserName(session.userAgent) || say(locale, 'sessions.unknownDevice');
  const document = await ownPage(
    context,
    web,
    hat,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'sessions.intro')} />
      <Table
        caption={title}
        captionHidden
        rows={sessions}
        rowKey={(session) => session.mark}
        columns={[
          { label: say(locale, 'sessions.device'), rowHeader: true, cell: nameOf },
          { label: say(locale, 'sessions.since'), cell: (session) => formatDateTime(session.createdAt, locale) },
          { label: say(locale, 'sessions.seen'), cell: (session) => formatDateTime(session.seenAt, locale) },
          {
            label: say(locale, 'sessions.act'),
            labelHidden: true,
            cell: (session) =>
              session.present ? (
                <Tag tone="info">{say(locale, 'sessions.present')}</Tag>
              ) : (
                <Form action={action} csrf={csrf}>
                  <Button
                    tone="link"
                    name="session"
                    value={session.mark}
                    ariaLabel={`${say(locale, 'sessions.end')} ${nameOf(session)}`}
                  >
                    {say(locale, 'sessions.end')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <Form action={action} csrf={csrf}>
        <ButtonGroup>
          {sessions.length > 1 && (
            <Button tone="secondary" name="session" value="others">
              {say(locale, 'sessions.endAll')}
            </Button>
          )}
          <Button tone="secondary" name="session" value="all">
            {say(locale, 'sessions.endEverywhere')}
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  );
  return page(document, { headers: privatePage });
}

export async function submitDevices(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { owner, sessionHash } = personOf(context, hat);
  const which = single(context.body, 'session');
  await endSessions(web.parts, owner, sessionHash, which);
  context.setFlash(say(context.locale, which === 'all' ? 'signedOut' : 'sessions.ended'));
  if (which !== 'all') return redirect(hatPaths[hat].devices);
  context.clearCookie(hatPaths[hat].cookie);
  return redirect(hatPaths[hat].signIn);
}
