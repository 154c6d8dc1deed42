import { listReplies, renderReply, searchReplies } from '#modules/correspondence/index.ts';
import { mostReadOfFile } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { actKey } from '#platform/http/late-values.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { maxMessageLength } from '../../domain/plain-message.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import { transitionVariables } from '../../usecases/transition-variables.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { letterWords as say } from './messages.ts';

const path = '/agents/dossiers/:authority/:dossier/repondre';

/** Writing to the applicant with the replies that the authority keeps: chosen, the page comes back with their text. */
export function replyRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.reply', 'GET', path, (context, agent) =>
      show(context, parts, agent, { message: '', words: context.query.q ?? '', reply: context.query.reponse ?? '' }),
    ),
    {
      ...agentRoute('agent-dossiers.insert-reply', 'POST', path, async (context, agent) => {
        const body = await context.readMultipart({ files: 100, fileSize: mostReadOfFile }, async ({ stream }) => {
          stream.resume();
        });
        const text = (name: string) => single(body, name);
        return show(context, parts, agent, {
          message: text('message').replaceAll('\r\n', '\n'),
          words: text('q'),
          reply: text('chercher') === '' ? text('reponse') : '',
        });
      }),
      multipart: true,
    },
  ];
}

interface Typed {
  readonly message: string;
  readonly words: string;
  /** The reply to be put after what is typed; '' for none. */
  readonly reply: string;
}

async function show(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  typed: Typed,
): Promise<Result> {
  const { locale, now, origin } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { dossier, replies } = await parts.platform.database.read(agent.scope, async (tx) => {
    const found = await getProcessedDossier(tx, agent, authority.id, dossierId);
    return {
      dossier: found,
      replies: await listReplies(tx, authority.id, { procedureId: found.procedure_id }),
    };
  });
  const { procedure, form } = await parts.catalogue.getVersionOf(dossier);
  const subject = { dossier, authority, procedure, form, actorName: agent.name, now, origin };
  const chosen = replies.find(({ id }) => id === typed.reply);
  const added = chosen === undefined ? '' : renderReply(chosen, transitionVariables(subject, {}, dossier.locale));
  const message = [typed.message.trim(), added].filter((part) => part !== '').join('\n\n');
  const words = typed.words.trim().slice(0, 100);
  const offered = words === '' ? replies : searchReplies(replies, words);
  const title = say(locale, 'reply.title');
  return page(
    await agentPage(context, parts.site, {
      title: `${title} – ${formatTrackingCode(dossier.code)}`,
      current: 'inbox',
      children: (
        <>
          <BackLink href={base} label={say(locale, 'reply.back')} />
          <PageHeading title={title} caption={`${formatTrackingCode(dossier.code)} ${dossier.applicant_name}`} />
          <Form action={`${base}/messages`} csrf={context.csrfToken()} idempotencyKey={actKey(context)} multipart>
            <div class="pv-inline-form">
              <TextInput
                id="q"
                type="search"
                label={say(locale, 'reply.search')}
                optional
                value={words}
                maxLength={100}
              />
              <Button tone="secondary" name="chercher" value="oui" formAction={`${base}/repondre`}>
                {say(locale, 'reply.searchButton')}
              </Button>
            </div>
            {offered.length === 0 ? (
              <p class="govuk-body">{say(locale, 'reply.none', { words })}</p>
            ) : (
              <div class="pv-inline-form">
                <Select
                  id="reponse"
                  label={say(locale, 'reply.label')}
                  options={offered.map((reply) => ({ value: reply.id, label: reply.title }))}
                />
                <Button tone="secondary" name="inserer" value="oui" formAction={`${base}/repondre`}>
                  {say(locale, 'reply.insert')}
                </Button>
              </div>
            )}
            <Textarea
              id="message"
              label={say(locale, 'reply.message')}
              hint={say(locale, 'reply.messageHint')}
              rows={12}
              maxLength={maxMessageLength}
              value={message}
            />
            <ButtonGroup>
              <Button>{say(locale, 'reply.send')}</Button>
            </ButtonGroup>
          </Form>
        </>
      ),
    }),
  );
}
