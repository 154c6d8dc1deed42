import type { ComponentChildren, VNode } from 'preact';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentRole } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Radios } from '#ui/components/radios.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import type { IdentityWeb } from '../routes-parts.ts';
import { agentFrame, agentTexts } from './agent-messages.ts';
import { agentPage } from './agent-page.tsx';

export const roles: readonly AgentRole[] = ['agent', 'team-leader', 'administrator'];

/** A page under "Équipe". */
export function underTeam(
  context: RequestContext,
  web: IdentityWeb,
  title: string,
  children: ComponentChildren,
): Promise<VNode> {
  return agentPage(context, web.site, {
    title,
    current: 'team',
    breadcrumbs: [{ href: '/agents/equipe', label: agentTexts(context.locale, 'team.title') }],
    children,
  });
}

/** The lists of "Équipe", and how its agents come in. */
export function TeamViews({
  locale,
  current,
}: {
  locale: Locale;
  current: 'agents' | 'teams' | 'delegations' | 'proconnect';
}) {
  const items = [
    { key: 'agents', href: '/agents/equipe', label: agentTexts(locale, 'team.agents') },
    { key: 'teams', href: '/agents/equipe/services', label: agentTexts(locale, 'team.teams') },
    { key: 'delegations', href: '/agents/equipe/delegations', label: agentTexts(locale, 'team.delegations') },
    { key: 'proconnect', href: '/agents/equipe/proconnect', label: 'ProConnect' },
  ];
  return (
    <SubNavigation
      ariaLabel={agentTexts(locale, 'team.views')}
      items={items.map(({ key, ...item }) => ({ ...item, current: key === current }))}
    />
  );
}

export function RoleChoice({ locale, chosen, error }: { locale: Locale; chosen: string; error: string | undefined }) {
  return (
    <Radios
      id="role"
      label={agentTexts(locale, 'team.role')}
      value={chosen}
      error={error}
      options={roles.map((role) => ({
        value: role,
        label: agentFrame(locale, `role.${role}`),
        hint: agentTexts(locale, `role.${role}.hint`),
      }))}
    />
  );
}

const told = ['last-administrator', 'team-name-taken', 'already-agent'] as const;

/** The words for a refusal that the person can mend; anything else is thrown on. */
export function refusalInWords(error: unknown, locale: Locale): string {
  const code = error instanceof AppError ? told.find((known) => known === error.code) : undefined;
  if (code === undefined) throw error;
  return agentTexts(locale, `problem.${code}`);
}
