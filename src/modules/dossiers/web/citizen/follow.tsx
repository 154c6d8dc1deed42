import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { type Authority, authorityContact, citizenPage } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import { type Answers, summarize } from '#modules/forms/index.ts';
import { availableTransitions, type CompiledTransition, getState } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { MessageThread } from '#ui/components/message-thread.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Rating } from '#ui/components/rating.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { Timeline } from '#ui/components/timeline.tsx';
import { maxMessageLength } from '../../domain/plain-message.ts';
import {
  documentsNamed,
  historyOf,
  type NamedDocument,
  type ThreadEntry,
  threadOf,
} from '../../domain/public-history.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { getOwnDossier } from '../../queries/get-own-dossier.ts';
import { listPublicEvents, type PublicEvent } from '../../queries/list-public-events.ts';
import { mayWrite } from '../../usecases/answer-request.ts';
import { conditionsOf } from '../../usecases/apply-transition.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { mayRate } from '../../usecases/rate-dossier.ts';
import { dossierPath, getCounter } from './counter.ts';
import { DossierBody, type Followed, type FollowProblem } from './dossier-body.tsx';
import { fileSize } from './draft-files.ts';
import { phaseTone } from './phase-tone.ts';
import { SummarySections } from './summary-sections.tsx';
import { followerOf } from './visitor.ts';

/** A dossier as its applicant follows it. */
export async function showDossier(
  context: RequestContext,
  parts: DossiersParts,
  problem?: FollowProblem,
): Promise<Result> {
  const followed = await loadFollowed(context, parts);
  const { authority, dossier, procedure } = followed;
  const { locale } = context;
  const title = localize(procedure.title, locale);
  const territory = await parts.directory.getTerritory();
  const handler = await parts.directory.getAuthority(dossier.team_authority_id);
  const document = await citizenPage(context, parts.site, {
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
  return pageResult(document, { status: problem === undefined ? 200 : 422 });
}

async function loadFollowed(context: RequestContext, parts: DossiersParts): Promise<Followed> {
  const authority = await getCounter(context, parts);
  const follower = followerOf(context, parts, authority.id);
  const rows = await parts.platform.database.transaction([authority.id], async (tx) => {
    const dossier = await getOwnDossier(tx, {
      authorityId: authority.id,
      dossierId: context.params.dossier ?? '',
      follower,
    });
    const events = await listPublicEvents(tx, authority.id, dossier.id);
    return { dossier, events, documents: await parts.documents.listOfDossier(tx, authority.id, dossier.id) };
  });
  const version = await parts.catalogue.getVersion(rows.dossier.procedure_id, rows.dossier.procedure_version);
  return { authority, ...rows, ...version };
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
  return availableTransitions(workflow, dossier.state, {
    ...conditionsOf(dossier, form, authority, now),
    actor: 'applicant',
  });
}
