import { isMisbehaviour } from '../openid/misbehaviours.ts';
import { franceConnectClient, startFranceConnect } from './franceconnect-simulator.ts';
import { helperIdp, publicTestIdentities } from './identities.ts';

const simulator = await startFranceConnect({
  port: Number(process.env.FRANCECONNECT_SIMULATOR_PORT ?? 4501),
  identitiesFile: process.env.FRANCECONNECT_TEST_IDENTITIES ?? publicTestIdentities,
});
const how = process.env.FRANCECONNECT_MISBEHAVES;
if (isMisbehaviour(how)) simulator.behave(how);
// What the site is to be given: `npm run simulators` reads this line.
console.log(
  JSON.stringify({
    FRANCECONNECT_ISSUER: simulator.issuer,
    FRANCECONNECT_CLIENT_ID: franceConnectClient.id,
    FRANCECONNECT_CLIENT_SECRET: franceConnectClient.secret,
    FRANCECONNECT_SIGNING_ALG: 'ES256',
    FRANCECONNECT_HELPER_IDPS: helperIdp,
  }),
);
