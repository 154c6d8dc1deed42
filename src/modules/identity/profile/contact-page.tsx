import { citizenPage } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, formatPhone, normalizePhone } from '../domain/contact-details.ts';
import { postalAddress } from '../domain/postal-address.ts';
import { ContactsFullError } from '../errors.ts';
import { identityMessages } from '../messages.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../web/form-problems.tsx';
import { AddressFields, addressProblems, type TypedAddress, typedAddress } from '../web/resident/address-fields.tsx';
import { idParam, privatePage, residentOf } from '../web/routes-parts.ts';
import {
  addContact,
  addressUsages,
  type ContactDetails,
  changeContact,
  listContacts,
  type OwnContact,
  phoneUsages,
  removeContact,
} from './own-contacts.ts';
import { contactsPath, dataPath } from './paths.ts';
import type { ProfileWeb } from './profile-data-page.tsx';
import { profileMessages as say } from './profile-messages.ts';

type Kind = OwnContact['kind'];

interface Typed extends TypedAddress {
  readonly usage: string;
  readonly phone: string;
}

interface ContactView {
  readonly kind: Kind;
  readonly typed: Typed;
  /** What is corrected; absent for a new one. */
  readonly contact?: OwnContact | undefined;
  readonly problems?: readonly FormProblem[];
}

/** An address or a phone beside the first one: a new one, or one to correct. */
export async function showContact(context: RequestContext, web: ProfileWeb): Promise<Result> {
  const { kind, contact } = await asked(context, web);
  const address = contact?.kind === 'address' ? contact.address : undefined;
  return contactPage(context, web, {
    kind,
    contact,
    typed: {
      usage: contact?.usage ?? '',
      phone: contact?.kind === 'phone' ? formatPhone(contact.phone) : '',
      street: address?.street ?? '',
      postcode: address?.postcode ?? '',
      city: address?.city ?? '',
    },
  });
}

export async function submitContact(context: RequestContext, web: ProfileWeb): Promise<Result> {
  const { locale, body, now } = context;
  const { platform } = web.parts;
  const { accountId } = residentOf(context);
  const { kind, contact } = await asked(context, web);
  const typed = { usage: single(body, 'usage'), phone: cleanLine(single(body, 'phone')), ...typedAddress(context) };
  const { details, problems } = kind === 'phone' ? readPhone(context, typed) : readAddress(context, typed);
  if (details === undefined) return contactPage(context, web, { kind, contact, typed, problems });
  try {
    if (contact === undefined) await addContact(platform, accountId, details, { source: 'self', givenAt: now });
    else await changeContact(platform.database.open, accountId, contact, details, now);
  } catch (error) {
    if (!(error instanceof ContactsFullError)) throw error;
    const full = [{ message: say(locale, 'contacts-full') }];
    return contactPage(context, web, { kind, contact, typed, problems: full }, 409);
  }
  context.setFlash(say(locale, 'saved'));
  return redirect(dataPath);
}

export async function submitContactRemoval(context: RequestContext, web: ProfileWeb): Promise<Result> {
  const { contact } = await asked(context, web);
  if (contact === undefined) throw new NotFoundError();
  await removeContact(web.parts.platform.database.open, residentOf(context).accountId, contact);
  context.setFlash(say(context.locale, 'removed'));
  return redirect(dataPath);
}

/** @throws NotFoundError for one of another account, as for none */
async function asked(context: RequestContext, web: ProfileWeb): Promise<Pick<ContactView, 'kind' | 'contact'>> {
  const which = context.params.contact;
  if (which === 'adresse') return { kind: 'address' };
  if (which === 'telephone') return { kind: 'phone' };
  const id = idParam(context, 'contact');
  const contacts = await listContacts(web.parts.platform.database.open, residentOf(context).accountId);
  const contact = contacts.find((one) => one.id === id);
  if (contact === undefined) throw new NotFoundError();
  return { kind: contact.kind, contact };
}

interface Read {
  readonly details?: ContactDetails;
  readonly problems: readonly FormProblem[];
}

function readPhone({ locale }: RequestContext, typed: Typed): Read {
  const usage = phoneUsages.find((one) => one === typed.usage);
  const phone = normalizePhone(typed.phone);
  if (usage !== undefined && phone !== undefined) return { details: { kind: 'phone', usage, phone }, problems: [] };
  return {
    problems: [
      ...(usage === undefined ? [{ fieldId: 'usage', message: say(locale, 'usage-missing') }] : []),
      ...(phone === undefined ? [{ fieldId: 'phone', message: say(locale, 'phone-invalid') }] : []),
    ],
  };
}

function readAddress({ locale }: RequestContext, typed: Typed): Read {
  const usage = addressUsages.find((one) => one === typed.usage);
  const problems = [
    ...(usage === undefined ? [{ fieldId: 'usage', message: say(locale, 'usage-missing') }] : []),
    ...addressProblems(locale, typed),
  ];
  if (usage === undefined || problems.length > 0) return { problems };
  return {
    details: { kind: 'address', usage, address: postalAddress(typed.street, typed.postcode, typed.city) },
    problems,
  };
}

const words = {
  address: { add: 'addAddress', correct: 'correctAddress', which: 'whichAddress' },
  phone: { add: 'addPhone', correct: 'correctPhone', which: 'whichPhone' },
} as const;

async function contactPage(
  context: RequestContext,
  web: ProfileWeb,
  { kind, typed, contact, problems = [] }: ContactView,
  status = 422,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, contact === undefined ? words[kind].add : words[kind].correct);
  const action = `${contactsPath}/${contact?.id ?? (kind === 'address' ? 'adresse' : 'telephone')}`;
  const csrf = context.csrfToken();
  const usages = kind === 'address' ? addressUsages : phoneUsages;
  const document = await citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      { href: '/mon-espace/profil', label: say(locale, 'profile') },
      { href: dataPath, label: say(locale, 'title') },
    ],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'contactIntro')} problems={problems}>
        <Form action={action} csrf={csrf}>
          <Radios
            id="usage"
            label={say(locale, words[kind].which)}
            labelSize="s"
            value={typed.usage}
            error={problemOf(problems, 'usage')}
            options={usages.map((value) => ({ value, label: say(locale, `usage.${value}`) }))}
          />
          {kind === 'phone' ? (
            <TextInput
              id="phone"
              type="tel"
              label={say(locale, 'phone')}
              width={20}
              value={typed.phone}
              error={problemOf(problems, 'phone')}
            />
          ) : (
            <AddressFields
              locale={locale}
              legend={identityMessages(locale, 'profile.address')}
              typed={typed}
              problems={problems}
              ownHome={false}
            />
          )}
          <ButtonGroup>
            <Button>{say(locale, 'save')}</Button>
            <LinkButton tone="secondary" href={dataPath}>
              {identityMessages(locale, 'cancel')}
            </LinkButton>
          </ButtonGroup>
        </Form>
        {contact !== undefined && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'removeTitle')}</h2>
            <p class="govuk-body">{say(locale, 'removeBody')}</p>
            <Form action={`${action}/retirer`} csrf={csrf}>
              <Button tone="warning">{say(locale, 'remove')}</Button>
            </Form>
          </>
        )}
      </FormPage>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : status, headers: privatePage });
}
