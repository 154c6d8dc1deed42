import { assignTeam, openProcedure, saveOverrides } from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { Differences, differencesOf } from './differences.tsx';
import { FieldSection } from './field-section.tsx';
import { getAdoption } from './list.page.tsx';
import { say } from './messages.ts';
import { OfferSection } from './offer-section.tsx';
import { misfitName, readChoices } from './read-choices.ts';
import type { Shown } from './shown-adoption.ts';
import { adoptionsPath, privatePage } from './surroundings.ts';
import { TextSection } from './text-section.tsx';

/** One procedure as the authority says it. */
export async function showAdoption(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { adoption, described } = await getAdoption(context, parts);
  return adoptionPage(context, parts, { adoption, described, problems: [] });
}

async function adoptionPage(context: RequestContext, parts: AdministrationParts, shown: Shown): Promise<Result> {
  const { locale } = context;
  const { adoption, problems } = shown;
  const title = localize(adoption.own.procedure.title, locale);
  const authority = await parts.directory.getAuthority(context.agent?.authorityId ?? '');
  const path = `${adoptionsPath}/${adoption.procedureId}`;
  const document = await agentPage(context, parts.site, {
    title: problems.length > 0 ? say(locale, 'problem.summary', { title }) : title,
    current: 'adoptions',
    breadcrumbs: [{ href: adoptionsPath, label: say(locale, 'list.title') }],
    children: (
      <>
        <ErrorSummary errors={problems} />
        {shown.isStale === true && shown.typed !== undefined && (
          <Differences rows={differencesOf(adoption, shown.typed, locale)} locale={locale} />
        )}
        <PageHeading
          title={title}
          caption={say(locale, 'one.caption', { version: adoption.version ?? adoption.library.procedure.version })}
          intro={say(locale, 'one.empty')}
          actions={
            <>
              <LinkButton tone="secondary" href={`${path}/apercu`}>
                {say(locale, 'one.preview')}
              </LinkButton>
              {adoption.version !== undefined && !adoption.own.procedure.agentsOnly && (
                <LinkButton tone="secondary" href={`/${authority.slug}/demarches/${adoption.own.procedure.slug}`}>
                  {say(locale, 'one.public')}
                </LinkButton>
              )}
            </>
          }
        />
        {adoption.misfits.length > 0 && (
          <Notification tone="warning" title={say(locale, 'one.misfits')}>
            <p class="govuk-body">{say(locale, 'one.misfits-body')}</p>
            <ul class="govuk-list govuk-list--bullet">
              {adoption.misfits.map((misfit) => (
                <li key={misfit.path}>
                  {say(locale, 'problem.misfit', {
                    name: misfitName(misfit, adoption, locale),
                    reason: say(locale, `misfit.${misfit.reason}`),
                  })}
                </li>
              ))}
            </ul>
          </Notification>
        )}
        {adoption.version === undefined ? (
          <>
            <p class="govuk-body">{say(locale, 'one.not-taken')}</p>
            <Form action={`${path}/version`} csrf={context.csrfToken()}>
              <input type="hidden" name="version" value={adoption.library.procedure.version} />
              <Button>{say(locale, 'one.take')}</Button>
            </Form>
          </>
        ) : (
          <Form action={path} csrf={context.csrfToken()}>
            <input type="hidden" name="revision" value={adoption.overridesRevision} />
            <OfferSection context={context} shown={shown} />
            <TextSection context={context} shown={shown} />
            <FieldSection context={context} shown={shown} />
            <Button>{say(locale, 'one.save')}</Button>
          </Form>
        )}
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

export async function submitAdoption(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, described, adoption, key } = await getAdoption(context, parts);
  const { body, locale } = context;
  const read = readChoices(body, adoption, described.teams, locale);
  if (read.problems.length > 0)
    return adoptionPage(context, parts, { adoption, described, problems: read.problems, typed: body });
  const { database } = parts.platform;
  try {
    if (JSON.stringify(read.overrides) !== JSON.stringify(adoption.overrides)) {
      await saveOverrides(database, key, {
        overrides: read.overrides,
        baseRevision: Number(single(body, 'revision')) || 0,
        ...(context.agent === undefined ? {} : { agentId: context.agent.agentId }),
      });
    }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    parts.catalogue.refresh(authorityId);
    const theirs = await getAdoption(context, parts);
    return adoptionPage(context, parts, {
      adoption: theirs.adoption,
      described: theirs.described,
      problems: [{ message: say(locale, 'problem.changed') }],
      typed: body,
      isStale: true,
    });
  }
  if (read.open !== adoption.open) await openProcedure(database, key, read.open);
  if (read.teamId !== (adoption.teamId ?? '')) {
    await assignTeam(database, key, read.teamId === '' ? undefined : read.teamId);
  }
  parts.catalogue.refresh(authorityId);
  context.setFlash(say(locale, 'one.saved'));
  return redirect(`${adoptionsPath}/${adoption.procedureId}`);
}
