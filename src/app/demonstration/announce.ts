import { demonstrationAgents, demonstrationPassword, demonstrationResident } from './sign-ins.ts';

/** What `npm start` prints when the site answers. */
export function announce(address: string, milliseconds: number): void {
  const width = Math.max(...demonstrationAgents.map((agent) => agent.email.length), demonstrationResident.email.length);
  const lines = [
    '',
    `  Parvis est ouvert : ${address}`,
    '',
    `  Usagers         ${address}/connexion`,
    `    ${demonstrationResident.email.padEnd(width)}  Jeanne Martin, habitante de Vernon`,
    `  Agents          ${address}/agents`,
    ...demonstrationAgents.map((agent) => `    ${agent.email.padEnd(width)}  ${agent.who}`),
    `  Mot de passe    ${demonstrationPassword}`,
    `  Courriels, SMS  ${address}/demo/messages`,
    '',
    `  Prêt en ${(milliseconds / 1000).toFixed(1)} s. Ctrl-C pour arrêter.`,
    '',
  ];
  console.log(lines.join('\n'));
}
