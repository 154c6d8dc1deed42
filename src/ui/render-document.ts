import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Turns a layout into the bytes of a page, doctype included. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
