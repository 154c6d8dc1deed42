import type { FieldTypeDefinition } from './field-type.ts';
import { addressField } from './field-types/address.ts';
import { areaField } from './field-types/area.ts';
import { associationField } from './field-types/association.ts';
import { childField } from './field-types/child.ts';
import { choiceField } from './field-types/choice.ts';
import { choicesField } from './field-types/choices.ts';
import { communeField } from './field-types/commune.ts';
import { companyField } from './field-types/company.ts';
import { computedField } from './field-types/computed.ts';
import { consentField } from './field-types/consent.ts';
import { countryField } from './field-types/country.ts';
import { dateField } from './field-types/date.ts';
import { declarationField } from './field-types/declaration.ts';
import { emailField } from './field-types/email.ts';
import { familyAllowanceField } from './field-types/family-allowance.ts';
import { fileField } from './field-types/file.ts';
import { ibanField } from './field-types/iban.ts';
import { infoField } from './field-types/info.ts';
import { longTextField } from './field-types/long-text.ts';
import { moneyField } from './field-types/money.ts';
import { monthField } from './field-types/month.ts';
import { nirField } from './field-types/nir.ts';
import { numberField } from './field-types/number.ts';
import { periodField } from './field-types/period.ts';
import { personField } from './field-types/person.ts';
import { phoneField } from './field-types/phone.ts';
import { plateField } from './field-types/plate.ts';
import { pointField } from './field-types/point.ts';
import { rankedField } from './field-types/ranked.ts';
import { taxReferenceField } from './field-types/tax-reference.ts';
import { textField } from './field-types/text.ts';
import { timeField } from './field-types/time.ts';
import { yesNoField } from './field-types/yes-no.ts';

const types = new Map<string, FieldTypeDefinition>();

/**
 * Adds a type of field: called by the composition root before any form is compiled. The shape of the field in a file
 * is added to `form-schema.ts`, its look with `registerFieldView`.
 * @throws when the type exists already.
 */
export function registerFieldType(definition: FieldTypeDefinition): void {
  if (types.has(definition.type)) throw new Error(`Field type ${definition.type} is registered twice`);
  types.set(definition.type, definition);
}

export function findFieldType(type: string): FieldTypeDefinition | undefined {
  return types.get(type);
}

for (const definition of [
  textField,
  longTextField,
  numberField,
  moneyField,
  emailField,
  phoneField,
  dateField,
  monthField,
  timeField,
  periodField,
  yesNoField,
  choiceField,
  choicesField,
  rankedField,
  personField,
  childField,
  addressField,
  communeField,
  countryField,
  companyField,
  associationField,
  ibanField,
  plateField,
  nirField,
  taxReferenceField,
  familyAllowanceField,
  fileField,
  pointField,
  areaField,
  consentField,
  declarationField,
  computedField,
  infoField,
] as const) {
  registerFieldType(definition);
}
