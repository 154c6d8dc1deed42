import { resolve } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The files of the build. Their names carry the hash of their content: a browser asks for each once. */
export async function registerAssets(server: FastifyInstance): Promise<void> {
  await server.register(staticFiles, {
    root: resolve('build/assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
    setHeaders: (response) => {
      response.header('cross-origin-resource-policy', 'same-origin');
    },
  });
}
