import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { branchTable, inBranch, type ProcessedBranch, processedBranches } from './processed-dossiers.ts';
import { foundByWords } from './search-dossiers.ts';

/** Somebody whom the agent's teams know by a dossier. */
export interface KnownResident {
  readonly authorityId: string;
  /** The latest dossier in which these details were given. */
  readonly dossierId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

const longestSearch = 200;
/** Dossiers in which the words stand, of whose names those that hold them are kept. */
const mostFound = 20_000;

/**
 * People found by name, e-mail or phone among the applicants of the dossiers that the agent's teams process, and of no
 * others: what another team or authority knows of somebody stays there. 10 at most, the latest first.
 */
export async function findResidents(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'rights'>,
  typed: string,
): Promise<KnownResident[]> {
  const text = typed.slice(0, longestSearch).trim().toLowerCase();
  const branches = processedBranches(agent);
  const matches = matchOf(text, branches);
  if (matches === undefined || branches.length === 0) return [];
  const { rows } = await sql<KnownResident>`
    SELECT d.authority_id AS "authorityId", (array_agg(d.id ORDER BY d.submitted_at DESC))[1] AS "dossierId",
      d.applicant_name AS name, d.applicant_email AS email, d.applicant_phone AS phone
    FROM ${branchTable(branches)} JOIN dossiers d ON ${inBranch(false)}
    WHERE d.applicant_name <> '' AND ${matches}
    GROUP BY d.authority_id, d.applicant_name, d.applicant_email, d.applicant_phone
    ORDER BY max(d.submitted_at) DESC
    LIMIT 10`.execute(tx);
  return rows;
}

function matchOf(text: string, branches: readonly ProcessedBranch[]) {
  if (text.includes('@')) return sql<boolean>`lower(d.applicant_email) = ${text}`;
  const digits = text.replaceAll(/\D/g, '');
  // The nine last digits are the same whether the number was typed with its country or not.
  if (digits.length >= 9 && !/\p{L}/u.test(text)) {
    return sql<boolean>`right(regexp_replace(d.applicant_phone, '[^0-9]', '', 'g'), 9) = ${digits.slice(-9)}`;
  }
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, 6) ?? [];
  if (words.length === 0) return undefined;
  const prefixes = words.map((word) => `${word}:*`).join(' & ');
  // The name itself, and not the answers, where others may be named.
  const question = { whole: undefined, beginnings: sql`to_tsquery('public.french_unaccent', ${prefixes})`, facets: [] };
  const found = foundByWords(question, {
    authorities: [...new Set(branches.map((branch) => branch.authority_id))],
    standing: 'all',
    newestFirst: true,
    enough: mostFound,
    most: mostFound,
  });
  return sql<boolean>`(d.authority_id, d.id) IN (SELECT one.authority_id, one.id
      FROM ${found} found CROSS JOIN LATERAL unnest(found.authorities, found.ids) AS one(authority_id, id))
    AND to_tsvector('public.french_unaccent', d.applicant_name) @@ to_tsquery('public.french_unaccent', ${prefixes})`;
}
