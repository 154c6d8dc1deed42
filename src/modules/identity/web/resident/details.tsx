import type { VNode } from 'preact';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, formatPhone, normalizePhone } from '../../domain/contact-details.ts';
import { type PostalAddress, postalAddress } from '../../domain/postal-address.ts';
import { ContactsFullError } from '../../errors.ts';
import { federationMessages } from '../../federation/web/federation-messages.ts';
import { VerifiedIdentityList } from '../../federation/web/verified-identity-list.tsx';
import { identityMessages as say } from '../../messages.ts';
import { addContact } from '../../profile/own-contacts.ts';
import { listProfileData, recordGiven } from '../../profile/profile-data.ts';
import { profileMessages } from '../../profile/profile-messages.ts';
import { findProfile } from '../../queries/find-profile.ts';
import { changeDetails } from '../../usecases/change-account.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { AddressFields, addressProblems, type TypedAddress, typedAddress } from './address-fields.tsx';
import { profilePage } from './profile.tsx';

interface Typed extends TypedAddress {
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone: string;
  /** The home of before is kept as a former address. */
  readonly keepFormer: boolean;
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
    keepFormer: false,
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
    ...typedAddress(context),
    keepFormer: single(body, 'keep-former') === '1',
    locale: single(body, 'language') === 'en' ? 'en' : 'fr',
  };
  const phone = typed.phone === '' ? '' : normalizePhone(typed.phone);
  const problems = [
    ...(phone === undefined ? [{ fieldId: 'phone', message: say(context.locale, 'error.phone-invalid') }] : []),
    ...(typed.street === '' && typed.postcode === '' && typed.city === ''
      ? []
      : addressProblems(context.locale, typed)),
  ];
  if (phone === undefined || problems.length > 0) {
    return page(await detailsPage(context, web, typed, problems), { status: 422, headers: privatePage });
  }
  const { street, postcode, city, givenNames, familyName, locale } = typed;
  const address = street === '' ? undefined : postalAddress(street, postcode, city);
  const before = await findProfile(web.parts.platform.database.open, resident.accountId);
  await changeDetails(web.parts, resident.accountId, { givenNames, familyName, phone, address, locale });
  const former = typed.keepFormer && before?.address?.label !== address?.label ? before?.address : undefined;
  const kept = former === undefined || (await keepFormer(context, web, former));
  await recordChanges(context, web, before);
  context.setFlash(kept ? say(locale, 'saved') : profileMessages(locale, 'formerNotKept'));
  // The parameter makes the browser's language that of the choice.
  return redirect(`/mon-espace/profil?lang=${locale}`);
}

/** Keeps the home of before, with its own source and date. @returns false when the profile is full */
async function keepFormer(context: RequestContext, web: IdentityWeb, address: PostalAddress): Promise<boolean> {
  const { accountId } = residentOf(context);
  const { platform } = web.parts;
  const given = (await listProfileData(platform.database.open, accountId)).get('address');
  try {
    const former = { kind: 'address', usage: 'former', address } as const;
    await addContact(platform, accountId, former, {
      source: given?.source ?? 'self',
      givenAt: given?.givenAt ?? context.now,
    });
    return true;
  } catch (error) {
    if (!(error instanceof ContactsFullError)) throw error;
    return false;
  }
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

async function detailsPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'details.title');
  const profile = await findProfile(web.parts.platform.database.open, residentOf(context).accountId);
  const verified = profile?.verified;
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
        <AddressFields
          locale={locale}
          legend={say(locale, 'profile.address')}
          typed={typed}
          problems={problems}
          ownHome
        />
        {profile?.address !== undefined && (
          <Checkbox
            id="keep-former"
            value="1"
            label={say(locale, 'details.keepFormer')}
            hint={say(locale, 'details.keepFormerHint', { address: profile.address.label })}
            checked={typed.keepFormer}
          />
        )}
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
