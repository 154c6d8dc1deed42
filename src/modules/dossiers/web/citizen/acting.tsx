import {
  findBodyIdentity,
  linkBodyDossier,
  linkBodyDraft,
  listBodyDossierLinks,
  listBodyDraftLinks,
  unlinkBodyDraft,
} from '#modules/bodies/index.ts';
import type { Procedure } from '#modules/catalogue/index.ts';
import type { CompiledForm, FormContext, Prefilled } from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { bodyAnswers } from '../../domain/body-answers.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';

/** Whoever acts for a body works in its index of dossiers, not in their own, and has no household there. */
export function partsFor(context: RequestContext, parts: DossiersParts): DossiersParts {
  if (context.resident?.actingFor === undefined) return parts;
  const { open } = parts.platform.database;
  return {
    ...parts,
    identity: {
      ...parts.identity,
      linkDossier: linkBodyDossier,
      linkDraft: linkBodyDraft,
      unlinkDraft: unlinkBodyDraft,
      listDossierLinks: (bodyId) => listBodyDossierLinks(open, bodyId),
      listDraftLinks: (bodyId) => listBodyDraftLinks(open, bodyId),
      listHousehold: async () => [],
      addHouseholdMembers: async () => 0,
    },
  };
}

/** First values with what is known of the body that the person acts for, where nothing is answered yet. */
export async function withBodyData(
  context: RequestContext,
  { platform }: DossiersParts,
  { form, procedure }: { form: CompiledForm; procedure: Procedure },
  inputs: FormContext,
  known: Prefilled,
): Promise<Prefilled> {
  const acting = context.resident?.actingFor;
  const body = acting === undefined ? undefined : await findBodyIdentity(platform.database.open, acting.bodyId);
  if (body === undefined) return known;
  const { name } = body;
  const source = { fr: say('fr', 'acting.record', { name }), en: say('en', 'acting.record', { name }) };
  const answers = bodyAnswers(form, procedure, body, inputs);
  return {
    answers: { ...known.answers, ...answers },
    sources: { ...known.sources, ...Object.fromEntries(Object.keys(answers).map((id) => [id, source])) },
  };
}

/** For whom one acts, on each page where it matters. */
export function ActingFor({ context }: { context: RequestContext }) {
  const { actingFor: acting, helper } = context.resident ?? {};
  if (helper !== undefined && acting === undefined)
    return <InsetText>{say(context.locale, 'acting.helped')}</InsetText>;
  if (acting === undefined) return null;
  return (
    <InsetText>
      {say(context.locale, 'acting.now', { name: acting.name })}{' '}
      <a class="govuk-link" href="/mon-espace/organismes">
        {say(context.locale, 'acting.change')}
      </a>
    </InsetText>
  );
}
