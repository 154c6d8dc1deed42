import type { Authority, Relay } from '#modules/directory/index.ts';
import type { FormBody } from '#platform/http/context.ts';
import { single } from '#platform/http/context.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';

export type ForwardTarget =
  | { readonly kind: 'authority'; readonly authority: Authority }
  | { readonly kind: 'relay'; readonly relay: Relay };

/** Who is in charge, for which commune, and why. */
export type ProposedTarget = ForwardTarget & { readonly commune: string; readonly reason: LocalizedText };

export interface ForwardChoices {
  readonly proposed: readonly ProposedTarget[];
  /** The other authorities of the territory that offer the procedure; none when they are too many to be listed. */
  readonly others: readonly Authority[];
  readonly relays: readonly Relay[];
}

interface Filed {
  readonly authority: Authority;
  readonly procedureId: string;
  readonly competence: string;
  readonly communeCode: string | null;
}

type Parts = Pick<DossiersParts, 'directory' | 'catalogue'>;

/**
 * To whom a dossier may go: first whoever holds the competence of its procedure in its commune, or in the communes that
 * the agent looks for.
 */
export async function listForwardChoices(parts: Parts, filed: Filed, sought: string): Promise<ForwardChoices> {
  const { directory } = parts;
  const communes =
    sought === ''
      ? filed.communeCode === null
        ? []
        : [await directory.findCommune(filed.communeCode)]
      : await directory.searchCommunes(sought, { limit: 5 });
  const proposed = new Map<string, ProposedTarget>();
  for (const commune of communes) {
    const found = commune && (await holderIn(parts, filed, commune));
    if (found !== undefined && !proposed.has(keyOf(found))) proposed.set(keyOf(found), found);
  }
  const others: Authority[] = [];
  for (const authority of await directory.listAuthorities()) {
    if (!proposed.has(keyOf({ kind: 'authority', authority })) && (await mayReceive(parts, filed, authority)))
      others.push(authority);
  }
  return { proposed: [...proposed.values()], others, relays: directory.listRelays() };
}

async function holderIn(
  parts: Parts,
  filed: Filed,
  commune: { readonly code: string; readonly name: string },
): Promise<ProposedTarget | undefined> {
  const holder = await parts.directory.findHolder(commune.code, filed.competence);
  if (holder === undefined) return undefined;
  const why = { commune: commune.name, reason: holder.reason };
  if (holder.authority === undefined) return { kind: 'relay', relay: holder.relay, ...why };
  const { authority } = holder;
  return (await mayReceive(parts, filed, authority)) ? { kind: 'authority', authority, ...why } : undefined;
}

/** Another authority of the same territory, open, that offers the procedure. */
async function mayReceive(parts: Parts, filed: Filed, authority: Authority): Promise<boolean> {
  if (authority.id === filed.authority.id || authority.closed || authority.territoryId !== filed.authority.territoryId)
    return false;
  return (await parts.catalogue.findAdopted(authority.id, filed.procedureId, { agents: true })) !== undefined;
}

/** How a form names a target. */
export function keyOf(target: ForwardTarget): string {
  return target.kind === 'authority' ? `collectivite:${target.authority.id}` : `relais:${target.relay.id}`;
}

/** The target that a form chose; `missing` for none, `wrong` for one that may not receive the dossier. */
export async function readForwardTarget(
  parts: Parts,
  filed: Filed,
  body: FormBody,
): Promise<ForwardTarget | 'missing' | 'wrong'> {
  const chosen = single(body, 'destinataire');
  const key =
    chosen === 'autre'
      ? `collectivite:${single(body, 'collectivite')}`
      : chosen === 'dehors'
        ? `relais:${single(body, 'relais')}`
        : chosen;
  const [, kind, id = ''] = /^(collectivite|relais):(.*)$/.exec(key) ?? [];
  if (kind === undefined || id === '') return 'missing';
  if (kind === 'relais') {
    const relay = parts.directory.findRelay(id);
    return relay === undefined ? 'wrong' : { kind: 'relay', relay };
  }
  const authority = /^[0-9A-Z]{2,20}$/.test(id) ? await parts.directory.findAuthority(id) : undefined;
  return authority !== undefined && (await mayReceive(parts, filed, authority))
    ? { kind: 'authority', authority }
    : 'wrong';
}
