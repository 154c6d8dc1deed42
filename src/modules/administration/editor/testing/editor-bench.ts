import { agentCookieName } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Answer, type TestCounter, testCounter, Visitor } from '#tests/support/test-counter.ts';
import type { EditorParts } from '../editor-parts.ts';

export const vernon = 'C27681';
export const mercey = 'C27399';
export const agglomeration = 'E200072312';

/** An administrator and the browser that they work with. */
export interface Editor {
  readonly principal: AgentPrincipal;
  readonly browser: Visitor;
  get(path: string): Promise<Answer>;
  /** Reads the page, then posts it with the revision that it shows. */
  send(path: string, fields: Readonly<Record<string, string | readonly string[]>>, from?: string): Promise<Answer>;
}

export interface EditorBench {
  readonly counter: TestCounter;
  readonly parts: EditorParts;
  editor(authorityId: string, name: string): Promise<Editor>;
  close(): Promise<void>;
}

/** The whole counter with administrators who write procedures. */
export async function editorBench(): Promise<EditorBench> {
  const counter = await testCounter();
  const { platform, directory, identity, catalogue } = counter;
  const { database, clock } = platform;
  return {
    counter,
    parts: {
      platform,
      site: counter.parts.site,
      directory,
      identity,
      catalogue,
      communes: counter.parts.communes,
      territory: counter.parts.territory,
    },
    close: counter.close,
    editor: async (authorityId, name) => {
      const id = newId();
      const token = newToken();
      const now = clock.now().epochMilliseconds;
      await database.open
        .insertInto('agents')
        .values({ id, email: `${id}@example.fr`, name })
        .execute();
      await database.transaction([authorityId], (tx) =>
        tx
          .insertInto('agent_roles')
          .values({ authority_id: authorityId, agent_id: id, role: 'administrator' })
          .execute(),
      );
      await database.open
        .insertInto('sessions')
        .values({
          token_hash: sha256(token),
          agent_id: id,
          authority_id: authorityId,
          created_at: new Date(now),
          seen_at: new Date(now),
          expires_at: new Date(now + 40 * 24 * 3600_000),
        })
        .execute();
      const browser = new Visitor(counter.server);
      browser.setCookie(agentCookieName, token);
      const authority = await directory.getAuthority(authorityId);
      const principal: AgentPrincipal = {
        agentId: id,
        name,
        email: `${id}@example.fr`,
        authorityId,
        authorityName: authority.name,
        role: 'administrator',
        rights: [],
        scope: [authorityId],
        sessionHash: sha256(token),
      };
      return {
        principal,
        browser,
        get: (path) => browser.get(path),
        send: async (path, fields, from = path) => {
          const page = await browser.get(from);
          const revision = /name="revision" value="(\d+)"/.exec(page.body)?.[1] ?? '0';
          return browser.post(path, { revision, ...fields });
        },
      };
    },
  };
}
