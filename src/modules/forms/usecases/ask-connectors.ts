import type { Answer, Answers } from '../domain/answers.ts';
import { type CompiledPage, isGroup } from '../domain/compiled-form.ts';
import { bilingual, inBoth } from '../domain/field-problem.ts';
import type { BilingualText } from '../domain/form-error.ts';
import { type ConnectorData, connectorKey, findPrefillConnector } from '../domain/prefill-connectors.ts';

/** What the connectors said for the fields of a page. */
export interface AskedConnectors {
  /** By `connectorKey`. */
  readonly data: ReadonlyMap<string, ConnectorData>;
  /** A sentence for each that did not answer: what it would have filled in is typed by hand. */
  readonly failed: readonly BilingualText[];
}

/** Later than this, typing is quicker. */
const deadlineMilliseconds = 2500;

/**
 * Asks what the unanswered fields of a page take from connectors, each once, all at the same time. Never throws: a
 * connector that fails is among `failed`.
 */
export async function askConnectors(page: CompiledPage, answers: Answers): Promise<AskedConnectors> {
  const questions = new Map<string, { connector: string; value: Answer }>();
  for (const entry of page.fields) {
    const { prefill, prefillFrom } = entry.definition;
    if (isGroup(entry) || prefillFrom === undefined || answers[entry.id] !== undefined) continue;
    const connector = /^connector\.([^.]+)\./.exec(prefill ?? '')?.[1];
    const value = answers[prefillFrom];
    if (connector !== undefined && value !== undefined)
      questions.set(connectorKey(connector, prefillFrom), { connector, value });
  }
  const data = new Map<string, ConnectorData>();
  const failed = new Map<string, BilingualText>();
  await Promise.all(
    [...questions].map(async ([key, { connector: name, value }]) => {
      const connector = findPrefillConnector(name);
      if (connector === undefined) return;
      try {
        const found = await inTime(connector.ask(value, AbortSignal.timeout(deadlineMilliseconds)));
        if (found !== undefined) data.set(key, found);
      } catch {
        failed.set(name, bilingual('connectorFailed', { source: inBoth(connector.source) }));
      }
    }),
  );
  return { data, failed: [...failed.values()] };
}

/** One that does not heed its signal is not waited for either. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('late')), deadlineMilliseconds + 100).unref();
  });
  return Promise.race([answer, late]);
}
