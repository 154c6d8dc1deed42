import type { ComponentChildren, VNode } from 'preact';
import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { shownText } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { getDraft, type ProcedureDraft } from '../queries/get-draft.ts';

export const editorPath = '/agents/editeur';

/** Nothing of these pages stays on a computer that others use. */
export const privatePage = { 'cache-control': 'no-store' };

export const steps = [
  'home',
  'texts',
  'form',
  'workflow',
  'messages',
  'legal',
  'fees',
  'trial',
  'compare',
  'publish',
] as const;
export type Step = (typeof steps)[number];

const stepPaths: Readonly<Record<Step, string>> = {
  home: '',
  texts: '/textes',
  form: '/formulaire',
  workflow: '/suivi',
  messages: '/messages',
  legal: '/mentions',
  fees: '/tarifs',
  trial: '/essai',
  compare: '/comparer',
  publish: '/publier',
};

export function draftPath(draft: Pick<ProcedureDraft, 'id'>, step: Step = 'home'): string {
  return `${editorPath}/${draft.id}${stepPaths[step]}`;
}

export function pagePath(draft: Pick<ProcedureDraft, 'id'>, page: string): string {
  return `${draftPath(draft, 'form')}/${encodeURIComponent(page)}`;
}

export function fieldPath(draft: Pick<ProcedureDraft, 'id'>, page: string, field: string): string {
  return `${pagePath(draft, page)}/champs/${encodeURIComponent(field)}`;
}

/** The draft that the address names. @throws {NotFoundError} for one of another authority, as for none */
export async function draftOf(context: RequestContext, parts: EditorParts): Promise<ProcedureDraft> {
  const id = context.params.draft ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFoundError('editor.draft-not-found');
  return getDraft(parts, agentOf(context), id);
}

export function draftTitle(draft: Pick<ProcedureDraft, 'content' | 'procedureId'>, locale: Locale): string {
  return shownText(draft.content.source.title, locale) || draft.procedureId;
}

/** The revision that the page was made of. */
export function postedRevision(context: RequestContext): number {
  const revision = Number(single(context.body, 'revision'));
  return Number.isSafeInteger(revision) ? revision : 0;
}

export interface EditorPageOptions {
  readonly title: string;
  readonly draft?: ProcedureDraft;
  readonly step?: Step;
  readonly intro?: ComponentChildren;
  readonly caption?: string;
  readonly actions?: ComponentChildren;
  readonly problems?: readonly SettingProblem[];
  /** What comes before everything: what somebody else changed, what prevents an act. */
  readonly notice?: ComponentChildren;
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[];
  readonly children: ComponentChildren;
}

/** A page of the editor, in the frame of the back office. */
export function editorPage(context: RequestContext, parts: EditorParts, options: EditorPageOptions): Promise<VNode> {
  const { locale } = context;
  const { draft, problems = [] } = options;
  const title =
    draft === undefined || options.step === 'home' ? options.title : `${options.title} – ${draftTitle(draft, locale)}`;
  return agentPage(context, parts.site, {
    title: problems.length > 0 ? say(locale, 'errorTitle', { title }) : title,
    current: 'editor',
    breadcrumbs: [
      { href: editorPath, label: say(locale, 'list.title') },
      ...(draft !== undefined && options.step !== 'home'
        ? [{ href: draftPath(draft), label: draftTitle(draft, locale) }]
        : []),
      ...(options.crumbs ?? []),
    ],
    children: (
      <div class="pv-editor">
        <ErrorSummary errors={problems} />
        {options.notice}
        <PageHeading
          title={options.title}
          caption={options.caption ?? (draft === undefined ? undefined : draftTitle(draft, locale))}
          intro={options.intro}
          actions={options.actions}
        />
        {draft !== undefined && (
          <SubNavigation
            ariaLabel={say(locale, 'steps')}
            items={steps.map((step) => ({
              href: draftPath(draft, step),
              label: say(locale, `step.${step}`),
              current: step === options.step,
            }))}
          />
        )}
        {options.children}
      </div>
    ),
  });
}

/** What every form that edits a draft posts besides its own. */
export function RevisionField({ revision }: { revision: number }) {
  return <input type="hidden" name="revision" value={String(revision)} />;
}
