import { delegatedRole } from '#modules/correspondence/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { SealUnusableError } from '#modules/signatures/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { listToSign, roleOf, type ToSign } from './circuit.ts';
import { FrozenText } from './circuit-content.tsx';
import {
  decideSignature,
  noteSignatureFailure,
  SignatureClosedError,
  SignatureContentError,
} from './decide-signature.ts';
import { whyUnusable } from './draw-letter.ts';
import type { FrozenLetter } from './frozen-letter.ts';
import { signatureWords as say } from './messages.ts';

const mostAtOnce = 50;

/** Several documents signed in one go: read on one page, then each signed by itself, with what became of it. */
export function severalRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.read-several', 'POST', '/agents/a-signer/ensemble', (context, agent) =>
      readSeveral(context, parts, agent),
    ),
    agentRoute('agent-dossiers.sign-several', 'POST', '/agents/a-signer/ensemble/signer', (context, agent) =>
      signSeveral(context, parts, agent),
    ),
  ];
}

interface Chosen extends ToSign {
  readonly key: string;
}

/** Those that were ticked and do wait for this agent; what somebody else signed meanwhile is no longer among them. */
async function readChosen(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  keys: readonly string[],
): Promise<Chosen[]> {
  const wanted = new Set(keys.slice(0, mostAtOnce));
  const waiting = await parts.platform.database.read(agent.scope, (tx) => listToSign(tx, agent, context.now));
  const named = await Promise.all(
    waiting.map(async (line) => ({
      ...line,
      key: `${(await parts.directory.getAuthority(line.circuit.authority_id)).slug}/${line.circuit.id}`,
    })),
  );
  return named.filter(({ key }) => wanted.has(key));
}

async function readSeveral(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const chosen = await readChosen(context, parts, agent, [context.body.document ?? []].flat());
  if (chosen.length === 0) {
    context.setFlash(say(locale, 'several.none'));
    return redirect('/agents/a-signer');
  }
  const title = say(locale, 'several.title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'to-sign',
      children: (
        <>
          <BackLink href="/agents/a-signer" label={say(locale, 'backToList')} />
          <PageHeading title={title} intro={say(locale, 'several.intro')} />
          <Form action="/agents/a-signer/ensemble/signer" csrf={context.csrfToken()}>
            {chosen.map((line) => (
              <OneText key={line.key} line={line} locale={locale} />
            ))}
            <Button>{say(locale, 'several.sign')}</Button>
          </Form>
        </>
      ),
    }),
  );
}

function OneText({ line, locale }: { line: Chosen; locale: Locale }) {
  const { circuit, step, right, dossier, key } = line;
  const code = formatTrackingCode(dossier.code);
  // Written by the effect; its hash is checked when it is signed.
  const letter = circuit.content as unknown as FrozenLetter;
  return (
    <>
      <FrozenText letter={letter} locale={locale} id={circuit.id} heading={`${circuit.title}, ${code}`} />
      <p class="govuk-hint">
        {right.delegation === undefined ? roleOf(step, locale) : delegatedRole(right.delegation)}
      </p>
      <input type="hidden" name={`empreinte-${circuit.id}`} value={circuit.content_hash.toString('hex')} />
      <Checkbox
        id={`choix-${circuit.id}`}
        name="document"
        value={key}
        label={say(locale, 'several.include', { title: circuit.title, code })}
        checked
      />
    </>
  );
}

async function signSeveral(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now, origin } = context;
  const keys = [context.body.document ?? []].flat().slice(0, mostAtOnce);
  const chosen = await readChosen(context, parts, agent, keys);
  const outcomes: { key: string; title: string; result: string }[] = [];
  for (const line of chosen) {
    const { circuit, dossier, key } = line;
    const act = {
      agent,
      authorityId: circuit.authority_id,
      circuitId: circuit.id,
      decision: 'sign' as const,
      remark: '',
      seenHash: single(context.body, `empreinte-${circuit.id}`),
      origin,
      now,
    };
    const title = `${circuit.title}, ${formatTrackingCode(dossier.code)}`;
    outcomes.push({ key, title, result: await signOne(parts, act, locale) });
  }
  if (outcomes.length === 0) {
    context.setFlash(say(locale, keys.length === 0 ? 'several.none' : 'decide.changed'));
    return redirect('/agents/a-signer');
  }
  const title = say(locale, 'several.outcome');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'to-sign',
      children: (
        <>
          <BackLink href="/agents/a-signer" label={say(locale, 'backToList')} />
          <PageHeading title={title} />
          <Table
            caption={title}
            captionHidden
            rows={outcomes}
            rowKey={({ key }) => key}
            columns={[
              { label: say(locale, 'desk.document'), rowHeader: true, cell: (line) => line.title },
              { label: say(locale, 'several.result'), cell: ({ result }) => result },
            ]}
          />
        </>
      ),
    }),
  );
}

/** One document, one transaction: what fails for one leaves the others signed. */
async function signOne(
  parts: CapabilityParts,
  act: Parameters<typeof decideSignature>[2],
  locale: Locale,
): Promise<string> {
  const { database } = parts.platform;
  try {
    await database.transaction(act.agent.scope, (tx) => decideSignature(tx, parts, act));
    return say(locale, 'several.signed');
  } catch (error) {
    if (error instanceof SignatureClosedError || error instanceof SignatureContentError)
      return say(locale, 'several.changed');
    if (!(error instanceof SealUnusableError)) throw error;
    await database.transaction(act.agent.scope, (tx) => noteSignatureFailure(tx, parts, act, whyUnusable(error, 'fr')));
    return say(locale, 'several.failed', { why: whyUnusable(error, locale) });
  }
}
