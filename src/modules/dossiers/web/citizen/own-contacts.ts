import type { Procedure } from '#modules/catalogue/index.ts';
import type { CompiledForm, CompiledPage, FormContext, KnownContact } from '#modules/forms/index.ts';
import { contactInWords, fillsForms, listContacts } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { withHousehold } from './household.tsx';
import { refusesProfile } from './refuse-profile.tsx';

interface Filled {
  readonly authorityId: string;
  readonly procedure: Pick<Procedure, 'procedure'>;
  readonly form: CompiledForm;
  readonly page: CompiledPage;
}

/** What of the person's own a page of a form may offer: their children, their addresses and phones. */
export async function withOwnData(
  context: RequestContext,
  parts: DossiersParts,
  { authorityId, procedure, form, page }: Filled,
  inputs: FormContext,
): Promise<FormContext> {
  const [withChildren, contacts] = await Promise.all([
    withHousehold(context, parts, authorityId, form, inputs),
    ownContacts(context, parts, procedure, page),
  ]);
  return contacts.length === 0 ? withChildren : { ...withChildren, contacts };
}

/** The person's own addresses and phones, when they have several and the page takes one: nobody is asked otherwise. */
async function ownContacts(
  context: RequestContext,
  { platform, identity }: DossiersParts,
  { procedure }: Pick<Procedure, 'procedure'>,
  page: CompiledPage,
): Promise<KnownContact[]> {
  const { resident } = context;
  const takes = (datum: string) => page.fields.some(({ definition }) => prefillOf(definition) === `account.${datum}`);
  // Whoever acts for a body gives what is the body's.
  if (resident === undefined || resident.actingFor !== undefined || !(takes('address') || takes('phone'))) return [];
  const { open } = platform.database;
  const further = await listContacts(open, resident.accountId);
  if (further.length === 0 || refusesProfile(context, procedure)) return [];
  const [profile, fills] = await Promise.all([
    identity.getProfile(resident.accountId),
    fillsForms(open, resident.accountId),
  ]);
  if (!fills) return [];
  const { phone, address } = profile;
  const all: KnownContact[] = [
    ...(phone === undefined ? [] : [known('main', { kind: 'phone', usage: 'main', phone })]),
    ...(address === undefined ? [] : [known('home', { kind: 'address', usage: 'home', address })]),
    ...further.map((contact) => known(contact.id, contact)),
  ];
  return all.filter(({ datum }) => takes(datum) && further.some(({ kind }) => kind === datum));
}

function prefillOf(definition: object): unknown {
  return 'prefill' in definition ? definition.prefill : undefined;
}

function known(id: string, contact: Parameters<typeof contactInWords>[0]): KnownContact {
  return {
    id,
    datum: contact.kind,
    label: { fr: contactInWords(contact, 'fr'), en: contactInWords(contact, 'en') },
    answer: contact.kind === 'phone' ? contact.phone : { ...contact.address },
  };
}
