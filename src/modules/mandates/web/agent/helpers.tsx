import { agentPage, cleanLine } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { MandatesParts } from '../../mandates-parts.ts';
import { listPossibleHelpers } from '../../queries/find-helper.ts';
import { grantHelper, withdrawHelper } from '../../usecases/manage-helpers.ts';
import { helpersHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** GET /agents/equipe/aidants: who of the authority may be given mandates. */
export async function showHelpers(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  failed?: { readonly agentId: string },
): Promise<Result> {
  const { locale } = context;
  const agents = await parts.platform.database.read([agent.authorityId], (tx) =>
    listPossibleHelpers(tx, agent.authorityId),
  );
  const title = say(locale, 'helpersTitle');
  const message = say(locale, 'problem.structure');
  return page(
    await agentPage(context, parts.site, {
      title: failed === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'helpers',
      children: (
        <>
          <ErrorSummary errors={failed === undefined ? [] : [{ fieldId: `structure-${failed.agentId}`, message }]} />
          <PageHeading title={title} intro={say(locale, 'helpersIntro')} />
          {agents.map((one) => (
            <section key={one.id} aria-labelledby={`agent-${one.id}`}>
              <h2 class="govuk-heading-s" id={`agent-${one.id}`}>
                {one.name}
              </h2>
              <Form action={`${helpersHref}/${one.id}`} csrf={context.csrfToken()}>
                <TextInput
                  id={`structure-${one.id}`}
                  name="structure"
                  label={
                    <>
                      {say(locale, 'structure')}
                      <span class="govuk-visually-hidden">{say(locale, 'structure.of', { name: one.name })}</span>
                    </>
                  }
                  value={one.structure ?? ''}
                  error={failed?.agentId === one.id ? message : undefined}
                  width={30}
                />
                <Button tone="secondary">
                  {say(locale, one.structure === null ? 'grant' : 'change')}
                  <span class="govuk-visually-hidden">{say(locale, 'for', { name: one.name })}</span>
                </Button>
              </Form>
              {one.structure !== null && (
                <Form action={`${helpersHref}/${one.id}/retirer`} csrf={context.csrfToken()}>
                  <Button tone="link">
                    {say(locale, 'withdraw')}
                    <span class="govuk-visually-hidden">{say(locale, 'for', { name: one.name })}</span>
                  </Button>
                </Form>
              )}
            </section>
          ))}
        </>
      ),
    }),
    { status: failed === undefined ? 200 : 422 },
  );
}

/** POST /agents/equipe/aidants/:agent */
export async function grant(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const agentId = context.params.agent ?? '';
  const structure = cleanLine(single(context.body, 'structure'));
  if (structure === '') return showHelpers(context, parts, agent, { agentId });
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    grantHelper(tx, agent, { agentId, structure, now: context.now }),
  );
  context.setFlash(say(context.locale, 'granted'));
  return redirect(helpersHref);
}

/** POST /agents/equipe/aidants/:agent/retirer */
export async function withdraw(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    withdrawHelper(tx, agent, context.params.agent ?? ''),
  );
  context.setFlash(say(context.locale, 'withdrawn'));
  return redirect(helpersHref);
}
