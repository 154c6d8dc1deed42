import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { agentPage, cleanLine, normalizeEmail, normalizePhone } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { isUuid } from '../../../domain/uuid.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../../errors.ts';
import { findResidents, type KnownResident } from '../../../queries/find-residents.ts';
import { getProcessedDossier } from '../../../queries/get-dossier-for-agent.ts';
import { startAssistedDraft } from '../../../usecases/start-assisted-draft.ts';
import { channelOf, counterDraftHref, counterHref, counterOwner, getFileable } from './counter-desk.tsx';
import { longPage } from './desk-long.tsx';
import { counterWords as say } from './messages.ts';

/** What was typed of the person. */
interface Who {
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
  readonly channel: string;
}
type WhoField = keyof Who;
type Problems = Partial<Record<WhoField, string>>;
const nobody: Who = { givenNames: '', familyName: '', email: '', phone: '', channel: '' };

/** GET /agents/guichet/:authority/:procedure: who is it for, and how do they come. */
export async function showBegin(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const offered = await getFileable(context, parts, agent);
  const known = context.query.connu === undefined ? undefined : await readKnown(parts, agent, context.query.connu);
  return page(await beginPage(context, parts, agent, offered, known ?? nobody, {}));
}

async function beginPage(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  offered: AdoptedProcedure,
  who: Who,
  problems: Problems,
) {
  const { locale } = context;
  const { procedure, authority, open } = offered;
  const path = `${counterHref}/${authority.slug}/${procedure.slug}`;
  const searched = (context.query.q ?? '').trim().slice(0, 200);
  const found =
    searched === '' ? [] : await parts.platform.database.read(agent.scope, (tx) => findResidents(tx, agent, searched));
  const title = localize(procedure.title, locale);
  const errors = (Object.keys(problems) as WhoField[]).map((fieldId) => ({
    fieldId,
    message: problems[fieldId] ?? '',
  }));
  return agentPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
    current: 'counter',
    children: (
      <>
        <BackLink href={counterHref} label={say(locale, 'back')} />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} caption={authority.name} intro={localize(procedure.summary, locale)} />
        {open ? (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'who')}</h2>
            <SearchBox
              id="personne"
              action={path}
              label={say(locale, 'residentSearch')}
              value={searched}
              buttonLabel={say(locale, 'residentButton')}
            >
              <p class="govuk-hint">{say(locale, 'residentHint')}</p>
            </SearchBox>
            {searched !== '' && <FoundResidents context={context} found={found} path={path} />}
            <Form
              action={path}
              csrf={context.csrfToken()}
              idempotencyKey={newId(context.now.getTime())}
              autocomplete="off"
            >
              <Radios
                id="channel"
                label={say(locale, 'channel')}
                value={who.channel}
                error={problems.channel}
                inline
                options={[
                  { value: 'counter', label: say(locale, 'channel.counter') },
                  { value: 'phone', label: say(locale, 'channel.phone') },
                ]}
              />
              <TextInput id="givenNames" label={say(locale, 'givenNames')} value={who.givenNames} width={20} optional />
              <TextInput
                id="familyName"
                label={say(locale, 'familyName')}
                value={who.familyName}
                error={problems.familyName}
                width={20}
              />
              <TextInput
                id="email"
                type="email"
                label={say(locale, 'email')}
                hint={say(locale, 'emailHint')}
                value={who.email}
                error={problems.email}
                width={30}
                optional
              />
              <TextInput
                id="phone"
                type="tel"
                label={say(locale, 'phone')}
                value={who.phone}
                error={problems.phone}
                width={20}
                optional
              />
              <Button>{say(locale, 'begin')}</Button>
            </Form>
          </>
        ) : (
          <p class="govuk-body">{say(locale, 'closed')}</p>
        )}
      </>
    ),
  });
}

function FoundResidents({
  context: { locale },
  found,
  path,
}: {
  context: RequestContext;
  found: readonly KnownResident[];
  path: string;
}) {
  if (found.length === 0) return <p class="govuk-body">{say(locale, 'residentsNone')}</p>;
  return (
    <>
      <h3 class="govuk-heading-s">{say(locale, 'residentsFound')}</h3>
      <ul class="govuk-list">
        {found.map((one) => (
          <li key={one.dossierId}>
            <strong>{one.name}</strong> {[one.email, one.phone].filter(Boolean).join(' · ')}{' '}
            <a class="govuk-link" href={`${path}?connu=${one.authorityId}.${one.dossierId}`}>
              {say(locale, 'residentTake')}
              <span class="govuk-visually-hidden">{say(locale, 'residentTake.for', { name: one.name })}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The details given in a dossier that the agent processes; nothing for any other. */
async function readKnown(parts: DossiersParts, agent: AgentPrincipal, reference: string): Promise<Who | undefined> {
  const [authorityId = '', dossierId = ''] = reference.split('.', 2);
  if (!agent.scope.includes(authorityId) || !isUuid(dossierId)) return undefined;
  try {
    const dossier = await parts.platform.database.read([authorityId], (tx) =>
      getProcessedDossier(tx, agent, authorityId, dossierId),
    );
    const { procedure } = await parts.catalogue.getVersionOf(dossier);
    const answers = dossier.answers as Answers;
    const text = (field: string | undefined) => {
      const answer = field === undefined ? undefined : answers[field];
      return typeof answer === 'string' ? answer : '';
    };
    const familyName = text(procedure.applicant.familyName);
    return {
      givenNames: familyName === '' ? '' : text(procedure.applicant.givenNames),
      familyName: familyName === '' ? dossier.applicant_name : familyName,
      email: dossier.applicant_email ?? '',
      phone: dossier.applicant_phone ?? '',
      channel: '',
    };
  } catch (error) {
    if (error instanceof DossierNotFoundError) return undefined;
    throw error;
  }
}

/** POST /agents/guichet/:authority/:procedure: begins the draft, once for each page that was shown. */
export async function begin(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const offered = await getFileable(context, parts, agent);
  const { authority, procedure, open } = offered;
  const { locale } = context;
  const typed = (name: WhoField) => cleanLine(single(context.body, name), 254);
  const who: Who = {
    givenNames: typed('givenNames'),
    familyName: typed('familyName'),
    email: typed('email'),
    phone: typed('phone'),
    channel: typed('channel'),
  };
  const email = who.email === '' ? '' : normalizeEmail(who.email);
  const phone = who.phone === '' ? '' : normalizePhone(who.phone);
  const channel = channelOf(who.channel);
  const problems: Problems = {
    ...(who.familyName === '' ? { familyName: say(locale, 'problem.name') } : {}),
    ...(email === undefined ? { email: say(locale, 'problem.email') } : {}),
    ...(phone === undefined ? { phone: say(locale, 'problem.phone') } : {}),
    ...(channel === undefined ? { channel: say(locale, 'problem.channel') } : {}),
  };
  const key = single(context.body, '_idempotency');
  if (!open || !isUuid(key)) return redirect(`${counterHref}/${authority.slug}/${procedure.slug}`);
  if (channel === undefined || email === undefined || phone === undefined || who.familyName === '') {
    return page(await beginPage(context, parts, agent, offered, who, problems), { status: 422 });
  }
  const draftId = await parts.platform.database.transaction([authority.id], (tx) =>
    startAssistedDraft(tx, {
      key,
      offered,
      owner: counterOwner(parts.identity, agent, authority.id),
      agentId: agent.agentId,
      channel,
      applicant: { ...who, email, phone },
      locale,
      now: context.now,
    }),
  );
  return redirect(counterDraftHref(authority.slug, draftId, longPage));
}
