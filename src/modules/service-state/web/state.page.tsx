import { citizenPage } from '#modules/directory/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { isRunning, type Maintenance, type ServiceNotice } from '../domain/known-state.ts';
import { say as sayAnywhere } from '../messages.ts';
import { readMeasures, readSigns } from '../queries/read-measures.ts';
import { listEndedNotices } from '../queries/read-state.ts';
import type { ServiceStateParts } from '../service-state-parts.ts';
import { say } from '../state-messages.ts';
import { Measured, PartsNow, partsNow } from './measured.tsx';

/** How long an announcement of the past is shown. */
const shownForDays = 90;

/** The state of the service, for everybody: what works, what is announced, what was measured. */
export async function showState(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  const { locale, now } = context;
  const { maintenance, notices } = await parts.state.current();
  const ended = await listEndedNotices(parts.platform.database.open, {
    since: new Date(now.getTime() - shownForDays * 24 * 3600_000),
    now,
  });
  const { open } = parts.platform.database;
  const [signs, measures] = await Promise.all([readSigns(open, now), readMeasures(open, now)]);
  const running = notices.filter((notice) => isRunning(notice, now));
  const coming = notices.filter(({ beginsAt }) => beginsAt > now);
  const title = say(locale, 'title');
  return page(
    await citizenPage(context, parts.site, {
      title,
      description: say(locale, 'description'),
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          <section aria-labelledby="now">
            <h2 class="govuk-heading-m" id="now">
              {say(locale, 'now')}
            </h2>
            <PartsNow parts={partsNow(signs, maintenance !== undefined)} locale={locale} />
          </section>
          <section aria-labelledby="announced">
            <h2 class="govuk-heading-m" id="announced">
              {say(locale, 'announced')}
            </h2>
            {maintenance === undefined && running.length + coming.length === 0 && (
              <p class="govuk-body">{say(locale, 'announced.none')}</p>
            )}
            {maintenance !== undefined && <MaintenanceNow maintenance={maintenance} locale={locale} />}
            <Notices title={say(locale, 'running')} notices={running} locale={locale} />
            <Notices title={say(locale, 'coming')} notices={coming} locale={locale} />
            <Notices title={say(locale, 'past')} notices={ended} locale={locale} />
          </section>
          <section aria-labelledby="measured">
            <h2 class="govuk-heading-m" id="measured">
              {say(locale, 'measured')}
            </h2>
            <Measured measures={measures} locale={locale} />
          </section>
        </>
      ),
    }),
  );
}

function MaintenanceNow({ maintenance, locale }: { readonly maintenance: Maintenance; readonly locale: Locale }) {
  const { beganAt, until, message } = maintenance;
  return (
    <>
      <h3 class="govuk-heading-s">{sayAnywhere(locale, 'maintenance.title')}</h3>
      {message !== undefined && <p class="govuk-body">{localize(message, locale)}</p>}
      <p class="govuk-body">{sayAnywhere(locale, 'maintenance.residents')}</p>
      <p class="govuk-hint">{spanInWords({ beginsAt: beganAt, endsAt: until }, locale)}</p>
    </>
  );
}

interface NoticesProps {
  readonly title: string;
  readonly notices: readonly ServiceNotice[];
  readonly locale: Locale;
}

function Notices({ title, notices, locale }: NoticesProps) {
  if (notices.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      <ul class="govuk-list govuk-list--spaced pv-service-notices">
        {notices.map((notice) => (
          <li key={notice.id}>
            <strong>
              {say(locale, `kind.${notice.kind}`)}
              {notice.severity !== 'information' && ` – ${say(locale, `severity.${notice.severity}`)}`}
            </strong>
            <br />
            {localize(notice.text, locale)}
            <br />
            <span class="govuk-hint">{spanInWords(notice, locale)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function spanInWords({ beginsAt, endsAt }: Pick<ServiceNotice, 'beginsAt' | 'endsAt'>, locale: Locale): string {
  const from = formatDateTime(beginsAt, locale);
  return endsAt === undefined
    ? say(locale, 'since', { from })
    : say(locale, 'from-to', { from, to: formatDateTime(endsAt, locale) });
}
