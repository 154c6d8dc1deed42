import { changeInWords, compareProcedures } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { checkContent } from '../domain/check-content.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { compareMessages as say } from '../messages/compare-messages.ts';
import { momentInWords } from '../messages/editor-messages.ts';
import { draftOf, draftPath, editorPage, privatePage } from './editor-frame.tsx';
import { Missing } from './home.page.tsx';

/** The draft beside a published version, in words: what is added, taken away, said otherwise. */
export async function showComparison(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { locale, query } = context;
  const versions = await parts.platform.database.open
    .selectFrom('procedure_versions')
    .select(['procedure_id', 'version', 'created_at'])
    .where('procedure_id', 'in', [draft.procedureId, ...(draft.origin === undefined ? [] : [draft.origin.procedureId])])
    .orderBy('procedure_id')
    .orderBy('version', 'desc')
    .execute();
  const own = versions.filter((one) => one.procedure_id === draft.procedureId);
  const asked =
    versions.find((one) => `${one.procedure_id} ${one.version}` === query.avec) ??
    (query.avec === 'origine' ? versions.find((one) => one.procedure_id !== draft.procedureId) : undefined) ??
    own[0] ??
    versions[0];
  const checked = checkContent(draft.content, editorLibrary().kit, locale);
  const before = asked === undefined ? undefined : await parts.catalogue.getVersion(asked.procedure_id, asked.version);
  const changes =
    before === undefined || checked.procedure === undefined || checked.workflow === undefined
      ? []
      : compareProcedures(
          { procedure: before.procedure, workflow: before.workflow.definition },
          { procedure: checked.procedure, workflow: checked.workflow },
        );
  const document = await editorPage(context, parts, {
    title: say(locale, 'title'),
    draft,
    step: 'compare',
    children: (
      <>
        {checked.procedure === undefined && <Missing locale={locale} draft={draft} problems={checked.problems} />}
        {versions.length === 0 ? (
          <p class="govuk-body">{say(locale, 'never')}</p>
        ) : (
          <Form method="get" action={draftPath(draft, 'compare')}>
            <div class="pv-inline-form">
              <Select
                id="avec"
                label={say(locale, 'with')}
                placeholder={false}
                value={asked === undefined ? '' : `${asked.procedure_id} ${asked.version}`}
                options={versions.map((one) => ({
                  value: `${one.procedure_id} ${one.version}`,
                  label: say(locale, 'version', {
                    procedure: one.procedure_id,
                    version: one.version,
                    when: momentInWords(locale, one.created_at),
                  }),
                }))}
              />
              <Button tone="secondary">{say(locale, 'show')}</Button>
            </div>
          </Form>
        )}
        {asked !== undefined && checked.procedure !== undefined && changes.length === 0 && (
          <p class="govuk-body">{say(locale, 'same')}</p>
        )}
        {changes.length > 0 && (
          <Table
            caption={say(locale, 'changes')}
            narrow="stack-early"
            rows={changes}
            columns={[
              { label: say(locale, 'what'), rowHeader: true, cell: (one) => changeInWords(one, locale) },
              { label: say(locale, 'before'), cell: (one) => side(one.before, locale) },
              { label: say(locale, 'after'), cell: (one) => side(one.after, locale) },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

function side(value: LocalizedText | string | number | undefined, locale: Locale) {
  if (value === undefined) return '–';
  return <span class="pv-pre">{typeof value === 'object' ? localize(value, locale) : String(value)}</span>;
}
