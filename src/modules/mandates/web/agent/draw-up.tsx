import { agentPage, cleanLine, normalizeEmail, normalizePhone } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { isMandateDays, type Mandate, mandateDays } from '../../domain/mandate.ts';
import { MandateNotFoundError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { listMandatable, listPersonal } from '../../queries/describe-procedures.ts';
import { findHelper } from '../../queries/find-helper.ts';
import { getOwnMandate } from '../../queries/get-mandate.ts';
import { drawUpMandate } from '../../usecases/draw-up-mandate.ts';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';
import { ProcedureChoice } from './procedure-choice.tsx';

interface Typed {
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
  readonly days: string;
  readonly procedures: readonly string[];
}
type Problems = Partial<Record<keyof Typed, string>>;
const blank: Typed = { givenNames: '', familyName: '', email: '', phone: '', days: '', procedures: [] };

/** GET /agents/mandats/nouveau */
export async function showDrawUp(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const former = await readFormer(context, parts, agent);
  const typed =
    former === undefined
      ? blank
      : {
          ...former,
          email: former.email ?? '',
          phone: former.phone ?? '',
          days: String(former.days),
          procedures: former.procedures.map((one) => one.procedureId),
        };
  return page(await drawUpPage(context, parts, agent, typed, {}));
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

/** The authority whose procedures are shown: that of the address, else the helper's own. */
async function targetOf({ query }: RequestContext, parts: MandatesParts, agent: AgentPrincipal) {
  const authorities = await parts.directory.listAuthorities();
  const chosen = authorities.find((one) => one.slug === query.collectivite);
  return { authorities, target: chosen ?? (await parts.directory.getAuthority(agent.authorityId)) };
}

async function drawUpPage(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  typed: Typed,
  problems: Problems,
) {
  const { locale } = context;
  const { authorities, target } = await targetOf(context, parts, agent);
  const offered = await listMandatable(parts, target.id);
  const personal = await listPersonal(parts, target.id, locale);
  const title = say(locale, 'new');
  const errors = (Object.keys(problems) as (keyof Typed)[]).map((id) => ({ fieldId: id, message: problems[id] ?? '' }));
  const keep = context.query.suite === undefined ? '' : `&suite=${encodeURIComponent(context.query.suite)}`;
  return agentPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
    current: 'mandates',
    children: (
      <>
        <BackLink href={mandatesHref} label={say(locale, 'back')} />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} intro={say(locale, 'newIntro')} />
        <Form method="get" action={`${mandatesHref}/nouveau`}>
          {context.query.suite !== undefined && <input type="hidden" name="suite" value={context.query.suite} />}
          <Select
            id="collectivite"
            label={say(locale, 'where')}
            value={target.slug}
            placeholder={false}
            options={authorities.map((one) => ({ value: one.slug, label: one.name }))}
          />
          <Button tone="secondary">{say(locale, 'whereButton')}</Button>
        </Form>
        <Form
          action={`${mandatesHref}/nouveau?collectivite=${target.slug}${keep}`}
          csrf={context.csrfToken()}
          idempotencyKey={newId(context.now.getTime())}
          autocomplete="off"
        >
          <TextInput
            id="givenNames"
            label={say(locale, 'givenNames')}
            value={typed.givenNames}
            error={problems.givenNames}
            width={20}
          />
          <TextInput
            id="familyName"
            label={say(locale, 'familyName')}
            value={typed.familyName}
            error={problems.familyName}
            width={20}
          />
          <TextInput
            id="phone"
            type="tel"
            label={say(locale, 'phone')}
            hint={say(locale, 'contactHint')}
            autocomplete="off"
            value={typed.phone}
            error={problems.phone}
            width={20}
            optional
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
          <Radios
            id="days"
            label={say(locale, 'days')}
            value={typed.days}
            error={problems.days}
            inline
            options={mandateDays.map((days) => ({ value: String(days), label: mandateWords(locale, `days.${days}`) }))}
          />
          <h2 class="govuk-heading-m">
            {say(locale, 'procedures')} – {target.name}
          </h2>
          <ProcedureChoice
            offered={offered}
            personal={personal}
            themes={parts.catalogue.themes()}
            chosen={typed.procedures}
            error={problems.procedures}
            locale={locale}
          />
          <Button>{say(locale, 'draw')}</Button>
        </Form>
      </>
    ),
  });
}

/** POST /agents/mandats/nouveau: a theme stands for its procedures of today, which the mandate names one by one. */
export async function sendDrawUp(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, body } = context;
  const former = await readFormer(context, parts, agent);
  const { target } = await targetOf(context, parts, agent);
  const offered = await listMandatable(parts, target.id);
  const chosen = [body.procedures ?? []].flat();
  const typed: Typed = {
    givenNames: cleanLine(single(body, 'givenNames')),
    familyName: cleanLine(single(body, 'familyName')),
    email: cleanLine(single(body, 'email'), 254),
    phone: cleanLine(single(body, 'phone')),
    days: single(body, 'days'),
    procedures: chosen,
  };
  const email = typed.email === '' ? undefined : normalizeEmail(typed.email);
  const phone = typed.phone === '' ? undefined : normalizePhone(typed.phone);
  const days = Number(typed.days);
  const procedures = offered
    .filter(({ procedure }) => chosen.includes(procedure.procedure) || chosen.includes(`theme:${procedure.theme}`))
    .map(({ procedure }) => ({ authorityId: target.id, procedureId: procedure.procedure }));
  const problems: Problems = {
    ...(typed.givenNames === '' ? { givenNames: say(locale, 'problem.givenNames') } : {}),
    ...(typed.familyName === '' ? { familyName: say(locale, 'problem.familyName') } : {}),
    ...(typed.phone !== '' && phone === undefined ? { phone: say(locale, 'problem.phone') } : {}),
    ...(typed.email !== '' && email === undefined ? { email: say(locale, 'problem.email') } : {}),
    ...(isMandateDays(days) ? {} : { days: say(locale, 'problem.days') }),
    ...(procedures.length === 0 ? { procedures: say(locale, 'problem.procedures') } : {}),
  };
  const key = single(body, '_idempotency');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return redirect(`${mandatesHref}/nouveau`);
  if (Object.keys(problems).length > 0 || !isMandateDays(days)) {
    return page(await drawUpPage(context, parts, agent, typed, problems), { status: 422 });
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
