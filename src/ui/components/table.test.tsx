import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Table, type TableColumn } from './table.tsx';

interface Invoice {
  code: string;
  amount: string;
}

const rows: Invoice[] = [{ code: 'F-1', amount: '10,00 €' }];
const columns: TableColumn<Invoice>[] = [
  { label: 'Code', rowHeader: true, cell: (row) => row.code, sort: { href: '?tri=code', direction: 'ascending' } },
  { label: 'Montant', numeric: true, cell: (row) => row.amount, sort: { href: '?tri=montant' } },
  { label: 'Actions', labelHidden: true, cell: () => 'Voir' },
];

test('cells carry their column for small screens, and roles that survive the stacking', () => {
  const html = renderToString(<Table caption="Factures" columns={columns} rows={rows} />);
  expect(html).toContain('<th scope="row" role="rowheader" class="govuk-table__header">F-1</th>');
  expect(html).toContain('data-label="Montant"');
  expect(html).not.toContain('data-label="Actions"');
  expect(html).toContain('<span class="govuk-visually-hidden">Actions</span>');
});

test('the sorted column says so, in attributes and in words', () => {
  const html = renderToString(<Table caption="Factures" columns={columns} rows={rows} />);
  expect(html).toMatch(/aria-sort="ascending"[^>]*><a class="pv-sort" href="\?tri=code"/);
  expect(html).toContain('aria-sort="none"');
  expect(html).toContain('trié par ordre croissant');
});

test('a table that scrolls can be reached by keyboard', () => {
  const html = renderToString(<Table caption="Factures" narrow="scroll" columns={columns} rows={rows} />);
  expect(html).toMatch(/<section class="pv-table-frame"[^>]*aria-label="Factures"[^>]*tabindex="0"/);
});

test('a table with more columns than a screen holds scrolls in its frame, and still becomes cards on a phone', () => {
  const html = renderToString(<Table caption="Factures" narrow="stack-early" framed columns={columns} rows={rows} />);
  expect(html).toMatch(
    /<section class="pv-table-frame"[^>]*tabindex="0"[^>]*><table class="govuk-table pv-table--stack-early"/,
  );
});

test('a code stays in one piece', () => {
  const code = { label: 'Code', rowHeader: true, oneLine: true, cell: (row: Invoice) => row.code };
  const html = renderToString(<Table caption="Factures" columns={[code]} rows={rows} />);
  expect(html).toContain('<th scope="row" role="rowheader" class="govuk-table__header pv-table__one-line">F-1</th>');
});
