import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { sameDigest } from '#platform/crypto/digests.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import type { LinkedDossier, Transfer } from './related-dossiers.ts';
import type { LinkedLine, TransferLine } from './related-panels.tsx';

interface Names {
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
}

/** The dossiers of the same authority that this one is tied to; `hrefOf` is undefined for what the reader may not open. */
export function describeLinked(
  { catalogue }: Pick<Names, 'catalogue'>,
  linked: readonly LinkedDossier[],
  locale: Locale,
  hrefOf: (dossier: LinkedDossier) => string | undefined,
): Promise<LinkedLine[]> {
  return Promise.all(
    linked.map(async (dossier) => {
      const { procedure } = await catalogue.getVersionOf(dossier);
      const { id, code, kind } = dossier;
      return { id, code, kind, title: localize(procedure.title, locale), href: hrefOf(dossier) };
    }),
  );
}

/** Whether two dossiers are the same person's, by what their authority knows: account or browser. */
export function sameApplicant(
  a: Pick<DossierRow, 'account_pseudonym' | 'visitor_hash'>,
  b: Pick<DossierRow, 'account_pseudonym' | 'visitor_hash'>,
): boolean {
  return (
    (a.account_pseudonym !== null &&
      b.account_pseudonym !== null &&
      sameDigest(a.account_pseudonym, b.account_pseudonym)) ||
    (a.visitor_hash !== null && b.visitor_hash !== null && sameDigest(a.visitor_hash, b.visitor_hash))
  );
}

/** Where the request came from and went; `follow` gives the applicant the way to it. */
export function describeTransfers(
  { directory }: Pick<Names, 'directory'>,
  transfers: readonly Transfer[],
  follow: boolean,
): Promise<TransferLine[]> {
  return Promise.all(
    transfers.map(async (transfer) => {
      const other = await directory.getAuthority(transfer.other_authority_id);
      return {
        ...transfer,
        authorityName: other.name,
        ...(follow ? { href: `/${other.slug}/dossiers/${transfer.other_dossier_id}` } : {}),
      };
    }),
  );
}
