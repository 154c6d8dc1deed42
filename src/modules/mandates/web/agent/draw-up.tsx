import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { cleanLine, normalizeEmail, normalizePhone } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { isMandateDays, type Mandate, type MandateProcedure, mostAuthorities } from '../../domain/mandate.ts';
import { MandateNotFoundError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { listMandatable } from '../../queries/describe-procedures.ts';
import { findHelper } from '../../queries/find-helper.ts';
import { getOwnMandate } from '../../queries/get-mandate.ts';
import { drawUpMandate } from '../../usecases/draw-up-mandate.ts';
import { drawUpPage, type Problems, type Typed } from './draw-up-page.tsx';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** GET /agents/mandats/nouveau, with `?suite=` and a mandate to renew it. */
export async function showDrawUp(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const former = await readFormer(context, parts, agent);
  // A renewed one is not renewed twice: its place is taken.
  if (former !== undefined && former.replacedBy !== null) return redirect(`${mandatesHref}/${former.replacedBy}`);
  const authorities = await listChoosable(parts, agent);
  const typed: Typed =
    former === undefined
      ? {
          givenNames: '',
          familyName: '',
          email: '',
          phone: '',
          days: '',
          authorities: await usualAuthorities(parts, agent, authorities),
          procedures: [],
        }
      : {
          givenNames: former.givenNames,
          familyName: former.familyName,
          email: former.email ?? '',
          phone: former.phone ?? '',
          days: String(former.days),
          authorities: [...new Set(former.procedures.map((one) => one.authorityId))],
          procedures: former.procedures.map((one) => `${one.authorityId}:${one.procedureId}`),
        };
  return page(await drawUpPage(context, parts, { typed, problems: {}, former, authorities }));
}

/** The mandate that the new one takes the place of: the helper's own. */
async function readFormer(
  { query }: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Mandate | undefined> {
  return parts.platform.database.read([agent.authorityId], async (tx) => {
    if ((await findHelper(tx, agent.authorityId, agent.agentId)) === undefined) throw new MandateNotFoundError();
    return query.suite === undefined ? undefined : getOwnMandate(tx, agent, query.suite);
  });
}

/** Those that are open; what a resident needs most days comes first. */
async function listChoosable(parts: MandatesParts, agent: AgentPrincipal): Promise<Authority[]> {
  const open = (await parts.directory.listAuthorities()).filter((one) => !one.closed);
  const usual = await usualAuthorities(parts, agent, open);
  const rank = ({ id }: Authority) => (usual.includes(id) ? usual.indexOf(id) : usual.length);
  return open.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fr'));
}

/** The helper's own, those of the same commune, then the agglomération. */
async function usualAuthorities(
  { directory }: MandatesParts,
  agent: AgentPrincipal,
  authorities: readonly Authority[],
): Promise<string[]> {
  const [own, territory] = await Promise.all([directory.getAuthority(agent.authorityId), directory.getTerritory()]);
  const ofCommune = authorities.filter(
    ({ communeCode }) => communeCode !== undefined && communeCode === own.communeCode,
  );
  const wanted = [...new Set([own.id, ...ofCommune.map((one) => one.id), territory.epci.id])];
  return wanted.filter((id) => authorities.some((one) => one.id === id));
}

/** POST /agents/mandats/nouveau: a theme stands for its procedures of today, which the mandate names one by one. */
export async function sendDrawUp(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, body } = context;
  const former = await readFormer(context, parts, agent);
  if (former !== undefined && former.replacedBy !== null) return redirect(`${mandatesHref}/${former.replacedBy}`);
  const authorities = await listChoosable(parts, agent);
  const named = new Set([body.authorities ?? []].flat());
  const typed: Typed = {
    // The new one is for the same person: nobody ends somebody's mandate with another one's agreement.
    givenNames: former?.givenNames ?? cleanLine(single(body, 'givenNames')),
    familyName: former?.familyName ?? cleanLine(single(body, 'familyName')),
    email: cleanLine(single(body, 'email'), 254),
    phone: cleanLine(single(body, 'phone')),
    days: single(body, 'days'),
    authorities: authorities.map((one) => one.id).filter((id) => named.has(id)),
    procedures: [body.procedures ?? []].flat(),
  };
  if (single(body, 'show') === 'authorities') {
    const problems = authorityProblem(typed, locale);
    return page(await drawUpPage(context, parts, { typed, problems, former, authorities }), {
      status: problems.authorities === undefined ? 200 : 422,
    });
  }
  const email = typed.email === '' ? undefined : normalizeEmail(typed.email);
  const phone = typed.phone === '' ? undefined : normalizePhone(typed.phone);
  const days = Number(typed.days);
  const procedures = await proceduresOf(parts, typed);
  const problems: Problems = {
    ...(typed.givenNames === '' ? { givenNames: say(locale, 'problem.givenNames') } : {}),
    ...(typed.familyName === '' ? { familyName: say(locale, 'problem.familyName') } : {}),
    ...(typed.phone !== '' && phone === undefined ? { phone: say(locale, 'problem.phone') } : {}),
    ...(typed.email !== '' && email === undefined ? { email: say(locale, 'problem.email') } : {}),
    ...(isMandateDays(days) ? {} : { days: say(locale, 'problem.days') }),
    ...authorityProblem(typed, locale),
    ...(procedures.length === 0 && typed.authorities.length > 0
      ? { procedures: say(locale, 'problem.procedures') }
      : {}),
  };
  const key = single(body, '_idempotency');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return redirect(`${mandatesHref}/nouveau`);
  if (Object.keys(problems).length > 0 || !isMandateDays(days)) {
    return page(await drawUpPage(context, parts, { typed, problems, former, authorities }), { status: 422 });
  }
  const id = await parts.platform.database.transaction([agent.authorityId], (tx) =>
    drawUpMandate(tx, agent, {
      key,
      givenNames: typed.givenNames,
      familyName: typed.familyName,
      email,
      phone,
      days,
      procedures,
      renews: former?.id,
      locale,
      now: context.now,
    }),
  );
  return redirect(`${mandatesHref}/${id}`);
}

function authorityProblem({ authorities }: Typed, locale: Locale): Problems {
  if (authorities.length === 0) return { authorities: say(locale, 'problem.authorities') };
  if (authorities.length > mostAuthorities) {
    return { authorities: say(locale, 'problem.tooManyAuthorities', { most: mostAuthorities }) };
  }
  return {};
}

/** What was ticked, of the authorities that were chosen, and may be done under a mandate. */
async function proceduresOf(parts: MandatesParts, typed: Typed): Promise<MandateProcedure[]> {
  const ticked = new Set(typed.procedures);
  const isTicked = (authorityId: string, { procedure }: AdoptedProcedure) =>
    ticked.has(`${authorityId}:${procedure.procedure}`) || ticked.has(`${authorityId}:theme:${procedure.theme}`);
  const found = await Promise.all(
    typed.authorities.slice(0, mostAuthorities).map(async (authorityId) => {
      const offered = await listMandatable(parts, authorityId);
      return offered
        .filter((one) => isTicked(authorityId, one))
        .map(({ procedure }) => ({ authorityId, procedureId: procedure.procedure }));
    }),
  );
  return found.flat();
}
