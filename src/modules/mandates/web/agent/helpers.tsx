import { agentPage, cleanLine } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { MandatesParts } from '../../mandates-parts.ts';
import { listPossibleHelpers } from '../../queries/find-helper.ts';
import { grantHelper } from '../../usecases/manage-helpers.ts';
import { helpersHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** What was typed and could not be kept: for a helper of today, or for a new one. */
interface Failed {
  readonly agentId?: string;
  readonly structure: string;
  readonly problems: readonly { readonly fieldId: string; readonly message: string }[];
}

/** GET /agents/equipe/aidants: who of the authority may be given mandates, and one more. */
export async function showHelpers(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  failed?: Failed,
): Promise<Result> {
  const { locale } = context;
  const agents = await parts.platform.database.read([agent.authorityId], (tx) =>
    listPossibleHelpers(tx, agent.authorityId),
  );
  const helpers = agents.filter((one) => one.structure !== null);
  const others = agents.filter((one) => one.structure === null);
  const title = say(locale, 'helpersTitle');
  const problemOf = (id: string) => failed?.problems.find((problem) => problem.fieldId === id)?.message;
  const csrf = context.csrfToken();
  return page(
    await agentPage(context, parts.site, {
      title: failed === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'helpers',
      children: (
        <>
          <ErrorSummary errors={failed?.problems ?? []} />
          <PageHeading title={title} intro={say(locale, 'helpersIntro')} />
          {helpers.length === 0 && <p class="govuk-body">{say(locale, 'helpersNone')}</p>}
          {helpers.map((one) => (
            <section key={one.id} class="govuk-!-margin-bottom-6" aria-labelledby={`agent-${one.id}`}>
              <h2 class="govuk-heading-s" id={`agent-${one.id}`}>
                {one.name}
              </h2>
              <Form action={`${helpersHref}/${one.id}`} csrf={csrf}>
                <TextInput
                  id={`structure-${one.id}`}
                  name="structure"
                  label={
                    <>
                      {say(locale, 'structure')}
                      <span class="govuk-visually-hidden">{say(locale, 'structure.of', { name: one.name })}</span>
                    </>
                  }
                  value={failed?.agentId === one.id ? failed.structure : (one.structure ?? '')}
                  error={problemOf(`structure-${one.id}`)}
                  width={30}
                />
                <ButtonGroup>
                  <Button tone="secondary">
                    {say(locale, 'change')}
                    <span class="govuk-visually-hidden">{say(locale, 'for', { name: one.name })}</span>
                  </Button>
                  <a class="govuk-link" href={`${helpersHref}/${one.id}/retirer`}>
                    {say(locale, 'withdraw')}
                    <span class="govuk-visually-hidden">{say(locale, 'for', { name: one.name })}</span>
                  </a>
                </ButtonGroup>
              </Form>
            </section>
          ))}
          {others.length > 0 && (
            <section aria-labelledby="add-helper">
              <h2 class="govuk-heading-m" id="add-helper">
                {say(locale, 'addHelper')}
              </h2>
              <Form action={helpersHref} csrf={csrf}>
                <Select
                  id="agent"
                  label={say(locale, 'agent')}
                  value={failed?.agentId ?? ''}
                  error={problemOf('agent')}
                  options={others.map((one) => ({ value: one.id, label: one.name }))}
                />
                <TextInput
                  id="structure"
                  label={say(locale, 'structure')}
                  hint={say(locale, 'structureHint')}
                  value={failed !== undefined && failed.agentId === undefined ? failed.structure : ''}
                  error={problemOf('structure')}
                  width={30}
                />
                <Button>{say(locale, 'grant')}</Button>
              </Form>
            </section>
          )}
        </>
      ),
    }),
    { status: failed === undefined ? 200 : 422 },
  );
}

/** POST /agents/equipe/aidants: one more helper. */
export async function addHelper(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, body } = context;
  const agentId = single(body, 'agent');
  const structure = cleanLine(single(body, 'structure'));
  const problems = [
    ...(agentId === '' ? [{ fieldId: 'agent', message: say(locale, 'problem.agent') }] : []),
    ...(structure === '' ? [{ fieldId: 'structure', message: say(locale, 'problem.structure') }] : []),
  ];
  if (problems.length > 0) {
    return showHelpers(context, parts, agent, { structure, problems, ...(agentId === '' ? {} : { agentId }) });
  }
  return keep(context, parts, agent, { agentId, structure });
}

/** POST /agents/equipe/aidants/:agent */
export async function grant(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const agentId = context.params.agent ?? '';
  const structure = cleanLine(single(context.body, 'structure'));
  if (structure === '') {
    const problems = [{ fieldId: `structure-${agentId}`, message: say(context.locale, 'problem.structure') }];
    return showHelpers(context, parts, agent, { agentId, structure, problems });
  }
  return keep(context, parts, agent, { agentId, structure });
}

async function keep(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  { agentId, structure }: { readonly agentId: string; readonly structure: string },
): Promise<Result> {
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    grantHelper(tx, agent, { agentId, structure, now: context.now }),
  );
  context.setFlash(say(context.locale, 'granted'));
  return redirect(helpersHref);
}
