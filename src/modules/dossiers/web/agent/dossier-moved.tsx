import { mostReadOfFile } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import type { FormBody, RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { lookWords as say } from '../../looks/messages.ts';

type Handler = (context: RequestContext, agent: AgentPrincipal) => Promise<Result>;

/**
 * An act on a dossier that has gone to another team or authority since the agent opened it: they are told where it went,
 * and what they typed is shown to be copied. Whoever never had it open gets the answer of a dossier that does not exist.
 */
export function keepingTyped(parts: DossiersParts, handler: Handler): Handler {
  return async (context, agent) => {
    try {
      return await handler(context, agent);
    } catch (error) {
      if (!(error instanceof DossierNotFoundError)) throw error;
      const moved = await movedPage(context, parts, agent);
      if (moved === undefined) throw error;
      return moved;
    }
  };
}

async function movedPage(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result | undefined> {
  const { authority: slug = '', dossier: dossierId = '' } = context.params;
  const authority = await parts.directory.findAuthorityBySlug(slug);
  if (authority === undefined || !isUuid(dossierId)) return undefined;
  const found = await parts.platform.database.read([authority.id], async (tx) => {
    const opened = await tx
      .selectFrom('dossier_events')
      .select('seq')
      .where('authority_id', '=', authority.id)
      .where('dossier_id', '=', dossierId)
      .where('actor_kind', '=', 'agent')
      .where('actor_id', '=', agent.agentId)
      .limit(1)
      .executeTakeFirst();
    if (opened === undefined) return undefined;
    return tx
      .selectFrom('dossiers as d')
      .leftJoin('teams as t', (join) =>
        join.onRef('t.authority_id', '=', 'd.team_authority_id').onRef('t.id', '=', 'd.team_id'),
      )
      .select(['d.code', 'd.team_authority_id', 't.name as team'])
      .where('d.authority_id', '=', authority.id)
      .where('d.id', '=', dossierId)
      .executeTakeFirst();
  });
  if (found === undefined) return undefined;
  const { locale } = context;
  const holder = await parts.directory.getAuthority(found.team_authority_id);
  const where = found.team === null ? holder.name : `${found.team} (${holder.name})`;
  const title = say(locale, 'moved.title');
  const texts = typedTexts(await bodyOf(context));
  const document = await agentPage(context, parts.site, {
    title,
    current: 'inbox',
    children: (
      <>
        <PageHeading title={title} caption={formatTrackingCode(found.code)} />
        <p class="govuk-body">{say(locale, 'moved.body', { where })}</p>
        {texts.length > 0 && <InsetText>{say(locale, 'moved.typed')}</InsetText>}
        {texts.map((text, index) => (
          <Textarea
            key={index}
            id={`texte-${index}`}
            label={say(locale, 'moved.text', { number: index + 1 })}
            rows={5}
            value={text}
          />
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href="/agents">
            {say(locale, 'moved.back')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { status: 409 });
}

/** Of a form with files the fields have not been read yet; the files themselves are let go. */
async function bodyOf(context: RequestContext): Promise<FormBody> {
  if (Object.keys(context.body).length > 0) return context.body;
  try {
    return await context.readMultipart({ files: 100, fileSize: mostReadOfFile }, async (file) => {
      file.stream.resume();
    });
  } catch {
    // Not a form with files, or read already: there is nothing to show.
    return {};
  }
}

/** What a person wrote, and not what the page itself had put in the form. */
function typedTexts(body: FormBody): string[] {
  const own = new Set(['_csrf', '_idempotency', 'revision', 'seq', 'liste', 'retour']);
  return Object.entries(body)
    .filter(([name]) => !own.has(name))
    .flatMap(([, value]) => (value === undefined ? [] : [value].flat()))
    .filter((text) => text.trim().length > 10 && !isUuid(text));
}
