import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { listConsultations } from './file-views.ts';
import { residentFileWords as say } from './messages.ts';

export const consultationsHref = '/mon-espace/consultations';

/** GET /mon-espace/consultations: who looked at the person's dossiers, when, for which authority. */
export async function showConsultations(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { locale, resident } = context;
  if (resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const consultations = await listConsultations(parts, resident.actingFor?.bodyId ?? resident.accountId);
  const lines = await Promise.all(
    consultations.map(async (one) => {
      const authority = await parts.directory.getAuthority(one.authorityId);
      const workedFor = one.workedFor === null ? authority : await parts.directory.getAuthority(one.workedFor);
      return {
        ...one,
        href: `/${authority.slug}/dossiers/${one.dossierId}`,
        authority: workedFor.id === authority.id ? authority.name : `${authority.name} (${workedFor.name})`,
      };
    }),
  );
  const title = say(locale, 'own.title');
  return page(
    await citizenPage(context, parts.site, {
      title,
      noIndex: true,
      breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'space') }],
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'own.intro')} />
          {lines.length === 0 ? (
            <EmptyState title={say(locale, 'own.none')} />
          ) : (
            <>
              <Table
                caption={title}
                captionHidden
                rows={lines}
                rowKey={(line) => `${line.at.getTime()}-${line.dossierId}-${line.who}-${line.reason ?? ''}`}
                columns={[
                  { label: say(locale, 'own.when'), rowHeader: true, cell: (line) => formatDate(line.at, locale) },
                  { label: say(locale, 'own.who'), cell: (line) => line.who },
                  { label: say(locale, 'own.authority'), cell: (line) => line.authority },
                  {
                    label: say(locale, 'own.what'),
                    cell: (line) =>
                      line.reason === undefined ? (
                        <a class="govuk-link" href={line.href}>
                          {say(locale, 'own.dossier', { code: formatTrackingCode(line.code) })}
                        </a>
                      ) : (
                        say(locale, line.household === true ? 'own.household' : 'own.file', { reason: line.reason })
                      ),
                  },
                ]}
              />
              <p class="govuk-body">{say(locale, 'own.question')}</p>
            </>
          )}
        </>
      ),
    }),
  );
}
