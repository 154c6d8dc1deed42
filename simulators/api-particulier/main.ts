import { apiParticulierToken, isApiMisbehaviour, startApiParticulier } from './api-particulier-simulator.ts';

const simulator = await startApiParticulier({ port: Number(process.env.API_PARTICULIER_SIMULATOR_PORT ?? 4503) });
const how = process.env.API_PARTICULIER_MISBEHAVES;
if (isApiMisbehaviour(how)) simulator.behave(how);
// What the site is to be given: `npm run simulators` reads this line.
console.log(
  JSON.stringify({
    API_PARTICULIER_URL: simulator.url,
    API_PARTICULIER_TOKEN: apiParticulierToken,
    // Vernon, Mercey and the agglomération, with invented establishments.
    API_PARTICULIER_RECIPIENTS: 'C27681=21270681400010,C27399=21270399300010,E200072312=20007231200010',
  }),
);
