import type { VNode } from 'preact';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { TooManyReleasesError } from '../../errors.ts';
import { mayReleaseSecondFactors } from '../../policies.ts';
import { askRelease, identityDocuments, listReleases } from '../../usecases/release-second-factor.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { releaseMessages as say } from '../release-messages.ts';
import { emailProblems } from '../resident/sign-up.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { type AgentMenuProvider, registerAgentMenu } from './agent-menu.ts';
import { agentPage } from './agent-page.tsx';

export const releasePath = '/agents/usagers/double-verification';

/** The entry of the side menu, for those who meet residents at the counter. */
export function registerReleaseMenu(): void {
  registerAgentMenu('second-factor-releases', menu);
}

const menu: AgentMenuProvider = async (_site, agent, locale) =>
  mayReleaseSecondFactors(agent)
    ? [{ key: 'second-factor-releases', section: 'residents', href: releasePath, label: say(locale, 'menu') }]
    : [];

interface Typed {
  readonly email: string;
  readonly document: string;
}

export async function showReleases(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await releasesPage(context, web, { email: '', document: '' }, []), { headers: privatePage });
}

/** A resident came with an identity document: whoever has that address is told, and has three days to refuse. */
export async function submitRelease(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const typed = { email: single(body, 'email').slice(0, 254), document: single(body, 'document') };
  const email = normalizeEmail(typed.email);
  const document = identityDocuments.find((known) => known === typed.document);
  const problems = emailProblems(context, typed.email, email);
  if (document === undefined) problems.push({ fieldId: 'document', message: say(locale, 'documentMissing') });
  if (single(body, 'seen') !== 'true') problems.push({ fieldId: 'seen', message: say(locale, 'seenMissing') });
  const again = async (found: readonly FormProblem[], status: number) =>
    page(await releasesPage(context, web, typed, found), { status, headers: privatePage });
  if (!mayReleaseSecondFactors(agentOf(context))) throw new NotFoundError();
  if (email === undefined || document === undefined || problems.length > 0) return again(problems, 422);
  web.parts.links.noteOrigin(context.origin);
  try {
    const { dueAt } = await askRelease(web.parts, agentOf(context), { email, document });
    context.setFlash(say(locale, 'done', { due: formatDateTime(dueAt, locale) }));
    return redirect(releasePath);
  } catch (error) {
    if (!(error instanceof TooManyReleasesError)) throw error;
    return again([waitProblem(locale, error.wait, 'email')], 429);
  }
}

async function releasesPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const agent = agentOf(context);
  if (!mayReleaseSecondFactors(agent)) throw new NotFoundError();
  const releases = await listReleases(web.parts.platform.database.open, agent.authorityId);
  const title = say(locale, 'title');
  return agentPage(context, web.site, {
    title: titleOf(locale, title, problems),
    current: 'second-factor-releases',
    children: (
      <>
        <FormPage title={title} intro={say(locale, 'intro')} problems={problems}>
          <p class="govuk-body">{say(locale, 'before')}</p>
          <Form action={releasePath} csrf={context.csrfToken()}>
            <TextInput
              id="email"
              type="email"
              label={say(locale, 'email')}
              hint={say(locale, 'emailHint')}
              autocomplete="off"
              spellcheck={false}
              required
              value={typed.email}
              error={problemOf(problems, 'email')}
            />
            <Radios
              id="document"
              label={say(locale, 'document')}
              value={typed.document}
              error={problemOf(problems, 'document')}
              options={identityDocuments.map((one) => ({ value: one, label: say(locale, `document.${one}`) }))}
            />
            <Checkbox id="seen" label={say(locale, 'seen')} error={problemOf(problems, 'seen')} />
            <Button>{say(locale, 'submit')}</Button>
          </Form>
        </FormPage>
        {releases.length > 0 && (
          <Table
            caption={say(locale, 'trace')}
            rows={releases}
            rowKey={(release) => release.id}
            columns={[
              { label: say(locale, 'askedAt'), rowHeader: true, cell: (one) => formatDateTime(one.askedAt, locale) },
              { label: say(locale, 'askedBy'), cell: (one) => one.agentName },
              { label: say(locale, 'document'), cell: (one) => say(locale, `document.${one.document}`) },
              {
                label: say(locale, 'state'),
                cell: (one) =>
                  one.outcome === null
                    ? say(locale, 'state.waiting', { due: formatDateTime(one.dueAt, locale) })
                    : say(locale, `state.${one.outcome}`),
              },
            ]}
          />
        )}
      </>
    ),
  });
}
