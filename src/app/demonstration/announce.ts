import { demonstrationAgents, demonstrationPassword, demonstrationResidents } from './sign-ins.ts';

/** What a process that does jobs and serves no page prints when it is at work. */
export function announceJobs(): void {
  console.log('Parvis : travaux de fond en cours.');
}

/** What `npm start` prints when the site answers. */
export function announce(address: string, milliseconds: number): void {
  const width = Math.max(...[...demonstrationAgents, ...demonstrationResidents].map(({ email }) => email.length));
  const lines = [
    '',
    `  Parvis est ouvert : ${address}`,
    '',
    `  Usagers         ${address}/connexion`,
    ...demonstrationResidents.map(({ email, who }) => `    ${email.padEnd(width)}  ${who}`),
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
