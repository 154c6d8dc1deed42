import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { listReplies, renderReply } from '#modules/correspondence/index.ts';
import { renderPdf } from '#modules/documents/index.ts';
import { type Answers, type FieldError, type FormContext, parsePage, type RawInputs } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type CompiledTransition, findAvailableTransition, transitionPageId } from '#modules/workflow/index.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../../agent-messages.ts';
import { actingRole } from '../../domain/agent-policies.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { goesOnElsewhere } from '../../domain/goes-on-elsewhere.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { ActRefusedError } from '../../effects/act-refused.ts';
import { replyFields } from '../../effects/letter/insert-reply.tsx';
import { previewLetters } from '../../effects/letter/preview-letters.ts';
import { readOpinionFields } from '../../effects/opinion/opinion-act-fields.tsx';
import { DossierChangedError, DossierNotFoundError } from '../../errors.ts';
import {
  type AgentDossier,
  type DossierEvent,
  getDossierForAgent,
  getProcessedDossier,
} from '../../queries/get-dossier-for-agent.ts';
import { conditionsOf, effectScope } from '../../usecases/act-scope.ts';
import { applyTransition, TransitionUnavailableError, transitionMessages } from '../../usecases/apply-transition.ts';
import { processedDossier } from '../../usecases/lock-for-agent.ts';
import { answerTexts, formPlaceholders, transitionVariables } from '../../usecases/transition-variables.ts';
import { ActContent } from './act.page.tsx';
import { dossierHref } from './inbox-address.ts';
import { type NamedDossier, namedDossier } from './show-dossier.tsx';
import type { InboxMemory } from './show-inbox.tsx';

/** What is known of an act when its page is shown. */
interface ActView {
  readonly named: NamedDossier;
  readonly found: AgentDossier;
  readonly version: ProcedureVersion;
  readonly transition: CompiledTransition | undefined;
  readonly context: FormContext;
}

/** GET …/actes/:transition */
export async function showAct(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const view = await readAct(context, parts, agent);
  if (view.transition === undefined) return actPage(context, parts, agent, view, { status: 409, changes: true });
  return actPage(context, parts, agent, view, {});
}

/** POST …/actes/:transition */
export async function doAct(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const view = await readAct(context, parts, agent);
  const { named, version, found } = view;
  const definition = version.workflow.transitionsById.get(context.params.transition ?? '');
  if (definition === undefined || !definition.by.some((role) => role === 'agent' || role === 'team-leader')) {
    throw new DossierNotFoundError();
  }
  const read = readForm(definition, context.body, view.context);
  const typed = { ...read, answers: { ...read.answers, ...readOpinionFields(definition, context.body) } };
  const target = replyFields(definition).find(({ id }) => id === single(context.body, 'inserer-reponse'));
  if (target !== undefined) {
    const text = await withReply(context, parts, agent, view, target.id);
    return actPage(context, parts, agent, view, {
      answers: { ...typed.answers, [target.id]: text },
      raw: { ...typed.raw, [target.id]: text },
      errors: [],
    });
  }
  const wanted = single(context.body, 'apercu');
  if (wanted.startsWith('pdf:')) return letterPdf(context, parts, agent, view, typed.answers, wanted.slice(4));
  if (wanted === 'oui') return actPage(context, parts, agent, view, { ...typed, errors: [] });
  if (typed.errors.length > 0) return actPage(context, parts, agent, view, { ...typed, status: 422 });
  const revision = Number(single(context.body, 'revision'));
  try {
    await parts.platform.database.transaction(agent.scope, async (tx) => {
      // The policy again, on the row as it is now: a dossier can change teams while its page is open.
      const row = await getProcessedDossier(tx, agent, named.authority.id, named.dossierId);
      await applyTransition(tx, parts, {
        authorityId: named.authority.id,
        dossierId: named.dossierId,
        transitionId: definition.id,
        expectedRevision: Number.isSafeInteger(revision) ? revision : -1,
        actor: { kind: 'agent', role: actingRole(agent, processedDossier(row)), id: agent.agentId, name: agent.name },
        channel: 'web',
        form: typed.answers,
        origin: context.origin,
      });
    });
  } catch (error) {
    if (error instanceof ActRefusedError) {
      return actPage(context, parts, agent, view, { ...typed, errors: [refusalOf(definition, error)], status: 409 });
    }
    if (!(error instanceof DossierChangedError) && !(error instanceof TransitionUnavailableError)) throw error;
    if (justDone(found, definition.id, agent, revision))
      return redirect(dossierHref(named.authority.slug, named.dossierId, listOf(context)));
    return actPage(context, parts, agent, await readAct(context, parts, agent), {
      ...typed,
      status: 409,
      changes: true,
    });
  }
  memory.counts.forget(agent);
  const state = version.workflow.statesById.get(definition.to);
  context.setFlash(
    agentMessages(context.locale, 'actDone', {
      act: localize(definition.label, context.locale),
      state: state === undefined ? '' : localize(state.agentLabel ?? state.label, context.locale),
    }),
  );
  return redirect(dossierHref(named.authority.slug, named.dossierId, listOf(context)));
}

/** What is typed in a free text, and the chosen reply after it. */
async function withReply(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  { named, found: { dossier }, version }: ActView,
  fieldId: string,
): Promise<string> {
  const typed = single(context.body, fieldId).replaceAll('\r\n', '\n').trim();
  const { authority } = named;
  const replies = await parts.platform.database.read(agent.scope, (tx) =>
    listReplies(tx, authority.id, { procedureId: dossier.procedure_id }),
  );
  const reply = replies.find(({ id }) => id === single(context.body, 'reponse-type'));
  if (reply === undefined) return typed;
  const { now, origin } = context;
  const subject = {
    dossier,
    authority,
    procedure: version.procedure,
    form: version.form,
    actorName: agent.name,
    now,
    origin,
  };
  const added = renderReply(reply, transitionVariables(subject, {}, dossier.locale));
  return [typed, added].filter((part) => part !== '').join('\n\n');
}

async function readAct(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<ActView> {
  const named = await namedDossier(context, parts, agent);
  const { authority, dossierId } = named;
  const found = await parts.platform.database.transaction(agent.scope, (tx) =>
    getDossierForAgent(tx, parts, agent, authority.id, dossierId),
  );
  const { dossier } = found;
  const version = await parts.catalogue.getVersionOf(dossier);
  const transition = goesOnElsewhere(dossier)
    ? undefined
    : findAvailableTransition(version.workflow, dossier.state, context.params.transition ?? '', {
        ...conditionsOf(dossier, version.form, authority, context.now),
        actor: actingRole(agent, processedDossier(dossier)),
      });
  return {
    named,
    found,
    version,
    transition,
    context: { ...formContextOf(parts, authority, context.now), actor: 'agent' },
  };
}

interface TypedForm {
  readonly answers: Answers;
  readonly raw?: RawInputs;
  readonly errors: readonly FieldError[];
}

function readForm(transition: CompiledTransition, body: FormBody, context: FormContext): TypedForm {
  if (transition.compiledForm === undefined) return { answers: {}, errors: [] };
  const { answers, raw, errors } = parsePage(transition.compiledForm, transitionPageId, body, {
    ...context,
    answers: {},
  });
  return { answers, raw, errors };
}

/** Why an effect could not be done, said at the top of the page. */
function refusalOf(definition: CompiledTransition, { code, words }: ActRefusedError): FieldError {
  const fieldId = definition.form[0]?.id ?? '';
  return { fieldId, path: '', inputId: fieldId === '' ? 'acte' : `f-${fieldId}`, code, message: words };
}

/** A second click finds the act done by the first one: the agent is not told of a change that is their own. */
function justDone(found: AgentDossier, transitionId: string, agent: AgentPrincipal, seenRevision: number): boolean {
  const last = found.events.filter((event) => event.kind === 'transition').at(-1);
  return (
    found.dossier.revision === seenRevision + 1 &&
    last?.data.transition === transitionId &&
    last.actor_id === agent.agentId
  );
}

function listOf(context: RequestContext): string | undefined {
  const list = single(context.body, 'liste') || context.query.liste;
  return list === undefined || list === '' ? undefined : list.slice(0, 2000);
}

async function actPage(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  view: ActView,
  typed: Partial<TypedForm> & { readonly status?: number; readonly changes?: boolean },
): Promise<Result> {
  const { named, found, version, transition } = view;
  const { locale } = context;
  const answers = typed.answers ?? {};
  const definition = version.workflow.transitionsById.get(context.params.transition ?? '');
  if (definition === undefined) throw new DossierNotFoundError();
  const replies =
    replyFields(definition).length === 0
      ? []
      : await parts.platform.database.read(agent.scope, (tx) =>
          listReplies(tx, named.authority.id, { procedureId: found.dossier.procedure_id }),
        );
  const seen = Number(single(context.body, 'seq') || Number.MAX_SAFE_INTEGER);
  const title = localize(definition.label, locale);
  return page(
    await agentPage(context, parts.site, {
      title: `${title} – ${localize(version.procedure.title, locale)}`,
      current: 'inbox',
      children: (
        <ActContent
          locale={locale}
          found={found}
          version={version}
          transition={transition}
          context={view.context}
          answers={answers}
          {...(typed.raw === undefined ? {} : { raw: typed.raw })}
          errors={typed.errors ?? []}
          {...(await previewOf(context, parts, agent, view, answers))}
          replies={replies}
          reachable={found.dossier.applicant_email !== null}
          base={named.base}
          csrf={context.csrfToken()}
          list={listOf(context)}
          {...(typed.changes === true ? { changes: changesSince(found.events, seen) } : {})}
          typed={typedTexts(definition, answers, locale)}
        />
      ),
    }),
    { status: typed.status ?? 200 },
  );
}

function typedTexts(definition: CompiledTransition, answers: Answers, locale: 'fr' | 'en') {
  const texts = answerTexts(definition.compiledForm, answers, locale);
  return definition.form.flatMap((field) => {
    const value = texts[field.id];
    return value === undefined || value === '' ? [] : [{ label: localize(field.label, locale), value }];
  });
}

/** What would leave if the act were done now; fields not yet filled in show their names in brackets. */
async function previewOf(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  view: ActView,
  answers: Answers,
) {
  const { named, found, version, transition } = view;
  if (transition === undefined) return { messages: [], letters: [] };
  const { locale } = found.dossier;
  const texts = answerTexts(transition.compiledForm, answers, locale);
  const typed = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const subject = {
    dossier: found.dossier,
    authority: named.authority,
    procedure: version.procedure,
    form: version.form,
    actorName: agent.name,
    now: context.now,
    origin: context.origin,
  };
  const variables = transitionVariables(subject, { ...formPlaceholders(transition, locale), ...typed }, locale);
  const scope = effectScope(
    conditionsOf(found.dossier, version.form, named.authority, context.now),
    transition,
    answers,
  );
  const letters = await parts.platform.database.read(agent.scope, (tx) =>
    previewLetters(tx, parts, { workflow: version.workflow, transition, subject, variables, scope }),
  );
  return { messages: transitionMessages(version.workflow, transition, variables, locale), letters };
}

/** One letter of the act as the PDF that would be sent, before it is. */
async function letterPdf(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  view: ActView,
  answers: Answers,
  template: string,
): Promise<Result> {
  const { letters } = await previewOf(context, parts, agent, view, answers);
  const letter = letters.find((one) => one.template === template);
  if (letter === undefined) throw new DossierNotFoundError();
  return content(await renderPdf(letter.document), {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'inline; filename="apercu.pdf"',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}

const moving = new Set(['transition', 'transfer', 'joined', 'parted']);

/** What was done since the agent saw the dossier; for whoever comes by the address alone, what moved it last. */
function changesSince(events: readonly DossierEvent[], seen: number): DossierEvent[] {
  const since = events.filter((event) => event.seq > seen && event.kind !== 'viewed');
  const moved = events.findLast((event) => moving.has(event.kind));
  return since.length > 0 || moved === undefined ? since : [moved];
}
