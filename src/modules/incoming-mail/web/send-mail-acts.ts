import {
  DocumentRejectedError,
  documentMessages,
  documentResult,
  mostReadOfFile,
  type ReceivedFile,
} from '#modules/documents/index.ts';
import {
  DossierNotFoundError,
  findByCode,
  formatTrackingCode,
  normalizeTrackingCode,
} from '#modules/dossiers/index.ts';
import { cleanLine } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { MailSettledError, TooManyScansError } from '../errors.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { mailWords as say } from '../messages.ts';
import { getMail } from '../queries/get-mail.ts';
import { addScan, mostScans } from '../usecases/add-scan.ts';
import { attachMail } from '../usecases/attach-mail.ts';
import { correctMail } from '../usecases/correct-mail.ts';
import { settleMail } from '../usecases/settle-mail.ts';
import { mailHref, requireMailDesk } from './mail-desk.ts';
import { checkMail, readTypedMail } from './mail-form.tsx';
import { showMail } from './one-mail.tsx';

type Sender = (context: RequestContext, parts: IncomingMailParts, agent: AgentPrincipal) => Promise<Result>;

const backTo = (context: RequestContext) => redirect(`${mailHref}/${context.params.mail}`);

/** POST …/dossier: joins the letter to the dossier of a code. */
export const sendJoin: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const { locale, now } = context;
  const { database } = parts.platform;
  const mailId = context.params.mail ?? '';
  const typed = single(context.body, 'code').trim().slice(0, 40);
  const refuse = (message: string) => showMail(context, parts, agent, { form: 'join', typed, message });
  await database.read([agent.authorityId], (tx) => getMail(tx, agent.authorityId, mailId));
  const unknown = say(locale, 'problem.code', { authority: agent.authorityName });
  const found = await findByCode(database.open, typed);
  if (found === undefined || found.authorityId !== agent.authorityId) return refuse(unknown);
  const code = formatTrackingCode(normalizeTrackingCode(typed) ?? '');
  try {
    await database.transaction([agent.authorityId], (tx) =>
      attachMail(tx, parts, agent, { mailId, dossierId: found.dossierId, code, now }),
    );
  } catch (error) {
    if (error instanceof DossierNotFoundError) return refuse(unknown);
    if (error instanceof MailSettledError) return refuse(say(locale, 'problem.joined'));
    throw error;
  }
  context.setFlash(say(locale, 'attached', { code }));
  return backTo(context);
};

/** POST …/numerisation: the scans of a letter. */
export const sendScan: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const { locale, now } = context;
  const { database } = parts.platform;
  const mailId = context.params.mail ?? '';
  await database.read([agent.authorityId], (tx) => getMail(tx, agent.authorityId, mailId));
  const files: ReceivedFile[] = [];
  let refused: string | undefined;
  await context.readMultipart({ files: 10 * mostScans, fileSize: mostReadOfFile }, async (file) => {
    if (file.field !== 'scan') return;
    if (files.length >= mostScans) {
      refused ??= say(locale, 'problem.tooMany');
      return;
    }
    try {
      files.push(await parts.documents.receive(agent.authorityId, file, { accept: ['pdf', 'image'] }));
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      refused ??=
        error.reason === 'too-large'
          ? say(locale, 'problem.scanTooLarge')
          : documentMessages(locale, error.messageKey, error.params);
    }
  });
  const refuse = (message: string) => showMail(context, parts, agent, { form: 'scan', message });
  try {
    await database.transaction([agent.authorityId], async (tx) => {
      for (const file of files) await addScan(tx, parts, agent, { mailId, file, now });
    });
  } catch (error) {
    if (error instanceof TooManyScansError) return refuse(say(locale, 'problem.tooMany'));
    if (error instanceof MailSettledError) return refuse(say(locale, 'problem.joined'));
    throw error;
  }
  // Those that will do are kept beside the one that will not.
  if (refused !== undefined) return refuse(refused);
  if (files.length === 0) return refuse(say(locale, 'problem.scan'));
  context.setFlash(say(locale, 'scanned'));
  return backTo(context);
};

/** POST …/suite: dealt with, or waiting again. */
export const sendSettle: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const to = single(context.body, 'to') === 'waiting' ? 'waiting' : 'handled';
  const words = cleanLine(single(context.body, 'words'), 500);
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    settleMail(tx, agent, context.params.mail ?? '', to, words, context.now),
  );
  context.setFlash(say(context.locale, to === 'waiting' ? 'reopened' : 'handled'));
  return backTo(context);
};

/** POST …/correction */
export const sendCorrection: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const { locale, now } = context;
  const typedMail = readTypedMail(context.body);
  const checked = checkMail(typedMail, locale, now);
  if ('problems' in checked) {
    return showMail(context, parts, agent, { form: 'correct', typedMail, problems: checked.problems });
  }
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    correctMail(tx, agent, context.params.mail ?? '', checked.entry, now),
  );
  context.setFlash(say(locale, 'corrected'));
  return backTo(context);
};

/** POST …/annulation: registered by mistake. */
export const sendVoid: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const { locale, now } = context;
  const reason = cleanLine(single(context.body, 'reason'), 500);
  if (reason === '') return showMail(context, parts, agent, { form: 'void', message: say(locale, 'problem.reason') });
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    settleMail(tx, agent, context.params.mail ?? '', 'void', reason, now),
  );
  context.setFlash(say(locale, 'voided'));
  return backTo(context);
};

/** GET …/documents/:document: a scan of this very letter. */
export const showScan: Sender = async (context, parts, agent) => {
  requireMailDesk(agent);
  const { mail = '', document: id = '' } = context.params;
  const scan = await parts.platform.database.read([agent.authorityId], async (tx) => {
    const letter = await getMail(tx, agent.authorityId, mail);
    return letter.documentIds.includes(id) ? parts.documents.find(tx, agent.authorityId, id) : undefined;
  });
  if (scan === undefined) throw new NotFoundError('document-not-found');
  return documentResult(scan, await parts.documents.open(agent.authorityId, scan), { inline: true });
};
