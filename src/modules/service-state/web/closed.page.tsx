import type { VNode } from 'preact';
import { citizenPage, type Site } from '#modules/directory/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import type { FormBody, RequestContext } from '#platform/http/context.ts';
import { json, page, type Result, type Route } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { type KnownState, type Maintenance, resumesAt, retryAfterSeconds } from '../domain/known-state.ts';
import { typedTexts } from '../domain/typed-texts.ts';
import { say } from '../messages.ts';
import { momentInWords } from './announcement-words.ts';

/**
 * In the place of a form that is closed in maintenance mode: what happened to what was typed, and when to try again.
 * @returns undefined when the mode is off
 */
export async function answerInMaintenance(
  { site, state }: { readonly site: Site; readonly state: { current(): Promise<KnownState> } },
  route: Route,
  context: RequestContext,
  readTyped: () => Promise<FormBody>,
): Promise<Result | undefined> {
  const { maintenance } = await state.current();
  if (maintenance === undefined) return undefined;
  // Read to its end in any case: a browser that is still sending shows no answer.
  const typed = await readTyped();
  if (context.wantsJson || context.path.startsWith('/api/')) {
    const problem = { type: 'about:blank', title: 'maintenance', status: 503 };
    return json(problem, 503, headersOf(maintenance, context));
  }
  if (route.duringMaintenance === 'closed-with-draft')
    return keptDraftPage(context, site, { maintenance, draftHref: context.path });
  const { locale } = context;
  return framed(context, site, maintenance, {
    title: say(locale, 'closed.title'),
    children: (
      <NotTaken
        maintenance={maintenance}
        context={context}
        typed={typedTexts(typed)}
        files={route.multipart === true}
      />
    ),
  });
}

/** What would have been filed is a draft, at that address. */
export function keptDraftPage(
  context: RequestContext,
  site: Site,
  { maintenance, draftHref }: { readonly maintenance: Maintenance; readonly draftHref: string },
): Promise<Result> {
  return framed(context, site, maintenance, {
    title: say(context.locale, 'closed.draft.title'),
    children: <KeptDraft maintenance={maintenance} context={context} draftHref={draftHref} />,
  });
}

async function framed(
  context: RequestContext,
  site: Site,
  maintenance: Maintenance,
  { title, children }: { readonly title: string; readonly children: VNode },
): Promise<Result> {
  const content = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </>
  );
  const isOfAgents = context.agent !== undefined && context.path.startsWith('/agents');
  const document = isOfAgents
    ? await agentPage(context, site, { title, current: '', children: content })
    : await citizenPage(context, site, { title, noIndex: true, children: content });
  return page(document, { status: 503, headers: headersOf(maintenance, context) });
}

function headersOf(maintenance: Maintenance, context: RequestContext): Record<string, string> {
  return { 'retry-after': String(retryAfterSeconds(maintenance, context.now)), 'cache-control': 'no-store' };
}

interface Told {
  readonly maintenance: Maintenance;
  readonly context: RequestContext;
}

function whenInWords(
  { maintenance, context }: Told,
  when: 'closed.draft.when' | 'closed.when',
  unknown: 'closed.draft.unknown' | 'closed.unknown',
): string {
  const { locale, now: at } = context;
  const end = resumesAt(maintenance, at);
  return end === undefined
    ? say(locale, unknown)
    : say(locale, when, { from: momentInWords(end, { locale, at }, 'from') });
}

function KeptDraft({ draftHref, ...told }: Told & { readonly draftHref: string }) {
  const { locale } = told.context;
  return (
    <>
      <p class="govuk-body-l">{whenInWords(told, 'closed.draft.when', 'closed.draft.unknown')}</p>
      <p class="govuk-body">{say(locale, 'closed.draft.why')}</p>
      <LinkButton href={draftHref}>{say(locale, 'closed.back.draft')}</LinkButton>
    </>
  );
}

function NotTaken(props: Told & { readonly typed: readonly string[]; readonly files: boolean }) {
  const { context, typed, files } = props;
  const { locale } = context;
  return (
    <>
      <p class="govuk-body-l">{whenInWords(props, 'closed.when', 'closed.unknown')}</p>
      <p class="govuk-body">{say(locale, 'closed.why')}</p>
      <TypedTexts texts={typed} locale={locale} />
      {files && typed.length > 0 && <p class="govuk-body">{say(locale, 'closed.files')}</p>}
      <LinkButton href={pageBefore(context)} tone="secondary">
        {say(locale, 'closed.back')}
      </LinkButton>
    </>
  );
}

function TypedTexts({ texts, locale }: { texts: readonly string[]; locale: Locale }) {
  return (
    <>
      {texts.map((text, index) => (
        <Textarea
          key={text}
          id={`typed-${index + 1}`}
          label={say(locale, index === 0 ? 'closed.typed' : 'closed.typed.other')}
          hint={index === 0 ? say(locale, 'closed.typed.hint') : undefined}
          rows={6}
          value={text}
          readonly
        />
      ))}
    </>
  );
}

/** The page that the form was on, as the browser says it, when it is one of this site. */
function pageBefore(context: RequestContext): string {
  const said = context.header('referer');
  const home = context.path.startsWith('/agents') ? '/agents' : '/';
  if (said === undefined || !URL.canParse(said)) return home;
  const { host, pathname, search } = new URL(said);
  return host === context.header('host') && !pathname.startsWith('//') ? `${pathname}${search}` : home;
}
