import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
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
import { formatPhone, normalizePhone } from '../domain/contact-details.ts';
import { type FormProblem, problemOf } from '../web/form-problems.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../web/routes-parts.ts';
import { type Exchange, exchanges, giveConsent, isExchange, withdrawConsent } from './exchange-consents.ts';
import { readOwnData } from './own-data.ts';
import { chooseFillsForms, type Datum, forgetDatum, recordGiven } from './profile-data.ts';
import { profileMessages as say } from './profile-messages.ts';

export const dataPath = '/mon-espace/profil/informations';

type OwnData = Awaited<ReturnType<typeof readOwnData>>;
type Web = Pick<IdentityWeb, 'site' | 'parts'>;

interface Typed {
  readonly phone: string;
  readonly income: string;
  readonly year: string;
}

const read = (context: RequestContext, web: Web) =>
  readOwnData(web.parts.platform.database.open, residentOf(context).accountId);

export async function showProfileData(context: RequestContext, web: Web): Promise<Result> {
  const data = await read(context, web);
  const { phone, income } = valuesOf(data);
  return dataPage(context, web, data, {
    phone: phone === '' ? '' : formatPhone(phone),
    income: income === undefined ? '' : String(income.euros),
    year: income === undefined ? '' : String(income.year),
  });
}

function valuesOf({ given }: OwnData) {
  const find = (datum: Datum) => given.find((one) => one.datum === datum)?.value;
  const phone = find('other-phone')?.phone;
  const income = find('income');
  return {
    phone: typeof phone === 'string' ? phone : '',
    income: income === undefined ? undefined : { euros: Number(income.euros), year: Number(income.year) },
  };
}

/** Each datum as people read it, with where it comes from. */
function knownRows({ profile, ...data }: OwnData, locale: Locale) {
  const { phone, income } = valuesOf({ profile, ...data });
  const name = [profile?.givenNames, profile?.familyName].filter(Boolean).join(' ');
  const amount = (euros: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(euros);
  const values: readonly (readonly [Datum, string])[] = [
    ['identity', name],
    ['phone', profile?.phone === undefined ? '' : formatPhone(profile.phone)],
    ['other-phone', phone === '' ? '' : formatPhone(phone)],
    ['address', profile?.address?.label ?? ''],
    [
      'income',
      income === undefined ? '' : say(locale, 'incomeValue', { amount: amount(income.euros), year: income.year }),
    ],
  ];
  return values.map(([datum, value]) => {
    const given = data.given.find((one) => one.datum === datum);
    const date = given === undefined ? '' : formatDate(given.givenAt, locale);
    const origin = given === undefined ? say(locale, 'sourceUnknown') : say(locale, `source.${given.source}`, { date });
    return { datum, value: value === '' ? say(locale, 'unknown') : value, origin: value === '' ? '' : origin };
  });
}

function Known({ data, locale }: { data: OwnData; locale: Locale }) {
  return (
    <Table
      caption={say(locale, 'known')}
      rows={knownRows(data, locale)}
      rowKey={(row) => row.datum}
      columns={[
        { label: say(locale, 'datum'), rowHeader: true, cell: (row) => say(locale, `datum.${row.datum}`) },
        { label: say(locale, 'value'), cell: (row) => row.value },
        { label: say(locale, 'origin'), cell: (row) => row.origin },
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
            {say(locale, 'change')}
          </a>
        </p>
        <h2 class="govuk-heading-m">{say(locale, 'otherTitle')}</h2>
        <Form action={dataPath} csrf={csrf}>
          <TextInput
            id="phone"
            type="tel"
            label={say(locale, 'otherPhone')}
            value={typed.phone}
            width={20}
            error={error('phone')}
          />
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
        <Consents data={data} locale={locale} csrf={csrf} />
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

const exchangeName = (exchange: string, locale: Locale): string =>
  isExchange(exchange) ? say(locale, `exchange.${exchange}`) : exchange;

function Consents({ data, locale, csrf }: { data: OwnData; locale: Locale; csrf: string }) {
  const current = (exchange: Exchange) =>
    data.consents.find((one) => one.exchange === exchange && one.withdrawnAt === undefined);
  const past = data.consents.filter((one) => one.withdrawnAt !== undefined);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'consentTitle')}</h2>
      <p class="govuk-body">{say(locale, 'consentIntro')}</p>
      <SummaryList
        rows={exchanges.map((exchange) => {
          const given = current(exchange);
          const act = say(locale, given === undefined ? 'give' : 'withdraw');
          const name = exchangeName(exchange, locale);
          return {
            term: name,
            value: (
              <>
                <p class="govuk-body">
                  {given === undefined
                    ? say(locale, 'noConsent')
                    : say(locale, 'consentSince', { date: formatDate(given.givenAt, locale) })}
                </p>
                <Form action={`${dataPath}/accords`} csrf={csrf}>
                  <input type="hidden" name="echange" value={exchange} />
                  <Button
                    tone="secondary"
                    name="acte"
                    value={given === undefined ? 'donner' : 'retirer'}
                    ariaLabel={`${act} – ${name}`}
                  >
                    {act}
                  </Button>
                </Form>
              </>
            ),
          };
        })}
      />
      {past.length > 0 && <PastConsents past={past} locale={locale} />}
    </>
  );
}

function PastConsents({ past, locale }: { past: OwnData['consents']; locale: Locale }) {
  return (
    <>
      <h3 class="govuk-heading-s">{say(locale, 'history')}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {past.map((one) => (
          <li key={`${one.exchange} ${one.givenAt.toISOString()}`}>
            {exchangeName(one.exchange, locale)}
            {' – '}
            {say(locale, 'historyLine', {
              given: formatDate(one.givenAt, locale),
              withdrawn: one.withdrawnAt === undefined ? '' : formatDate(one.withdrawnAt, locale),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

export async function submitProfileData(context: RequestContext, web: Web): Promise<Result> {
  const { locale, body, now } = context;
  const { accountId } = residentOf(context);
  const { open } = web.parts.platform.database;
  const line = (name: string) => single(body, name).trim().slice(0, 40);
  const typed: Typed = { phone: line('phone'), income: line('income'), year: line('year') };
  const phone = typed.phone === '' ? '' : normalizePhone(typed.phone);
  const digits = typed.income.replace(/[\s\u00a0\u202f€]/g, '');
  const year = Number(typed.year);
  const problems: FormProblem[] = [];
  if (phone === undefined) problems.push({ fieldId: 'phone', message: say(locale, 'phone-invalid') });
  if (digits !== '' && !/^\d{1,9}$/.test(digits))
    problems.push({ fieldId: 'income', message: say(locale, 'income-invalid') });
  const thisYear = now.getUTCFullYear();
  if (digits !== '' && !(/^\d{4}$/.test(typed.year) && year <= thisYear && year > thisYear - 6))
    problems.push({ fieldId: 'year', message: say(locale, 'year-invalid') });
  const before = await read(context, web);
  if (problems.length > 0 || phone === undefined) return dataPage(context, web, before, typed, problems);
  const known = valuesOf(before);
  if (phone === '') await forgetDatum(open, accountId, 'other-phone');
  else if (phone !== known.phone)
    await recordGiven(open, accountId, { datum: 'other-phone', source: 'self', value: { phone }, at: now });
  if (digits === '') await forgetDatum(open, accountId, 'income');
  else if (Number(digits) !== known.income?.euros || year !== known.income.year)
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

export async function submitConsent(context: RequestContext, web: Web): Promise<Result> {
  const { body, locale, now } = context;
  const exchange = single(body, 'echange');
  if (!isExchange(exchange)) throw new NotFoundError();
  const { accountId } = residentOf(context);
  const { open } = web.parts.platform.database;
  const gives = single(body, 'acte') === 'donner';
  if (gives) await giveConsent(open, accountId, exchange, now);
  else await withdrawConsent(open, accountId, exchange, now);
  context.setFlash(say(locale, gives ? 'givenNow' : 'withdrawnNow'));
  return redirect(dataPath);
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
        <Known data={data} locale={locale} />
        {data.household.length > 0 && (
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
                cell: ({ birthDate }) =>
                  birthDate === undefined ? say(locale, 'unknown') : formatDate(birthDate, locale),
              },
            ]}
          />
        )}
        {data.consents.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'consentTitle')}</h2>
            <ul class="govuk-list govuk-list--bullet">
              {data.consents.map((one) => (
                <li key={`${one.exchange} ${one.givenAt.toISOString()}`}>
                  {exchangeName(one.exchange, locale)}
                  {' – '}
                  {one.withdrawnAt === undefined
                    ? say(locale, 'consentSince', { date: formatDate(one.givenAt, locale) })
                    : say(locale, 'historyLine', {
                        given: formatDate(one.givenAt, locale),
                        withdrawn: formatDate(one.withdrawnAt, locale),
                      })}
                </li>
              ))}
            </ul>
          </>
        )}
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
