import type { ComponentChildren, JSX } from 'preact';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { type CompiledGroup, isGroup } from '../domain/compiled-form.ts';
import type { RowPosition } from '../domain/form-walk.ts';
import { addRowName, inputId, removeRowName, rowCountName } from '../domain/input-names.ts';
import { minimumRows } from '../domain/page-errors.ts';
import { rowTitle } from '../domain/summary.ts';
import { say } from '../messages.ts';
import { findFieldView } from './field-view.ts';
import './field-views/own-views.ts';
import { FieldPresenter } from './field-presenter.ts';
import type { FormPageFieldsProps } from './form-page-props.ts';
import { type Arranged, arrange } from './page-arrangement.ts';
import { TableRows } from './table-view.tsx';

/**
 * The fields of a page, inside a `<Form>` of the caller's (`multipart` when `page.hasFiles`), with its button after
 * them. The errors of the summary are `errors.map(({ inputId, message }) => ({ fieldId: inputId, message: message[locale] }))`.
 */
export function FormPageFields(props: FormPageFieldsProps): JSX.Element {
  const presenter = new FieldPresenter(props);
  const hasOtherButtons =
    props.page.hasFiles || props.page.fields.some(isGroup) || (props.context.contacts ?? []).length > 0;
  // Called as a function: what it decides says whether the script is of use.
  const fields = renderEntries(arrange(props.page.fields), presenter);
  return (
    <>
      {hasOtherButtons && <FirstButton />}
      {fields}
      {props.scriptHref !== undefined && presenter.usesScript() && <script type="module" src={props.scriptHref} />}
    </>
  );
}

/** Enter in a field presses the first button of a form: without this one it would remove a row or a document. */
function FirstButton() {
  return <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />;
}

type Content = JSX.Element | null;

function renderEntries(arranged: readonly Arranged[], presenter: FieldPresenter, row?: RowPosition): Content[] {
  return arranged.map((item) => renderEntry(item, presenter, row));
}

function renderEntry(item: Arranged, presenter: FieldPresenter, row: RowPosition | undefined): Content {
  const showing = presenter.showing(item.entry, row);
  if (showing === false) return null;
  if (showing === true) return renderContent(item, presenter, row, undefined);
  const { condition, note } = showing;
  return (
    <div key={item.entry.id} data-show-when={condition === undefined ? undefined : JSON.stringify(condition)}>
      {renderContent(item, presenter, row, note)}
    </div>
  );
}

function renderContent(
  item: Arranged,
  presenter: FieldPresenter,
  row: RowPosition | undefined,
  note: string | undefined,
): JSX.Element {
  const { entry } = item;
  if (isGroup(entry)) return <Group key={entry.id} group={entry} presenter={presenter} note={note} />;
  const View = findFieldView(entry.definition.type);
  if (View === undefined)
    throw new Error(`The field type ${entry.definition.type} has no look: call registerFieldView`);
  return (
    <View
      key={entry.id}
      {...presenter.viewProps(entry, row)}
      label={labelWith(presenter.label(entry), note)}
      conditional={(option) => renderUnder(item.under.get(option), presenter, row)}
    />
  );
}

/** Under an option nothing needs be said of the condition: the option above says it. */
function renderUnder(
  under: readonly Arranged[] | undefined,
  presenter: FieldPresenter,
  row: RowPosition | undefined,
): JSX.Element[] | undefined {
  const shown = under?.filter(({ entry }) => presenter.showing(entry, row) !== false) ?? [];
  return shown.length === 0 ? undefined : shown.map((item) => renderContent(item, presenter, row, undefined));
}

/** The island hides the note, since it hides the field itself when it does not apply. */
function labelWith(label: string, note: string | undefined): ComponentChildren {
  if (note === undefined) return label;
  return (
    <>
      {label}{' '}
      <span class="pv-optional" data-only-if>
        {note}
      </span>
    </>
  );
}

function Group({
  group,
  presenter,
  note,
}: {
  group: CompiledGroup;
  presenter: FieldPresenter;
  note: string | undefined;
}) {
  const { definition } = group;
  const { locale } = presenter;
  const id = inputId(group.id);
  const count = presenter.rowCount(group);
  const hint = definition.help === undefined ? undefined : localize(definition.help, locale);
  const rows = arrange(group.fields);
  const removable = count > minimumRows(definition);
  return (
    <div class="govuk-form-group" id={id} tabIndex={-1}>
      <Fieldset
        legend={
          <LabelText
            label={labelWith(localize(definition.label, locale), note)}
            optional={group.table?.optional ?? definition.optional}
          />
        }
        legendSize="m"
        describedBy={hint === undefined ? undefined : `${id}-hint`}
      >
        <Hint id={id}>{hint}</Hint>
        <ErrorMessage id={id} message={presenter.errorsAt(group.id)[0]?.message[locale]} />
        <input type="hidden" name={rowCountName(group.id)} value={String(count)} />
        {group.table === undefined ? (
          Array.from({ length: count }, (_, index) => (
            <Row key={index} group={group} index={index} presenter={presenter} arranged={rows} removable={removable} />
          ))
        ) : (
          <TableRows group={group} count={count} presenter={presenter} removable={removable} />
        )}
        {count < definition.max && (
          <Button tone="secondary" name={addRowName(group.id)} value="1" formNoValidate>
            {localize(definition.addLabel, locale)}
          </Button>
        )}
      </Fieldset>
    </div>
  );
}

interface RowProps {
  group: CompiledGroup;
  index: number;
  presenter: FieldPresenter;
  arranged: readonly Arranged[];
  removable: boolean;
}

function Row({ group, index, presenter, arranged, removable }: RowProps) {
  const title = rowTitle(group, index, presenter.locale);
  return (
    <div class="pv-group-row">
      <Fieldset legend={title} legendSize="s">
        {renderEntries(arranged, presenter, { group: group.id, index })}
        {removable && (
          <Button tone="link" name={removeRowName(group.id, index)} value="1" formNoValidate>
            {say(presenter.locale, 'removeRow', { row: title })}
          </Button>
        )}
      </Fieldset>
    </div>
  );
}
