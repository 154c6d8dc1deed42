import type { VNode } from 'preact';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';

/** A public page, with the address under which search engines should know it (RFC 6596, as a header). */
export function publicPage(context: RequestContext, document: VNode, path = context.path): Result {
  return page(document, { headers: { link: `<${context.origin}${path}>; rel="canonical"` } });
}
