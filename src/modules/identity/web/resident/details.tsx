import type { VNode } from 'preact';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, formatPhone, normalizePhone } from '../../domain/contact-details.ts';
import { postalAddress } from '../../domain/postal-address.ts';
import { federationMessages } from '../../federation/web/federation-messages.ts';
import { VerifiedIdentityList } from '../../federation/web/verified-identity-list.tsx';
import { identityMessages as say } from '../../messages.ts';
import { recordGiven } from '../../profile/profile-data.ts';
import { findProfile } from '../../queries/find-profile.ts';
import { changeDetails } from '../../usecases/change-account.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { profilePage } from './profile.tsx';

interface Typed {
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly locale: Locale;
}

export async function showDetails(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const profile = await findProfile(web.parts.platform.database.open, residentOf(context).accountId);
  const typed: Typed = {
    givenNames: profile?.givenNames ?? '',
    familyName: profile?.familyName ?? '',
    phone: profile?.phone === undefined ? '' : formatPhone(profile.phone),
    street: profile?.address?.street ?? '',
    postcode: profile?.address?.postcode ?? '',
    city: profile?.address?.city ?? '',
    locale: profile?.locale ?? context.locale,
  };
  return page(await detailsPage(context, web, typed, []), { headers: privatePage });
}

export async function submitDetails(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body } = context;
  const resident = residentOf(context);
  const line = (name: string) => cleanLine(single(body, name));
  const typed: Typed = {
    givenNames: line('given-names'),
    familyName: line('family-name'),
    phone: line('phone'),
    street: line('street'),
    postcode: line('postcode').replaceAll(' ', ''),
    city: line('city'),
    locale: single(body, 'language') === 'en' ? 'en' : 'fr',
  };
  const phone = typed.phone === '' ? '' : normalizePhone(typed.phone);
  const problems = [
    ...(phone === undefined ? [{ fieldId: 'phone', message: say(context.locale, 'error.phone-invalid') }] : []),
    ...addressProblems(context.locale, typed),
  ];
  if (phone === undefined || problems.length > 0) {
    return page(await detailsPage(context, web, typed, problems), { status: 422, headers: privatePage });
  }
  const { street, postcode, city, givenNames, familyName, locale } = typed;
  const address = street === '' ? undefined : postalAddress(street, postcode, city);
  const before = await findProfile(web.parts.platform.database.open, resident.accountId);
  await changeDetails(web.parts, resident.accountId, { givenNames, familyName, phone, address, locale });
  await recordChanges(context, web, before);
  context.setFlash(say(locale, 'saved'));
  // The parameter makes the browser's language that of the choice.
  return redirect(`/mon-espace/profil?lang=${locale}`);
}

/** Since when each datum that changed is known; it comes from the person. */
async function recordChanges(
  context: RequestContext,
  web: IdentityWeb,
  before: Awaited<ReturnType<typeof findProfile>>,
): Promise<void> {
  const { open } = web.parts.platform.database;
  const { accountId } = residentOf(context);
  const after = await findProfile(open, accountId);
  const parts = (profile: typeof before) => ({
    identity: [profile?.givenNames, profile?.familyName].filter(Boolean).join(' '),
    phone: profile?.phone ?? '',
    address: profile?.address?.label ?? '',
  });
  const [old, now] = [parts(before), parts(after)];
  for (const datum of ['identity', 'phone', 'address'] as const) {
    if (old[datum] !== now[datum]) await recordGiven(open, accountId, { datum, source: 'self', at: context.now });
  }
}

function addressProblems(locale: Locale, { street, postcode, city }: Typed): FormProblem[] {
  if (street === '' && postcode === '' && city === '') return [];
  const empty = (['street', 'postcode', 'city'] as const).find((field) => ({ street, postcode, city })[field] === '');
  if (empty !== undefined) return [{ fieldId: empty, message: say(locale, 'error.address-incomplete') }];
  return /^\d{5}$/.test(postcode) ? [] : [{ fieldId: 'postcode', message: say(locale, 'error.postcode-invalid') }];
}

async function detailsPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'details.title');
  const verified = (await findProfile(web.parts.platform.database.open, residentOf(context).accountId))?.verified;
  return profilePage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'details.intro')} problems={problems}>
      <Form action="/mon-espace/profil/coordonnees" csrf={context.csrfToken()}>
        {verified === undefined ? (
          <>
            <TextInput
              id="given-names"
              label={say(locale, 'givenNames')}
              autocomplete="given-name"
              value={typed.givenNames}
            />
            <TextInput
              id="family-name"
              label={say(locale, 'familyName')}
              autocomplete="family-name"
              value={typed.familyName}
            />
          </>
        ) : (
          <>
            <VerifiedIdentityList identity={verified.identity} locale={locale} />
            <p class="govuk-body">
              {federationMessages(locale, 'identity.locked', { date: formatDate(verified.at, locale) })}{' '}
              <a class="govuk-link" href="/mon-espace/profil/franceconnect">
                FranceConnect
              </a>
            </p>
          </>
        )}
        <TextInput
          id="phone"
          type="tel"
          label={say(locale, 'profile.phone')}
          hint={say(locale, 'details.phoneHint')}
          autocomplete="tel"
          width={20}
          value={typed.phone}
          error={problemOf(problems, 'phone')}
        />
        <Fieldset legend={say(locale, 'profile.address')} legendSize="s">
          <TextInput
            id="street"
            label={say(locale, 'details.street')}
            autocomplete="street-address"
            value={typed.street}
            error={problemOf(problems, 'street')}
          />
          <TextInput
            id="postcode"
            label={say(locale, 'details.postcode')}
            autocomplete="postal-code"
            inputmode="numeric"
            width={5}
            value={typed.postcode}
            error={problemOf(problems, 'postcode')}
          />
          <TextInput
            id="city"
            label={say(locale, 'details.city')}
            autocomplete="address-level2"
            value={typed.city}
            error={problemOf(problems, 'city')}
          />
        </Fieldset>
        <LanguageChoice locale={locale} chosen={typed.locale} />
        <Button>{say(locale, 'save')}</Button>
      </Form>
    </FormPage>,
  );
}

export function LanguageChoice({ locale, chosen }: { locale: Locale; chosen: Locale }) {
  return (
    <Radios
      id="language"
      label={say(locale, 'language')}
      inline
      value={chosen}
      options={[
        { value: 'fr', label: say(locale, 'language.fr') },
        { value: 'en', label: say(locale, 'language.en') },
      ]}
    />
  );
}
