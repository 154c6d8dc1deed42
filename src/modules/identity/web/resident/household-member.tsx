import type { VNode } from 'preact';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { DateInput } from '#ui/components/date-input.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import {
  type HouseholdMember,
  type MemberProblem,
  readMember,
  relations,
  type TypedMember,
} from '../../domain/household.ts';
import { HouseholdFullError } from '../../errors.ts';
import { identityMessages } from '../../messages.ts';
import { listHousehold } from '../../queries/list-household.ts';
import { addMembers, changeMember, removeMember } from '../../usecases/change-household.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { type IdentityWeb, idParam, privatePage, residentOf } from '../routes-parts.ts';
import { householdPage, householdPath, nameOf } from './household.tsx';
import { householdMessages as say } from './household-messages.ts';

const blank: TypedMember = { relation: '', givenNames: '', familyName: '', day: '', month: '', year: '' };

export async function showNewMember(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await memberPage(context, web, { typed: blank }), { headers: privatePage });
}

export async function submitNewMember(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const typed = typedMember(context);
  const read = readMember(typed, todayOf(context));
  if ('problems' in read) return again(context, web, { typed, problems: problemsOf(locale, read.problems) });
  const name = nameOf(read.member);
  try {
    const added = await addMembers(web.parts, residentOf(context).accountId, [read.member]);
    context.setFlash(say(locale, added === 0 ? 'alreadyThere' : 'added', { name }));
  } catch (error) {
    if (!(error instanceof HouseholdFullError)) throw error;
    return again(context, web, { typed, problems: [{ message: say(locale, 'full') }] }, 409);
  }
  return redirect(householdPath);
}

export async function showMember(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const member = await getMember(context, web);
  const [year = '', month = '', day = ''] = member.birthDate?.split('-') ?? [];
  const { relation, givenNames, familyName } = member;
  const withoutZero = (part: string) => part.replace(/^0/, '');
  const typed = { relation, givenNames, familyName, day: withoutZero(day), month: withoutZero(month), year };
  return page(await memberPage(context, web, { typed, member }), { headers: privatePage });
}

export async function submitMemberChange(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const member = await getMember(context, web);
  const typed = typedMember(context);
  const read = readMember(typed, todayOf(context));
  if ('problems' in read) return again(context, web, { typed, member, problems: problemsOf(locale, read.problems) });
  const { accountId } = residentOf(context);
  if (!(await changeMember(web.parts, accountId, member.id, read.member, context.now))) throw new NotFoundError();
  context.setFlash(say(locale, 'changed'));
  return redirect(householdPath);
}

export async function submitMemberRemoval(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const member = await getMember(context, web);
  await removeMember(web.parts, residentOf(context).accountId, member.id);
  context.setFlash(say(context.locale, 'removed', { name: nameOf(member) }));
  return redirect(householdPath);
}

/** @throws NotFoundError for somebody of another household, as for nobody */
async function getMember(context: RequestContext, web: IdentityWeb): Promise<HouseholdMember> {
  const id = idParam(context, 'member');
  const members = await listHousehold(web.parts.platform.database.open, residentOf(context).accountId);
  const member = members.find((one) => one.id === id);
  if (member === undefined) throw new NotFoundError();
  return member;
}

function todayOf(context: RequestContext): Temporal.PlainDate {
  return civilDate(instantOf(context.now));
}

function typedMember({ body }: RequestContext): TypedMember {
  const line = (name: string) => single(body, name).slice(0, 200);
  return {
    relation: line('relation'),
    givenNames: line('given-names'),
    familyName: line('family-name'),
    day: line('birth-date-day'),
    month: line('birth-date-month'),
    year: line('birth-date-year'),
  };
}

const fields: Readonly<Record<MemberProblem, string>> = {
  'given-names-missing': 'given-names',
  'family-name-missing': 'family-name',
  'name-invalid': 'given-names',
  'relation-missing': 'relation',
  'child-of-age': 'relation',
  'birth-date-missing': 'birth-date',
  'birth-date-invalid': 'birth-date',
  'birth-date-future': 'birth-date',
};

function problemsOf(locale: Locale, problems: readonly MemberProblem[]): FormProblem[] {
  return problems.map((problem) => ({ fieldId: fields[problem], message: say(locale, problem) }));
}

interface MemberView {
  readonly typed: TypedMember;
  /** Who is corrected; absent for somebody new. */
  readonly member?: HouseholdMember;
  readonly problems?: readonly FormProblem[];
}

async function again(context: RequestContext, web: IdentityWeb, view: MemberView, status = 422): Promise<Result> {
  return page(await memberPage(context, web, view), { status, headers: privatePage });
}

function memberPage(context: RequestContext, web: IdentityWeb, view: MemberView): Promise<VNode> {
  const { locale } = context;
  const { typed, member, problems = [] } = view;
  const title = member === undefined ? say(locale, 'add') : say(locale, 'changeTitle', { name: nameOf(member) });
  const action = `${householdPath}/${member === undefined ? 'ajouter' : member.id}`;
  const csrf = context.csrfToken();
  const error = (field: string) => problemOf(problems, field);
  return householdPage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} problems={problems}>
      <Form action={action} csrf={csrf}>
        <Radios
          id="relation"
          label={say(locale, 'relation')}
          labelSize="s"
          value={typed.relation}
          error={error('relation')}
          options={relations.map((value) => ({ value, label: say(locale, `relation.${value}`) }))}
        />
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
        <DateInput
          id="birth-date"
          label={say(locale, 'birthDate')}
          labelSize="s"
          hint={say(locale, 'birthDateHint')}
          value={{ day: typed.day, month: typed.month, year: typed.year }}
          error={error('birth-date')}
        />
        <ButtonGroup>
          <Button>{identityMessages(locale, 'save')}</Button>
          <LinkButton tone="secondary" href={householdPath}>
            {identityMessages(locale, 'cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
      {member !== undefined && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'removeTitle')}</h2>
          <p class="govuk-body">{say(locale, 'removeBody')}</p>
          <Form action={`${action}/retirer`} csrf={csrf}>
            <Button tone="warning">{say(locale, 'remove')}</Button>
          </Form>
        </>
      )}
    </FormPage>,
    [{ href: householdPath, label: say(locale, 'title') }],
  );
}
