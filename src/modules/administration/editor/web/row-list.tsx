import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { findRows } from '../domain/condition-holders.ts';
import type { RowTarget } from '../domain/condition-target.ts';
import { shownText } from '../domain/json.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ConditionWords } from './condition-block.tsx';
import { conditionPath, newRowPath } from './condition-target.ts';
import { RevisionField } from './editor-frame.tsx';

/** The checks or exits of a page, the rules of a field: each in words, with the way to change it. */
export function RowList(props: {
  locale: Locale;
  csrf: string;
  draft: ProcedureDraft;
  /** Any row of the list: it says which list. */
  of: RowTarget;
  revision: number;
}) {
  const { locale, draft, of } = props;
  const rows = findRows(draft.content, of) ?? [];
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, `list.${of.on}`)}</h2>
      <p class="govuk-body pv-muted">{say(locale, `list.${of.on}.hint`)}</p>
      {rows.length > 0 && (
        <ol class="pv-fields">
          {rows.map((row, index) => {
            const target = { ...of, index };
            const name = shownText(row.title, locale) || shownText(row.message, locale);
            return (
              <li class="pv-fields__field" key={index}>
                <div>
                  <a class="govuk-link" href={conditionPath(draft, target)}>
                    {name || say(locale, 'row.nameless', { number: index + 1 })}
                  </a>
                  <div class="pv-muted">
                    <ConditionWords locale={locale} content={draft.content} target={target} />
                  </div>
                </div>
                <Form action={conditionPath(draft, target)} csrf={props.csrf}>
                  <RevisionField revision={props.revision} />
                  <div class="pv-rows__buttons">
                    <Button
                      tone="link"
                      name="act"
                      value="remove-row"
                      ariaLabel={`${editorMessages(locale, 'row.remove')}\u00a0: ${name}`}
                    >
                      {editorMessages(locale, 'row.remove')}
                    </Button>
                  </div>
                </Form>
              </li>
            );
          })}
        </ol>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={newRowPath(draft, of)}>
          {say(locale, `list.${of.on}.add`)}
        </a>
      </p>
    </>
  );
}
