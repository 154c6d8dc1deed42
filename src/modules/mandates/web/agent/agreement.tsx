import {
  DocumentRejectedError,
  documentMessages,
  mostReadOfFile,
  type ReceivedFile,
} from '#modules/documents/index.ts';
import { cleanLine, limitAttempts, networkOf } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { personOf } from '../../domain/mandate.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { describeScope } from '../../queries/describe-procedures.ts';
import { getOwnMandate } from '../../queries/get-mandate.ts';
import { agreeByCode, agreeOnPaper, agreeOnScreen, sendAgreementCode } from '../../usecases/agree.ts';
import type { AgreementProblem } from './agreement-forms.tsx';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';
import { showMandate } from './one.tsx';

const asking = (context: RequestContext, agent: AgentPrincipal) => ({
  agent,
  mandateId: context.params.mandate ?? '',
  origin: context.origin,
  now: context.now,
});

function agreed(context: RequestContext): Result {
  context.setFlash(say(context.locale, 'agreed'));
  return redirect(`${mandatesHref}/${context.params.mandate}`);
}

/** POST …/code */
export async function sendCode(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { database } = parts.platform;
  const ask = asking(context, agent);
  const mandate = await database.read([agent.authorityId], (tx) => getOwnMandate(tx, agent, ask.mandateId));
  const scope = await describeScope(parts, mandate.procedures, mandate.locale);
  // A person is not to be pestered with codes, whoever asks for them.
  const keys = [mandate.phone, mandate.email].filter((one) => one !== null).map((one) => `mandate-code ${one}`);
  const limited = await limitAttempts(database.open, { kind: 'mail', keys, now: context.now });
  if (limited !== undefined) return showMandate(context, parts, agent, waitProblem(context, limited.wait));
  const medium = await database.transaction([agent.authorityId], (tx) =>
    sendAgreementCode(tx, parts, { ...ask, scope }),
  );
  if (medium !== undefined) context.setFlash(say(locale, `codeSent.${medium}`));
  return redirect(`${mandatesHref}/${ask.mandateId}`);
}

function waitProblem({ locale }: RequestContext, seconds: number): AgreementProblem {
  return { fieldId: 'code', message: say(locale, 'problem.wait', { minutes: Math.ceil(seconds / 60) }) };
}

/** POST …/accord-code */
export async function useCode(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const outcome = await agreeByCode(parts, {
    ...asking(context, agent),
    typed: single(context.body, 'code').slice(0, 20),
    network: networkOf(context.ip),
  });
  switch (outcome.kind) {
    case 'agreed':
      return agreed(context);
    case 'wait':
      return showMandate(context, parts, agent, waitProblem(context, outcome.seconds));
    case 'dead':
      return showMandate(context, parts, agent, { fieldId: 'code', message: say(locale, 'problem.dead') });
    case 'wrong':
      return showMandate(context, parts, agent, { fieldId: 'code', message: say(locale, 'problem.code') });
  }
}

/** POST …/accord-ecran: the person ticks and types their own name. */
export async function useScreen(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const ask = asking(context, agent);
  const mandate = await parts.platform.database.read([agent.authorityId], (tx) =>
    getOwnMandate(tx, agent, ask.mandateId),
  );
  if (single(context.body, 'accord') !== 'oui') {
    return showMandate(context, parts, agent, { fieldId: 'accord', message: say(locale, 'problem.read') });
  }
  if (plain(single(context.body, 'nom')) !== plain(personOf(mandate))) {
    return showMandate(context, parts, agent, { fieldId: 'nom', message: say(locale, 'problem.name') });
  }
  await parts.platform.database.transaction([agent.authorityId], (tx) => agreeOnScreen(tx, parts, ask));
  return agreed(context);
}

/** Accents, capitals and spaces aside: people type their names as they can. */
function plain(name: string): string {
  return cleanLine(name)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** POST …/accord-papier */
export async function usePaper(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { database } = parts.platform;
  const ask = asking(context, agent);
  await database.read([agent.authorityId], (tx) => getOwnMandate(tx, agent, ask.mandateId));
  let received: ReceivedFile | undefined;
  let refusal: string | undefined;
  await context.readMultipart({ files: 1, fileSize: mostReadOfFile }, async (file) => {
    if (file.field !== 'papier') return;
    try {
      received = await parts.documents.receive(agent.authorityId, file, { accept: ['pdf', 'image'] });
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      refusal = documentMessages(locale, error.messageKey, error.params);
    }
  });
  const paper = received;
  if (paper === undefined) {
    const message = refusal ?? say(locale, 'problem.paper');
    return showMandate(context, parts, agent, { fieldId: 'papier', message });
  }
  await database.transaction([agent.authorityId], async (tx) => {
    const stored = await parts.documents.record(tx, agent.authorityId, paper, { origin: 'agent' });
    await agreeOnPaper(tx, parts, { ...ask, paperId: stored.id });
  });
  return agreed(context);
}
