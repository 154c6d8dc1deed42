import { listDossiersAboutChild } from '#modules/dossiers/index.ts';
import {
  cleanLine,
  type HouseholdMember,
  nearMajority,
  normalizeEmail,
  normalizePhone,
} from '#modules/identity/index.ts';
import { getState } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import type { FamiliesParts } from '../families-parts.ts';
import { familyMessages as say } from '../messages.ts';
import { findOpenInvitation, findSharing, listCollectors, type Sharing } from '../queries/find-sharing.ts';
import { addCollector, chooseShownDossiers, endSharing, removeCollector } from '../usecases/change-sharing.ts';
import { inviteParent, withdrawParentInvitation } from '../usecases/invite-parent.ts';
import {
  AddCollector,
  blankCollector,
  CollectorTable,
  InviteParent,
  type OtherDossier,
  OtherDossiers,
  SharedWith,
  type TypedCollector,
  WaitingInvitation,
} from './child-sections.tsx';
import { childrenPath, type FormProblem, familyPage, nameOf, ownChild, todayOf } from './family-web.tsx';

interface Typed {
  readonly email: string;
  readonly collector: TypedCollector;
}

const blank: Typed = { email: '', collector: blankCollector };

export function showChild(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  return childPage(context, parts, blank, []);
}

async function childPage(
  context: RequestContext,
  parts: FamiliesParts,
  typed: Typed,
  problems: readonly FormProblem[],
  status?: number,
): Promise<Result> {
  const { locale, now } = context;
  const { open } = parts.platform.database;
  const { own, child } = await ownChild(context, parts);
  const sharing = await findSharing(open, own);
  const [invitation, collectors, dossiers] = await Promise.all([
    findOpenInvitation(open, own, now),
    listCollectors(open, own, sharing, todayOf(context)),
    otherDossiers(context, parts, sharing),
  ]);
  const title = nameOf(child);
  const path = `${childrenPath}/${child.id}`;
  return familyPage(context, parts, {
    title,
    problems,
    ...(status === undefined ? {} : { status }),
    children: (
      <>
        <PageHeading title={title} caption={say(locale, 'child')} />
        <Details context={context} child={child} />
        <h2 class="govuk-heading-m">{say(locale, 'otherParent')}</h2>
        {sharing !== undefined && <SharedWith context={context} path={path} sharing={sharing} />}
        {sharing === undefined && invitation !== undefined && (
          <WaitingInvitation context={context} path={path} invitation={invitation} />
        )}
        {sharing === undefined && invitation === undefined && (
          <InviteParent context={context} path={path} email={typed.email} problems={problems} />
        )}
        {sharing !== undefined && <OtherDossiers context={context} dossiers={dossiers} shown={sharing.other.shows} />}
        <h2 class="govuk-heading-m">{say(locale, 'collectors')}</h2>
        <CollectorTable
          context={context}
          path={path}
          collectors={collectors}
          accountId={own.accountId}
          otherName={sharing?.other.name ?? ''}
        />
        <AddCollector context={context} path={path} typed={typed.collector} problems={problems} />
      </>
    ),
  });
}

function Details({ context, child }: { context: RequestContext; child: HouseholdMember }) {
  const { locale } = context;
  const majority =
    child.birthDate === undefined ? undefined : nearMajority(child.birthDate, civilDate(instantOf(context.now)));
  return (
    <SummaryList
      rows={[
        { term: say(locale, 'name'), value: nameOf(child), actions: [{ href: `/mon-espace/foyer/${child.id}` }] },
        {
          term: say(locale, 'birthDate'),
          value: child.birthDate === undefined ? '' : formatDate(child.birthDate, locale),
        },
        ...(majority === undefined
          ? []
          : [
              {
                term: say(locale, 'majority'),
                value: say(locale, 'majorityLeaves', { day: formatDate(majority.toString(), locale) }),
                actions: [{ href: '/mon-espace/foyer', label: say(locale, 'majorityMore') }],
              },
            ]),
      ]}
    />
  );
}

/** What the other parent shows: that a request was made, and how far it is. */
async function otherDossiers(
  { locale }: RequestContext,
  parts: FamiliesParts,
  sharing: Sharing | undefined,
): Promise<OtherDossier[]> {
  if (sharing === undefined || !sharing.other.shows) return [];
  const dossiers = await listDossiersAboutChild(parts, sharing.other);
  return Promise.all(
    dossiers.map(async (dossier) => {
      const [authority, { procedure, workflow }] = await Promise.all([
        parts.directory.getAuthority(dossier.authority_id),
        parts.catalogue.getVersionOf(dossier),
      ]);
      return {
        id: dossier.id,
        procedure: localize(procedure.title, locale),
        authority: authority.name,
        sentOn: formatDate(dossier.submitted_at, locale),
        state: localize(getState(workflow, dossier.state).label, locale),
      };
    }),
  );
}

export async function submitInvite(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { locale, body, resident } = context;
  const { own, child } = await ownChild(context, parts);
  const typed = single(body, 'email').slice(0, 300);
  const email = normalizeEmail(typed);
  const again = (message: string) =>
    childPage(context, parts, { ...blank, email: typed }, [{ fieldId: 'email', message }]);
  if (email === undefined) return again(say(locale, 'email-invalid'));
  if (email === resident?.email) return again(say(locale, 'email-own'));
  try {
    const showsDossiers = single(body, 'demandes') !== '';
    const { code } = await inviteParent(parts, { ...own, email, showsDossiers, locale });
    context.setFlash(say(locale, 'code', { code }));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    context.setFlash(say(locale, 'alreadyShared'));
  }
  return redirect(`${childrenPath}/${child.id}`);
}

export async function submitWithdraw(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { own, child } = await ownChild(context, parts);
  await withdrawParentInvitation(parts, own);
  context.setFlash(say(context.locale, 'withdrawn'));
  return redirect(`${childrenPath}/${child.id}`);
}

export async function submitShown(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { own, child } = await ownChild(context, parts);
  await chooseShownDossiers(parts, { ...own, shows: single(context.body, 'demandes') !== '' });
  context.setFlash(say(context.locale, 'saved'));
  return redirect(`${childrenPath}/${child.id}`);
}

export async function submitEnd(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { own, child } = await ownChild(context, parts);
  await endSharing(parts, own);
  context.setFlash(say(context.locale, 'ended'));
  return redirect(`${childrenPath}/${child.id}`);
}

export async function submitCollector(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { locale, body } = context;
  const { own, child } = await ownChild(context, parts);
  const line = (name: string) => cleanLine(single(body, name)).slice(0, 200);
  const typed: TypedCollector = {
    givenNames: line('given-names'),
    familyName: line('family-name'),
    phone: line('phone'),
    day: line('until-day'),
    month: line('until-month'),
    year: line('until-year'),
  };
  const phone = normalizePhone(typed.phone);
  const until = readUntil(typed, todayOf(context));
  const problems: FormProblem[] = [
    ...(typed.givenNames === '' ? [{ fieldId: 'given-names', message: say(locale, 'given-names-missing') }] : []),
    ...(typed.familyName === '' ? [{ fieldId: 'family-name', message: say(locale, 'family-name-missing') }] : []),
    ...(phone === undefined ? [{ fieldId: 'phone', message: say(locale, 'phone-invalid') }] : []),
    ...(until === 'invalid' ? [{ fieldId: 'until', message: say(locale, 'until-invalid') }] : []),
  ];
  if (phone === undefined || problems.length > 0)
    return childPage(context, parts, { ...blank, collector: typed }, problems);
  const { givenNames, familyName } = typed;
  try {
    await addCollector(parts, own, {
      givenNames,
      familyName,
      phone,
      until: until === 'none' || until === 'invalid' ? undefined : until.toString(),
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return childPage(
      context,
      parts,
      { ...blank, collector: typed },
      [{ message: say(locale, 'too-many-collectors') }],
      409,
    );
  }
  context.setFlash(say(locale, 'collectorAdded'));
  return redirect(`${childrenPath}/${child.id}`);
}

function readUntil(typed: TypedCollector, today: Temporal.PlainDate): Temporal.PlainDate | 'none' | 'invalid' {
  const parts = [typed.year, typed.month, typed.day];
  if (parts.every((part) => part === '')) return 'none';
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return 'invalid';
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return Temporal.PlainDate.compare(date, today) < 0 ? 'invalid' : date;
  } catch {
    return 'invalid';
  }
}

export async function submitRemoveCollector(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { own, child } = await ownChild(context, parts);
  const id = context.params.person ?? '';
  await removeCollector(parts, own, /^[0-9a-f-]{36}$/.test(id) ? id : own.memberId);
  context.setFlash(say(context.locale, 'collectorRemoved'));
  return redirect(`${childrenPath}/${child.id}`);
}
