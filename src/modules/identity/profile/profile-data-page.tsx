import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { formatPhone } from '../domain/contact-details.ts';
import { type FormProblem, problemOf } from '../web/form-problems.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../web/routes-parts.ts';
import { ConsentHistory, Consents, ExchangeUses } from './exchange-sections.tsx';
import type { OwnContact } from './own-contacts.ts';
import { readOwnData } from './own-data.ts';
import { contactsPath, dataPath } from './paths.ts';
import { chooseFillsForms, forgetDatum, type GivenDatum, recordGiven } from './profile-data.ts';
import { profileMessages as say } from './profile-messages.ts';

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;
export type ProfileWeb = Pick<IdentityWeb, 'site' | 'parts' | 'procedureName'>;
type Web = ProfileWeb;

interface Typed {
  readonly income: string;
  readonly year: string;
}

const read = (context: RequestContext, web: Web) =>
  readOwnData(web.parts.platform.database.open, residentOf(context).accountId);

export async function showProfileData(context: RequestContext, web: Web): Promise<Result> {
  const data = await read(context, web);
  const income = incomeOf(data);
  return dataPage(context, web, data, {
    income: income === undefined ? '' : String(income.euros),
    year: income === undefined ? '' : String(income.year),
  });
}

function incomeOf({ given }: OwnData) {
  const income = given.find((one) => one.datum === 'income')?.value;
  return income === undefined ? undefined : { euros: Number(income.euros), year: Number(income.year) };
}

interface KnownRow {
  readonly key: string;
  readonly label: string;
  /** Empty when it was not given. */
  readonly value: string;
  readonly origin: string;
  /** Where it is corrected, when it is one of several. */
  readonly href?: string;
}

/** Each datum as people read it, with where it comes from; the further phones and addresses after the first. */
function knownRows(data: OwnData, locale: Locale): KnownRow[] {
  const { profile } = data;
  const income = incomeOf(data);
  const name = [profile?.givenNames, profile?.familyName].filter(Boolean).join(' ');
  const amount = (euros: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(euros);
  const originOf = ({ source, givenAt }: Pick<GivenDatum, 'source' | 'givenAt'>) =>
    say(locale, `source.${source}`, { date: formatDate(givenAt, locale) });
  const first = (datum: 'identity' | 'phone' | 'address' | 'income', value: string): KnownRow => {
    const given = data.given.find((one) => one.datum === datum);
    const origin = given === undefined ? '' : originOf(given);
    return { key: datum, label: say(locale, `datum.${datum}`), value, origin };
  };
  const further = (kind: OwnContact['kind']): KnownRow[] =>
    data.contacts
      .filter((contact) => contact.kind === kind)
      .map((contact) => ({
        key: contact.id,
        label: say(locale, `usage.${contact.usage}`),
        value: contact.kind === 'phone' ? formatPhone(contact.phone) : contact.address.label,
        origin: originOf(contact),
        href: `${contactsPath}/${contact.id}`,
      }));
  return [
    first('identity', name),
    first('phone', profile?.phone === undefined ? '' : formatPhone(profile.phone)),
    ...further('phone'),
    first('address', profile?.address?.label ?? ''),
    ...further('address'),
    first(
      'income',
      income === undefined ? '' : say(locale, 'incomeValue', { amount: amount(income.euros), year: income.year }),
    ),
  ];
}

function Known({ data, locale, toRead }: { data: OwnData; locale: Locale; toRead?: boolean }) {
  const all = knownRows(data, locale);
  const rows = all.filter((row) => row.value !== '');
  const missing = all.filter((row) => row.value === '').map((row) => row.label);
  return (
    <>
      {rows.length > 0 && (
        <Table
          caption={say(locale, 'known')}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { label: say(locale, 'datum'), rowHeader: true, cell: (row) => row.label },
            { label: say(locale, 'value'), cell: (row) => row.value },
            { label: say(locale, 'origin'), cell: (row) => row.origin },
            ...(toRead === true || data.contacts.length === 0
              ? []
              : [
                  {
                    label: say(locale, 'action'),
                    labelHidden: true,
                    cell: ({ href, label, value }: KnownRow) =>
                      href === undefined ? null : (
                        <a class="govuk-link" href={href}>
                          {say(locale, 'correct')}
                          <span class="govuk-visually-hidden">
                            {' '}
                            {label} {value}
                          </span>
                        </a>
                      ),
                  },
                ]),
          ]}
        />
      )}
      {missing.length > 0 && (
        <p class="govuk-body pv-muted">{say(locale, 'missing', { data: missing.join(', ').toLowerCase() })}</p>
      )}
    </>
  );
}

/** The people of the household, each with its source and date. */
function Household({ data, locale }: { data: OwnData; locale: Locale }) {
  if (data.household.length === 0) return null;
  return (
    <Table
      caption={say(locale, 'household')}
      rows={data.household}
      rowKey={(member) => member.id}
      columns={[
        {
          label: say(locale, 'name'),
          rowHeader: true,
          cell: (member) => `${member.givenNames} ${member.familyName}`,
        },
        {
          label: say(locale, 'birthDate'),
          cell: ({ birthDate }) => (birthDate === undefined ? say(locale, 'unknown') : formatDate(birthDate, locale)),
        },
        {
          label: say(locale, 'origin'),
          cell: ({ addedAt, changedAt }) =>
            changedAt === undefined
              ? say(locale, 'source.added', { date: formatDate(addedAt, locale) })
              : say(locale, 'source.corrected', { date: formatDate(changedAt, locale) }),
        },
      ]}
    />
  );
}

async function dataPage(
  context: RequestContext,
  web: Web,
  data: OwnData,
  typed: Typed,
  problems: readonly FormProblem[] = [],
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'title');
  const csrf = context.csrfToken();
  const error = (field: string) => problemOf(problems, field);
  const document = await citizenPage(context, web.site, {
    title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      { href: '/mon-espace/profil', label: say(locale, 'profile') },
    ],
    noIndex: true,
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        <Known data={data} locale={locale} />
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/profil/coordonnees">
            {say(locale, data.profile?.verified === undefined ? 'change' : 'changeContact')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`${contactsPath}/adresse`}>
            {say(locale, 'addAddress')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`${contactsPath}/telephone`}>
            {say(locale, 'addPhone')}
          </a>
        </p>
        <Household data={data} locale={locale} />
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace/foyer">
            {say(locale, data.household.length === 0 ? 'addHousehold' : 'changeHousehold')}
          </a>
        </p>
        <h2 class="govuk-heading-m">{say(locale, 'otherTitle')}</h2>
        <Form action={dataPath} csrf={csrf}>
          <TextInput
            id="income"
            inputmode="numeric"
            label={say(locale, 'income')}
            hint={say(locale, 'incomeHint')}
            value={typed.income}
            width={10}
            error={error('income')}
          />
          <TextInput
            id="year"
            inputmode="numeric"
            label={say(locale, 'incomeYear')}
            value={typed.year}
            width={4}
            error={error('year')}
          />
          <Button>{say(locale, 'save')}</Button>
        </Form>
        <h2 class="govuk-heading-m">{say(locale, 'fillTitle')}</h2>
        <p class="govuk-body">{say(locale, data.fillsForms ? 'fills' : 'fillsNot')}</p>
        <Form action={`${dataPath}/remplissage`} csrf={csrf}>
          <Button tone="secondary" name="remplir" value={data.fillsForms ? '' : '1'}>
            {say(locale, data.fillsForms ? 'refuseFill' : 'acceptFill')}
          </Button>
        </Form>
        <Consents data={data} locale={locale} csrf={csrf} action={`${dataPath}/accords`} />
        {await exchangeUses(context, web, data)}
        <p class="govuk-body">
          <a class="govuk-link" href={`${dataPath}/donnees`}>
            {say(locale, 'downloadLink')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422, headers: privatePage });
}

export async function submitProfileData(context: RequestContext, web: Web): Promise<Result> {
  const { locale, body, now } = context;
  const { accountId } = residentOf(context);
  const { open } = web.parts.platform.database;
  const line = (name: string) => single(body, name).trim().slice(0, 40);
  const typed: Typed = { income: line('income'), year: line('year') };
  const digits = typed.income.replace(/[\s\u00a0\u202f€]/g, '');
  const year = Number(typed.year);
  const problems: FormProblem[] = [];
  if (digits !== '' && !/^\d{1,9}$/.test(digits))
    problems.push({ fieldId: 'income', message: say(locale, 'income-invalid') });
  const thisYear = now.getUTCFullYear();
  if (digits !== '' && !(/^\d{4}$/.test(typed.year) && year <= thisYear && year > thisYear - 6))
    problems.push({ fieldId: 'year', message: say(locale, 'year-invalid') });
  const before = await read(context, web);
  if (problems.length > 0) return dataPage(context, web, before, typed, problems);
  const known = incomeOf(before);
  if (digits === '') await forgetDatum(open, accountId, 'income');
  else if (Number(digits) !== known?.euros || year !== known.year)
    await recordGiven(open, accountId, {
      datum: 'income',
      source: 'self',
      value: { euros: Number(digits), year },
      at: now,
    });
  context.setFlash(say(locale, 'saved'));
  return redirect(dataPath);
}

/** Whether the profile fills any form in. */
export async function submitFilling(context: RequestContext, web: Web): Promise<Result> {
  const fills = single(context.body, 'remplir') === '1';
  await chooseFillsForms(web.parts.platform.database.open, residentOf(context).accountId, fills);
  context.setFlash(say(context.locale, fills ? 'fills' : 'fillsNot'));
  return redirect(dataPath);
}

/** The uses with the names of the authorities and procedures. */
async function exchangeUses({ locale }: RequestContext, web: Web, { uses }: OwnData) {
  const named = await Promise.all(
    uses.map(async (use) => ({
      ...use,
      authority: (await web.parts.directory.getAuthority(use.authorityId)).name,
      procedure: (await web.procedureName(use.procedureId, locale)) ?? use.procedureId,
    })),
  );
  return <ExchangeUses uses={named} locale={locale} />;
}

/** Everything at once, as a page to read, print or save. */
export async function showOwnData(context: RequestContext, web: Web): Promise<Result> {
  const { locale } = context;
  const data = await read(context, web);
  const title = say(locale, 'download');
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      { href: dataPath, label: say(locale, 'title') },
    ],
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'downloadIntro')} />
        <p class="govuk-body">
          <a class="govuk-link" href={`${dataPath}/donnees.json`}>
            {say(locale, 'downloadJson')}
          </a>
        </p>
        <SummaryList rows={[{ term: say(locale, 'email'), value: data.profile?.email ?? '' }]} />
        <Known data={data} locale={locale} toRead />
        <Household data={data} locale={locale} />
        <ConsentHistory consents={data.consents} locale={locale} />
        {await exchangeUses(context, web, data)}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

export async function downloadOwnData(context: RequestContext, web: Web): Promise<Result> {
  const data = await read(context, web);
  return content(JSON.stringify(data, undefined, 2), {
    ...privatePage,
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="mes-donnees.json"',
  });
}
