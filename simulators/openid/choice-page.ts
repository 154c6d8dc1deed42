import type { Profile } from './authorize-request.ts';
import { type Misbehaviour, misbehaviours } from './misbehaviours.ts';
import type { TestIdentity } from './who-is-who.ts';

/** The page where one chooses whom to be and how the provider behaves. No script. */
export function choicePage(
  profile: Profile,
  identities: readonly TestIdentity[],
  query: URLSearchParams,
  general: Misbehaviour,
): string {
  const people = identities
    .map(
      ({ login, label }, index) =>
        `<div><input type="radio" name="login" id="p${index}" value="${asText(login)}"${index === 0 ? ' checked' : ''}>` +
        `<label for="p${index}">${asText(label)}</label></div>`,
    )
    .join('');
  const ways = Object.entries(misbehaviours)
    .map(([how, words]) => `<option value="${how}"${how === general ? ' selected' : ''}>${asText(words)}</option>`)
    .join('');
  return document(
    `${profile.name} (simulateur)`,
    `<p>Ceci n’est pas ${asText(profile.name)} : un simulateur, avec des personnes inventées.</p>
<form method="post" action="choose">
<input type="hidden" name="request" value="${asText(query.toString())}">
<fieldset><legend>Se connecter en tant que</legend>${people}</fieldset>
<p><label for="how">Comportement du fournisseur</label><br><select id="how" name="how">${ways}</select></p>
<button>Continuer</button>
</form>`,
  );
}

export function errorPage(profile: Profile, code: string, reason: string): string {
  return document(`${profile.name} (simulateur) : erreur ${code}`, `<p>${asText(reason)}</p>`);
}

export function signedOutPage(profile: Profile, back: string): string {
  return document(
    `${profile.name} (simulateur) : vous êtes déconnecté`,
    `<p><a href="${asText(back)}">Revenir au site</a></p>`,
  );
}

function document(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${asText(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
fieldset{margin:1rem 0;border:1px solid #777;max-height:24rem;overflow:auto}button,select{font:inherit;padding:.4rem .8rem;max-width:100%}</style>
</head><body><main><h1>${asText(title)}</h1>${body}</main></body></html>`;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
