import { agentPage } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { mayCorrect } from '../../corrections/correct-answers.ts';
import { plainMessage } from '../../domain/plain-message.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import { agentActor, isRepeatedAct, lockForAgent, touchDossier } from '../../usecases/lock-for-agent.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import { ActRefusedError } from '../act-refused.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { askOpinions } from './ask-opinions.ts';
import { opinionWords as say } from './messages.ts';
import { recipientsOf } from './recipients.ts';

const longestText = 5000;
const delays = ['7d', '15d', '1m', '2m'] as const;

/** The delay that a form chose; a week for what it cannot have sent. */
export function withinOf(body: FormBody): (typeof delays)[number] {
  return delays.find((delay) => delay === single(body, 'delai')) ?? '7d';
}

export function WithinField({ value, locale }: { value: string; locale: Locale }) {
  return (
    <Select
      id="delai"
      label={say(locale, 'ask.within')}
      placeholder={false}
      value={value}
      options={delays.map((delay) => ({ value: delay, label: say(locale, `ask.within.${delay}`) }))}
    />
  );
}

/** From any open dossier, whatever its workflow: an opinion asked besides it. */
export function askOpinionRoutes(parts: CapabilityParts): Route[] {
  const path = '/agents/dossiers/:authority/:dossier/avis/demander';
  return [
    agentRoute('agent-dossiers.ask-opinion', 'GET', path, (context, agent) => showAsk(context, parts, agent)),
    agentRoute('agent-dossiers.send-ask-opinion', 'POST', path, (context, agent) => ask(context, parts, agent)),
  ];
}

type AskError = { readonly fieldId: 'services' | 'opinion_question'; readonly message: string };

async function showAsk(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  errors: readonly AskError[] = [],
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, body } = context;
  const { dossier, teams, documents } = await parts.platform.database.read(agent.scope, async (tx) => ({
    dossier: await getProcessedDossier(tx, agent, authority.id, dossierId),
    teams: await listTeams(tx, authority.id),
    documents: await parts.documents.listOfDossier(tx, authority.id, dossierId),
  }));
  if (!mayCorrect(dossier)) return over(context, base);
  const title = say(locale, 'ask.title');
  const errorAt = (id: AskError['fieldId']) => errors.find((error) => error.fieldId === id)?.message;
  const ticked = (name: string) => [body[name] ?? []].flat();
  const document = await agentPage(context, parts.site, {
    title: errors.length > 0 ? say(locale, 'errorTitle', { title }) : title,
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} label={say(locale, 'back')} />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} caption={formatTrackingCode(dossier.code)} intro={say(locale, 'ask.intro')} />
        <Form csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())}>
          <Checkboxes
            id="services"
            label={say(locale, 'ask.teams')}
            small
            values={ticked('services')}
            error={errorAt('services')}
            options={teams.map((team) => ({ value: team.name, label: team.name }))}
          />
          <Textarea
            id="opinion_email"
            label={say(locale, 'ask.emails')}
            hint={say(locale, 'ask.emailsHint')}
            rows={2}
            optional
            value={single(body, 'opinion_email')}
          />
          <Textarea
            id="opinion_question"
            label={say(locale, 'ask.question')}
            rows={3}
            maxLength={longestText}
            value={single(body, 'opinion_question')}
            error={errorAt('opinion_question')}
          />
          <Textarea
            id="opinion_summary"
            label={say(locale, 'act.summary')}
            hint={say(locale, 'act.summaryHint')}
            rows={4}
            maxLength={longestText}
            optional
            value={single(body, 'opinion_summary')}
          />
          {documents.length > 0 && (
            <Checkboxes
              id="opinion_documents"
              label={say(locale, 'act.documents')}
              hint={say(locale, 'act.intro')}
              optional
              small
              values={ticked('opinion_documents')}
              options={documents.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
          <WithinField value={single(body, 'delai') || '15d'} locale={locale} />
          <Button>{say(locale, 'ask.button')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: errors.length > 0 ? 422 : 200 });
}

async function ask(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, body, origin, now } = context;
  const question = plainMessage(single(body, 'opinion_question')).slice(0, longestText);
  if (question === '')
    return showAsk(context, parts, agent, [
      { fieldId: 'opinion_question', message: say(locale, 'ask.questionMissing') },
    ]);
  const act = { agent, authorityId: authority.id, dossierId, now };
  try {
    const done = await parts.platform.database.transaction(agent.scope, async (tx) => {
      const dossier = await lockForAgent(tx, act);
      if (!mayCorrect(dossier)) return false;
      const key = single(body, '_idempotency').slice(0, 64);
      if (await isRepeatedAct(tx, { ...act, key })) return true;
      const recipients = await recipientsOf(tx, authority.id, {
        opinion_team: [body.services ?? []].flat(),
        opinion_email: single(body, 'opinion_email'),
      });
      const { procedure } = await parts.catalogue.getVersionOf(dossier);
      await askOpinions(tx, parts, {
        dossier,
        recipients,
        question,
        summary: plainMessage(single(body, 'opinion_summary')).slice(0, longestText),
        shown: [body.opinion_documents ?? []].flat(),
        within: withinOf(body),
        title: localize(procedure.title, 'fr'),
        besides: true,
        key,
        actor: agentActor(agent),
        origin,
        now,
      });
      await touchDossier(tx, dossier, now);
      return true;
    });
    if (!done) return over(context, base);
  } catch (error) {
    if (!(error instanceof ActRefusedError)) throw error;
    return showAsk(context, parts, agent, [{ fieldId: 'services', message: error.words[locale] }]);
  }
  context.setFlash(say(locale, 'ask.done'));
  return redirect(`${base}#avis`);
}

function over(context: RequestContext, base: string): Result {
  context.setFlash(say(context.locale, 'ask.over'));
  return redirect(base);
}

function listTeams(tx: Tx, authorityId: string): Promise<{ name: string }[]> {
  return tx.selectFrom('teams').select('name').where('authority_id', '=', authorityId).orderBy('name').execute();
}
