import { formatDateTime } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { browserName } from '../../domain/browser-name.ts';
import { identityMessages as say } from '../../messages.ts';
import { listSessions, type SessionLine } from '../../queries/list-sessions.ts';
import { endOtherSessions } from '../../usecases/end-sessions.ts';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { profilePage } from './profile.tsx';

const action = '/mon-espace/profil/appareils';

export async function showDevices(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const resident = residentOf(context);
  const sessions = await listSessions(
    web.parts.platform.database.open,
    resident.accountId,
    resident.sessionHash,
    context.now,
  );
  const csrf = context.csrfToken();
  const title = say(locale, 'sessions.title');
  const nameOf = (session: SessionLine) => browserName(session.userAgent) || say(locale, 'sessions.unknownDevice');
  const document = await profilePage(
    context,
    web,
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
      {sessions.length > 1 && (
        <Form action={action} csrf={csrf}>
          <Button tone="secondary" name="session" value="others">
            {say(locale, 'sessions.endAll')}
          </Button>
        </Form>
      )}
    </>,
  );
  return page(document, { headers: privatePage });
}

export async function submitDevices(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const resident = residentOf(context);
  const session = single(context.body, 'session');
  await endOtherSessions(
    web.parts,
    resident.accountId,
    resident.sessionHash,
    session === 'others' ? undefined : session,
  );
  context.setFlash(say(context.locale, 'sessions.ended'));
  return redirect(action);
}
