import { citizenPage } from '#modules/directory/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { helperOf, type Mandate, personOf, stateOf } from '../../domain/mandate.ts';
import { readRevocationToken } from '../../domain/revocation-link.ts';
import { MandateNotFoundError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords as say } from '../../messages.ts';
import { describeScope } from '../../queries/describe-procedures.ts';
import { getMandate } from '../../queries/get-mandate.ts';
import { listActs, type MandateAct } from '../../queries/list-mandates.ts';
import { revokeMandate } from '../../usecases/revoke-mandate.ts';
import { Acts } from '../acts.tsx';
import { ScopeList } from '../scope-list.tsx';
import { stateTone } from '../tones.ts';

export const residentHref = '/mon-espace/mandats';
const privatePage = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

interface Whereabouts {
  readonly authorityId: string;
  readonly id: string;
}

async function readOne(parts: MandatesParts, { authorityId, id }: Whereabouts) {
  return parts.platform.database.read([authorityId], async (tx) => ({
    mandate: await getMandate(tx, { authorityId, id }),
    acts: await listActs(tx, authorityId, id),
  }));
}

/** GET /mon-espace/mandats: every mandate of the account, over all authorities. */
export async function showMine(context: RequestContext, parts: MandatesParts): Promise<Result> {
  const { locale } = context;
  const links = await listLinks(context, parts);
  const found = await Promise.all(links.map((link) => readOne(parts, link)));
  const runs = ({ mandate }: (typeof found)[number]) => Number(stateOf(mandate, context.now) === 'active');
  found.sort((a, b) => runs(b) - runs(a) || b.mandate.createdAt.getTime() - a.mandate.createdAt.getTime());
  const cards = await Promise.all(
    found.map(async ({ mandate, acts }) => ({
      mandate,
      view: await mandateView(context, parts, mandate, acts, {
        action: `${residentHref}/${mandate.authorityId}/${mandate.id}/fin`,
        level: 3,
      }),
    })),
  );
  const title = say(locale, 'title');
  return page(
    await citizenPage(context, parts.site, {
      title,
      breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'space') }],
      noIndex: true,
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          {cards.length === 0 && <p class="govuk-body">{say(locale, 'none')}</p>}
          {cards.map(({ mandate, view }) => (
            <section key={mandate.id}>
              <h2 class="govuk-heading-m">{helperOf(mandate)}</h2>
              {view}
            </section>
          ))}
        </>
      ),
    }),
    { headers: privatePage },
  );
}

async function listLinks(context: RequestContext, parts: MandatesParts): Promise<Whereabouts[]> {
  if (context.resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return parts.platform.database.open
    .selectFrom('account_mandates')
    .select(['authority_id as authorityId', 'mandate_id as id'])
    .where('account_id', '=', context.resident.accountId)
    .execute();
}

async function mandateView(
  context: RequestContext,
  parts: MandatesParts,
  mandate: Mandate,
  acts: readonly MandateAct[],
  { action, level }: { readonly action: string; readonly level: 2 | 3 },
) {
  const { locale, now } = context;
  const state = stateOf(mandate, now);
  const Heading = level === 2 ? 'h2' : 'h3';
  const scope = await describeScope(parts, mandate.procedures, locale);
  return (
    <>
      <p class="govuk-body">
        <Tag tone={stateTone[state]}>{say(locale, `state.${state}`)}</Tag>
      </p>
      <SummaryList
        rows={[
          ...(mandate.agreedAt === null || mandate.agreement === null
            ? []
            : [
                {
                  term: say(locale, 'given'),
                  value: `${formatDateTime(mandate.agreedAt, locale)}, ${say(locale, `agreement.${mandate.agreement}`)}`,
                },
              ]),
          ...(mandate.endsAt === null
            ? []
            : [{ term: say(locale, 'until'), value: formatDateTime(mandate.endsAt, locale) }]),
          {
            term: say(locale, 'procedures'),
            value: (
              <>
                <ScopeList scope={scope} />
                {new Set(scope.map((one) => one.authorityId)).size > 1 && say(locale, 'only.own')}
              </>
            ),
          },
        ]}
      />
      {state === 'active' ? (
        <Form action={action} csrf={context.csrfToken()}>
          <p class="govuk-body">{say(locale, 'endHint')}</p>
          <Button tone="warning">{say(locale, 'end')}</Button>
        </Form>
      ) : (
        <Notification tone="info" title={say(locale, `state.${state}`)} level={level}>
          <p class="govuk-body">{say(locale, mandate.replacedBy === null ? 'over' : 'replaced')}</p>
        </Notification>
      )}
      <Heading class="govuk-heading-s">{say(locale, 'done')}</Heading>
      <Acts acts={acts} locale={locale} level={level === 2 ? 3 : 4} />
    </>
  );
}

/** POST /mon-espace/mandats/:authority/:mandate/fin. @throws {MandateNotFoundError} for a mandate of somebody else */
export async function endMine(context: RequestContext, parts: MandatesParts): Promise<Result> {
  const { authority, mandate: id } = context.params;
  const link = (await listLinks(context, parts)).find((one) => one.authorityId === authority && one.id === id);
  if (link === undefined) throw new MandateNotFoundError();
  await endAsResident(context, parts, link);
  return redirect(residentHref);
}

async function endAsResident(context: RequestContext, parts: MandatesParts, link: Whereabouts): Promise<void> {
  await parts.platform.database.transaction([link.authorityId], async (tx) => {
    const mandate = await getMandate(tx, { ...link, lock: 'update' });
    await revokeMandate(tx, parts, mandate, {
      kind: 'resident',
      name: personOf(mandate),
      origin: context.origin,
      now: context.now,
    });
  });
  context.setFlash(say(context.locale, 'ended'));
}

function linkOf(context: RequestContext, parts: MandatesParts): Whereabouts {
  const link = readRevocationToken(parts.key, (context.params.token ?? '').slice(0, 200));
  if (link === undefined) throw new MandateNotFoundError();
  return link;
}

/** GET /mandats/lien/:token: the page of the link in messages. Nothing ends until its button is pressed. */
export async function showByLink(context: RequestContext, parts: MandatesParts): Promise<Result> {
  const { locale } = context;
  const { mandate, acts } = await readOne(parts, linkOf(context, parts));
  const title = say(locale, 'oneTitle', { helper: helperOf(mandate) });
  const action = `/mandats/lien/${context.params.token}`;
  return page(
    await citizenPage(context, parts.site, {
      title,
      noIndex: true,
      children: (
        <>
          <PageHeading title={title} />
          {await mandateView(context, parts, mandate, acts, { action, level: 2 })}
        </>
      ),
    }),
    { headers: privatePage },
  );
}

/** POST /mandats/lien/:token */
export async function endByLink(context: RequestContext, parts: MandatesParts): Promise<Result> {
  await endAsResident(context, parts, linkOf(context, parts));
  return redirect(`/mandats/lien/${context.params.token}`);
}
