import { formatPhone } from '#modules/forms/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { DateInput } from '#ui/components/date-input.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { familyMessages as say } from '../messages.ts';
import type { Collector, Sharing } from '../queries/find-sharing.ts';
import { type FormProblem, nameOf, problemOf } from './family-web.tsx';

interface SectionProps {
  readonly context: RequestContext;
  /** Of the child's page. */
  readonly path: string;
}

function ShowsDossiers({ context, shows }: { context: RequestContext; shows: boolean }) {
  return (
    <Checkboxes
      id="demandes"
      label={say(context.locale, 'sharing')}
      labelHidden
      values={shows ? ['1'] : []}
      options={[{ value: '1', label: say(context.locale, 'showsDossiers'), hint: say(context.locale, 'showsHint') }]}
    />
  );
}

export function SharedWith({ context, path, sharing }: SectionProps & { sharing: Sharing }) {
  const { locale } = context;
  const since = { name: sharing.other.name, date: formatDate(sharing.since, locale) };
  return (
    <>
      <p class="govuk-body">{say(locale, 'sharedSince', since)}</p>
      <Form action={`${path}/demandes`} csrf={context.csrfToken()}>
        <ShowsDossiers context={context} shows={sharing.shows} />
        <Button tone="secondary">{say(locale, 'save')}</Button>
      </Form>
      <Details summary={say(locale, 'end')}>
        <p class="govuk-body">{say(locale, 'endHint')}</p>
        <Form action={`${path}/partage/fin`} csrf={context.csrfToken()}>
          <Button tone="warning">{say(locale, 'end')}</Button>
        </Form>
      </Details>
    </>
  );
}

export function WaitingInvitation(props: SectionProps & { invitation: { email: string; expires_at: Date } }) {
  const { context, path, invitation } = props;
  const { locale } = context;
  const waits = { email: invitation.email, date: formatDate(invitation.expires_at, locale) };
  return (
    <>
      <p class="govuk-body">{say(locale, 'invitationWaits', waits)}</p>
      <Form action={`${path}/partage/annuler`} csrf={context.csrfToken()}>
        <Button tone="secondary">{say(locale, 'withdraw')}</Button>
      </Form>
    </>
  );
}

export function InviteParent(props: SectionProps & { email: string; problems: readonly FormProblem[] }) {
  const { context, path, email, problems } = props;
  const { locale } = context;
  return (
    <>
      <p class="govuk-body">{say(locale, 'inviteIntro')}</p>
      <Form action={`${path}/partager`} csrf={context.csrfToken()}>
        <TextInput
          id="email"
          type="email"
          label={say(locale, 'email')}
          value={email}
          error={problemOf(problems, 'email')}
        />
        <ShowsDossiers context={context} shows={false} />
        <Button>{say(locale, 'inviteSubmit')}</Button>
      </Form>
    </>
  );
}

export interface OtherDossier {
  readonly id: string;
  readonly procedure: string;
  readonly authority: string;
  readonly sentOn: string;
  readonly state: string;
}

export function OtherDossiers(props: { context: RequestContext; dossiers: readonly OtherDossier[]; shown: boolean }) {
  const { locale } = props.context;
  if (props.dossiers.length === 0) {
    return (
      <>
        <h2 class="govuk-heading-m">{say(locale, 'otherDossiers')}</h2>
        <p class="govuk-body">{say(locale, props.shown ? 'otherDossiersNone' : 'otherDossiersHidden')}</p>
      </>
    );
  }
  return (
    <Table
      caption={say(locale, 'otherDossiers')}
      rows={props.dossiers}
      rowKey={(one) => one.id}
      columns={[
        { label: say(locale, 'procedure'), rowHeader: true, cell: (one) => one.procedure },
        { label: say(locale, 'authority'), cell: (one) => one.authority },
        { label: say(locale, 'sentOn'), cell: (one) => one.sentOn },
        { label: say(locale, 'state'), cell: (one) => one.state },
      ]}
    />
  );
}

export function CollectorTable(
  props: SectionProps & { collectors: readonly Collector[]; accountId: string; otherName: string },
) {
  const { context, path, accountId, otherName } = props;
  const { locale } = context;
  if (props.collectors.length === 0) return <p class="govuk-body">{say(locale, 'noCollector')}</p>;
  return (
    <Table
      caption={say(locale, 'collectors')}
      captionHidden
      rows={props.collectors}
      rowKey={(one) => one.id}
      columns={[
        { label: say(locale, 'name'), rowHeader: true, cell: nameOf },
        { label: say(locale, 'phone'), cell: (one) => formatPhone(one.phone) },
        {
          label: say(locale, 'until'),
          cell: (one) => (one.until === undefined ? say(locale, 'noEnd') : formatDate(one.until, locale)),
        },
        {
          label: say(locale, 'saidBy'),
          cell: (one) => (one.accountId === accountId ? say(locale, 'byYou') : otherName),
        },
        {
          label: say(locale, 'action'),
          labelHidden: true,
          cell: (one) =>
            one.accountId !== accountId ? null : (
              <Form action={`${path}/personnes/${one.id}/retirer`} csrf={context.csrfToken()}>
                <Button tone="link" ariaLabel={`${say(locale, 'remove')} ${nameOf(one)}`}>
                  {say(locale, 'remove')}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  );
}

export interface TypedCollector {
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const blankCollector: TypedCollector = {
  givenNames: '',
  familyName: '',
  phone: '',
  day: '',
  month: '',
  year: '',
};

export function AddCollector(props: SectionProps & { typed: TypedCollector; problems: readonly FormProblem[] }) {
  const { context, path, typed, problems } = props;
  const { locale } = context;
  const error = (field: string) => problemOf(problems, field);
  return (
    <>
      <h3 class="govuk-heading-s">{say(locale, 'addCollector')}</h3>
      <Form action={`${path}/personnes`} csrf={context.csrfToken()}>
        <TextInput
          id="given-names"
          label={say(locale, 'givenNames')}
          value={typed.givenNames}
          error={error('given-names')}
        />
        <TextInput
          id="family-name"
          label={say(locale, 'familyName')}
          value={typed.familyName}
          error={error('family-name')}
        />
        <TextInput
          id="phone"
          type="tel"
          label={say(locale, 'phone')}
          value={typed.phone}
          width={20}
          error={error('phone')}
        />
        <DateInput
          id="until"
          label={say(locale, 'untilLabel')}
          labelSize="s"
          hint={say(locale, 'untilHint')}
          value={{ day: typed.day, month: typed.month, year: typed.year }}
          error={error('until')}
        />
        <Button tone="secondary">{say(locale, 'addSubmit')}</Button>
      </Form>
    </>
  );
}
