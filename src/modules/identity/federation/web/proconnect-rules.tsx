import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { TeamViews, underTeam } from '../../web/agent/team-frame.tsx';
import { FormPage, type FormProblem, problemOf, titleOf } from '../../web/form-problems.tsx';
import { agentOf, type IdentityWeb, isId, privatePage } from '../../web/routes-parts.ts';
import { listLinkedAgents, unlinkAgent } from '../usecases/linked-agents.ts';
import { changeRules, getRules, type RulesProblem, readRules } from '../usecases/proconnect-rules.ts';
import { federationMessages as say } from './federation-messages.ts';

export const rulesPath = '/agents/equipe/proconnect';

interface Typed {
  readonly sirets: string;
  readonly secondFactorRequired: boolean;
  readonly emailDomain: string;
}

const fieldOf: Readonly<Record<RulesProblem, string>> = {
  'siret-invalid': 'sirets',
  'domain-invalid': 'domain',
  'domain-needs-siret': 'sirets',
};

export async function showRules(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const rules = await getRules(web.parts, agentOf(context));
  const typed = { ...rules, sirets: rules.sirets.join('\n'), emailDomain: rules.emailDomain ?? '' };
  return rulesPage(context, web, typed, [], 200);
}

export async function submitRules(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const agent = agentOf(context);
  const typed: Typed = {
    sirets: single(body, 'sirets').slice(0, 5000),
    secondFactorRequired: single(body, 'second-factor') === 'true',
    emailDomain: single(body, 'domain').slice(0, 200),
  };
  const read = readRules(typed, await sirenOf(web, agent.authorityId));
  if ('problems' in read) {
    const problems = read.problems.map((one) => ({ fieldId: fieldOf[one], message: say(locale, `rules.${one}`) }));
    return rulesPage(context, web, typed, problems, 422);
  }
  await changeRules(web.parts, agent, read.rules);
  context.setFlash(say(locale, 'rules.saved'));
  return redirect(rulesPath);
}

export async function submitUnlinkAgent(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agentId = single(context.body, 'agent');
  if (isId(agentId)) await unlinkAgent(web.parts, agentOf(context), agentId);
  context.setFlash(say(context.locale, 'rules.unlinked'));
  return redirect(rulesPath);
}

async function sirenOf(web: IdentityWeb, authorityId: string): Promise<string | undefined> {
  const row = await web.parts.platform.database.open
    .selectFrom('authorities')
    .select('siren')
    .where('id', '=', authorityId)
    .executeTakeFirst();
  return row?.siren ?? undefined;
}

async function rulesPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  const { locale } = context;
  const agent = agentOf(context);
  const linked = await listLinkedAgents(web.parts, agent);
  const siren = (await sirenOf(web, agent.authorityId)) ?? say(locale, 'rules.noSiren');
  const csrf = context.csrfToken();
  const title = say(locale, 'rules.title');
  const document = await underTeam(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'rules.intro')} problems={problems}>
      <TeamViews locale={locale} current="proconnect" />
      {web.parts.providers.proconnect === undefined && (
        <Notification tone="info">
          <p>{say(locale, 'rules.off')}</p>
        </Notification>
      )}
      <Form action={rulesPath} csrf={csrf}>
        <Textarea
          id="sirets"
          label={say(locale, 'rules.sirets')}
          hint={say(locale, 'rules.siretsHint', { siren })}
          rows={3}
          value={typed.sirets}
          error={problemOf(problems, 'sirets')}
        />
        <Checkbox
          id="second-factor"
          label={say(locale, 'rules.secondFactor')}
          hint={say(locale, 'rules.secondFactorHint')}
          checked={typed.secondFactorRequired}
        />
        <TextInput
          id="domain"
          label={say(locale, 'rules.domain')}
          hint={say(locale, 'rules.domainHint')}
          spellcheck={false}
          value={typed.emailDomain}
          error={problemOf(problems, 'domain')}
        />
        <Button>{say(locale, 'rules.save')}</Button>
      </Form>
      <h2 class="govuk-heading-m">{say(locale, 'rules.linked')}</h2>
      {linked.length === 0 && <p class="govuk-body">{say(locale, 'rules.noneLinked')}</p>}
      <ul class="govuk-list">
        {linked.map((one) => (
          <li key={one.agentId}>
            {one.name}, {say(locale, 'link.since', { date: formatDate(one.linkedAt, locale) }).toLowerCase()}
            <Form action={`${rulesPath}/delier`} csrf={csrf}>
              <input type="hidden" name="agent" value={one.agentId} />
              <Button tone="link">{say(locale, 'rules.unlink', { name: one.name })}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </FormPage>,
  );
  return page(document, { status, headers: privatePage });
}
