import type { LocalizedText } from '#platform/i18n/text.ts';
import type { AddressAnswer, Answer, Answers, CommuneAnswer } from './answers.ts';
import { type CompiledField, type CompiledForm, isGroup } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';
import type { SimpleField } from './form-schema.ts';
import { type ConnectorData, connectorKey, findPrefillConnector } from './prefill-connectors.ts';

/** Where a first value comes from: the words are those of a connector. */
export type PrefillOrigin = 'account' | 'commune' | 'previous' | { readonly givenAt: Date } | LocalizedText;

/** What is known of the person before the page. */
export interface PrefillSource {
  readonly account?: {
    readonly givenNames?: string;
    readonly familyName?: string;
    readonly email?: string;
    /** E.164 */
    readonly phone?: string;
    readonly address?: AddressAnswer;
    /** Since when each is known, by the name that `prefill: account.<name>` gives it. */
    readonly givenAt?: Readonly<Record<string, Date | undefined>>;
  };
  readonly commune?: CommuneAnswer;
  /** What the person answered the last time, in a dossier of the same procedure. */
  readonly previous?: Answers;
  /** What connectors said, by `connectorKey`. */
  readonly connectors?: ReadonlyMap<string, ConnectorData>;
  /** What another administration said of the person, with their agreement, by exchange. */
  readonly exchanges?: ReadonlyMap<string, { readonly data: ConnectorData; readonly from: LocalizedText }>;
}

export interface Prefilled {
  readonly answers: Answers;
  /** Where each first value comes from, by field, so that the page can say it. */
  readonly sources: Readonly<Record<string, PrefillOrigin>>;
}

/**
 * First answers from what is known; a value that the field would refuse is left out. Rows of groups are not filled in:
 * they are about other people.
 */
export function prefillAnswers(form: CompiledForm, source: PrefillSource, context: FormContext): Prefilled {
  const answers: Answers = {};
  const sources: Record<string, PrefillOrigin> = {};
  for (const entry of form.fieldsById.values()) {
    if (isGroup(entry) || entry.definition.prefill === undefined || entry.definition.agentOnly) continue;
    const value = knownValue(form, entry.definition, source);
    const origin = originOf(entry.definition.prefill, source);
    if (value === undefined || origin === undefined || !suits(entry, value, context)) continue;
    answers[entry.id] = value;
    sources[entry.id] = origin;
  }
  return { answers, sources };
}

function originOf(prefill: string, { account, exchanges }: PrefillSource): PrefillOrigin | undefined {
  const [kind = '', connector = ''] = prefill.split('.');
  if (kind === 'exchange') return exchanges?.get(connector)?.from;
  if (kind === 'connector') return findPrefillConnector(connector)?.source;
  if (kind === 'commune' || kind === 'previous') return kind;
  const givenAt = account?.givenAt?.[connector];
  return givenAt === undefined ? 'account' : { givenAt };
}

function knownValue(form: CompiledForm, field: SimpleField, source: PrefillSource): Answer | undefined {
  const { prefill = '', prefillFrom = '' } = field;
  const [kind, name = '', datum = ''] = prefill.split('.');
  if (kind === 'connector') return source.connectors?.get(connectorKey(name, prefillFrom))?.[datum];
  if (kind === 'exchange') return source.exchanges?.get(name)?.data[datum];
  if (kind === 'previous') return previousValue(form, name, source.previous);
  return ownValue(prefill, source);
}

/** What agents filled in the last time was not for the person to read. */
function previousValue(form: CompiledForm, id: string, previous: Answers | undefined): Answer | undefined {
  if (previous === undefined || !Object.hasOwn(previous, id)) return undefined;
  return form.fieldsById.get(id)?.definition.agentOnly === true ? undefined : previous[id];
}

function ownValue(from: string, { account, commune }: PrefillSource): Answer | undefined {
  switch (from) {
    case 'account.given_names':
      return account?.givenNames;
    case 'account.family_name':
      return account?.familyName;
    case 'account.email':
      return account?.email;
    case 'account.phone':
      return account?.phone;
    case 'account.address':
      return account?.address && { ...account.address };
    case 'commune':
      return commune && { ...commune };
    default:
      return undefined;
  }
}

function suits(field: CompiledField, value: Answer, context: FormContext): boolean {
  return (
    value !== '' && field.type.accepts(value) && field.type.validate(field.definition, value, context).length === 0
  );
}
