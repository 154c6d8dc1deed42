import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import {
  type CarryOverDeps,
  type CarryOverLine,
  carryOverDossiers,
  dossierHref,
  formatTrackingCode,
} from '#modules/dossiers/index.ts';
import { agentPage, canProcess } from '#modules/identity/index.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { type FormerVersion, listFormerVersions } from './former-versions.ts';
import { carryOverPath } from './list.page.tsx';
import { say } from './messages.ts';

type Parts = AdministrationParts & CarryOverDeps;

/** Each dossier is judged with its own answers: so many at once, and the rest on the pages that follow. */
const dossiersOnPage = 50;

/** What would become of each dossier under way on a former version. */
export async function showCarryOver(context: RequestContext, parts: Parts, problem?: string): Promise<Result> {
  const { locale } = context;
  const found = await getFormerVersion(context, parts);
  const { adoption, from, to, dossiers } = found;
  const start = Math.max(0, Math.trunc(Number(single(context.query, 'debut'))) || 0);
  const lines = await carryOverDossiers(parts, {
    ...requestOf(context, found),
    dryRun: true,
    limit: dossiersOnPage,
    offset: start,
  });
  const possible = lines.filter((line) => line.carried);
  const impossible = lines.filter((line) => !line.carried);
  const former = await parts.catalogue.getVersion(adoption.procedureId, from);
  const title = say(locale, 'one.title', { title: localize(adoption.own.procedure.title, locale), from, to });
  const path = `${carryOverPath}/${adoption.procedureId}/${from}`;
  const { slug } = await parts.directory.getAuthority(administeredAuthority(context));
  const { agent } = context;
  /** The way to the dossier, for those of the team in charge; an administrator who is not of it sees the code alone. */
  const openLink = ({ dossierId, code, inCharge }: CarryOverLine, words: string) =>
    agent !== undefined && canProcess(agent, inCharge) ? (
      <a
        class="govuk-link"
        href={dossierHref(slug, dossierId)}
        aria-label={say(locale, 'open.one', { code: formatTrackingCode(code) })}
      >
        {words}
      </a>
    ) : undefined;
  const document = await agentPage(context, parts.site, {
    title: problem === undefined ? title : say(locale, 'problem.summary', { title }),
    current: 'carry-over',
    children: (
      <>
        <BackLink href={carryOverPath} label={say(locale, 'back')} />
        <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'dossier', message: problem }]} />
        <PageHeading title={title} intro={say(locale, 'one.intro')} />
        {possible.length > 0 && (
          <Form action={path} csrf={context.csrfToken()}>
            <h2 class="govuk-heading-m">{say(locale, 'possible.title', { count: possible.length })}</h2>
            <Checkboxes
              id="dossier"
              label={say(locale, 'possible.choose')}
              labelHidden
              small
              error={problem}
              values={problem === undefined ? possible.map(({ dossierId }) => dossierId) : []}
              options={possible.map((line) => ({
                value: line.dossierId,
                label: formatTrackingCode(line.code),
                hint: (
                  <>
                    {whatChanges(line, [former, adoption.own], locale)} {openLink(line, say(locale, 'open'))}
                  </>
                ),
              }))}
            />
            <Button>{say(locale, 'possible.act')}</Button>
          </Form>
        )}
        {impossible.length > 0 && (
          <Table
            caption={say(locale, 'impossible.title', { count: impossible.length })}
            rows={impossible}
            rowKey={(line) => line.dossierId}
            columns={[
              {
                label: say(locale, 'dossier'),
                rowHeader: true,
                oneLine: true,
                cell: (line) => openLink(line, formatTrackingCode(line.code)) ?? formatTrackingCode(line.code),
              },
              { label: say(locale, 'reason'), cell: ({ reason }) => say(locale, `reason.${reason}`) },
            ]}
          />
        )}
        {lines.length === 0 && <p class="govuk-body">{say(locale, 'none')}</p>}
        {start > 0 && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${path}?debut=${Math.max(0, start - dossiersOnPage)}`}>
              {say(locale, 'previous')}
            </a>
          </p>
        )}
        {start + dossiersOnPage < dossiers && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${path}?debut=${start + dossiersOnPage}`}>
              {say(locale, 'next')}
            </a>
          </p>
        )}
      </>
    ),
  });
  return page(document, { status: problem === undefined ? 200 : 422, headers: privatePage });
}

/** Carries over the dossiers that were chosen, each judged anew. */
export async function submitCarryOver(context: RequestContext, parts: Parts): Promise<Result> {
  const { locale } = context;
  const found = await getFormerVersion(context, parts);
  const posted = context.body.dossier ?? [];
  const chosen = (typeof posted === 'string' ? [posted] : posted).filter((id) => /^[0-9a-f-]{36}$/.test(id));
  if (chosen.length === 0) return showCarryOver(context, parts, say(locale, 'problem.none'));
  const lines = await carryOverDossiers(parts, { ...requestOf(context, found), only: chosen });
  const count = lines.filter((line) => line.carried).length;
  const left = lines.length - count;
  context.setFlash(say(locale, left === 0 ? 'done' : 'done.left', { to: found.to, count, left }));
  return redirect(
    count < found.dossiers ? `${carryOverPath}/${found.adoption.procedureId}/${found.from}` : carryOverPath,
  );
}

/** @throws NotFoundError when no dossier under way of the administrator's authority follows that version */
async function getFormerVersion(context: RequestContext, parts: Parts): Promise<FormerVersion> {
  const versions = await listFormerVersions(parts, administeredAuthority(context));
  const found = versions.find(
    ({ adoption, from }) =>
      adoption.procedureId === context.params.procedure && String(from) === context.params.version,
  );
  if (found === undefined) throw new NotFoundError('version-not-found');
  return found;
}

function requestOf(context: RequestContext, { adoption, from, to }: FormerVersion) {
  const { agent, origin } = context;
  if (agent === undefined) throw new ForbiddenError('administrators-only');
  return {
    authorityId: administeredAuthority(context),
    procedureId: adoption.procedureId,
    fromVersion: from,
    toVersion: to,
    by: { id: agent.agentId, name: agent.name },
    origin,
  };
}

function whatChanges(
  line: Extract<CarryOverLine, { carried: true }>,
  versions: readonly ProcedureVersion[],
  locale: Locale,
): string {
  const labels = (ids: readonly string[]) =>
    ids.map((id) => versions.map((version) => fieldLabel(version, id, locale)).find((label) => label !== '') ?? id);
  const changes = [
    ...(line.keptApart.length === 0
      ? []
      : [say(locale, 'possible.apart', { fields: labels(line.keptApart).join(', ') })]),
    ...(line.missing.length === 0
      ? []
      : [say(locale, 'possible.missing', { fields: labels(line.missing).join(', ') })]),
  ];
  return changes.length === 0 ? say(locale, 'possible.whole') : changes.join(' ');
}

function fieldLabel({ procedure }: ProcedureVersion, id: string, locale: Locale): string {
  const field = procedure.form.pages.flatMap(({ fields }) => fields).find((one) => one.id === id);
  return field === undefined ? '' : localize(field.label, locale);
}
