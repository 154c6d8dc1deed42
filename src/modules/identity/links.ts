import type { Config } from '#platform/config/config.ts';

/** Addresses put in e-mails. */
export interface Links {
  to(path: string): string;
  /** Where a person reaches this site; believed in a demonstration without PUBLIC_URL only: a Host header can be forged. */
  noteOrigin(origin: string): void;
}

export function createLinks(config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT' | 'demonstration'>): Links {
  let origin = (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');
  return {
    to: (path) => `${origin}${path}`,
    noteOrigin: (seen) => {
      if (config.demonstration && config.PUBLIC_URL === undefined) origin = seen;
    },
  };
}
