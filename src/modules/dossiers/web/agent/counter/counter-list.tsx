import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { Table } from '#ui/components/table.tsx';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { channelOf, counterDraftHref, counterHref, counterOwner, listFileable } from './counter-desk.tsx';
import { counterWords as say } from './messages.ts';

/** GET /agents/guichet: the procedures that the agent may file, found with the residents' own search, and what is begun. */
export async function showCounter(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale } = context;
  const words = (context.query.q ?? '').slice(0, 200).trim();
  const fileable = await listFileable(parts, agent);
  const shown = words === '' ? fileable : await findFileable(parts, fileable, words, locale);
  const drafts = await listCounterDrafts(parts, agent, context.now);
  const title = say(locale, 'title');
  const several = new Set(fileable.map((one) => one.authority.id)).size > 1;
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'counter',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          {drafts.length > 0 && (
            <Table
              caption={say(locale, 'drafts')}
              rows={drafts}
              rowKey={({ draft }) => draft.id}
              columns={[
                {
                  label: say(locale, 'column.procedure'),
                  rowHeader: true,
                  cell: ({ draft, authority, version }) => (
                    <a class="govuk-link" href={counterDraftHref(authority.slug, draft.id)}>
                      {localize(version.procedure.title, locale)}
                    </a>
                  ),
                },
                { label: say(locale, 'column.who'), cell: ({ draft }) => draft.assisted_name ?? '' },
                {
                  label: say(locale, 'column.channel'),
                  cell: ({ draft }) => say(locale, `channelShort.${channelOf(draft.channel) ?? 'counter'}`),
                },
                { label: say(locale, 'column.until'), cell: ({ draft }) => formatDate(draft.expires_at, locale) },
              ]}
            />
          )}
          <div class="govuk-!-margin-bottom-6">
            <SearchBox id="besoin" action={counterHref} label={say(locale, 'search')} value={words} />
          </div>
          <h2 class="govuk-heading-m">{words === '' ? say(locale, 'offered') : say(locale, 'found', { words })}</h2>
          {shown.length === 0 && <p class="govuk-body">{say(locale, fileable.length === 0 ? 'none' : 'notYours')}</p>}
          {words === '' ? (
            byTheme(parts, shown).map(({ id, title: theme, own }) => (
              <section key={id} aria-labelledby={`theme-${id}`}>
                <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={`theme-${id}`}>
                  {localize(theme, locale)}
                </h3>
                <Procedures locale={locale} shown={own} several={several} />
              </section>
            ))
          ) : (
            <Procedures locale={locale} shown={shown} several={several} withSummary />
          )}
        </>
      ),
    }),
  );
}

/** A line each: an agent who looks for one among seventy reads titles. */
function Procedures({
  locale,
  shown,
  several,
  withSummary = false,
}: {
  locale: Locale;
  shown: readonly AdoptedProcedure[];
  several: boolean;
  withSummary?: boolean;
}) {
  return (
    <ul class="govuk-list">
      {shown.map(({ procedure, authority }) => (
        <li key={`${authority.id} ${procedure.procedure}`}>
          <a class="govuk-link" href={`${counterHref}/${authority.slug}/${procedure.slug}`}>
            {localize(procedure.title, locale)}
            {several && <span class="govuk-visually-hidden"> – {authority.name}</span>}
          </a>
          {several && (
            <span class="pv-muted" aria-hidden="true">
              {' '}
              {authority.name}
            </span>
          )}
          {withSummary && <p class="pv-muted govuk-!-margin-bottom-2">{localize(procedure.summary, locale)}</p>}
        </li>
      ))}
    </ul>
  );
}

function byTheme({ catalogue }: DossiersParts, shown: readonly AdoptedProcedure[]) {
  return catalogue
    .themes()
    .map((theme) => ({ ...theme, own: shown.filter(({ procedure }) => procedure.theme === theme.id) }))
    .filter(({ own }) => own.length > 0);
}

/** The residents' search, of which the agent's own procedures are kept, in its order. */
async function findFileable(
  parts: DossiersParts,
  fileable: readonly AdoptedProcedure[],
  words: string,
  locale: Locale,
): Promise<AdoptedProcedure[]> {
  const found = await parts.catalogue.find(words, { locale, limit: 30 });
  return found.flatMap((one) => {
    if (one.kind !== 'procedure' || one.fallback === true) return [];
    const { procedure: id } = one.procedure;
    return fileable.filter(({ procedure }) => procedure.procedure === id);
  });
}

async function listCounterDrafts(parts: DossiersParts, agent: AgentPrincipal, now: Date) {
  const rows = await parts.platform.database.read(agent.scope, (tx) =>
    tx
      .selectFrom('drafts')
      .select([
        'authority_id',
        'id',
        'procedure_id',
        'procedure_version',
        'overrides_revision',
        'expires_at',
        'channel',
        'assisted_name',
        'visitor_hash',
      ])
      .where('authority_id', 'in', [...agent.scope])
      .where('agent_id', '=', agent.agentId)
      .where('channel', 'in', ['counter', 'phone'])
      .where('expires_at', '>', now)
      .orderBy('updated_at', 'desc')
      .limit(50)
      .execute(),
  );
  // One that was handed over is the resident's.
  const own = rows.filter((row) => {
    const { visitorHash } = counterOwner(parts.identity, agent, row.authority_id);
    return row.visitor_hash !== null && visitorHash?.equals(row.visitor_hash) === true;
  });
  return Promise.all(
    own.map(async (draft) => ({
      draft,
      authority: await parts.directory.getAuthority(draft.authority_id),
      version: await parts.catalogue.getVersionOf(draft),
    })),
  );
}
