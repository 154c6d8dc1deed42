import { type Authority, citizenPage } from '#modules/directory/index.ts';
import { getState } from '#modules/workflow/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { CardList, type CardProps } from '#ui/components/card.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { LinkRows } from '#ui/components/link-rows.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { Draft } from '../../domain/draft.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierClaimedError, DossierNotFoundError } from '../../errors.ts';
import { dossierMessages as say } from '../../messages.ts';
import { findByCode } from '../../queries/find-by-code.ts';
import { listMyDossiers, type MyDossier } from '../../queries/list-my-dossiers.ts';
import { consultationsHref } from '../../resident-file/consultations-page.tsx';
import { residentFileWords } from '../../resident-file/messages.ts';
import { claimDossier } from '../../usecases/claim-dossier.ts';
import { ActingFor } from './acting.tsx';
import { CodeForm } from './code-form.tsx';
import { dossierPath, draftPath } from './counter.ts';
import { phaseTone } from './phase-tone.ts';
import { dropGrant, grantsOf } from './visitor.ts';

const recent = 6;

/** Everything that a person has under way, what waits for them first. */
export async function showMySpace(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const space = await loadSpace(context, parts);
  const { locale } = context;
  const waiting = space.dossiers.filter((dossier) => dossier.phase === 'waiting-applicant');
  const others = space.dossiers.filter((dossier) => dossier.phase !== 'waiting-applicant');
  const isEmpty = space.dossiers.length === 0 && space.drafts.length === 0;
  const sections = {
    waiting: await dossierCards(parts, waiting, locale),
    drafts: await draftCards(parts, space.drafts, locale),
    dossiers: await dossierCards(parts, others.slice(0, recent), locale),
  };
  return pageResult(
    await citizenPage(context, parts.site, {
      title: say(locale, 'space.title'),
      noIndex: true,
      children: (
        <>
          <PageHeading
            title={say(locale, 'space.title')}
            caption={context.resident?.label}
            actions={
              <Form action="/deconnexion" csrf={context.csrfToken()}>
                <Button tone="link">{say(locale, 'space.signOut')}</Button>
              </Form>
            }
          />
          <ActingFor context={context} />
          {space.unclaimed.length > 0 && <ClaimOffer context={context} count={space.unclaimed.length} />}
          {isEmpty && (
            <EmptyState title={say(locale, 'space.empty')}>
              <LinkButton href="/">{say(locale, 'space.find')}</LinkButton>
            </EmptyState>
          )}
          <CardSection title={say(locale, 'space.waiting')} cards={sections.waiting} />
          <CardSection title={say(locale, 'space.drafts')} cards={sections.drafts} />
          <CardSection title={say(locale, 'space.dossiers')} cards={sections.dossiers} />
          {others.length > recent && (
            <p class="govuk-body">
              <a class="govuk-link" href="/mon-espace/dossiers">
                {say(locale, 'space.all', { count: space.dossiers.length })}
              </a>
            </p>
          )}
          <SpaceRows locale={locale} />
        </>
      ),
    }),
  );
}

/** All the dossiers of a person. */
export async function showMyDossiers(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const space = await loadSpace(context, parts);
  const { locale } = context;
  const cards = await dossierCards(parts, space.dossiers, locale);
  return pageResult(
    await citizenPage(context, parts.site, {
      title: say(locale, 'space.dossiers'),
      noIndex: true,
      breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'space.title') }],
      children: (
        <>
          <PageHeading title={say(locale, 'space.dossiers')} />
          <ActingFor context={context} />
          {cards.length === 0 ? (
            <EmptyState title={say(locale, 'space.empty')} />
          ) : (
            <CardList cards={cards.map((card) => ({ ...card, level: 2 as const }))} />
          )}
        </>
      ),
    }),
  );
}

/** Where a dossier filed without an account is taken: by its code, or from this browser's own receipts. */
export async function showClaim(
  context: RequestContext,
  parts: DossiersParts,
  failed?: { typed: string; error: string },
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'claim.title');
  const space = await loadSpace(context, parts);
  const cards = await dossierCards(parts, space.unclaimed, locale);
  const document = await citizenPage(context, parts.site, {
    title: failed === undefined ? title : say(locale, 'form.errorTitle', { title }),
    noIndex: true,
    breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'space.title') }],
    children: (
      <>
        <ErrorSummary errors={failed === undefined ? [] : [{ fieldId: 'code', message: failed.error }]} />
        <PageHeading title={title} intro={say(locale, 'claim.intro')} />
        <ActingFor context={context} />
        {cards.length > 0 && (
          <>
            <CardSection title={say(locale, 'claim.here')} cards={cards} />
            <Form action="/mon-espace/rattacher" csrf={context.csrfToken()}>
              <Button name="all" value="1">
                {say(locale, 'claim.all', { count: cards.length })}
              </Button>
            </Form>
          </>
        )}
        <CodeForm context={context} typed={failed?.typed} error={failed?.error} action="/mon-espace/rattacher" />
      </>
    ),
  });
  return pageResult(document, { status: failed === undefined ? 200 : 422 });
}

export async function sendClaim(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { locale } = context;
  if (single(context.body, 'all') !== '') {
    const { unclaimed } = await loadSpace(context, parts);
    for (const dossier of unclaimed)
      await claim(context, parts, { authorityId: dossier.authority_id, dossierId: dossier.id });
    dropGrant(
      context,
      parts,
      unclaimed.map((dossier) => dossier.id),
    );
    context.setFlash(say(locale, 'claim.done'));
    return redirect('/mon-espace');
  }
  const typed = single(context.body, 'code').slice(0, 40);
  const found = await findByCode(parts.platform.database.open, typed);
  if (found === undefined) return showClaim(context, parts, { typed, error: say(locale, 'code.unknown') });
  try {
    await claim(context, parts, found);
  } catch (error) {
    if (error instanceof DossierClaimedError)
      return showClaim(context, parts, { typed, error: say(locale, 'claim.taken') });
    if (error instanceof DossierNotFoundError)
      return showClaim(context, parts, { typed, error: say(locale, 'code.unknown') });
    throw error;
  }
  dropGrant(context, parts, [found.dossierId]);
  context.setFlash(say(locale, 'claim.done'));
  return redirect('/mon-espace');
}

function claim(
  context: RequestContext,
  parts: DossiersParts,
  dossier: { authorityId: string; dossierId: string },
): Promise<void> {
  return parts.platform.database.transaction([dossier.authorityId], (tx) =>
    claimDossier(tx, parts.identity, { ...dossier, accountId: accountIdOf(context) }),
  );
}

function loadSpace(context: RequestContext, parts: DossiersParts) {
  return listMyDossiers(parts, accountIdOf(context), grantsOf(context, parts), context.now);
}

/** Whose space it is: the person's, or that of the body that they act for. Routes of access `resident` always have one. */
function accountIdOf(context: RequestContext): string {
  if (context.resident === undefined) throw new Error('A resident is signed in here');
  return context.resident.actingFor?.bodyId ?? context.resident.accountId;
}

/** What else a person keeps here: each with what it is for, as the names alone do not say it. */
function SpaceRows({ locale }: { locale: Locale }) {
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'space.account')}</h2>
      <LinkRows
        columns={2}
        ariaLabel={say(locale, 'space.account')}
        rows={[
          { href: '/mon-espace/profil', title: say(locale, 'space.profile'), detail: say(locale, 'space.profileFor') },
          {
            href: '/mon-espace/foyer',
            title: say(locale, 'space.household'),
            detail: say(locale, 'space.householdFor'),
          },
          {
            href: '/mon-espace/organismes',
            title: say(locale, 'space.bodies'),
            detail: say(locale, 'space.bodiesFor'),
          },
          {
            href: '/mon-espace/mandats',
            title: say(locale, 'space.mandates'),
            detail: say(locale, 'space.mandatesFor'),
          },
          {
            href: consultationsHref,
            title: residentFileWords(locale, 'own.rowTitle'),
            detail: residentFileWords(locale, 'own.rowFor'),
          },
          {
            href: '/mon-espace/rattacher',
            title: say(locale, 'space.claimLink'),
            detail: say(locale, 'space.claimFor'),
          },
        ]}
      />
    </>
  );
}

function ClaimOffer({ context, count }: { context: RequestContext; count: number }) {
  const { locale } = context;
  return (
    <Notification title={say(locale, 'claim.offerTitle', { count })}>
      <a class="govuk-link" href="/mon-espace/rattacher">
        {say(locale, 'space.claimLink')}
      </a>
    </Notification>
  );
}

function CardSection({ title, cards }: { title: string; cards: readonly CardProps[] }) {
  if (cards.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <CardList cards={cards} ariaLabel={title} />
    </>
  );
}

function dossierCards(parts: DossiersParts, dossiers: readonly MyDossier[], locale: Locale): Promise<CardProps[]> {
  return Promise.all(
    dossiers.map(async (dossier) => {
      const [authority, { procedure, workflow }] = await Promise.all([
        parts.directory.getAuthority(dossier.authority_id),
        parts.catalogue.getVersionOf(dossier),
      ]);
      return {
        title: localize(procedure.title, locale),
        href: dossierPath(authority, dossier.id),
        eyebrow: authority.name,
        tag: { tone: phaseTone(dossier.phase), label: localize(getState(workflow, dossier.state).label, locale) },
        meta: say(locale, 'space.sentOn', {
          date: formatDate(dossier.submitted_at, locale),
          code: formatTrackingCode(dossier.code),
        }),
      };
    }),
  );
}

function draftCards(parts: DossiersParts, drafts: readonly Draft[], locale: Locale): Promise<CardProps[]> {
  return Promise.all(
    drafts.map(async (draft) => {
      const [authority, { procedure }]: [Authority, Awaited<ReturnType<typeof parts.catalogue.getVersion>>] =
        await Promise.all([parts.directory.getAuthority(draft.authorityId), parts.catalogue.getVersionOf(draft)]);
      return {
        title: localize(procedure.title, locale),
        href: draftPath(authority, draft.id),
        eyebrow: authority.name,
        tag: { tone: 'waiting' as const, label: say(locale, 'space.draft') },
        meta: say(locale, 'space.keptUntil', { date: formatDate(draft.expiresAt, locale) }),
      };
    }),
  );
}
