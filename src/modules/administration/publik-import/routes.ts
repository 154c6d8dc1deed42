import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { importPath, showImport, submitImport } from './web/import.page.tsx';

/** The page that imports exports of Publik into the editor. */
export function publikImportRoutes(parts: AdministrationParts): Route[] {
  return [
    {
      id: 'administration.import-publik',
      method: 'GET',
      path: importPath,
      access: 'administrator',
      handle: (context) => showImport(context, parts),
    },
    {
      id: 'administration.submit-publik',
      method: 'POST',
      path: importPath,
      access: 'administrator',
      multipart: true,
      // A conversion costs seconds of work.
      perMinute: 6,
      handle: (context) => submitImport(context, parts),
    },
  ];
}
