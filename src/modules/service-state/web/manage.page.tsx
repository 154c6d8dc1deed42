import { serviceStateHref } from '#modules/directory/index.ts';
import { agentPage, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { isRunning, type Maintenance, type ServiceNotice } from '../domain/known-state.ts';
import { localMomentField } from '../domain/local-moment.ts';
import { readMaintenanceForm, readNoticeForm, type TypedMaintenance, type TypedNotice } from '../domain/read-forms.ts';
import { tell } from '../manage-messages.ts';
import { readState } from '../queries/read-state.ts';
import type { ServiceStateParts } from '../service-state-parts.ts';
import { endNotice, publishNotice } from '../usecases/publish-notice.ts';
import { beginMaintenance, endMaintenance } from '../usecases/switch-maintenance.ts';

export const managePath = '/agents/administration/etat-du-service';

const privatePage = { 'cache-control': 'private, no-store' };

interface Shown {
  readonly maintenance?: TypedMaintenance;
  readonly notice?: TypedNotice;
  readonly problems?: readonly { fieldId: string; message: string }[];
}

const noNotice: TypedNotice = { kind: 'incident', severity: 'disturbance', fr: '', en: '', from: '', until: '' };

export async function showManagement(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, parts.directory);
  return managementPage(context, parts, {});
}

/** Turns the mode on, or changes what is announced of it. */
export async function submitMaintenance(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, parts.directory);
  const { body, locale } = context;
  const typed = {
    until: single(body, 'maintenance-until'),
    fr: single(body, 'message-fr'),
    en: single(body, 'message-en'),
  };
  const read = readMaintenanceForm(typed, context.now);
  if ('problems' in read)
    return managementPage(context, parts, {
      maintenance: typed,
      problems: read.problems.map(({ fieldId, problem }) => ({ fieldId, message: tell(locale, problem) })),
    });
  const isNew = await beginMaintenance(parts.platform, { agentId: agent.agentId }, read.announced);
  parts.state.forget();
  context.setFlash(tell(locale, isNew ? 'maintenance.done' : 'maintenance.changed'));
  return redirect(managePath);
}

export async function submitEndOfMaintenance(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, parts.directory);
  const ended = await endMaintenance(parts.platform, { agentId: agent.agentId });
  parts.state.forget();
  context.setFlash(tell(context.locale, ended ? 'maintenance.ended' : 'maintenance.already'));
  return redirect(managePath);
}

export async function submitNotice(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, parts.directory);
  const { body, locale } = context;
  const typed = {
    kind: single(body, 'kind'),
    severity: single(body, 'severity'),
    fr: single(body, 'text-fr'),
    en: single(body, 'text-en'),
    from: single(body, 'from'),
    until: single(body, 'until'),
  };
  const read = readNoticeForm(typed, context.now);
  if ('problems' in read)
    return managementPage(context, parts, {
      notice: typed,
      problems: read.problems.map(({ fieldId, problem }) => ({ fieldId, message: tell(locale, problem) })),
    });
  await publishNotice(parts.platform, agent.agentId, read.notice);
  parts.state.forget();
  context.setFlash(tell(locale, 'notice.published'));
  return redirect(managePath);
}

export async function submitEndOfNotice(context: RequestContext, parts: ServiceStateParts): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, parts.directory);
  const id = context.params.notice ?? '';
  const ended = /^[0-9a-f-]{36}$/.test(id) && (await endNotice(parts.platform, agent.agentId, id));
  parts.state.forget();
  context.setFlash(tell(context.locale, ended ? 'notice.ended' : 'notice.already'));
  return redirect(managePath);
}

async function managementPage(context: RequestContext, parts: ServiceStateParts, shown: Shown): Promise<Result> {
  const { locale, now } = context;
  const { problems = [] } = shown;
  const { maintenance, notices } = await readState(parts.platform.database.open, now);
  const heading = tell(locale, 'title');
  const csrf = context.csrfToken();
  const errorOf = (id: string) => problems.find(({ fieldId }) => fieldId === id)?.message;
  const document = await agentPage(context, parts.site, {
    title: problems.length === 0 ? heading : tell(locale, 'title.error', { title: heading }),
    current: 'service-state',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={heading} intro={tell(locale, 'intro')} />
        <p class="govuk-body">
          <a class="govuk-link" href={serviceStateHref}>
            {tell(locale, 'public-page')}
          </a>
        </p>
        <MaintenanceSection {...{ maintenance, shown, csrf, locale, errorOf }} />
        <NoticeSection {...{ notices, shown, csrf, locale, now, errorOf }} />
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422, headers: privatePage });
}

interface SectionProps {
  readonly shown: Shown;
  readonly csrf: string;
  readonly locale: Locale;
  errorOf(id: string): string | undefined;
}

function MaintenanceSection(props: SectionProps & { readonly maintenance: Maintenance | undefined }) {
  const { maintenance, shown, csrf, locale, errorOf } = props;
  const typed = shown.maintenance ?? {
    until: maintenance?.until === undefined ? '' : localMomentField(maintenance.until),
    fr: maintenance?.message?.fr ?? '',
    en: maintenance?.message?.en ?? '',
  };
  const isOn = maintenance !== undefined;
  return (
    <section aria-labelledby="maintenance">
      <h2 class="govuk-heading-m" id="maintenance">
        {tell(locale, 'maintenance')}
      </h2>
      {isOn ? (
        <>
          <Notification
            tone="warning"
            level={3}
            title={tell(locale, 'maintenance.on', { since: formatDateTime(maintenance.beganAt, locale) })}
          />
          <Form action={`${managePath}/maintenance/fin`} csrf={csrf}>
            <Button>{tell(locale, 'maintenance.end')}</Button>
          </Form>
        </>
      ) : (
        <p class="govuk-body">{tell(locale, 'maintenance.off')}</p>
      )}
      <Form action={`${managePath}/maintenance`} csrf={csrf}>
        <TextInput
          id="maintenance-until"
          type="datetime-local"
          label={tell(locale, 'maintenance.until')}
          hint={tell(locale, 'maintenance.until-hint')}
          value={typed.until}
          error={errorOf('maintenance-until')}
          width={20}
          optional
        />
        <Textarea
          id="message-fr"
          label={tell(locale, 'maintenance.message')}
          hint={tell(locale, 'maintenance.message-hint')}
          value={typed.fr}
          error={errorOf('message-fr')}
          rows={2}
          maxLength={300}
          optional
        />
        <Textarea
          id="message-en"
          label={tell(locale, 'maintenance.message-en')}
          value={typed.en}
          error={errorOf('message-en')}
          rows={2}
          maxLength={300}
          optional
        />
        <Button tone={isOn ? 'secondary' : 'warning'}>
          {tell(locale, isOn ? 'maintenance.change' : 'maintenance.begin')}
        </Button>
      </Form>
    </section>
  );
}

function NoticeSection(props: SectionProps & { readonly notices: readonly ServiceNotice[]; readonly now: Date }) {
  const { notices, shown, csrf, locale, errorOf } = props;
  const typed = shown.notice ?? noNotice;
  return (
    <section aria-labelledby="notices">
      <h2 class="govuk-heading-m" id="notices">
        {tell(locale, 'notices')}
      </h2>
      {notices.length === 0 ? <p class="govuk-body">{tell(locale, 'notices.none')}</p> : <Notices {...props} />}
      <h3 class="govuk-heading-s">{tell(locale, 'notice.new')}</h3>
      <Form action={`${managePath}/annonces`} csrf={csrf}>
        <Radios
          id="kind"
          label={tell(locale, 'notice.kind')}
          value={typed.kind}
          error={errorOf('kind')}
          options={(['incident', 'works'] as const).map((value) => ({ value, label: tell(locale, `kind.${value}`) }))}
        />
        <Radios
          id="severity"
          label={tell(locale, 'notice.severity')}
          value={typed.severity}
          error={errorOf('severity')}
          options={(['information', 'disturbance', 'interruption'] as const).map((value) => ({
            value,
            label: tell(locale, `severity.${value}`),
          }))}
        />
        <Textarea
          id="text-fr"
          label={tell(locale, 'notice.text')}
          hint={tell(locale, 'notice.text-hint')}
          value={typed.fr}
          error={errorOf('text-fr')}
          rows={3}
          maxLength={500}
          required
        />
        <Textarea
          id="text-en"
          label={tell(locale, 'notice.text-en')}
          value={typed.en}
          error={errorOf('text-en')}
          rows={3}
          maxLength={500}
          optional
        />
        <TextInput
          id="from"
          type="datetime-local"
          label={tell(locale, 'notice.from')}
          hint={tell(locale, 'notice.from-hint')}
          value={typed.from}
          error={errorOf('from')}
          width={20}
          optional
        />
        <TextInput
          id="until"
          type="datetime-local"
          label={tell(locale, 'notice.until')}
          hint={tell(locale, 'notice.until-hint')}
          value={typed.until}
          error={errorOf('until')}
          width={20}
          optional
        />
        <Button>{tell(locale, 'notice.publish')}</Button>
      </Form>
    </section>
  );
}

function Notices({
  notices,
  csrf,
  locale,
  now,
}: Pick<SectionProps, 'csrf' | 'locale'> & { readonly notices: readonly ServiceNotice[]; readonly now: Date }) {
  return (
    <Table
      caption={tell(locale, 'notices')}
      captionHidden
      rows={notices}
      rowKey={({ id }) => id}
      columns={[
        { label: tell(locale, 'notice.text-column'), rowHeader: true, cell: ({ text }) => localize(text, locale) },
        { label: tell(locale, 'notice.kind'), cell: ({ kind }) => tell(locale, `kind.${kind}`) },
        { label: tell(locale, 'notice.severity'), cell: ({ severity }) => tell(locale, `severity.${severity}`) },
        { label: tell(locale, 'notice.from'), cell: ({ beginsAt }) => formatDateTime(beginsAt, locale) },
        {
          label: tell(locale, 'notice.until'),
          cell: ({ endsAt }) => (endsAt === undefined ? tell(locale, 'notice.open') : formatDateTime(endsAt, locale)),
        },
        {
          label: tell(locale, 'notice.act'),
          labelHidden: true,
          cell: (notice) => (
            <Form action={`${managePath}/annonces/${notice.id}/fin`} csrf={csrf}>
              <Button
                tone="secondary"
                ariaLabel={tell(locale, isRunning(notice, now) ? 'notice.end-one' : 'notice.withdraw-one', {
                  text: localize(notice.text, locale),
                })}
              >
                {tell(locale, isRunning(notice, now) ? 'notice.end' : 'notice.withdraw')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
