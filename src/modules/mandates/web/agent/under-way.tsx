import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import type { Mandate } from '../../domain/mandate.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import type { ScopeLine } from '../../queries/describe-procedures.ts';
import { listMandateDossiers } from '../../queries/list-mandates.ts';
import { mandateOwner } from './mandate-desk.tsx';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** What is under way with the mandate: its drafts and its dossiers, and no others of the person. */
export async function readWork({ locale, now }: RequestContext, parts: MandatesParts, mandate: Mandate) {
  const links = await parts.platform.database.read([mandate.authorityId], (tx) =>
    listMandateDossiers(tx, mandate.authorityId, mandate.id),
  );
  const targets = [...new Set(mandate.procedures.map((one) => one.authorityId))];
  const found = await Promise.all(
    targets.map(async (authorityId) => {
      const authority = await parts.directory.getAuthority(authorityId);
      const ids = links.filter((one) => one.targetAuthorityId === authorityId).map((one) => one.dossierId);
      const { visitorHash } = mandateOwner(parts.identity, mandate, authorityId);
      const columns = ['authority_id', 'id', 'procedure_id', 'procedure_version', 'overrides_revision'] as const;
      const rows = await parts.platform.database.read([authorityId], async (tx) => ({
        drafts: await tx
          .selectFrom('drafts')
          .select([...columns, 'expires_at'])
          .where('authority_id', '=', authorityId)
          .where('agent_id', '=', mandate.helperId)
          .where('visitor_hash', '=', visitorHash ?? null)
          .where('expires_at', '>', now)
          .execute(),
        dossiers:
          ids.length === 0
            ? []
            : await tx
                .selectFrom('dossiers')
                .select([...columns, 'submitted_at'])
                .where('authority_id', '=', authorityId)
                .where('id', 'in', ids)
                .orderBy('submitted_at', 'desc')
                .execute(),
      }));
      const titleOf = async (row: Parameters<typeof parts.catalogue.getVersionOf>[0]) =>
        localize((await parts.catalogue.getVersionOf(row)).procedure.title, locale);
      return {
        drafts: await Promise.all(
          rows.drafts.map(async (row) => ({ id: row.id, slug: authority.slug, title: await titleOf(row) })),
        ),
        dossiers: await Promise.all(
          rows.dossiers.map(async (row) => ({
            id: row.id,
            slug: authority.slug,
            title: await titleOf(row),
            at: row.submitted_at,
          })),
        ),
      };
    }),
  );
  return { drafts: found.flatMap((one) => one.drafts), dossiers: found.flatMap((one) => one.dossiers) };
}

/** What may be begun, finished and followed while the mandate runs. */
export function Active({
  context,
  mandate,
  scope,
  work,
}: {
  context: RequestContext;
  mandate: Mandate;
  scope: readonly ScopeLine[];
  work: Awaited<ReturnType<typeof readWork>>;
}) {
  const { locale } = context;
  const href = `${mandatesHref}/${mandate.id}`;
  const usable = scope.filter((one) => one.usable);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'fileTitle')}</h2>
      {usable.length === 0 && <p class="govuk-body">{say(locale, 'nothingToday')}</p>}
      {usable.length > 0 && (
        <Form action={`${href}/deposer`} csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())}>
          <Select
            id="demarche"
            label={say(locale, 'procedure')}
            placeholder={false}
            options={usable.map((one) => ({
              value: `${one.authorityId}:${one.procedureId}`,
              label: `${one.title} (${one.authorityName})`,
            }))}
          />
          <Button>{say(locale, 'begin')}</Button>
        </Form>
      )}
      {work.drafts.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'drafts')}</h2>
          <ul class="govuk-list">
            {work.drafts.map((draft) => (
              <li key={draft.id}>
                <a class="govuk-link" href={`${href}/brouillons/${draft.slug}/${draft.id}`}>
                  {draft.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 class="govuk-heading-m">{say(locale, 'followTitle')}</h2>
      {work.dossiers.length === 0 ? (
        <p class="govuk-body">{say(locale, 'followNone')}</p>
      ) : (
        <ul class="govuk-list">
          {work.dossiers.map((dossier) => (
            <li key={dossier.id}>
              <a class="govuk-link" href={`${href}/dossiers/${dossier.slug}/${dossier.id}`}>
                {dossier.title}
              </a>{' '}
              <span class="pv-muted">{formatDate(dossier.at, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
