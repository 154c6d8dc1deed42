import { parse } from 'yaml';
import { compileForm } from '../domain/compile-form.ts';
import type { CompiledForm } from '../domain/compiled-form.ts';
import type { CommuneEntry, CommuneLookup, FormContext, PageContext } from '../domain/form-context.ts';
import { type FormDefinition, formSchema } from '../domain/form-schema.ts';
import { comparable } from '../domain/text-cleaning.ts';

/** A form as a file writes it. */
export function definitionOf(yaml: string): FormDefinition {
  return formSchema.parse(parse(yaml));
}

export function formOf(yaml: string): CompiledForm {
  return compileForm(definitionOf(yaml));
}

/** A form of one page with one field, `fields: [{ id: f, label: Champ, … }]`. */
export function formOfField(field: Record<string, unknown>): CompiledForm {
  return compileForm(
    formSchema.parse({ pages: [{ id: 'page', title: 'Page', fields: [{ id: 'f', label: 'Champ', ...field }] }] }),
  );
}

const communes: readonly CommuneEntry[] = [
  { code: '27681', name: 'Vernon', postcodes: ['27200'] },
  { code: '27562', name: 'Saint-Marcel', postcodes: ['27950'] },
  { code: '27275', name: 'Gasny', postcodes: ['27620'] },
  { code: '27679', name: 'Vernay-sur-Eure', postcodes: ['27200'] },
  { code: '93066', name: 'Saint-Denis', postcodes: ['93200', '93210'] },
  { code: '97411', name: 'Saint-Denis', postcodes: ['97400'] },
  { code: '2A004', name: 'Ajaccio', postcodes: ['20000', '20090'] },
];

const lookup: CommuneLookup = {
  findByCode: (code) => communes.find((commune) => commune.code === code),
  listByName: (name) => communes.filter((commune) => comparable(commune.name) === comparable(name)),
  listByPostcode: (postcode) => communes.filter((commune) => commune.postcodes.includes(postcode)),
};

export const context: FormContext = {
  today: '2026-11-22',
  authority: { code: '27681', kind: 'commune', name: 'Ville de Vernon' },
  communes: lookup,
  territory: {
    communes: new Set(['27681', '27562', '27275']),
    box: { south: 48.9, west: 1.2, north: 49.3, east: 1.8 },
  },
  documents: [
    { id: 'doc-1', name: 'identité.pdf', size: 240_000, type: 'application/pdf' },
    { id: 'doc-2', name: 'photo.jpg', size: 1_500_000, type: 'image/jpeg' },
    {
      id: 'doc-3',
      name: 'tableau.xlsx',
      size: 900,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
  ],
};

export const firstTime: PageContext = { ...context, answers: {} };
