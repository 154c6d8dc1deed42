import type { Field, SimpleField } from './form-schema.ts';
import { nearestName } from './nearest-name.ts';
import { listConnectorData, listExchangeData } from './prefill-connectors.ts';

/** What is wrong with the source of a field's first value; `key` is the field's key concerned. */
export function checkPrefill(
  field: SimpleField,
  fields: ReadonlyMap<string, Field>,
  pageIndex: number,
  pageIndexOf: ReadonlyMap<string, number>,
): { readonly key: 'prefill' | 'prefillFrom'; readonly message: string }[] {
  const { prefill, prefillFrom } = field;
  const isConnector = prefill?.startsWith('connector.') === true;
  if (prefillFrom !== undefined && !isConnector)
    return [{ key: 'prefillFrom', message: 'prefillFrom goes with a prefill of a connector' }];
  if (prefill === undefined) return [];
  if (prefill.startsWith('previous.')) {
    const id = prefill.slice('previous.'.length);
    return fields.has(id)
      ? []
      : [{ key: 'prefill', message: `No field is called "${id}"${meant(id, [...fields.keys()])}` }];
  }
  if (prefill.startsWith('household.') && field.type !== 'child')
    return [{ key: 'prefill', message: 'household.child goes with a field of type child' }];
  if (prefill.startsWith('exchange.')) return sourceProblems(prefill, 'exchange', listExchangeData());
  if (!isConnector) return [];
  const problems = sourceProblems(prefill, 'connector', listConnectorData());
  return [...problems, ...askedFrom(prefillFrom, pageIndex, pageIndexOf)];
}

function sourceProblems(
  prefill: string,
  kind: 'connector' | 'exchange',
  sources: ReadonlyMap<string, Readonly<Record<string, string>>>,
): { key: 'prefill'; message: string }[] {
  const [, name = '', datum = ''] = prefill.split('.');
  const source = sources.get(name);
  if (source === undefined)
    return [{ key: 'prefill', message: `No ${kind} is called "${name}"${meant(name, [...sources.keys()])}` }];
  const data = Object.keys(source);
  if (data.includes(datum)) return [];
  return [{ key: 'prefill', message: `The ${kind} "${name}" does not give "${datum}"; it gives ${data.join(', ')}` }];
}

function askedFrom(
  from: string | undefined,
  pageIndex: number,
  pageIndexOf: ReadonlyMap<string, number>,
): { key: 'prefillFrom'; message: string }[] {
  if (from === undefined)
    return [{ key: 'prefillFrom', message: 'Say with prefillFrom which field the connector is asked about' }];
  const asked = pageIndexOf.get(from);
  if (asked === undefined)
    return [{ key: 'prefillFrom', message: `No field is called "${from}"${meant(from, [...pageIndexOf.keys()])}` }];
  if (asked < pageIndex) return [];
  return [
    {
      key: 'prefillFrom',
      message: `"${from}" is to be asked on an earlier page: the connector is asked between the two`,
    },
  ];
}

function meant(given: string, known: readonly string[]): string {
  const nearest = nearestName(given, known);
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
