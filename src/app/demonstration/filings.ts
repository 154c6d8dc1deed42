import { applyTransition, submitDossier, withFreshCode } from '#modules/dossiers/index.ts';
import { type Answers, validateAll } from '#modules/forms/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Counter } from '../composition.ts';
import { type SampleFiling, sampleFilings } from './sample-filings.ts';
import { demonstrationAgents } from './sign-ins.ts';

const hour = 3_600_000;

/** Files the samples as residents would have, some days ago, then has agents act on some of them. */
export async function fileSamples(
  counter: Counter,
  people: { agentIds: ReadonlyMap<string, string>; accountId: string },
): Promise<void> {
  const now = counter.platform.clock.now().epochMilliseconds;
  for (const sample of sampleFilings(now)) {
    const dossierId = await file(counter, sample, new Date(now - sample.hoursAgo * hour), people.accountId);
    for (const act of sample.acts ?? []) {
      const agent = demonstrationAgents.find((candidate) => candidate.email === act.by);
      const agentId = people.agentIds.get(act.by);
      if (agent === undefined || agentId === undefined) throw new Error(`No demonstration agent ${act.by}`);
      await counter.platform.database.transaction([sample.authorityId], (tx) =>
        applyTransition(tx, counter.parts, {
          authorityId: sample.authorityId,
          dossierId,
          transitionId: act.transition,
          actor: { kind: 'agent', role: 'agent', id: agentId, name: agent.name },
          channel: 'web',
          form: act.form ?? {},
          origin: originOf(counter),
        }),
      );
    }
  }
}

async function file(counter: Counter, sample: SampleFiling, at: Date, accountId: string): Promise<string> {
  const { catalogue, platform, identity, parts } = counter;
  const adopted = await catalogue.findAdopted(sample.authorityId, sample.procedure);
  if (adopted === undefined) throw new Error(`${sample.authorityId} does not offer ${sample.procedure}`);
  const { authority } = adopted;
  const context = {
    today: civilDate(instantOf(at)).toString(),
    authority: {
      code: authority.communeCode ?? authority.siren ?? authority.id,
      kind: authority.kind,
      name: authority.name,
    },
    communes: parts.communes,
    territory: parts.territory,
  };
  const errors = validateAll(adopted.form, sample.answers, context);
  if (errors.length > 0) {
    throw new Error(
      `Sample of ${sample.procedure}: ${errors.map((error) => `${error.path} ${error.message.fr}`).join('; ')}`,
    );
  }
  const account =
    sample.byAccount === true ? { id: accountId, pseudonym: identity.pseudonymOf(accountId, authority.id) } : undefined;
  const { dossierId } = await withFreshCode(() =>
    platform.database.transaction([authority.id], (tx) =>
      submitDossier(tx, parts, {
        authority,
        procedure: adopted.procedure,
        procedureVersion: adopted.version,
        overridesRevision: adopted.overridesRevision,
        form: adopted.form,
        workflow: adopted.workflow,
        teamAuthorityId: adopted.teamAuthorityId,
        teamId: adopted.teamId,
        answers: sample.answers as Answers,
        context,
        submissionKey: newId(),
        visitorHash: undefined,
        account,
        channel: sample.channel ?? 'web',
        locale: 'fr',
        origin: originOf(counter),
        now: at,
      }),
    ),
  );
  return dossierId;
}

/** The address of this site, for the links in messages. */
export function originOf({ platform }: Counter): string {
  const { PUBLIC_URL, HOST, PORT } = platform.config;
  return PUBLIC_URL ?? `http://${HOST}:${PORT}`;
}
