import type { StoredDocument } from '#modules/documents/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import type { CompiledTransition } from '#modules/workflow/index.ts';
import type { FormBody } from '#platform/http/context.ts';
import { single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { plainMessage } from '../../domain/plain-message.ts';
import { opinionWords as say } from './messages.ts';

const longestSummary = 5000;

/** What is chosen on the page of an act that asks for an opinion, besides the workflow's own form. */
export function readOpinionFields(transition: Pick<CompiledTransition, 'effects'>, body: FormBody): Answers {
  if (!asksOpinion(transition)) return {};
  const ticked = body.opinion_documents;
  return {
    opinion_summary: plainMessage(single(body, 'opinion_summary')).slice(0, longestSummary),
    opinion_documents: ticked === undefined ? [] : [ticked].flat(),
  };
}

/** Asked on the page of the act: whoever is consulted sees nothing that was not chosen. */
export function OpinionActFields({
  transition,
  documents,
  answers,
  locale,
}: {
  transition: Pick<CompiledTransition, 'effects'>;
  documents: readonly StoredDocument[];
  answers: Answers;
  locale: Locale;
}) {
  if (!asksOpinion(transition)) return null;
  const { opinion_summary: summary, opinion_documents: shown } = answers;
  return (
    <section aria-labelledby="montre">
      <h2 class="govuk-heading-m" id="montre">
        {say(locale, 'act.title')}
      </h2>
      <p class="govuk-body">{say(locale, 'act.intro')}</p>
      <Textarea
        id="opinion_summary"
        label={say(locale, 'act.summary')}
        hint={say(locale, 'act.summaryHint')}
        rows={5}
        maxLength={longestSummary}
        optional
        value={typeof summary === 'string' ? summary : ''}
      />
      {documents.length > 0 && (
        <Checkboxes
          id="opinion_documents"
          label={say(locale, 'act.documents')}
          optional
          values={Array.isArray(shown) ? shown.filter((one) => typeof one === 'string') : []}
          options={documents.map((document) => ({ value: document.id, label: document.name }))}
        />
      )}
    </section>
  );
}

function asksOpinion({ effects }: Pick<CompiledTransition, 'effects'>): boolean {
  return effects.some((effect) => effect.effect === 'ask-opinion');
}
