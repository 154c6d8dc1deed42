import type { Procedure } from '#modules/catalogue/index.ts';
import { citizenPage } from '#modules/directory/index.ts';
import {
  type CompiledForm,
  type CompiledPage,
  compileForm,
  FormPageFields,
  InvalidFormError,
} from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { StepProgress } from '#ui/components/step-progress.tsx';
import { PlainLayout } from '#ui/layout/plain-layout.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { checkContent } from '../domain/check-content.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftOf, draftPath, privatePage } from './editor-frame.tsx';
import { trialContext } from './trial-context.ts';

/**
 * What is shown in a frame: no script, nothing sent, and only in a page of this site. `frame-ancestors` makes browsers
 * leave the `X-Frame-Options` of all pages aside (CSP Level 2, 7.7.1).
 */
const framedPage = {
  ...privatePage,
  'content-security-policy':
    "default-src 'none';style-src 'self';font-src 'self';img-src 'self' data:;form-action 'none';frame-ancestors 'self';base-uri 'none';sandbox allow-same-origin",
};

/** The real page of the form, as a resident without script would see it. */
export async function showPreview(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { locale } = context;
  const { procedure } = checkContent(draft.content, editorLibrary().kit, locale);
  const form = procedure === undefined ? undefined : findForm(procedure);
  const page = form?.pagesById.get(context.params.page ?? '');
  if (procedure === undefined || form === undefined || page === undefined) {
    const known = draft.content.source.form;
    if (!JSON.stringify(known ?? null).includes(JSON.stringify(context.params.page ?? ''))) throw new NotFoundError();
    return pageResult(unavailable(context, parts), { headers: framedPage });
  }
  const authority = await parts.directory.getAuthority(agentOf(context).authorityId);
  const title = localize(page.definition.title, locale);
  const document = await citizenPage(context, parts.site, {
    title: say(locale, 'preview.title', { title }),
    authority,
    current: 'procedures',
    noIndex: true,
    children: (
      <>
        {form.pages.length === 1 ? (
          <PageHeading title={localize(procedure.title, locale)} caption={authority.name} />
        ) : (
          <>
            <p class="govuk-caption-l">{localize(procedure.title, locale)}</p>
            <StepProgress
              current={page.index + 1}
              total={form.pages.length + 1}
              title={title}
              nextTitle={nextTitle(form, page, locale)}
            />
          </>
        )}
        {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={2} />}
        <FormPageFields
          form={form}
          page={page}
          answers={{}}
          context={trialContext(parts, authority, context.now)}
          locale={locale}
          suggestUrls={{ address: '/api/adresses', commune: '/api/communes' }}
        />
        <Button type="button">{say(locale, 'preview.continue')}</Button>
        <Details summary={say(locale, 'preview.notice')}>
          <p class="govuk-body">{localize(procedure.legal.purpose, locale)}</p>
        </Details>
      </>
    ),
  });
  return pageResult(document, { headers: framedPage });
}

function findForm(procedure: Procedure): CompiledForm | undefined {
  try {
    return compileForm(procedure.form, { fees: procedure.fees });
  } catch (error) {
    if (error instanceof InvalidFormError) return undefined;
    throw error;
  }
}

function nextTitle(form: CompiledForm, page: CompiledPage, locale: Locale): string {
  const next = form.pages[page.index + 1];
  return next === undefined ? say(locale, 'preview.check') : localize(next.definition.title, locale);
}

function unavailable(context: RequestContext, parts: EditorParts) {
  const { locale } = context;
  const title = say(locale, 'preview.unavailable');
  return (
    <PlainLayout title={title} siteName="Parvis" locale={locale} assets={parts.site.assets} homeHref="/agents/editeur">
      <h1 class="govuk-heading-m">{title}</h1>
      <p class="govuk-body">{say(locale, 'preview.unavailableBody')}</p>
    </PlainLayout>
  );
}

/** The page at the width of a phone and of a desk, each in a frame that can only be looked at. */
export function PreviewFrames(props: { locale: Locale; draft: ProcedureDraft; page: string; title: string }) {
  const { locale, draft, page } = props;
  const src = `${draftPath(draft)}/apercu/${encodeURIComponent(page)}?revision=${draft.revision}`;
  return (
    <section class="pv-preview" aria-labelledby="preview-title">
      <h2 class="govuk-heading-m" id="preview-title">
        {say(locale, 'preview.heading')}
      </h2>
      <p class="govuk-body-s pv-muted">
        {say(locale, 'preview.body')}{' '}
        <a class="govuk-link" href={src} target="_blank" rel="noopener">
          {say(locale, 'preview.open')}
        </a>
      </p>
      <div class="pv-preview__frames">
        <iframe
          class="pv-preview__frame pv-preview__frame--phone"
          src={src}
          title={say(locale, 'preview.phone', { title: props.title })}
          sandbox="allow-same-origin"
          loading="lazy"
        />
        <iframe
          class="pv-preview__frame pv-preview__frame--desk"
          src={src}
          title={say(locale, 'preview.desk', { title: props.title })}
          sandbox="allow-same-origin"
          loading="lazy"
        />
      </div>
    </section>
  );
}
