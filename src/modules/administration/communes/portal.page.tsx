import { type Authority, type CounterTexts, changeCounterTexts } from '#modules/directory/index.ts';
import { agentPage, cleanLine, normalizeEmail } from '#modules/identity/index.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { readSpans, spansInWords } from './hours-words.ts';
import { say } from './messages.ts';

export const portalPath = '/agents/administration/portail';

const privatePage = { 'cache-control': 'private, no-store' };
const days = ['1', '2', '3', '4', '5', '6', '7'] as const;

interface Problem {
  readonly fieldId: string;
  readonly message: string;
}

/** Contact, hours, welcome and colour of the administrator's own portal. */
export async function showPortalTexts(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  return portalPage(context, parts, await ownAuthority(context, parts), { problems: [] });
}

async function ownAuthority({ agent }: RequestContext, parts: AdministrationParts): Promise<Authority> {
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  return parts.directory.getAuthority(agent.authorityId);
}

async function portalPage(
  context: RequestContext,
  parts: AdministrationParts,
  authority: Authority,
  { problems, typed }: { problems: readonly Problem[]; typed?: FormBody },
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'portal.title');
  const value = (name: string, kept: string | undefined) => (typed === undefined ? (kept ?? '') : single(typed, name));
  const error = (name: string) => problems.find((problem) => problem.fieldId === name)?.message;
  const field = (name: keyof CounterTexts['contact'], type: 'text' | 'tel' | 'email' | 'url' = 'text') => (
    <TextInput
      id={name}
      type={type}
      label={say(locale, `portal.${name}`)}
      value={value(name, authority.contact[name])}
      error={error(name)}
      autocomplete="off"
      optional={name === 'website'}
    />
  );
  const document = await agentPage(context, parts.site, {
    title,
    current: 'portal',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} caption={authority.name} intro={say(locale, 'portal.letterhead')} />
        <p class="govuk-body">
          <a class="govuk-link" href="/agents/administration/ouverture">
            {say(locale, 'list.title')}
          </a>
        </p>
        <Form action={portalPath} csrf={context.csrfToken()}>
          <h2 class="govuk-heading-m">{say(locale, 'portal.contact')}</h2>
          {field('street')}
          {field('postcode')}
          {field('city')}
          {field('phone', 'tel')}
          {field('email', 'email')}
          {field('website', 'url')}
          <h2 class="govuk-heading-m" id="hours">
            {say(locale, 'portal.hours')}
          </h2>
          <p class="govuk-hint">{say(locale, 'portal.hours-hint')}</p>
          {days.map((day) => (
            <TextInput
              key={day}
              id={`day-${day}`}
              label={dayName(day, locale)}
              value={value(`day-${day}`, spansInWords(authority.hours[day] ?? []))}
              error={error(`day-${day}`)}
              width={30}
              autocomplete="off"
            />
          ))}
          <Textarea
            id="welcome-fr"
            rows={3}
            maxLength={400}
            label={say(locale, 'portal.welcome-fr')}
            value={value('welcome-fr', authority.welcome?.fr)}
          />
          <Textarea
            id="welcome-en"
            rows={3}
            maxLength={400}
            optional
            label={say(locale, 'portal.welcome-en')}
            value={value('welcome-en', authority.welcome?.en)}
          />
          <TextInput
            id="accent"
            width={10}
            optional
            label={say(locale, 'portal.accent')}
            hint={say(locale, 'portal.accent-hint')}
            value={value('accent', authority.accent)}
            error={error('accent')}
          />
          <Button>{say(locale, 'portal.save')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

/** 2024-01-01 was a Monday. */
function dayName(day: (typeof days)[number], locale: Locale): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, Number(day))),
  );
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export async function submitPortalTexts(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authority = await ownAuthority(context, parts);
  const { body, locale } = context;
  const read = readTexts(body, authority, locale);
  if (read.problems.length > 0) return portalPage(context, parts, authority, { problems: read.problems, typed: body });
  await changeCounterTexts(parts.platform.database, authority.id, read.texts, context.now);
  parts.directory.refresh();
  parts.catalogue.refresh(authority.id);
  context.setFlash(say(locale, 'portal.saved'));
  return redirect(portalPath);
}

function readTexts(
  body: FormBody,
  authority: Authority,
  locale: Locale,
): { texts: CounterTexts; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const line = (name: string) => cleanLine(single(body, name)).slice(0, 200);
  const [street, postcode, city, website, accent] = ['street', 'postcode', 'city', 'website', 'accent'].map(line) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const typedEmail = line('email');
  const email = typedEmail === '' ? '' : normalizeEmail(typedEmail);
  if (street === '') problems.push({ fieldId: 'street', message: say(locale, 'problem.street') });
  if (!/^\d{5}$/.test(postcode)) problems.push({ fieldId: 'postcode', message: say(locale, 'problem.postcode') });
  if (city === '') problems.push({ fieldId: 'city', message: say(locale, 'problem.city') });
  if (email === undefined) problems.push({ fieldId: 'email', message: say(locale, 'problem.email') });
  if (website !== '' && !isWebsite(website))
    problems.push({ fieldId: 'website', message: say(locale, 'problem.website') });
  if (accent !== '' && !/^#[0-9a-f]{6}$/i.test(accent))
    problems.push({ fieldId: 'accent', message: say(locale, 'problem.accent') });
  const hours: CounterTexts['hours'] = {};
  for (const day of days) {
    const spans = readSpans(single(body, `day-${day}`).slice(0, 100));
    if (spans === undefined)
      problems.push({
        fieldId: `day-${day}`,
        message: say(locale, 'problem.hours', { day: dayName(day, locale) }),
      });
    else if (spans.length > 0) hours[day] = spans;
  }
  const welcome = {
    fr: single(body, 'welcome-fr').trim().slice(0, 400),
    en: single(body, 'welcome-en').trim().slice(0, 400),
  };
  return {
    problems,
    texts: {
      contact: {
        street,
        postcode,
        city,
        phone: line('phone'),
        email: email ?? '',
        ...(website === '' ? {} : { website }),
      },
      hours,
      hoursNote: authority.hoursNote,
      welcome: welcome.fr === '' ? undefined : { fr: welcome.fr, ...(welcome.en === '' ? {} : { en: welcome.en }) },
      accent: accent === '' ? undefined : accent.toLowerCase(),
    },
  };
}

function isWebsite(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text);
}
