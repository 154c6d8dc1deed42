import type { DescribedAdoption } from '#modules/catalogue/index.ts';
import { type FormBody, single } from '#platform/http/context.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Table } from '#ui/components/table.tsx';
import { say } from './messages.ts';
import { libraryFields, textKeys } from './read-choices.ts';

interface Difference {
  readonly what: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Where a colleague's saved choices and those that were typed meanwhile are not the same. */
export function differencesOf(adoption: DescribedAdoption, typed: FormBody, locale: Locale): Difference[] {
  const { overrides, library } = adoption;
  const own = overrides.fields;
  const posted = (name: string) => single(typed, name).trim().replaceAll('\r\n', '\n');
  const chosen = (name: string, id: string) => [typed[name] ?? []].flat().includes(id);
  const inEnglish = (name: string) => say(locale, 'text.in-english', { name });
  const yesNo = (yes: boolean) => say(locale, yes ? 'own.yes' : 'own.no');
  const all: Difference[] = [
    ...textKeys.flatMap((key) => {
      const name = say(locale, `text.${key}`);
      return [
        { what: name, theirs: overrides[key]?.fr ?? '', yours: posted(key) },
        { what: inEnglish(name), theirs: overrides[key]?.en ?? '', yours: posted(`${key}-en`) },
      ];
    }),
    {
      what: say(locale, 'text.needs'),
      theirs: overrides.needs?.map((need) => need.fr).join('\n') ?? '',
      yours: posted('needs'),
    },
    { what: say(locale, 'opening.from'), theirs: overrides.opening?.from ?? '', yours: posted('from') },
    { what: say(locale, 'opening.to'), theirs: overrides.opening?.to ?? '', yours: posted('to') },
    ...library.procedure.fees.map((fee) => ({
      what: localize(fee.label, locale),
      theirs: eurosOf(overrides.fees?.[fee.id]),
      yours: posted(`fee-${fee.id}`),
    })),
    ...libraryFields(adoption).flatMap((field) => {
      const label = localize(field.label, locale);
      const text = own?.texts[field.id];
      return [
        {
          what: say(locale, 'field.label', { label }),
          theirs: text?.label?.fr ?? '',
          yours: posted(`label-${field.id}`),
        },
        { what: say(locale, 'field.help', { label }), theirs: text?.help?.fr ?? '', yours: posted(`help-${field.id}`) },
        ...(['hide', 'optional'] as const).map((kind) => ({
          what: say(locale, `field.${kind}`, { label }),
          theirs: yesNo(own?.[kind].includes(field.id) ?? false),
          yours: yesNo(chosen(kind, field.id)),
        })),
      ];
    }),
  ];
  return all.filter(({ theirs, yours }) => theirs !== yours);
}

/** Cents as they are typed in the page, "12,50". */
export function eurosOf(cents: number | undefined): string {
  return cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',');
}

/** What differs, so that whoever saves again knows what they replace. */
export function Differences({ rows, locale }: { rows: readonly Difference[]; locale: Locale }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption={say(locale, 'differences.title')}
      rows={rows}
      rowKey={(row) => row.what}
      columns={[
        { label: say(locale, 'differences.what'), rowHeader: true, cell: (row) => row.what },
        { label: say(locale, 'differences.theirs'), cell: (row) => row.theirs || '–' },
        { label: say(locale, 'differences.yours'), cell: (row) => row.yours || '–' },
      ]}
    />
  );
}
