import { type Authority, authorityContact, citizenPage } from '#modules/directory/index.ts';
import { availableTransitions, type CompiledTransition } from '#modules/workflow/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, privatePage, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Columns } from '#ui/components/columns.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { goesOnElsewhere } from '../../domain/goes-on-elsewhere.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { describeLinked, describeTransfers, sameApplicant } from '../../effects/panels/describe-related.ts';
import { readApplicantCapabilities } from '../../effects/panels/read-capabilities.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { describeJoinedTo, readJoinedTo } from '../../merges/joined-to.tsx';
import { dossierMessages as say } from '../../messages.ts';
import { type Follower, followsJoined, getOwnDossier, mayFollow } from '../../queries/get-own-dossier.ts';
import { listPublicEvents } from '../../queries/list-public-events.ts';
import { listRequestedDocuments } from '../../queries/list-requested-documents.ts';
import { traceForApplicant } from '../../queries/trace-dossier.ts';
import { conditionsOf } from '../../usecases/act-scope.ts';
import { dossierPath, getCounter } from './counter.ts';
import { DossierBody, type Followed, type FollowProblem } from './dossier-body.tsx';
import { followerOf } from './visitor.ts';

/**
 * A dossier as its applicant follows it. Each request asks the database who may see it and whether anything of it has
 * changed; the page is made again when something has, and at each minute, since it says who is open now.
 */
export async function showDossier(
  context: RequestContext,
  parts: DossiersParts,
  problem?: FollowProblem,
): Promise<Result> {
  const authority = await getCounter(context, parts);
  const follower = followerOf(context, parts, authority.id);
  const dossierId = context.params.dossier ?? '';
  const make = async () =>
    dossierPage(context, parts, await readFollowed(context, parts, { authority, follower, dossierId }), problem);
  if (problem !== undefined) return pageResult(await make(), { status: 422 });
  const seen = await parts.platform.database.readOnce([authority.id], (tx) =>
    traceForApplicant(tx, authority.id, dossierId),
  );
  if (seen === undefined) throw new DossierNotFoundError();
  if (!mayFollow(seen, follower)) {
    const mine = await parts.platform.database.readOnce([authority.id], (tx) =>
      followsJoined(tx, authority.id, dossierId, follower),
    );
    if (!mine) throw new DossierNotFoundError();
  }
  return privatePage({
    key: ['follow', authority.id, dossierId, context.origin, context.url, context.resident?.label ?? ''].join('\n'),
    basis: [
      seen.trace,
      Math.floor(context.now.getTime() / 60_000),
      context.resident === undefined,
      authority,
      await parts.directory.getTerritory(),
      await parts.directory.getAuthority(seen.team_authority_id),
      (await parts.catalogue.getVersionOf(seen)).procedure,
    ],
    make,
  });
}

async function dossierPage(
  context: RequestContext,
  parts: DossiersParts,
  followed: Followed,
  problem: FollowProblem | undefined,
) {
  const { authority, dossier, procedure } = followed;
  const { locale } = context;
  const title = localize(procedure.title, locale);
  const territory = await parts.directory.getTerritory();
  const handler = await parts.directory.getAuthority(dossier.team_authority_id);
  return citizenPage(context, parts.site, {
    title:
      problem === undefined
        ? `${title} – ${formatTrackingCode(dossier.code)}`
        : say(locale, 'form.errorTitle', { title }),
    authority,
    current: 'follow',
    noIndex: true,
    breadcrumbs: [
      context.resident === undefined
        ? { href: '/suivi', label: say(locale, 'code.title') }
        : { href: '/mon-espace', label: say(locale, 'space.title') },
    ],
    children: (
      <>
        <ErrorSummary errors={problem === undefined ? [] : [problem]} />
        <Columns
          main={<DossierBody context={context} followed={followed} problem={problem} />}
          aside={
            <div class="pv-stack">
              {authorityContact(handler, { locale, now: context.now, example: territory.exampleContacts })}
              <Acts context={context} followed={followed} />
            </div>
          }
          asideLabel={say(locale, 'receipt.who')}
        />
      </>
    ),
  });
}

/** A dossier with all that its page shows, for whoever may follow it. @throws {DossierNotFoundError} */
export async function readFollowed(
  context: RequestContext,
  parts: DossiersParts,
  { authority, follower, dossierId }: { authority: Authority; follower: Follower; dossierId: string },
): Promise<Followed> {
  if (!isUuid(dossierId)) throw new DossierNotFoundError();
  const [dossier, events, documents, capabilities, requested, merges] = await parts.platform.database.read(
    [authority.id],
    (tx) =>
      Promise.all([
        getOwnDossier(tx, { authorityId: authority.id, dossierId, follower }),
        listPublicEvents(tx, authority.id, dossierId),
        parts.documents.listOfDossier(tx, authority.id, dossierId),
        readApplicantCapabilities(tx, authority.id, dossierId),
        listRequestedDocuments(tx, authority.id, dossierId),
        readJoinedTo(tx, authority.id, dossierId),
      ]),
  );
  const rows = { dossier, events, documents, capabilities, requested };
  const version = await parts.catalogue.getVersionOf(rows.dossier);
  return {
    authority,
    ...rows,
    ...version,
    joinedTo:
      merges === undefined
        ? undefined
        : describeJoinedTo(
            merges,
            (await parts.catalogue.getVersionOf(merges.leading)).workflow,
            authority,
            context.locale,
          ),
    linked: await describeLinked(
      parts,
      rows.capabilities.linked.filter((one) => one.kind !== 'related'),
      context.locale,
      (linked) => (sameApplicant(linked, rows.dossier) ? dossierPath(authority, linked.id) : undefined),
    ),
    transfers: await describeTransfers(parts, rows.capabilities.transfers, true),
  };
}

/** What the workflow leaves to the applicant, and the acknowledgement. */
function Acts({ context, followed }: { context: RequestContext; followed: Followed }) {
  const { authority, dossier } = followed;
  const { locale } = context;
  return (
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={dossierPath(authority, dossier.id, 'accuse.pdf')}>
          {say(locale, 'receipt.pdf')}
        </a>
      </li>
      {applicantActs(followed, context.now).map((transition) => (
        <li key={transition.id}>
          <a class="govuk-link" href={dossierPath(authority, dossier.id, `actes/${transition.id}`)}>
            {localize(transition.label, locale)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The acts that the applicant may do now. */
export function applicantActs(
  followed: Pick<Followed, 'authority' | 'dossier' | 'form' | 'workflow'>,
  now: Date,
): CompiledTransition[] {
  const { authority, dossier, form, workflow } = followed;
  if (goesOnElsewhere(dossier)) return [];
  return availableTransitions(workflow, dossier.state, {
    ...conditionsOf(dossier, form, authority, now),
    actor: 'applicant',
  });
}
