import { documentResult, type StoredDocument } from '#modules/documents/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { content, type Result } from '#platform/http/route.ts';
import { acknowledgementFileName } from '../../domain/acknowledgement.ts';
import { documentsNamed } from '../../domain/public-history.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { getOwnDossier } from '../../queries/get-own-dossier.ts';
import { listPublicEvents } from '../../queries/list-public-events.ts';
import { describeDossier, findAcknowledgement, renderAcknowledgement } from '../../usecases/acknowledge-dossier.ts';
import { getCounter } from './counter.ts';
import { followerOf } from './visitor.ts';

/** The acknowledgement: the one that was kept, or the same made now while the job has not come to it. */
export async function showAcknowledgement(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const authority = await getCounter(context, parts);
  const request = {
    authorityId: authority.id,
    dossierId: context.params.dossier ?? '',
    follower: followerOf(context, parts, authority.id),
  };
  const { dossier, kept } = await parts.platform.database.transaction([authority.id], async (tx) => {
    const found = await getOwnDossier(tx, request);
    const id = await findAcknowledgement(tx, authority.id, found.id);
    return { dossier: found, kept: id === undefined ? undefined : await parts.documents.find(tx, authority.id, id) };
  });
  if (kept !== undefined) return documentResult(kept, await parts.documents.open(authority.id, kept), { inline: true });
  const filed = await describeDossier(parts, dossier);
  return content(await renderAcknowledgement(parts, dossier, filed), {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${acknowledgementFileName(filed)}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** A document of the dossier that its applicant may open: what they gave, and what was sent to them. */
export async function showDossierDocument(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const authority = await getCounter(context, parts);
  const follower = followerOf(context, parts, authority.id);
  const document = await parts.platform.database.transaction([authority.id], async (tx) => {
    const dossier = await getOwnDossier(tx, {
      authorityId: authority.id,
      dossierId: context.params.dossier ?? '',
      follower,
    });
    const documents = await parts.documents.listOfDossier(tx, authority.id, dossier.id);
    const found = documents.find((one) => one.id === context.params.document);
    if (found === undefined) return undefined;
    return mayOpen(found, documentsNamed(await listPublicEvents(tx, authority.id, dossier.id))) ? found : undefined;
  });
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authority.id, document), {
    inline: context.query.voir !== undefined,
  });
}

/** Working papers of the agents are theirs until an event of the public history names them. */
export function mayOpen(document: Pick<StoredDocument, 'id' | 'origin'>, named: ReadonlySet<string>): boolean {
  return document.origin === 'applicant' || named.has(document.id);
}
