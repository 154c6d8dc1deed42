import { isMisbehaviour } from '../openid/misbehaviours.ts';
import { proConnectClient, startProConnect } from './proconnect-simulator.ts';

const simulator = await startProConnect({ port: Number(process.env.PROCONNECT_SIMULATOR_PORT ?? 4502) });
const how = process.env.PROCONNECT_MISBEHAVES;
if (isMisbehaviour(how)) simulator.behave(how);
// What the site is to be given: `npm run simulators` reads this line.
console.log(
  JSON.stringify({
    PROCONNECT_ISSUER: simulator.issuer,
    PROCONNECT_CLIENT_ID: proConnectClient.id,
    PROCONNECT_CLIENT_SECRET: proConnectClient.secret,
    PROCONNECT_SIGNING_ALG: 'RS256',
  }),
);
