import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteWorld, TestSite } from './site-world.ts';

/** A site's own server that is told of sign-outs. */
export interface Told {
  /** The logout tokens, as they came. */
  readonly tokens: string[];
  connect(world: SiteWorld): Promise<TestSite>;
  close(): Promise<void>;
}

export async function createTold(): Promise<Told> {
  const tokens: string[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    tokens.push(new URLSearchParams(Buffer.concat(pieces).toString()).get('logout_token') ?? '');
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    tokens,
    connect: (world) => world.site({ backchannelLogoutUri: `http://127.0.0.1:${port}/quitte` }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
