import type { ComponentChildren } from 'preact';
import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import type { Answers, CompiledPage, FormContext } from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Draft } from '../../../domain/draft.ts';
import { draftDocuments, hasFiles, withDocuments } from '../../../domain/file-answers.ts';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { getOwnDraft, type Owner } from '../../../queries/get-own-draft.ts';
import type { Filing } from '../../../usecases/submit-dossier.ts';
import { formForDesk } from './desk-form.ts';
import type { deskWords } from './messages.ts';

/**
 * A request that is filled in from the desk: for somebody else, by an agent at the counter or by a helper under a mandate;
 * or for oneself, an internal one.
 */
export interface DeskFiling {
  /** Whose form it is, which need not be the agent's own authority. */
  readonly authority: Authority;
  /** What the transactions may see: the authority of the draft, and what `check` reads. */
  readonly scope: readonly string[];
  readonly owner: Owner;
  /** The address of the draft, and of its parts. */
  href(part?: string): string;
  readonly listHref: string;
  dossierHref(dossierId: string): string;
  /** The entry of the side menu. */
  readonly current: string;
  /** Who it is for, above every page. */
  readonly banner: ComponentChildren;
  /** The words of the pages, where the person at the desk is the one who asks. */
  readonly words?: typeof deskWords;
  /** First values of a page that was not gone through yet. */
  known?(page: CompiledPage, open: DeskDraft): Answers;
  /** Further links under the form. */
  readonly more?: ComponentChildren;
  readonly filing: Pick<Filing, 'channel' | 'filedBy' | 'account' | 'receivedAt'>;
  /** The person is not at a screen: the agent says how they get the acknowledgement. */
  readonly choosesAcknowledgement?: boolean;
  readonly identity: Pick<Identity, 'linkDossier' | 'linkDraft' | 'unlinkDraft'>;
  /**
   * Asked in each transaction, before anything is read or written: the right to act may have ended a second ago. It throws
   * what the page shall answer.
   */
  check(tx: Tx, draft: Pick<Draft, 'procedureId'>): Promise<void>;
  /** What is written with the filing. @returns what the words say of it, when they say something */
  filed?(
    tx: Tx,
    filed: { readonly dossierId: string; readonly draftId: string },
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /** The dossier that a draft of this kind became. */
  findFiled(tx: Tx, draftId: string): Promise<string | undefined>;
}

/** Makes the desk of a request; refuses whoever may not have it. */
export type OpenDesk = (context: RequestContext, agent: AgentPrincipal) => Promise<DeskFiling>;

export interface DeskDraft extends ProcedureVersion {
  readonly desk: DeskFiling;
  readonly draft: Draft;
  readonly documents: readonly StoredDocument[];
  readonly inputs: FormContext;
  readonly answers: Answers;
}

/** The draft of the address. @throws {DraftNotFoundError} for any other desk @throws {DraftExpiredError} */
export async function openDeskDraft(
  context: RequestContext,
  parts: DossiersParts,
  desk: DeskFiling,
): Promise<DeskDraft> {
  const { authority, owner } = desk;
  const draftId = context.params.draft ?? '';
  const { draft, all } = await parts.platform.database.read(desk.scope, async (tx) => {
    const found = await getOwnDraft(tx, { authorityId: authority.id, draftId, owner, now: context.now });
    await desk.check(tx, found);
    return { draft: found, all: await parts.documents.listOfDraft(tx, authority.id, found.id) };
  });
  const published = await parts.catalogue.getVersionOf(draft);
  const version = { ...published, form: desk.words === undefined ? formForDesk(published) : published.form };
  const documents = hasFiles(version.form) ? all : [];
  const inputs = formContextOf(parts, authority, context.now, draftDocuments(documents));
  return {
    ...published,
    form: version.form,
    desk,
    draft,
    documents,
    inputs,
    answers: withDocuments(version.form, draft.answers, documents),
  };
}
