import type { Directory } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { opinionWords as say } from './messages.ts';
import type { OpinionRequest } from './opinion-request.ts';

interface MailDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
}

/**
 * Writes to whoever is asked. A person outside gets a link of their own, of which only the hash is kept: a reminder brings
 * a new one, that replaces it. A service is written to at its address, else each of its members is.
 */
export async function sendOpinionMail(
  tx: Tx,
  deps: MailDeps,
  request: Pick<OpinionRequest, 'authority_id' | 'id' | 'dossier_id' | 'email' | 'team_id' | 'due_on' | 'question'>,
  about: { readonly title: string; readonly origin: string; readonly reminder: boolean },
): Promise<void> {
  const authority = await deps.directory.getAuthority(request.authority_id);
  const date = formatDate(request.due_on, 'fr');
  const href =
    request.email === null
      ? `${about.origin}/agents/avis/${authority.slug}/${request.id}`
      : `${about.origin}/avis/${await newLink(tx, request)}`;
  const values = { authority: authority.name, title: about.title, date };
  for (const recipient of await recipientsOf(tx, request)) {
    await queueMessage(deps.platform, tx, {
      authorityId: request.authority_id,
      dossierId: request.dossier_id,
      medium: 'email',
      recipient,
      subject: say('fr', about.reminder ? 'mail.reminder.subject' : 'mail.asked.subject', values),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [
          say('fr', 'mail.asked.body', values),
          request.question,
          say('fr', 'mail.delay', values),
          ...(about.reminder && request.email !== null ? [say('fr', 'mail.reminder.replaces')] : []),
        ],
        action: { label: say('fr', 'mail.action'), href },
        authority: { name: authority.name, lines: [authority.contact.phone, authority.contact.email] },
      }),
    });
  }
}

/** Tells whoever was asked that nothing is expected any more. */
export async function sendWithdrawnMail(
  tx: Tx,
  deps: MailDeps,
  request: Pick<OpinionRequest, 'authority_id' | 'dossier_id' | 'email' | 'team_id'>,
  title: string,
): Promise<void> {
  const authority = await deps.directory.getAuthority(request.authority_id);
  for (const recipient of await recipientsOf(tx, request)) {
    await queueMessage(deps.platform, tx, {
      authorityId: request.authority_id,
      dossierId: request.dossier_id,
      medium: 'email',
      recipient,
      subject: say('fr', 'mail.withdrawn.subject'),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [say('fr', 'mail.withdrawn.body', { title })],
        authority: { name: authority.name, lines: [authority.contact.phone, authority.contact.email] },
      }),
    });
  }
}

/** Tells the agent who asked that nobody answered in time. */
export async function sendSilenceMail(
  tx: Tx,
  deps: MailDeps,
  request: Pick<OpinionRequest, 'authority_id' | 'dossier_id' | 'email' | 'team_name' | 'due_on' | 'asked_by'>,
  about: { readonly code: string; readonly origin: string },
): Promise<void> {
  if (request.asked_by === null) return;
  const asker = await tx
    .selectFrom('agents')
    .select('email')
    .where('id', '=', request.asked_by)
    .where('active', '=', true)
    .executeTakeFirst();
  if (asker === undefined) return;
  const authority = await deps.directory.getAuthority(request.authority_id);
  const values = {
    whom: request.email ?? request.team_name,
    code: about.code,
    date: formatDate(request.due_on, 'fr'),
  };
  await queueMessage(deps.platform, tx, {
    authorityId: request.authority_id,
    dossierId: request.dossier_id,
    medium: 'email',
    recipient: asker.email,
    subject: say('fr', 'mail.silent.subject', values),
    body: composeEmail({
      locale: 'fr',
      paragraphs: [say('fr', 'mail.silent.body', values)],
      action: {
        label: say('fr', 'mail.silent.action'),
        href: `${about.origin}/agents/dossiers/${authority.slug}/${request.dossier_id}#avis`,
      },
      authority: { name: authority.name, lines: [] },
    }),
  });
}

async function newLink(tx: Tx, request: Pick<OpinionRequest, 'authority_id' | 'id'>): Promise<string> {
  const token = `${request.authority_id}.${newToken()}`;
  await tx
    .updateTable('opinion_requests')
    .set({ token_hash: sha256(token) })
    .where('authority_id', '=', request.authority_id)
    .where('id', '=', request.id)
    .execute();
  return token;
}

async function recipientsOf(
  tx: Tx,
  request: Pick<OpinionRequest, 'authority_id' | 'email' | 'team_id'>,
): Promise<string[]> {
  if (request.email !== null) return [request.email];
  if (request.team_id === null) return [];
  const team = await tx
    .selectFrom('teams')
    .select('email')
    .where('authority_id', '=', request.authority_id)
    .where('id', '=', request.team_id)
    .executeTakeFirst();
  if (team?.email) return [team.email];
  const members = await tx
    .selectFrom('team_members as m')
    .innerJoin('agents as g', 'g.id', 'm.agent_id')
    .select('g.email')
    .where('m.authority_id', '=', request.authority_id)
    .where('m.team_id', '=', request.team_id)
    .where('g.active', '=', true)
    .execute();
  return members.map((member) => member.email);
}
