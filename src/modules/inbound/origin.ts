import type { Platform } from '#platform/platform.ts';

/** The address of the counter, for links in messages that no request of a browser makes. */
export function originOf({ config }: Pick<Platform, 'config'>): string {
  return (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');
}
