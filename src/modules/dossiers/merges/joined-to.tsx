import type { Authority } from '#modules/directory/index.ts';
import { type CompiledWorkflow, getState } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { mergeWords as say } from './messages.ts';

/** What the applicant of a joined dossier is told of the one that goes on. */
export interface JoinedTo {
  /** The same person's: its number and the way to it. Another's: where it stands, and nothing else. */
  readonly own: { readonly code: string; readonly href: string } | undefined;
  readonly state: string;
}

type Leading = Pick<
  DossierRow,
  'id' | 'code' | 'state' | 'procedure_id' | 'procedure_version' | 'overrides_revision' | 'authority_id'
>;

export async function readJoinedTo(
  tx: Tx,
  authorityId: string,
  dossierId: string,
): Promise<{ readonly samePerson: boolean; readonly leading: Leading } | undefined> {
  const row = await tx
    .selectFrom('dossier_merges as m')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'm.authority_id').onRef('d.id', '=', 'm.leading_id'),
    )
    .select([
      'm.same_person',
      'd.authority_id',
      'd.id',
      'd.code',
      'd.state',
      'd.procedure_id',
      'd.procedure_version',
      'd.overrides_revision',
    ])
    .where('m.authority_id', '=', authorityId)
    .where('m.joined_id', '=', dossierId)
    .where('m.parted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { same_person: samePerson, ...leading } = row;
  return { samePerson, leading };
}

/** The dossier that goes on, when it is the same person's. */
export async function findLeadingOwn(tx: Tx, authorityId: string, dossierId: string): Promise<string | undefined> {
  const joined = await readJoinedTo(tx, authorityId, dossierId);
  return joined?.samePerson === true ? joined.leading.id : undefined;
}

export function describeJoinedTo(
  { samePerson, leading }: { readonly samePerson: boolean; readonly leading: Leading },
  workflow: CompiledWorkflow,
  authority: Pick<Authority, 'slug'>,
  locale: Locale,
): JoinedTo {
  return {
    own: samePerson
      ? { code: formatTrackingCode(leading.code), href: `/${authority.slug}/dossiers/${leading.id}` }
      : undefined,
    state: localize(getState(workflow, leading.state).label, locale),
  };
}

export function JoinedToNotice({ joined, locale }: { joined: JoinedTo | undefined; locale: Locale }) {
  if (joined === undefined) return null;
  return (
    <Notification tone="important" title={say(locale, 'own.title')}>
      {joined.own === undefined ? (
        <p class="govuk-body">{say(locale, 'own.otherBody', { state: joined.state })}</p>
      ) : (
        <>
          <p class="govuk-body">{say(locale, 'own.body', { code: joined.own.code })}</p>
          <a class="govuk-link" href={joined.own.href}>
            {say(locale, 'own.follow', { code: joined.own.code })}
          </a>
        </>
      )}
    </Notification>
  );
}
