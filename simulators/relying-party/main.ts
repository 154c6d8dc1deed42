import { startRelyingParty } from './relying-party.ts';

const site = await startRelyingParty({
  port: Number(process.env.RELYING_PARTY_PORT ?? 4510),
  issuer: process.env.RELYING_PARTY_ISSUER ?? 'http://127.0.0.1:8080/oidc',
  // The demonstration connects this site by itself.
  clientId: process.env.RELYING_PARTY_CLIENT_ID ?? 'demonstration-mediatheque',
  secret: process.env.RELYING_PARTY_CLIENT_SECRET ?? 'secret-de-demonstration-de-la-mediatheque',
});
console.log(`A site whose visitors Parvis signs in: ${site.address}`);
