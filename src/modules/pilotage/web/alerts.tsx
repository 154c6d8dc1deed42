import { inboxHref } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { type Alerts, readAlerts } from '../queries/read-alerts.ts';
import { type AlertKey, alertLines, defaultMailHour } from '../usecases/send-morning-mails.ts';
import { agentOf, alertsPath } from './desk.ts';

/** Where each alert is looked at; what is due this week, in the calendar. */
const places: Readonly<Record<AlertKey, string>> = {
  late: inboxHref({ view: 'late' }),
  unassigned: inboxHref({ view: 'unassigned' }),
  answered: inboxHref({ view: 'answered' }),
  thisWeek: '/agents/echeances',
  waiting: inboxHref({ view: 'todo' }),
};

/** GET /agents/alertes: what asks for attention now, and whether one wants it by e-mail each morning. */
export async function showAlerts(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const { locale, now } = context;
  const agent = agentOf(context);
  const today = civilDate(instantOf(now)).toString();
  const { alerts, wanted, hour } = await parts.platform.database.read(agent.scope, async (tx) => {
    const choice = await tx
      .selectFrom('morning_mails')
      .select('wanted')
      .where('authority_id', '=', agent.authorityId)
      .where('agent_id', '=', agent.agentId)
      .executeTakeFirst();
    const settings = await tx
      .selectFrom('quality_settings')
      .select('mail_hour')
      .where('authority_id', '=', agent.authorityId)
      .executeTakeFirst();
    return {
      alerts: await readAlerts(tx, agent, today, now),
      wanted: choice?.wanted === true,
      hour: settings?.mail_hour ?? defaultMailHour,
    };
  });
  const title = say(locale, 'alerts.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'alerts',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'alerts.intro')} />
        <AlertTable alerts={alerts} locale={locale} />
        <section aria-labelledby="courriel">
          <h2 class="govuk-heading-m" id="courriel">
            {say(locale, 'alerts.mailTitle')}
          </h2>
          <p class="govuk-body">{say(locale, 'alerts.mailIntro', { hour })}</p>
          <p class="govuk-body">{say(locale, wanted ? 'alerts.wanted' : 'alerts.unwanted')}</p>
          <Form action={`${alertsPath}/courriel`} csrf={context.csrfToken()}>
            <Button tone="secondary" name="wanted" value={wanted ? 'no' : 'yes'}>
              {say(locale, wanted ? 'alerts.unsubscribe' : 'alerts.subscribe')}
            </Button>
          </Form>
        </section>
      </>
    ),
  });
  return page(document);
}

function AlertTable({ alerts, locale }: { alerts: Alerts; locale: Locale }) {
  const lines = alertLines(alerts);
  if (lines.length === 0)
    return <EmptyState title={say(locale, 'alerts.empty')}>{say(locale, 'alerts.emptyBody')}</EmptyState>;
  return (
    <Table
      caption={say(locale, 'alerts.caption')}
      rows={lines}
      rowKey={(key) => key}
      emphasised={(key) => key === 'late'}
      columns={[
        {
          label: say(locale, 'alerts.what'),
          rowHeader: true,
          cell: (key) => (
            <a class="govuk-link" href={places[key]}>
              {say(locale, `alerts.${key}`)}
            </a>
          ),
        },
        { label: say(locale, 'alerts.count'), numeric: true, cell: (key) => alerts[key] },
      ]}
    />
  );
}

/** POST /agents/alertes/courriel */
export async function chooseMail(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const agent = agentOf(context);
  const wanted = single(context.body, 'wanted') === 'yes';
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    tx
      .insertInto('morning_mails')
      .values({ authority_id: agent.authorityId, agent_id: agent.agentId, wanted })
      .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id']).doUpdateSet({ wanted }))
      .execute(),
  );
  context.setFlash(say(context.locale, wanted ? 'alerts.subscribed' : 'alerts.unsubscribed'));
  return redirect(alertsPath);
}
