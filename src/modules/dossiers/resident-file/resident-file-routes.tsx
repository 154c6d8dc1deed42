import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openDuringMaintenance, page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { plainMessage } from '../domain/plain-message.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import { namedDossier } from '../web/agent/show-dossier.tsx';
import { findOpenView, recordFileView } from './file-views.ts';
import { fileReasons, residentFileWords as say } from './messages.ts';
import { readResidentFile } from './read-resident-file.ts';
import { ResidentFileContent } from './resident-file.page.tsx';
import { residentFileHref } from './resident-file-href.ts';

export function residentFileRoutes(parts: DossiersParts): Route[] {
  const path = '/agents/usagers/:authority/:dossier';
  return [
    agentRoute('agent-dossiers.resident-file', 'GET', path, (context, agent) => showFile(context, parts, agent)),
    // Reading, once a reason is given.
    openDuringMaintenance(
      agentRoute('agent-dossiers.open-resident-file', 'POST', path, (context, agent) =>
        openFile(context, parts, agent),
      ),
    ),
  ];
}

async function showFile(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now } = context;
  const read = await parts.platform.database.read(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
    const view = await findOpenView(tx, agent, dossier, now);
    return view && { view, file: await readResidentFile(tx, parts, agent, authority.id, dossierId) };
  });
  if (read === undefined) return askReason(context, parts, agent);
  const versions = new Map<string, ProcedureVersion>();
  for (const dossier of read.file.dossiers) versions.set(dossier.id, await parts.catalogue.getVersionOf(dossier));
  const name = read.file.anchor.applicant_name;
  const document = await agentPage(context, parts.site, {
    title: name === '' ? say(locale, 'title') : `${say(locale, 'title')} – ${name}`,
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} label={say(locale, 'back')} />
        <PageHeading title={name === '' ? say(locale, 'title') : name} caption={say(locale, 'title')} />
        <ResidentFileContent
          file={read.file}
          versions={versions}
          authority={authority}
          household={
            await Promise.all(
              read.file.household.map(async (one) => ({ ...one, version: await parts.catalogue.getVersionOf(one) })),
            )
          }
          reason={read.view.reason}
          locale={locale}
        />
      </>
    ),
  });
  return page(document);
}

async function askReason(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  error?: string,
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, body } = context;
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} label={say(locale, 'back')} />
        <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'motif', message: error }]} />
        <PageHeading title={title} intro={say(locale, 'whyIntro')} />
        <Form action={residentFileHref(authority.slug, dossierId)} csrf={context.csrfToken()}>
          <Radios
            id="motif"
            label={say(locale, 'why')}
            labelSize="m"
            value={single(body, 'motif')}
            error={error}
            options={fileReasons.map((one) => ({ value: one, label: say(locale, `reason.${one}`) }))}
          />
          <TextInput
            id="precision"
            label={say(locale, 'more')}
            optional
            maxLength={200}
            value={single(body, 'precision')}
          />
          <Button>{say(locale, 'open')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: error === undefined ? 200 : 422 });
}

async function openFile(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId } = await namedDossier(context, parts, agent);
  const { locale, body, now } = context;
  const given = fileReasons.find((one) => one === single(body, 'motif'));
  if (given === undefined) {
    await parts.platform.database.read(agent.scope, (tx) => getProcessedDossier(tx, agent, authority.id, dossierId));
    return askReason(context, parts, agent, say(locale, 'whyMissing'));
  }
  const more = plainMessage(single(body, 'precision')).slice(0, 200);
  // Kept in French: residents and the authority read it, whatever the agent's language.
  const reason = [say('fr', `reason.${given}`), ...(more === '' ? [] : [more])].join(' – ');
  await parts.platform.database.transaction(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
    await recordFileView(tx, agent, dossier, reason, now);
    // The other parents whose requests the file names read it too, once each.
    const { household } = await readResidentFile(tx, parts, agent, authority.id, dossierId);
    const named = new Map(household.map((one) => [one.account_pseudonym?.toString('hex'), one]));
    for (const one of named.values()) await recordFileView(tx, agent, one, reason, now, true);
  });
  return redirect(residentFileHref(authority.slug, dossierId));
}
