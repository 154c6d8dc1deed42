import { type AgentMenuProvider, agentPage, cleanLine, isAdministrator } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { AppError, ForbiddenError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { actKey } from '#platform/http/late-values.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import { maxTextLength } from '../usecases/add-note.ts';
import { namedDossier } from '../web/agent/show-dossier.tsx';
import { noteTemplateWords as say } from './messages.ts';

const templatesPath = '/agents/modeles-de-notes';
const longestBody = 2000;

interface Template {
  readonly id: string;
  readonly name: string;
  readonly body: string;
}
interface Problem {
  readonly fieldId: 'name' | 'body';
  readonly message: string;
}
type Typed = Omit<Template, 'id'>;

const mayChange = (agent: AgentPrincipal) => isAdministrator(agent) || agent.rights.some((right) => right.leader);

/** Short texts that agents insert in an internal note: kept by leaders and administrators, used by all. */
export function noteTemplateRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route => ({
    id: `note-templates.${name}`,
    method,
    path,
    access: 'agent',
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, context.agent);
    },
  });
  return [
    on('list', 'GET', templatesPath, (context, agent) => showTemplates(context, parts, agent, undefined, [])),
    on('change', 'POST', templatesPath, (context, agent) => change(context, parts, agent)),
    on('use', 'GET', '/agents/dossiers/:authority/:dossier/notes/nouvelle', (context, agent) =>
      showNote(context, parts, agent),
    ),
  ];
}

/** For whoever keeps them; the others find them on a dossier. */
export const noteTemplateMenu: AgentMenuProvider = async (_site, agent, locale) =>
  mayChange(agent)
    ? [{ key: 'note-templates', section: 'pilotage', href: templatesPath, label: say(locale, 'title') }]
    : [];

function listTemplates(tx: Tx, authorityId: string): Promise<Template[]> {
  return tx
    .selectFrom('note_templates')
    .select(['id', 'name', 'body'])
    .where('authority_id', '=', authorityId)
    .orderBy('name')
    .execute();
}

/** POST: `act` says what: `save` (the same name replaces), or `remove` one by its id. */
async function change(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { body, locale, now } = context;
  if (!mayChange(agent)) throw new ForbiddenError('leaders-only');
  const { authorityId } = agent;
  if (single(body, 'act') === 'remove') {
    const name = single(body, 'template');
    await parts.platform.database.transaction([authorityId], (tx) =>
      tx.deleteFrom('note_templates').where('authority_id', '=', authorityId).where('name', '=', name).execute(),
    );
    context.setFlash(say(locale, 'removed'));
    return redirect(templatesPath);
  }
  const typed: Typed = {
    name: cleanLine(single(body, 'name'), 80),
    body: single(body, 'body').replaceAll('\r\n', '\n').trim(),
  };
  const problems: Problem[] = [
    ...(typed.name === '' ? [{ fieldId: 'name' as const, message: say(locale, 'problem.name') }] : []),
    ...(typed.body === '' || typed.body.length > longestBody
      ? [{ fieldId: 'body' as const, message: say(locale, 'problem.body', { max: longestBody }) }]
      : []),
  ];
  if (problems.length > 0) return showTemplates(context, parts, agent, typed, problems);
  await parts.platform.database.transaction([authorityId], (tx) =>
    tx
      .insertInto('note_templates')
      .values({ authority_id: authorityId, id: newId(now.getTime()), ...typed, updated_at: now })
      .onConflict((conflict) =>
        conflict.columns(['authority_id', 'name']).doUpdateSet({ body: typed.body, updated_at: now }),
      )
      .execute(),
  );
  context.setFlash(say(locale, 'saved'));
  return redirect(templatesPath);
}

async function showTemplates(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  typed: Typed | undefined,
  problems: readonly Problem[],
): Promise<Result> {
  const { locale } = context;
  const templates = await parts.platform.database.read([agent.authorityId], (tx) =>
    listTemplates(tx, agent.authorityId),
  );
  const errorAt = (field: Problem['fieldId']) => problems.find(({ fieldId }) => fieldId === field)?.message;
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'note-templates',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {templates.length === 0 && <EmptyState title={say(locale, 'empty')}>{say(locale, 'emptyBody')}</EmptyState>}
        {templates.map(({ id, name, body }) => (
          <section key={id} aria-labelledby={`modele-${id}`}>
            <h2 class="govuk-heading-s" id={`modele-${id}`}>
              {name}
            </h2>
            <p class="govuk-body">{body}</p>
            {mayChange(agent) && (
              <Form action={templatesPath} csrf={context.csrfToken()}>
                <input type="hidden" name="template" value={name} />
                <Button tone="link" name="act" value="remove">
                  {say(locale, 'remove')} <span class="govuk-visually-hidden">{name}</span>
                </Button>
              </Form>
            )}
          </section>
        ))}
        {mayChange(agent) && (
          <Form action={templatesPath} csrf={context.csrfToken()}>
            <h2 class="govuk-heading-m">{say(locale, 'form')}</h2>
            <TextInput
              id="name"
              label={say(locale, 'name')}
              hint={say(locale, 'nameHint')}
              value={typed?.name}
              error={errorAt('name')}
            />
            <Textarea
              id="body"
              label={say(locale, 'body')}
              rows={4}
              maxLength={longestBody}
              value={typed?.body}
              error={errorAt('body')}
            />
            <Button name="act" value="save">
              {say(locale, 'save')}
            </Button>
          </Form>
        )}
      </>
    ),
  });
  return page(document, { status: problems.length === 0 ? 200 : 422 });
}

/** A note on a dossier, begun with the template that the address names; several may follow each other. */
async function showNote(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, query } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { dossier, templates } = await parts.platform.database.read(agent.scope, async (tx) => ({
    dossier: await getProcessedDossier(tx, agent, authority.id, dossierId),
    templates: await listTemplates(tx, agent.authorityId),
  }));
  const chosen = templates.find(({ id }) => id === query.modele);
  const code = formatTrackingCode(dossier.code);
  const title = say(locale, 'note.title');
  const document = await agentPage(context, parts.site, {
    title: `${title} – ${code}`,
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} />
        <PageHeading title={title} caption={code} />
        {templates.length === 0 ? (
          <EmptyState title={say(locale, 'empty')}>{say(locale, 'emptyBody')}</EmptyState>
        ) : (
          <>
            <p class="govuk-body">{say(locale, 'note.choose')}</p>
            <ul class="govuk-list govuk-list--bullet">
              {templates.map(({ id, name }) => (
                <li key={id}>
                  <a
                    class="govuk-link"
                    href={`${base}/notes/nouvelle?modele=${id}#note`}
                    aria-current={id === chosen?.id ? 'true' : undefined}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <Form action={`${base}/notes`} csrf={context.csrfToken()} idempotencyKey={actKey(context)}>
          <Textarea
            id="note"
            label={say(locale, 'note.label')}
            rows={6}
            maxLength={maxTextLength}
            value={chosen?.body}
          />
          <ButtonGroup>
            <Button>{say(locale, 'note.button')}</Button>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
  return page(document);
}
