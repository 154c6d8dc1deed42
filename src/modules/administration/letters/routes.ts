import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { lettersPath, restoreLetter, showLetter, submitLetter } from './letter.page.tsx';
import { showLetters } from './list.page.tsx';
import { letterMessages as say } from './messages.ts';

/** The letters of an authority in its own words, for its administrator. */
export function letterRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('letters', async (_site, agent, locale) =>
    agent.role === 'administrator'
      ? [{ key: 'letters', section: 'administration', href: lettersPath, label: say(locale, 'title') }]
      : [],
  );
  const access = 'administrator';
  const one = `${lettersPath}/:letter`;
  return [
    { id: 'letters.list', method: 'GET', path: lettersPath, access, handle: (context) => showLetters(context, parts) },
    { id: 'letters.letter', method: 'GET', path: one, access, handle: (context) => showLetter(context, parts) },
    { id: 'letters.save', method: 'POST', path: one, access, handle: (context) => submitLetter(context, parts) },
    {
      id: 'letters.restore',
      method: 'POST',
      path: `${one}/bibliotheque`,
      access,
      handle: (context) => restoreLetter(context, parts),
    },
  ];
}
