import { citizenPage } from '#modules/directory/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import { actorOf, getOwnDossier } from '../../queries/get-own-dossier.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { lockForAgent } from '../../usecases/lock-for-agent.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import { dossierPath } from '../../web/citizen/counter.ts';
import { openDossier, withDossier } from '../../web/citizen/own-dossier.tsx';
import { followerOf } from '../../web/citizen/visitor.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { choiceWords as say } from './choice-messages.ts';
import { chooseLetters, findLetterChoice, type LetterChoice, letterWays, wayOfLetters } from './letter-choice.ts';

const ownPath = '/:authority/dossiers/:dossier/courriers';
const agentPath = '/agents/dossiers/:authority/:dossier/courriers';

/** How the applicant wants letters: said by themselves, or to the agent who notes it. */
export function letterChoiceRoutes(parts: CapabilityParts): Route[] {
  const on =
    (handler: (context: RequestContext, parts: CapabilityParts) => Promise<Result>) => (context: RequestContext) =>
      withDossier((asked) => handler(asked, parts))(context, parts);
  return [
    {
      id: 'dossiers.letter-choice',
      method: 'GET',
      path: ownPath,
      access: 'visitor',
      handle: on((context, deps) => showOwn(context, deps)),
    },
    {
      id: 'dossiers.choose-letters',
      method: 'POST',
      path: ownPath,
      access: 'visitor',
      perMinute: 20,
      handle: on(sendOwn),
    },
    agentRoute('agent-dossiers.letter-choice', 'GET', agentPath, (context, agent) => showAgent(context, parts, agent)),
    agentRoute('agent-dossiers.choose-letters', 'POST', agentPath, (context, agent) =>
      sendAgent(context, parts, agent),
    ),
  ];
}

interface Typed {
  readonly way: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
}

interface Problem {
  readonly fieldId: string;
  readonly message: string;
}

function typedOf(context: RequestContext): Typed {
  const text = (name: string) => single(context.body, name).trim().replaceAll(/\s+/g, ' ');
  return {
    way: text('envoi'),
    street: text('voie').slice(0, 200),
    postcode: text('code-postal').slice(0, 10),
    city: text('commune').slice(0, 100),
  };
}

function typedFrom(dossier: DossierRow, choice: LetterChoice | undefined): Typed {
  const empty = { street: '', postcode: '', city: '' };
  return { way: wayOfLetters(dossier, choice), ...(choice?.address ?? empty) };
}

/** What was typed as a choice, or what is wrong in it. */
function readChoice(typed: Typed, dossier: Pick<DossierRow, 'applicant_email'>, locale: Locale) {
  const way = letterWays.find((one) => one === typed.way);
  if (way === undefined) return { problems: [{ fieldId: 'envoi', message: say(locale, 'missing.way') }] };
  if (way === 'email' && dossier.applicant_email === null)
    return { problems: [{ fieldId: 'envoi', message: say(locale, 'missing.email') }] };
  if (way !== 'paper') return { choice: { way, address: undefined } };
  const { street, postcode, city } = typed;
  const problems = [
    ...(street === '' ? [{ fieldId: 'voie', message: say(locale, 'missing.street') }] : []),
    ...(/^[0-9A-Za-z -]{3,10}$/.test(postcode)
      ? []
      : [{ fieldId: 'code-postal', message: say(locale, 'missing.postcode') }]),
    ...(city === '' ? [{ fieldId: 'commune', message: say(locale, 'missing.city') }] : []),
  ];
  return problems.length > 0 ? { problems } : { choice: { way, address: { street, postcode, city } } };
}

function ChoiceForm(props: {
  csrf: string;
  dossier: Pick<DossierRow, 'applicant_email'>;
  typed: Typed;
  problems: readonly Problem[];
  forAgent: boolean;
  locale: Locale;
}) {
  const { dossier, typed, forAgent, locale } = props;
  const errorAt = (id: string) => props.problems.find(({ fieldId }) => fieldId === id)?.message;
  const { applicant_email: email } = dossier;
  return (
    <Form csrf={props.csrf}>
      <Radios
        id="envoi"
        label={say(locale, forAgent ? 'agentTitle' : 'title')}
        labelHidden
        value={typed.way}
        error={errorAt('envoi')}
        options={[
          ...(email === null
            ? []
            : [{ value: 'email', label: say(locale, 'email'), hint: say(locale, 'email.hint', { email }) }]),
          {
            value: 'space',
            label: say(locale, forAgent ? 'space.agent' : 'space'),
            hint: say(locale, 'space.hint'),
          },
          {
            value: 'paper',
            label: say(locale, 'paper'),
            conditional: (
              <>
                <TextInput
                  id="voie"
                  label={say(locale, 'street')}
                  value={typed.street}
                  maxLength={200}
                  error={errorAt('voie')}
                  {...(forAgent ? {} : { autocomplete: 'address-line1' })}
                />
                <TextInput
                  id="code-postal"
                  label={say(locale, 'postcode')}
                  value={typed.postcode}
                  maxLength={10}
                  error={errorAt('code-postal')}
                  {...(forAgent ? {} : { autocomplete: 'postal-code' })}
                />
                <TextInput
                  id="commune"
                  label={say(locale, 'city')}
                  value={typed.city}
                  maxLength={100}
                  error={errorAt('commune')}
                  {...(forAgent ? {} : { autocomplete: 'address-level2' })}
                />
              </>
            ),
          },
        ]}
      />
      <Button>{say(locale, 'save')}</Button>
    </Form>
  );
}

interface Again {
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}

async function showOwn(context: RequestContext, parts: CapabilityParts, again?: Again): Promise<Result> {
  const { locale } = context;
  const { authority, dossier } = await openDossier(context, parts);
  const typed =
    again?.typed ??
    typedFrom(
      dossier,
      await parts.platform.database.read([authority.id], (tx) => findLetterChoice(tx, authority.id, dossier.id)),
    );
  const problems = again?.problems ?? [];
  const title = say(locale, 'title');
  const document = await citizenPage(context, parts.site, {
    title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
    authority,
    current: 'follow',
    noIndex: true,
    backLink: <BackLink href={dossierPath(authority, dossier.id)} />,
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} caption={formatTrackingCode(dossier.code)} />
        <ChoiceForm csrf={context.csrfToken()} {...{ dossier, typed, problems, locale }} forAgent={false} />
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422 });
}

async function sendOwn(context: RequestContext, parts: CapabilityParts): Promise<Result> {
  const { authority, dossier } = await openDossier(context, parts);
  const typed = typedOf(context);
  const read = readChoice(typed, dossier, context.locale);
  if (read.choice === undefined) return showOwn(context, parts, { typed, problems: read.problems });
  const { choice } = read;
  const asked = {
    authorityId: authority.id,
    dossierId: dossier.id,
    follower: followerOf(context, parts, authority.id),
  };
  await parts.platform.database.transaction([authority.id], async (tx) => {
    await getOwnDossier(tx, asked);
    const locked = await lockDossier(tx, authority.id, dossier.id);
    const { name } = actorOf(locked, asked.follower);
    await chooseLetters(tx, locked, choice, { kind: 'applicant', name }, context.now);
  });
  context.setFlash(say(context.locale, 'saved'));
  return redirect(dossierPath(authority, dossier.id));
}

async function showAgent(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  again?: Again,
): Promise<Result> {
  const { locale } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { dossier, choice } = await parts.platform.database.read(agent.scope, async (tx) => ({
    dossier: await getProcessedDossier(tx, agent, authority.id, dossierId),
    choice: await findLetterChoice(tx, authority.id, dossierId),
  }));
  const typed = again?.typed ?? typedFrom(dossier, choice);
  const problems = again?.problems ?? [];
  const title = say(locale, 'agentTitle');
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'inbox',
      children: (
        <>
          <BackLink href={base} label={say(locale, 'back')} />
          <ErrorSummary errors={problems} />
          <PageHeading title={title} caption={`${formatTrackingCode(dossier.code)} ${dossier.applicant_name}`} />
          <ChoiceForm csrf={context.csrfToken()} {...{ dossier, typed, problems, locale }} forAgent />
        </>
      ),
    }),
    { status: problems.length === 0 ? 200 : 422 },
  );
}

async function sendAgent(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const typed = typedOf(context);
  const problems = await parts.platform.database.transaction(agent.scope, async (tx) => {
    const dossier = await lockForAgent(tx, { agent, authorityId: authority.id, dossierId, now: context.now });
    const read = readChoice(typed, dossier, context.locale);
    if (read.choice === undefined) return read.problems;
    const by = { kind: 'agent', id: agent.agentId, name: agent.name } as const;
    await chooseLetters(tx, dossier, read.choice, by, context.now);
    return [];
  });
  if (problems.length > 0) return showAgent(context, parts, agent, { typed, problems });
  context.setFlash(say(context.locale, 'saved.agent'));
  return redirect(base);
}
