import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { type Answers, type FormContext, type ParsedCorrection, parseCorrection } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { FormBody } from '#platform/http/context.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { goesOnElsewhere } from '../domain/goes-on-elsewhere.ts';
import { planFiling } from '../domain/plan-filing.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { tellApplicant } from '../effects/shared/tell-applicant.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { type AnswerChange, changesOf, labelOf, textsOf } from './correction-changes.ts';
import { correctionWords as say } from './messages.ts';

export interface CorrectDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
}

/** The dossier was decided or closed: what it was decided on is no longer changed. */
export class DossierOverError extends ConflictError {
  constructor() {
    super('dossier-over');
  }
}

/** Answers are corrected until the dossier is decided, closed, withdrawn or joined to another. */
export function mayCorrect(
  dossier: Pick<DossierRow, 'phase' | 'decided_at' | 'closed_at' | 'joined_to' | 'handed_over'>,
): boolean {
  return (
    dossier.decided_at === null &&
    dossier.closed_at === null &&
    !goesOnElsewhere(dossier) &&
    ['received', 'in-progress', 'waiting-applicant'].includes(dossier.phase)
  );
}

export interface Corrected extends ParsedCorrection {
  /** False when the applicant has no address to be written to. */
  readonly told: boolean;
}

/**
 * Puts new answers in the place of those of the applicant, with what follows from them (name, contact, place, headline).
 * Both the old and the new ones stay in the chain of events; the applicant is written to, at the old address too when it
 * is the address that was corrected. Nothing is kept when an answer is not right or a necessary one is missing.
 * @throws {DossierNotFoundError} @throws {DossierChangedError} @throws {DossierOverError}
 */
export async function correctAnswers(
  tx: Tx,
  deps: CorrectDeps,
  act: AgentAct & {
    readonly fields: readonly string[];
    readonly body: FormBody;
    readonly context: FormContext;
    readonly reason: string;
    readonly origin: string;
  },
): Promise<Corrected> {
  const dossier = await lockForAgent(tx, act);
  if (!mayCorrect(dossier)) throw new DossierOverError();
  const version = await deps.catalogue.getVersionOf(dossier);
  const answers = dossier.answers as Answers;
  const parsed = parseCorrection(version.form, act.body, act.fields, { ...act.context, answers });
  if (parsed.errors.length > 0 || parsed.isShownAgain || parsed.changed.length === 0 || act.reason === '')
    return { ...parsed, told: false };
  const authority = await deps.directory.getAuthority(act.authorityId);
  const plan = planFiling({
    ...version,
    answers: parsed.answers,
    context: act.context,
    locale: dossier.locale,
    now: act.now,
    communeCode: authority.communeCode,
  });
  const contact = {
    applicant_name: plan.applicantName === '' ? dossier.applicant_name : plan.applicantName,
    applicant_email: version.procedure.applicant.email === undefined ? dossier.applicant_email : plan.applicantEmail,
    applicant_phone: version.procedure.applicant.phone === undefined ? dossier.applicant_phone : plan.applicantPhone,
  };
  await tx
    .updateTable('dossiers')
    .set({
      ...contact,
      answers: JSON.stringify(parsed.answers),
      headline: plan.headline,
      urgent: plan.urgent,
      commune_code: plan.communeCode,
      lat: plan.lat,
      lon: plan.lon,
    })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.dossierId)
    .execute();
  await touchDossier(tx, dossier, act.now);
  const changes = changesOf(version.form, answers, parsed.answers, parsed.changed);
  const named = (locale: Locale) =>
    say(locale, 'event', { fields: changes.map(({ field }) => labelOf(version.form, field, locale)).join(', ') });
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'corrected',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'public',
    data: { reason: act.reason, changes: changes.map(withoutUndefined), words: { fr: named('fr'), en: named('en') } },
  });
  const lines = correctionLines(version.form, answers, parsed.answers, changes, dossier.locale);
  const news = {
    subject: say(dossier.locale, 'mail.subject', { code: formatTrackingCode(dossier.code) }),
    paragraphs: [
      say(dossier.locale, 'mail.body', {
        authority: authority.name,
        title: localize(version.procedure.title, dossier.locale),
      }),
      lines.join('\n'),
      say(dossier.locale, 'mail.reason', { reason: act.reason }),
      say(dossier.locale, 'mail.wrong'),
    ],
    actionLabel: say(dossier.locale, 'mail.action'),
    origin: act.origin,
  };
  const after = { ...dossier, ...contact };
  const told = await tellApplicant(tx, deps, after, news);
  if (dossier.applicant_email !== after.applicant_email) await tellApplicant(tx, deps, dossier, news);
  return { ...parsed, told };
}

function correctionLines(
  form: Parameters<typeof labelOf>[0],
  before: Answers,
  after: Answers,
  changes: readonly AnswerChange[],
  locale: Locale,
): string[] {
  const [old, fresh] = [textsOf(form, before, locale), textsOf(form, after, locale)];
  const words = (texts: Map<string, string>, id: string) => texts.get(id) || say(locale, 'empty');
  return changes.map(({ field }) =>
    say(locale, 'mail.line', {
      field: labelOf(form, field, locale),
      before: words(old, field),
      after: words(fresh, field),
    }),
  );
}

/** JSON has no undefined: the chain's hash is of what the column will hold. */
function withoutUndefined(change: AnswerChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
