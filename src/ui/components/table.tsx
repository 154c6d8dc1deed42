// biome-ignore-all lint/a11y/noRedundantRoles: a table shown as blocks on a phone loses its roles in some browsers
import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export interface TableColumn<Row> {
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** Aligned on the right, with figures of equal width. */
  numeric?: boolean;
  /** Names the row; one column at most. */
  rowHeader?: boolean;
  /** Keeps the label for screen readers only (checkboxes, actions). */
  labelHidden?: boolean;
  /** A code or a date, that cannot be read at a glance once broken in two lines. */
  oneLine?: boolean;
  /** The longest texts of the table: on a desk’s screen it gets more of the width, so that rows stay low. */
  wide?: boolean;
  /** Link that sorts by this column, and the present order if it is by this one. */
  sort?: { href: string; direction?: 'ascending' | 'descending' };
}

export interface TableProps<Row> {
  caption: ComponentChildren;
  captionHidden?: boolean;
  captionSize?: 's' | 'm' | 'l';
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey?: (row: Row) => string;
  /** A row to be noticed (unread, late). */
  emphasised?: (row: Row) => boolean;
  /**
   * On a phone: each row becomes a small card (default), or the table scrolls sideways in its own frame. A table of many
   * columns becomes cards early, on any screen narrower than a desk's.
   */
  narrow?: 'stack' | 'stack-early' | 'scroll';
  /** More columns than a desk's screen may hold: the table scrolls sideways in its own frame where it is not cards. */
  framed?: boolean;
  id?: string;
}

/** Rows and columns. */
export function Table<Row>(props: TableProps<Row>) {
  const narrow = props.narrow ?? 'stack';
  const table = (
    <table class={classNames('govuk-table', `pv-table--${narrow}`)} role="table" id={props.id}>
      <caption
        class={classNames(
          'govuk-table__caption',
          `govuk-table__caption--${props.captionSize ?? 'm'}`,
          props.captionHidden && 'govuk-visually-hidden',
        )}
      >
        {props.caption}
      </caption>
      <thead class="govuk-table__head" role="rowgroup">
        <tr class="govuk-table__row" role="row">
          {props.columns.map((column) => (
            <HeadCell key={column.label} column={column} />
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body" role="rowgroup">
        {props.rows.map((row, index) => (
          <tr
            key={props.rowKey?.(row) ?? index}
            class={classNames('govuk-table__row', props.emphasised?.(row) && 'pv-table__row--emphasised')}
            role="row"
          >
            {props.columns.map((column) => (
              <BodyCell key={column.label} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (narrow !== 'scroll' && props.framed !== true) return table;
  return (
    <section
      class="pv-table-frame"
      aria-label={typeof props.caption === 'string' ? props.caption : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {table}
    </section>
  );
}

function HeadCell<Row>({ column }: { column: TableColumn<Row> }) {
  const words = useWords();
  const direction = column.sort?.direction;
  return (
    <th
      scope="col"
      role="columnheader"
      class={classNames(
        'govuk-table__header',
        column.numeric && 'govuk-table__header--numeric',
        column.wide && 'pv-table__wide',
      )}
      aria-sort={column.sort ? (direction ?? 'none') : undefined}
    >
      {column.sort ? (
        <a class="pv-sort" href={column.sort.href} data-direction={direction}>
          <span class="govuk-visually-hidden">{words.sortBy} </span>
          {column.label}
          {direction && <span class="govuk-visually-hidden">, {words.sorted[direction]}</span>}
        </a>
      ) : column.labelHidden ? (
        <span class="govuk-visually-hidden">{column.label}</span>
      ) : (
        column.label
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: TableColumn<Row>; row: Row }) {
  const content = column.cell(row);
  const label = column.labelHidden ? undefined : column.label;
  if (column.rowHeader) {
    return (
      <th
        scope="row"
        role="rowheader"
        class={classNames('govuk-table__header', column.oneLine && 'pv-table__one-line')}
      >
        {content}
      </th>
    );
  }
  return (
    <td
      role="cell"
      class={classNames(
        'govuk-table__cell',
        column.numeric && 'govuk-table__cell--numeric',
        column.oneLine && 'pv-table__one-line',
      )}
      data-label={label}
    >
      {content}
    </td>
  );
}
