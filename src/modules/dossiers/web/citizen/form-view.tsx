import type { VNode } from 'preact';
import type { Procedure } from '#modules/catalogue/index.ts';
import { type Authority, citizenPage } from '#modules/directory/index.ts';
import {
  type Answers,
  type CompiledEntry,
  type CompiledForm,
  type CompiledPage,
  type FieldError,
  type FormContext,
  FormPageFields,
  type FormPageFieldsProps,
  isGroup,
  type RawInputs,
  visiblePages,
} from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { StepProgress } from '#ui/components/step-progress.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { isOnePage, pageMark } from '../../domain/draft.ts';
import { withDocuments } from '../../domain/file-answers.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { ActingFor } from './acting.tsx';
import { ExchangeOffers } from './exchange-offers.tsx';
import type { ExchangeOffer } from './exchanges.ts';
import { LegalNotice } from './legal-notice.tsx';
import { withOwnData } from './own-contacts.ts';
import { RefuseProfile } from './refuse-profile.tsx';

/** One page of a form, blank, filled in, or with what was wrong. */
export interface FormView {
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly page: CompiledPage;
  readonly answers: Answers;
  /** What is kept of this page, which the next saving is compared with; absent when nothing is kept yet. */
  readonly kept?: Answers | undefined;
  readonly formContext: FormContext;
  readonly raw?: RawInputs | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly prefilled?: FormPageFieldsProps['prefilled'] | undefined;
  /** What another administration could fill in, if the person agreed. */
  readonly offers?: readonly ExchangeOffer[] | undefined;
  /** Where the page is sent. */
  readonly action: string;
  readonly backHref: string;
  /** Hidden key of a request that is not kept yet. */
  readonly submissionKey?: string | undefined;
  /** The draft, once there is one: files can be sent at once, documents can be read. */
  readonly draftHref?: string | undefined;
  /** Something to know before reading on. */
  readonly notice?: { readonly title: string; readonly body: string } | undefined;
}

export async function renderFormPage(context: RequestContext, parts: DossiersParts, view: FormView): Promise<VNode> {
  const { locale } = context;
  const { authority, procedure, form, page, errors = [] } = view;
  const formContext = await withOwnData(
    context,
    parts,
    { authorityId: authority.id, procedure, form, page },
    view.formContext,
  );
  const pages = visiblePages(form, view.answers, view.formContext);
  const position = pages.findIndex((one) => one.id === page.id);
  const onePage = isOnePage(form);
  const heading = onePage ? localize(procedure.title, locale) : localize(page.definition.title, locale);
  const title = onePage ? heading : `${heading} – ${localize(procedure.title, locale)}`;
  const next = pages[position + 1];
  const map = await mapOf(parts, authority, page);
  return citizenPage(context, parts.site, {
    title: errors.length > 0 ? say(locale, 'form.errorTitle', { title }) : title,
    authority,
    current: 'procedures',
    noIndex: true,
    backLink: <BackLink href={view.backHref} />,
    children: (
      <>
        <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
        {view.notice && (
          <Notification tone="important" title={view.notice.title}>
            <p class="govuk-body">{view.notice.body}</p>
          </Notification>
        )}
        {onePage ? (
          <PageHeading title={heading} caption={authority.name} />
        ) : (
          <>
            <p class="govuk-caption-l">{localize(procedure.title, locale)}</p>
            <StepProgress
              current={position + 1}
              total={pages.length + 1}
              title={heading}
              nextTitle={next === undefined ? say(locale, 'check.title') : localize(next.definition.title, locale)}
            />
          </>
        )}
        <ActingFor context={context} />
        {usesProfile(view) && <RefuseProfile context={context} procedureId={procedure.procedure} />}
        <ExchangeOffers context={context} authority={authority} offers={view.offers ?? []} />
        {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={2} />}
        <Form
          action={view.action}
          csrf={context.csrfToken()}
          idempotencyKey={view.submissionKey}
          multipart={page.hasFiles}
        >
          {view.kept && <input type="hidden" name="_mark" value={pageMark(page, withDocuments(form, view.kept, []))} />}
          <FormPageFields
            form={form}
            page={page}
            answers={view.answers}
            context={formContext}
            locale={locale}
            raw={view.raw}
            errors={errors}
            prefilled={view.prefilled}
            uploadUrl={
              view.draftHref === undefined ? undefined : (field) => uploadHref(view.draftHref ?? '', page, field)
            }
            documentUrl={view.draftHref === undefined ? undefined : (id) => `${view.draftHref}/documents/${id}`}
            suggestUrls={{ address: addressesNear(authority), commune: '/api/communes' }}
            map={map}
            scriptHref={parts.site.assets.islands['form-page']}
          />
          {onePage && <p class="govuk-body-s pv-muted">{say(locale, 'form.mandatory')}</p>}
          <ButtonGroup>
            <Button>{say(locale, onePage ? 'form.send' : 'form.continue')}</Button>
            {!onePage && (
              <Button tone="secondary" name="_later" value="1" formNoValidate>
                {say(locale, 'form.later')}
              </Button>
            )}
          </ButtonGroup>
        </Form>
        <LegalNotice procedure={procedure} authority={authority} locale={locale} />
      </>
    ),
  });
}

/** Whether something on the page that is shown comes from the person's own profile. */
function usesProfile({ page, prefilled = {} }: FormView): boolean {
  return page.fields.some(({ id }) => {
    const origin = prefilled[id];
    return origin === 'account' || (typeof origin === 'object' && 'givenAt' in origin);
  });
}

function uploadHref(draftHref: string, page: CompiledPage, field: string): string {
  return `${draftHref}/fichiers?page=${encodeURIComponent(page.id)}&champ=${encodeURIComponent(field)}`;
}

/** Addresses of the commune's own streets come first. */
function addressesNear({ communeCode }: Authority): string {
  return communeCode === undefined ? '/api/adresses' : `/api/adresses?pres=${communeCode}`;
}

/** A map around the authority's commune, for a page that asks for a place. */
async function mapOf(
  parts: DossiersParts,
  authority: Authority,
  page: CompiledPage,
): Promise<FormPageFieldsProps['map']> {
  const isMapped = (field: CompiledEntry) => field.definition.type === 'point' || field.definition.type === 'area';
  const hasPlace = page.fields.some((entry) => (isGroup(entry) ? entry.fields.some(isMapped) : isMapped(entry)));
  if (!hasPlace || parts.map === undefined) return undefined;
  const commune =
    authority.communeCode === undefined ? undefined : await parts.directory.findCommune(authority.communeCode);
  const around = commune ?? (await parts.directory.listTerritoryCommunes()).find((one) => one.lat !== undefined);
  if (around?.lat === undefined || around.lon === undefined) return undefined;
  return { ...parts.map, centre: { lat: around.lat, lon: around.lon, zoom: commune === undefined ? 11 : 14 } };
}
