import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import {
  acknowledgementResult,
  type DeskFiling,
  DraftNotFoundError,
  dossierColumns,
  formatTrackingCode,
  mayFileFor,
  mayFileProcedure,
  startAssistedDraft,
} from '#modules/dossiers/index.ts';
import { agentPage, cleanLine, normalizeEmail, normalizePhone } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { type IncomingMail, registerNumber } from '../domain/incoming-mail.ts';
import { MailNotFoundError, MailSettledError } from '../errors.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { mailWords as say } from '../messages.ts';
import { getMail } from '../queries/get-mail.ts';
import { fileLetter } from '../usecases/file-letter.ts';
import { mailHref, requireMailDesk } from './mail-desk.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readMail(context: RequestContext, parts: IncomingMailParts, agent: AgentPrincipal): Promise<IncomingMail> {
  requireMailDesk(agent);
  return parts.platform.database.read([agent.authorityId], (tx) =>
    getMail(tx, agent.authorityId, context.params.mail ?? ''),
  );
}

/** A draft belongs to its letter: whoever opens the letters goes on with it. */
function letterOwner(parts: IncomingMailParts, mail: Pick<IncomingMail, 'id' | 'authorityId'>) {
  return {
    visitorHash: parts.identity.pseudonymOf(`letter ${mail.id}`, mail.authorityId),
    accountPseudonym: undefined,
  };
}

/** The draft that was begun from a letter and not sent yet. */
export async function findLetterDraft(
  parts: IncomingMailParts,
  mail: Pick<IncomingMail, 'id' | 'authorityId'>,
  now: Date,
): Promise<string | undefined> {
  const { visitorHash } = letterOwner(parts, mail);
  const row = await parts.platform.database.read([mail.authorityId], (tx) =>
    tx
      .selectFrom('drafts')
      .select('id')
      .where('authority_id', '=', mail.authorityId)
      .where('channel', '=', 'letter')
      .where('visitor_hash', '=', visitorHash)
      .where('expires_at', '>', now)
      .orderBy('updated_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.id;
}

interface Typed {
  readonly procedure: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
}
type Problems = Partial<Record<keyof Typed, string>>;

async function fileable(parts: IncomingMailParts, agent: AgentPrincipal): Promise<AdoptedProcedure[]> {
  return (await parts.dossiers.catalogue.listAdopted(agent.authorityId)).filter(
    (one) => one.open && mayFileFor(agent, one),
  );
}

/** GET /agents/courrier/:mail/demande: which procedure the letter asks for, and who wrote it. */
export async function showOpening(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const mail = await readMail(context, parts, agent);
  const draft = await findLetterDraft(parts, mail, context.now);
  if (draft !== undefined) return redirect(`${mailHref}/${mail.id}/brouillons/${draft}`);
  const blank = { procedure: '', givenNames: '', familyName: mail.sender, email: '', phone: '' };
  return openingPage(context, parts, agent, mail, blank, {});
}

async function openingPage(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
  mail: IncomingMail,
  typed: Typed,
  problems: Problems,
): Promise<Result> {
  if (mail.settled !== undefined) throw new MailSettledError();
  const { locale } = context;
  const offered = await fileable(parts, agent);
  const title = say(locale, 'newDossier');
  const errors = (Object.keys(problems) as (keyof Typed)[]).map((fieldId) => ({
    fieldId,
    message: problems[fieldId] ?? '',
  }));
  return page(
    await agentPage(context, parts.site, {
      title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'mail',
      children: (
        <>
          <BackLink href={`${mailHref}/${mail.id}`} label={say(locale, 'backToLetter')} />
          <ErrorSummary errors={errors} />
          <PageHeading
            title={title}
            caption={say(locale, 'one', { number: registerNumber(mail) })}
            intro={say(locale, 'openingIntro', { date: formatDate(mail.receivedOn, locale) })}
          />
          {offered.length === 0 ? (
            <p class="govuk-body">{say(locale, 'openingNone')}</p>
          ) : (
            <Form csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())} autocomplete="off">
              <Select
                id="procedure"
                label={say(locale, 'openingProcedure')}
                value={typed.procedure}
                error={problems.procedure}
                options={offered
                  .map(({ procedure }) => ({ value: procedure.procedure, label: localize(procedure.title, locale) }))
                  .sort((a, b) => a.label.localeCompare(b.label, locale))}
              />
              <TextInput
                id="givenNames"
                label={say(locale, 'givenNames')}
                value={typed.givenNames}
                width={20}
                optional
              />
              <TextInput
                id="familyName"
                label={say(locale, 'familyName')}
                value={typed.familyName}
                error={problems.familyName}
                width={30}
              />
              <TextInput
                id="email"
                type="email"
                label={say(locale, 'email')}
                value={typed.email}
                error={problems.email}
                width={30}
                optional
              />
              <TextInput
                id="phone"
                type="tel"
                label={say(locale, 'phone')}
                value={typed.phone}
                error={problems.phone}
                width={20}
                optional
              />
              <Button>{say(locale, 'openingButton')}</Button>
            </Form>
          )}
        </>
      ),
    }),
    { status: errors.length === 0 ? 200 : 422 },
  );
}

/** POST /agents/courrier/:mail/demande: begins the draft, once for each page that was shown. */
export async function sendOpening(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const mail = await readMail(context, parts, agent);
  if (mail.settled !== undefined) throw new MailSettledError();
  const { locale, body, now } = context;
  const text = (name: keyof Typed) => cleanLine(single(body, name), 254);
  const typed: Typed = {
    procedure: text('procedure'),
    givenNames: text('givenNames'),
    familyName: text('familyName'),
    email: text('email'),
    phone: text('phone'),
  };
  const offered = (await fileable(parts, agent)).find(({ procedure }) => procedure.procedure === typed.procedure);
  const email = typed.email === '' ? '' : normalizeEmail(typed.email);
  const phone = typed.phone === '' ? '' : normalizePhone(typed.phone);
  const problems: Problems = {
    ...(offered === undefined ? { procedure: say(locale, 'problem.procedure') } : {}),
    ...(typed.familyName === '' ? { familyName: say(locale, 'problem.name') } : {}),
    ...(email === undefined ? { email: say(locale, 'problem.email') } : {}),
    ...(phone === undefined ? { phone: say(locale, 'problem.phone') } : {}),
  };
  const key = single(body, '_idempotency');
  if (
    offered === undefined ||
    email === undefined ||
    phone === undefined ||
    typed.familyName === '' ||
    !uuid.test(key)
  ) {
    return openingPage(context, parts, agent, mail, typed, problems);
  }
  const draftId = await parts.platform.database.transaction([agent.authorityId], (tx) =>
    startAssistedDraft(tx, {
      key,
      offered,
      owner: letterOwner(parts, mail),
      agentId: agent.agentId,
      channel: 'letter',
      applicant: { ...typed, email, phone },
      locale,
      now,
    }),
  );
  return redirect(`${mailHref}/${mail.id}/brouillons/${draftId}/tout`);
}

/** The way in which a request that came by letter is filled in: the same form, from the day the letter arrived. */
export async function openLetterDesk(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<DeskFiling> {
  const mail = await readMail(context, parts, agent);
  const { authorityId } = agent;
  const authority = await parts.directory.getAuthority(authorityId);
  const base = `${mailHref}/${mail.id}`;
  const draftId = context.params.draft ?? '';
  return {
    authority,
    scope: [authorityId],
    owner: letterOwner(parts, mail),
    href: (part = '') => `${base}/brouillons/${draftId}${part === '' ? '' : `/${part}`}`,
    listHref: base,
    dossierHref: () => base,
    current: 'mail',
    choosesAcknowledgement: true,
    banner: (
      <InsetText>
        <strong>
          {say(context.locale, 'openingBanner', {
            number: registerNumber(mail),
            sender: mail.sender,
            date: formatDate(mail.receivedOn, context.locale),
          })}
        </strong>
      </InsetText>
    ),
    filing: {
      channel: 'letter',
      filedBy: { kind: 'agent', id: agent.agentId, name: `${agent.name}, ${agent.authorityName}`, onBehalf: true },
      receivedAt: receiptOf(mail, context.now),
    },
    identity: {
      linkDossier: async () => undefined,
      linkDraft: async () => undefined,
      unlinkDraft: async () => undefined,
    },
    check: async (tx, draft) => {
      if (!mayFileProcedure(agent, authorityId, draft.procedureId)) throw new DraftNotFoundError();
      const letter = await getMail(tx, authorityId, mail.id);
      if (letter.settled !== undefined) throw new MailSettledError();
    },
    filed: async (tx, { dossierId }) => {
      const { code } = await tx
        .selectFrom('dossiers')
        .select('code')
        .where('authority_id', '=', authorityId)
        .where('id', '=', dossierId)
        .executeTakeFirstOrThrow();
      await fileLetter(tx, parts, agent, {
        mailId: mail.id,
        dossierId,
        code: formatTrackingCode(code),
        now: context.now,
      });
      return undefined;
    },
    findFiled: async (tx, id) => {
      if (!uuid.test(id) || mail.dossierId === null) return undefined;
      const row = await tx
        .selectFrom('dossiers')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where('id', '=', mail.dossierId)
        .where('submission_key', '=', id)
        .executeTakeFirst();
      return row?.id;
    },
  };
}

/** Noon of the day on which the letter arrived, in France: delays are counted in days from it (CRPA, L114-3). */
function receiptOf(mail: Pick<IncomingMail, 'receivedOn'>, now: Date): Date {
  const noon = Temporal.PlainDate.from(mail.receivedOn).toZonedDateTime({
    timeZone: 'Europe/Paris',
    plainTime: '12:00',
  });
  return new Date(Math.min(noon.epochMilliseconds, now.getTime()));
}

/** GET /agents/courrier/:mail/accuse.pdf: the acknowledgement to be sent by post. */
export async function showLetterAcknowledgement(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const mail = await readMail(context, parts, agent);
  const dossier = await parts.platform.database.read([agent.authorityId], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', agent.authorityId)
      .where('id', '=', mail.dossierId)
      .where('channel', '=', 'letter')
      .executeTakeFirst(),
  );
  if (dossier === undefined) throw new MailNotFoundError();
  return acknowledgementResult(parts.dossiers, agent.authorityId, dossier);
}
