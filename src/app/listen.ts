import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config/config.ts';

/** The start cannot go on, for a reason that the person who starts can mend. */
export class StartError extends Error {}

/**
 * Listens on the configured port. A demonstration whose port is busy takes the next free one, unless the port was asked
 * for by name; a production process says what is wrong.
 * @returns the address to open
 */
export async function listenOn(server: FastifyInstance, config: Config): Promise<string> {
  const mayMove = config.demonstration && process.env.PORT === undefined;
  for (let port = config.PORT; ; port += 1) {
    try {
      return await server.listen({ host: config.HOST, port });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
      if (!mayMove || port >= config.PORT + 20) {
        throw new StartError(
          `Port ${port} is already used by another program: give another one, for example PORT=${port + 1} npm start`,
        );
      }
    }
  }
}
