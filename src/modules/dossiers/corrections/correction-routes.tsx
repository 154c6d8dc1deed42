import type { Answers, FieldError, FormContext, RawInputs } from '#modules/forms/index.ts';
import { isCorrectable } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { formContextOf } from '../domain/form-surroundings.ts';
import { plainMessage } from '../domain/plain-message.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { DossierChangedError, DossierNotFoundError } from '../errors.ts';
import { getDossierForAgent } from '../queries/get-dossier-for-agent.ts';
import { eventTitle } from '../web/agent/dossier-timeline.tsx';
import { type NamedDossier, namedDossier } from '../web/agent/show-dossier.tsx';
import { correctAnswers, DossierOverError, mayCorrect } from './correct-answers.ts';
import { CorrectionContent } from './correction.page.tsx';
import { labelOf } from './correction-changes.ts';
import { correctionWords as say } from './messages.ts';

export function correctionRoutes(parts: DossiersParts): Route[] {
  const path = '/agents/dossiers/:authority/:dossier/corriger/:field';
  return [
    agentRoute('agent-dossiers.correct', 'GET', path, (context, agent) => showCorrection(context, parts, agent, {})),
    agentRoute('agent-dossiers.do-correct', 'POST', path, (context, agent) => correct(context, parts, agent)),
  ];
}

interface Typed {
  readonly fields?: readonly string[];
  readonly answers?: Answers;
  readonly raw?: RawInputs;
  readonly errors?: readonly FieldError[];
  readonly reason?: string;
  readonly reasonMissing?: boolean;
  readonly status?: number;
  /** The last event that the agent had seen, when the dossier changed since. */
  readonly changedSince?: number;
}

async function showCorrection(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  typed: Typed,
): Promise<Result> {
  const named = await namedDossier(context, parts, agent);
  const { locale } = context;
  const found = await parts.platform.database.read(agent.scope, (tx) =>
    getDossierForAgent(tx, parts, agent, named.authority.id, named.dossierId),
  );
  const { dossier, events } = found;
  const version = await parts.catalogue.getVersionOf(dossier);
  const entry = version.form.fieldsById.get(context.params.field ?? '');
  if (entry === undefined || !isCorrectable(entry)) throw new DossierNotFoundError();
  if (!mayCorrect(dossier)) return over(context, named);
  const stored = dossier.answers as Answers;
  const since = typed.changedSince;
  const changes = events.filter((event) => since !== undefined && event.seq > since && event.kind !== 'viewed');
  const title = `${say(locale, 'title')} – ${labelOf(version.form, entry.id, locale)}`;
  const wrong = (typed.errors?.length ?? 0) > 0 || typed.reasonMissing === true;
  const document = await agentPage(context, parts.site, {
    title: wrong ? say(locale, 'errorTitle', { title }) : title,
    current: 'inbox',
    children: (
      <CorrectionContent
        locale={locale}
        form={version.form}
        stored={stored}
        answers={typed.answers ?? stored}
        context={contextFor(context, parts, named)}
        fields={typed.fields ?? [entry.id]}
        raw={typed.raw}
        errors={typed.errors ?? []}
        reason={typed.reason ?? ''}
        reasonError={typed.reasonMissing === true ? say(locale, 'reasonMissing') : undefined}
        caption={`${formatTrackingCode(dossier.code)} · ${localize(version.procedure.title, locale)}`}
        base={named.base}
        csrf={context.csrfToken()}
        revision={dossier.revision}
        seq={events.at(-1)?.seq ?? 0}
        scriptHref={parts.site.assets.islands['form-page']}
        changes={
          since === undefined
            ? undefined
            : changes.map((event) => `${event.actor_name} – ${eventTitle(event, version, locale)}`).join(' ; ')
        }
      />
    ),
  });
  return page(document, { status: typed.status ?? 200 });
}

function over(context: RequestContext, { base }: NamedDossier): Result {
  context.setFlash(say(context.locale, 'over'));
  return redirect(base);
}

async function correct(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const named = await namedDossier(context, parts, agent);
  const { locale } = context;
  const fields = [context.params.field ?? '', ...[context.body.aussi ?? []].flat().slice(0, 50)];
  const reason = plainMessage(single(context.body, 'motif')).slice(0, 1000);
  const revision = Number(single(context.body, 'revision'));
  try {
    const done = await parts.platform.database.transaction(agent.scope, (tx) =>
      correctAnswers(tx, parts, {
        agent,
        authorityId: named.authority.id,
        dossierId: named.dossierId,
        expectedRevision: Number.isSafeInteger(revision) ? revision : -1,
        fields,
        body: context.body,
        context: contextFor(context, parts, named),
        reason,
        origin: context.origin,
        now: context.now,
      }),
    );
    const shown = { fields: [...fields, ...done.needed], answers: done.answers, raw: done.raw, reason };
    if (done.isShownAgain) return showCorrection(context, parts, agent, shown);
    const reasonMissing = reason === '' && done.changed.length > 0;
    if (done.errors.length > 0 || reasonMissing) {
      // Those that the new answer brings to light are asked first; only what was shown is wrong.
      const errors = done.errors.filter((error) => fields.includes(error.path.split('[')[0] ?? ''));
      return showCorrection(context, parts, agent, { ...shown, errors, reasonMissing, status: 422 });
    }
    context.setFlash(
      done.changed.length === 0
        ? say(locale, 'unchanged')
        : [
            say(locale, done.told ? 'done' : 'doneUnsent'),
            ...(await documentWords(context, parts, agent, named, done)),
          ].join(' '),
    );
  } catch (error) {
    if (error instanceof DossierOverError) return over(context, named);
    if (!(error instanceof DossierChangedError)) throw error;
    return showAgain(context, parts, agent, fields, reason);
  }
  return redirect(`${named.base}#reponses`);
}

async function documentWords(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  { authority, dossierId }: NamedDossier,
  { missingDocuments }: { readonly missingDocuments: readonly string[] },
): Promise<string[]> {
  if (missingDocuments.length === 0) return [];
  const { dossier } = await parts.platform.database.read(agent.scope, (tx) =>
    getDossierForAgent(tx, parts, agent, authority.id, dossierId),
  );
  const { form } = await parts.catalogue.getVersionOf(dossier);
  const documents = missingDocuments.map((id) => labelOf(form, id, context.locale)).join(', ');
  return [say(context.locale, 'doneDocuments', { documents })];
}

/** Somebody else acted meanwhile: what was typed is shown again over the dossier as it is now. */
function showAgain(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  fields: readonly string[],
  reason: string,
): Promise<Result> {
  const raw: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(context.body)) if (value !== undefined) raw[name] = value;
  const seen = Number(single(context.body, 'seq'));
  return showCorrection(context, parts, agent, {
    fields,
    raw,
    reason,
    changedSince: Number.isSafeInteger(seen) ? seen : 0,
    status: 409,
  });
}

function contextFor(context: RequestContext, parts: DossiersParts, { authority }: NamedDossier): FormContext {
  return { ...formContextOf(parts, authority, context.now), actor: 'agent' };
}
