import type { DossiersParts } from '#modules/dossiers/index.ts';
import { onAccountClosing, onAgentDeparture, registerAgentMenu } from '#modules/identity/index.ts';
import { lastingSecret } from '#platform/crypto/keyring.ts';
import type { MandatesParts } from './mandates-parts.ts';
import { mandatesOfDeparture } from './usecases/end-mandates-of-helper.ts';
import { mandatesMenu } from './web/agent/menu.ts';

export interface Mandates {
  readonly parts: MandatesParts;
}

/** Made once in a process. */
export function createMandates(dossiers: DossiersParts): Mandates {
  const { platform, site, directory, identity, catalogue, documents } = dossiers;
  const key = lastingSecret(platform.config, 'parvis mandates');
  registerAgentMenu('mandates', mandatesMenu);
  const parts = { platform, site, directory, identity, catalogue, documents, dossiers, key };
  onAgentDeparture('mandates', mandatesOfDeparture(parts));
  // The mandate stays, with its own way to be ended; what is filed under it belongs to no account any more.
  onAccountClosing('mandates', {
    erase: async (tx, accountId) => {
      await tx.deleteFrom('account_mandates').where('account_id', '=', accountId).execute();
    },
  });
  return { parts };
}
