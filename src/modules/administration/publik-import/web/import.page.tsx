import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import type { AdministrationParts } from '../../administration-parts.ts';
import { agentOf } from '../../editor/editor-parts.ts';
import { convertPublikByTurns } from '../convert-publik.ts';
import { type ImportedDraft, importDrafts } from '../usecases/import-drafts.ts';
import { ImportReportView } from './import-report-view.tsx';
import { pageWords as say } from './page-messages.ts';
import { receiveExports } from './receive-exports.ts';

export const importPath = '/agents/editeur/importer-publik';
const editorPath = '/agents/editeur';

/** What a commune imports is nobody else's business. */
const headers = { 'cache-control': 'no-store' };

/** GET /agents/editeur/importer-publik */
export function showImport(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  return uploadPage(context, parts, undefined);
}

async function uploadPage(
  context: RequestContext,
  parts: AdministrationParts,
  error: string | undefined,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title: error === undefined ? title : say(locale, 'errorTitle', { title }),
    current: 'editor',
    breadcrumbs: [{ href: editorPath, label: say(locale, 'editor') }],
    children: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'fichiers', message: error }]} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        <Form action={importPath} csrf={context.csrfToken()} multipart>
          <FileUpload
            id="fichiers"
            label={say(locale, 'files')}
            hint={say(locale, 'filesHint')}
            error={error}
            multiple
            accept=".wcs,.xml,.zip,.tar"
          />
          <Radios
            id="existing"
            label={say(locale, 'ifExisting')}
            value="leave"
            options={[
              { value: 'leave', label: say(locale, 'ifExisting.leave') },
              {
                value: 'replace',
                label: say(locale, 'ifExisting.replace'),
                hint: say(locale, 'ifExisting.replaceHint'),
              },
            ]}
          />
          <Button>{say(locale, 'send')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: error === undefined ? 200 : 422, headers });
}

/** POST /agents/editeur/importer-publik (multipart) */
export async function submitImport(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { locale } = context;
  const received = await receiveExports(context);
  if (received === 'too-large') return uploadPage(context, parts, say(locale, 'tooLarge'));
  const { files, replace } = received;
  if (files.length === 0) return uploadPage(context, parts, say(locale, 'noFile'));
  const conversion = await convertPublikByTurns(files);
  const drafts = await importDrafts(parts, agentOf(context), conversion, { replace });
  const title = say(locale, 'result');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'editor',
    breadcrumbs: [
      { href: editorPath, label: say(locale, 'editor') },
      { href: importPath, label: say(locale, 'title') },
    ],
    children: (
      <>
        <PageHeading title={title} />
        <h2 class="govuk-heading-m">{say(locale, 'drafts')}</h2>
        <DraftList drafts={drafts} context={context} />
        <ImportReportView report={conversion.report} locale={locale} />
        <p class="govuk-body">
          <a class="govuk-link" href={importPath}>
            {say(locale, 'again')}
          </a>
        </p>
      </>
    ),
  });
  return page(document, { headers });
}

function DraftList({ drafts, context }: { drafts: readonly ImportedDraft[]; context: RequestContext }) {
  const { locale } = context;
  if (drafts.length === 0) return <p class="govuk-body">{say(locale, 'noDraft')}</p>;
  return (
    <ul class="govuk-list">
      {drafts.map((draft) => (
        <li key={draft.draftId}>
          <a class="govuk-link" href={`${editorPath}/${draft.draftId}`}>
            {draft.title}
          </a>
          {draft.outcome === 'left' && ` (${say(locale, 'existing')})`}
          {draft.outcome === 'replaced' && (
            <>
              {` (${say(locale, 'replaced')} `}
              <a class="govuk-link" href={`${editorPath}/${draft.draftId}/historique`}>
                {say(locale, 'history')}
              </a>
              )
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
