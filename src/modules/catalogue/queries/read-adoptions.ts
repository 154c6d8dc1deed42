import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { AdoptionChoice } from '../domain/adoption-rule.ts';

/** What an authority chose of the library, and the teams that can receive its dossiers. */
export interface AuthorityChoices {
  readonly choices: ReadonlyMap<string, AdoptionChoice>;
  readonly follows: boolean;
  /** When its administrator last read what changed in the library. */
  readonly seenAt: Date | undefined;
  readonly teams: ReadonlyMap<string, string>;
  /** The team that may process everything; its own before that of another authority. */
  readonly everything: { readonly authorityId: string; readonly id: string } | undefined;
}

interface AdoptionJson {
  procedure_id: string;
  version: number | null;
  open: boolean;
  overrides: Record<string, unknown>;
  overrides_revision: number;
  team_authority_id: string | null;
  team_id: string | null;
  postponed_until: string | null;
}

/** One round trip for all of it. */
export async function readAuthorityChoices(database: Database, authorityId: string): Promise<AuthorityChoices> {
  const result = await database.readOnce([authorityId], (tx) =>
    sql<{
      adoptions: AdoptionJson[];
      library: { follows: boolean; seen_at: string } | null;
      teams: { id: string; name: string }[];
      everything: { authorityId: string; id: string } | null;
    }>`
      SELECT
        (SELECT coalesce(jsonb_agg(a), '[]') FROM adoptions a WHERE a.authority_id = ${authorityId}) AS adoptions,
        (SELECT to_jsonb(l) FROM library_choices l WHERE l.authority_id = ${authorityId}) AS library,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name)), '[]')
          FROM teams t WHERE t.authority_id = ${authorityId}) AS teams,
        (SELECT jsonb_build_object('authorityId', p.team_authority_id, 'id', p.team_id)
          FROM processing_rights p WHERE p.authority_id = ${authorityId} AND p.procedure_id = '*'
          ORDER BY p.team_authority_id <> ${authorityId}, p.valid_from, p.team_id LIMIT 1) AS everything`.execute(tx),
  );
  const row = result.rows[0];
  return {
    choices: new Map((row?.adoptions ?? []).map((adoption) => [adoption.procedure_id, choiceOf(adoption)])),
    follows: row?.library?.follows ?? true,
    seenAt: row?.library == null ? undefined : new Date(row.library.seen_at),
    teams: new Map((row?.teams ?? []).map((team) => [team.name, team.id])),
    everything: row?.everything ?? undefined,
  };
}

function choiceOf(row: AdoptionJson): AdoptionChoice {
  return {
    procedureId: row.procedure_id,
    version: row.version ?? undefined,
    open: row.open,
    overrides: row.overrides,
    overridesRevision: row.overrides_revision,
    team:
      row.team_authority_id === null || row.team_id === null
        ? undefined
        : { authorityId: row.team_authority_id, id: row.team_id },
    postponedUntil: row.postponed_until ?? undefined,
  };
}
