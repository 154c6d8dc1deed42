import type { Directory } from '#modules/directory/index.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Found } from '../domain/found.ts';
import type { Catalogue } from '../queries/catalogue.ts';

/** One answer, as the command line prints it. */
export interface NeedAnswer {
  rank: number;
  kind: Found['kind'];
  id: string;
  title: string;
  score: number;
  authority: string | undefined;
  authorityName: string | undefined;
  competence: string | undefined;
  reason: string | undefined;
  href: string | undefined;
}

/**
 * Answers a need in a commune, for the command line.
 * @param need `commune` is an INSEE code, a name or a postcode; `json` gives the answers as JSON, else one line each
 * @returns the answers, and the text to print
 */
export async function findNeed(
  deps: { directory: Directory; catalogue: Catalogue },
  need: { commune?: string; words: string; json?: boolean },
): Promise<{ answers: NeedAnswer[]; text: string }> {
  const commune =
    need.commune === undefined
      ? undefined
      : ((await deps.directory.findCommune(need.commune.toUpperCase())) ??
        (await deps.directory.searchCommunes(need.commune, { limit: 1 }))[0]);
  const found = await deps.catalogue.find(need.words, { communeCode: commune?.code, locale: 'fr' });
  const answers = found.map((answer, index) => describe(answer, index + 1));
  if (need.json === true) return { answers, text: JSON.stringify(answers, null, 2) };
  const lines = answers.map((answer) => {
    const who =
      answer.authorityName === undefined
        ? ''
        : `\n     ${answer.authorityName} (${answer.authority}) : ${answer.competence}. ${answer.reason}`;
    return `${String(answer.rank).padStart(2)}. ${answer.title} [${answer.kind}:${answer.id}] ${answer.score.toFixed(2)}${who}`;
  });
  const place = commune === undefined ? '' : `${commune.name} (${commune.code})\n`;
  return { answers, text: place + lines.join('\n') };
}

function describe(found: Found, rank: number): NeedAnswer {
  const holder = found.kind === 'procedure' ? found.holder : found.kind === 'relay' ? found.local : undefined;
  const body =
    holder?.authority?.name ?? (holder?.relay ?? (found.kind === 'relay' ? found.relay : undefined))?.body.fr;
  return {
    rank,
    kind: found.kind,
    id:
      found.kind === 'procedure' ? found.procedure.procedure : found.kind === 'relay' ? found.relay.id : found.event.id,
    title: localize(
      found.kind === 'procedure'
        ? found.procedure.title
        : found.kind === 'relay'
          ? found.relay.title
          : found.event.title,
      'fr',
    ),
    score: found.score,
    authority: holder?.authority?.id,
    authorityName: body,
    competence: holder?.competence.name.fr,
    reason: holder?.reason.fr ?? (found.kind === 'relay' ? found.relay.explanation.fr : undefined),
    href:
      found.kind === 'procedure'
        ? found.href
        : found.kind === 'relay'
          ? found.relay.url
          : `/evenements/${found.event.id}`,
  };
}
