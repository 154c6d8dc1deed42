import type { ComponentChildren, VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { SingleSignOnParts } from '../parts.ts';
import type { ProviderPool } from '../provider/provider-pool.ts';

/** What the pages of this module work with. */
export interface SingleSignOnWeb {
  readonly parts: SingleSignOnParts;
  readonly pool: ProviderPool;
}

/** Nothing of these pages stays on a computer that others use. */
export const privatePage = { 'cache-control': 'no-store' };

/** A page of the way between a site and the account. */
export function turnPage(
  context: RequestContext,
  { parts }: SingleSignOnWeb,
  title: string,
  children: ComponentChildren,
): Promise<VNode> {
  return citizenPage(context, parts.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: <div class="pv-prose">{children}</div>,
  });
}
