import { formatSiret } from '#modules/forms/index.ts';
import { normalizeEmail } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { RepresentedBody } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Timeline } from '#ui/components/timeline.tsx';
import type { BodiesParts } from '../../bodies-parts.ts';
import { LastManagerError, TooManyWaitingError } from '../../errors.ts';
import { bodyMessages as say } from '../../messages.ts';
import { findBodyIdentity, listRepresentatives, type Representative } from '../../queries/find-body.ts';
import { changeRole, leaveBody, removeRepresentative } from '../../usecases/change-representatives.ts';
import { inviteRepresentative, openInvitations, withdrawInvitation } from '../../usecases/invite-representative.ts';
import {
  bodiesPath,
  bodyPage,
  type FormProblem,
  idParam,
  isId,
  problemOf,
  residentOf,
  underBodies,
} from '../body-web.tsx';

/** The body of the address, for one of its representatives. @throws NotFoundError */
function ownBody(context: RequestContext): RepresentedBody {
  const id = idParam(context, 'body');
  const body = residentOf(context).bodies?.find((one) => one.bodyId === id);
  if (body === undefined) throw new NotFoundError('body-not-found');
  return body;
}

const hrefOf = (body: RepresentedBody, rest = '') => `${bodiesPath}/${body.bodyId}${rest}`;

export function showBody(context: RequestContext, parts: BodiesParts): Promise<Result> {
  return onePage(context, parts, { email: '', role: '' }, []);
}

async function onePage(
  context: RequestContext,
  parts: BodiesParts,
  typed: { email: string; role: string },
  problems: readonly FormProblem[],
  status?: number,
): Promise<Result> {
  const { locale, now } = context;
  const { open } = parts.platform.database;
  const own = ownBody(context);
  const [body, representatives, invitations, acts] = await Promise.all([
    findBodyIdentity(open, own.bodyId),
    listRepresentatives(open, own.bodyId),
    openInvitations(open, own.bodyId, now),
    open
      .selectFrom('body_acts')
      .selectAll()
      .where('body_id', '=', own.bodyId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(100)
      .execute(),
  ]);
  if (body === undefined) throw new NotFoundError('body-not-found');
  const numbers = [body.siret === undefined ? undefined : formatSiret(body.siret), body.rna].filter(Boolean);
  return bodyPage(context, parts, {
    title: body.name,
    under: underBodies(context),
    problems,
    ...(status === undefined ? {} : { status }),
    children: (
      <>
        <PageHeading title={body.name} caption={say(locale, `kind.${body.kind}`)} />
        <SummaryList
          title={say(locale, 'details')}
          rows={[
            { term: say(locale, 'number'), value: numbers.join(', ') },
            { term: say(locale, 'role'), value: say(locale, `role.${own.role}`) },
          ]}
        />
        <Representatives context={context} own={own} representatives={representatives} />
        {invitations.length > 0 && (
          <Table
            caption={say(locale, 'invitations')}
            rows={invitations}
            rowKey={(one) => one.id}
            columns={[
              { label: say(locale, 'inviteEmail'), rowHeader: true, cell: (one) => one.email },
              { label: say(locale, 'role'), cell: (one) => say(locale, `role.${one.role}`) },
              { label: say(locale, 'invitationUntil'), cell: (one) => formatDate(one.expires_at, locale) },
              ...(own.role === 'manager'
                ? [
                    {
                      label: say(locale, 'action'),
                      labelHidden: true,
                      cell: (one: (typeof invitations)[number]) => (
                        <Form action={hrefOf(own, `/invitations/${one.id}/annuler`)} csrf={context.csrfToken()}>
                          <Button tone="link" ariaLabel={`${say(locale, 'withdraw')} ${one.email}`}>
                            {say(locale, 'withdraw')}
                          </Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {own.role === 'manager' && <Invite context={context} own={own} typed={typed} problems={problems} />}
        <Leave context={context} own={own} representatives={representatives} />
        <h2 class="govuk-heading-m">{say(locale, 'history')}</h2>
        <Timeline
          events={acts.map((act) => ({
            id: act.id,
            title: say(locale, `act.${act.act}`, { about: act.about }),
            actor: act.actor_name,
            dateTime: act.at.toISOString(),
            date: formatDate(act.at, locale),
          }))}
        />
      </>
    ),
  });
}

function Representatives(props: {
  context: RequestContext;
  own: RepresentedBody;
  representatives: readonly Representative[];
}) {
  const { context, own, representatives } = props;
  const { locale } = context;
  const { accountId } = residentOf(context);
  return (
    <Table
      caption={say(locale, 'representatives')}
      rows={representatives}
      rowKey={(one) => one.accountId}
      columns={[
        {
          label: say(locale, 'name'),
          rowHeader: true,
          cell: ({ name, ...one }) => (one.accountId === accountId ? say(locale, 'you', { name }) : name),
        },
        { label: say(locale, 'role'), cell: (one) => say(locale, `role.${one.role}`) },
        { label: say(locale, 'since'), cell: (one) => formatDate(one.since, locale) },
        ...(own.role === 'manager'
          ? [
              {
                label: say(locale, 'action'),
                labelHidden: true,
                cell: (one: Representative) =>
                  one.accountId === accountId ? null : (
                    <Form action={hrefOf(own, `/representants/${one.accountId}`)} csrf={context.csrfToken()}>
                      <ButtonGroup>
                        <Button
                          tone="link"
                          name="acte"
                          value={one.role === 'manager' ? 'member' : 'manager'}
                          ariaLabel={`${say(locale, one.role === 'manager' ? 'makeMember' : 'makeManager')} ${one.name}`}
                        >
                          {say(locale, one.role === 'manager' ? 'makeMember' : 'makeManager')}
                        </Button>
                        <Button
                          tone="link"
                          name="acte"
                          value="retirer"
                          ariaLabel={`${say(locale, 'remove')} ${one.name}`}
                        >
                          {say(locale, 'remove')}
                        </Button>
                      </ButtonGroup>
                    </Form>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Invite(props: {
  context: RequestContext;
  own: RepresentedBody;
  typed: { email: string; role: string };
  problems: readonly FormProblem[];
}) {
  const { context, own, typed, problems } = props;
  const { locale } = context;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'inviteTitle')}</h2>
      <Form action={hrefOf(own, '/inviter')} csrf={context.csrfToken()}>
        <TextInput
          id="email"
          type="email"
          label={say(locale, 'inviteEmail')}
          hint={say(locale, 'inviteHint')}
          value={typed.email}
          error={problemOf(problems, 'email')}
        />
        <Radios
          id="role"
          label={say(locale, 'role')}
          labelSize="s"
          value={typed.role}
          error={problemOf(problems, 'role')}
          options={(['member', 'manager'] as const).map((value) => ({
            value,
            label: say(locale, `role.${value}`),
            hint: say(locale, `role.${value}Hint`),
          }))}
        />
        <Button tone="secondary">{say(locale, 'inviteSubmit')}</Button>
      </Form>
    </>
  );
}

function Leave(props: { context: RequestContext; own: RepresentedBody; representatives: readonly Representative[] }) {
  const { context, own } = props;
  const { locale } = context;
  const { accountId } = residentOf(context);
  const others = props.representatives.filter((one) => one.accountId !== accountId);
  const hasOtherManager = others.some((one) => one.role === 'manager');
  if (own.role === 'manager' && others.length === 0)
    return <p class="govuk-body pv-muted">{say(locale, 'lastManager')}</p>;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'leaveTitle', { name: own.name })}</h2>
      <p class="govuk-body">{say(locale, 'leaveHint')}</p>
      <Form action={hrefOf(own, '/quitter')} csrf={context.csrfToken()}>
        {own.role === 'manager' && (
          <Radios
            id="a"
            label={say(locale, 'leaveTo')}
            labelSize="s"
            value={hasOtherManager ? '' : others[0]?.accountId}
            options={[
              ...(hasOtherManager ? [{ value: '', label: say(locale, 'leaveNobody') }] : []),
              ...others.map((one) => ({ value: one.accountId, label: one.name })),
            ]}
          />
        )}
        <Button tone="warning">{say(locale, 'leave')}</Button>
      </Form>
    </>
  );
}

export async function submitInvite(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale, body } = context;
  const own = ownBody(context);
  const typed = { email: single(body, 'email').slice(0, 300), role: single(body, 'role') };
  const email = normalizeEmail(typed.email);
  const role = typed.role === 'manager' || typed.role === 'member' ? typed.role : undefined;
  const problems: FormProblem[] = [
    ...(email === undefined ? [{ fieldId: 'email', message: say(locale, 'email-invalid') }] : []),
    ...(role === undefined ? [{ fieldId: 'role', message: say(locale, 'role-missing') }] : []),
  ];
  if (email === undefined || role === undefined) return onePage(context, parts, typed, problems);
  const { accountId } = residentOf(context);
  try {
    await inviteRepresentative(parts, { accountId, bodyId: own.bodyId, email, role, locale });
  } catch (error) {
    if (!(error instanceof TooManyWaitingError)) throw error;
    return onePage(context, parts, typed, [{ message: say(locale, 'tooManyInvitations') }], 409);
  }
  context.setFlash(say(locale, 'invited'));
  return redirect(hrefOf(own));
}

export async function submitWithdraw(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const own = ownBody(context);
  const invitationId = idParam(context, 'invitation');
  await withdrawInvitation(parts, { accountId: residentOf(context).accountId, bodyId: own.bodyId, invitationId });
  context.setFlash(say(context.locale, 'withdrawn'));
  return redirect(hrefOf(own));
}

export async function submitRepresentative(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const own = ownBody(context);
  const asking = {
    accountId: residentOf(context).accountId,
    bodyId: own.bodyId,
    about: idParam(context, 'representative'),
  };
  const act = single(context.body, 'acte');
  return unlessLast(context, parts, async () => {
    if (act === 'retirer') await removeRepresentative(parts, asking);
    else if (act === 'manager' || act === 'member') await changeRole(parts, { ...asking, role: act });
    else throw new NotFoundError();
    context.setFlash(say(locale, act === 'retirer' ? 'removed' : 'roleChanged'));
    return redirect(hrefOf(own));
  });
}

export async function submitLeave(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const own = ownBody(context);
  const to = single(context.body, 'a');
  const { accountId } = residentOf(context);
  return unlessLast(context, parts, async () => {
    await leaveBody(parts, { accountId, bodyId: own.bodyId, to: isId(to) ? to : undefined });
    context.setFlash(say(context.locale, 'left', { name: own.name }));
    return redirect(bodiesPath);
  });
}

async function unlessLast(context: RequestContext, parts: BodiesParts, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof LastManagerError)) throw error;
    return onePage(context, parts, { email: '', role: '' }, [{ message: say(context.locale, 'lastManager') }], 409);
  }
}
