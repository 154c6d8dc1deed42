import { FormPageFields } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { getAdoption } from './list.page.tsx';
import { say } from './messages.ts';
import { adoptionsPath, privatePage } from './surroundings.ts';

/** Every page of the form, as it is saved; nothing can be sent. */
export async function showAdoptionPreview(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, adoption } = await getAdoption(context, parts);
  const { locale } = context;
  const authority = await parts.directory.getAuthority(authorityId);
  const { form, procedure } = adoption.own;
  const title = say(locale, 'preview.title', { title: localize(procedure.title, locale) });
  const surroundings = {
    today: civilDate(parts.platform.clock.now()).toString(),
    authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
  };
  const document = await agentPage(context, parts.site, {
    title,
    current: 'adoptions',
    breadcrumbs: [
      { href: adoptionsPath, label: say(locale, 'list.title') },
      { href: `${adoptionsPath}/${adoption.procedureId}`, label: localize(procedure.title, locale) },
    ],
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'preview.intro')} />
        {form.pages.map((formPage) => (
          <section key={formPage.id} aria-labelledby={`page-${formPage.id}`}>
            <h2 class="govuk-heading-m" id={`page-${formPage.id}`}>
              {localize(formPage.definition.title, locale)}
            </h2>
            <fieldset class="govuk-fieldset" disabled aria-labelledby={`page-${formPage.id}`}>
              <FormPageFields form={form} page={formPage} answers={{}} context={surroundings} locale={locale} />
            </fieldset>
          </section>
        ))}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
