import { listTemplates } from '#modules/correspondence/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { editorLibrary } from '../editor/editor-library.ts';
import { lettersPath } from './letter.page.tsx';
import { letterMessages as say } from './messages.ts';
import { inWords } from './variable-words.ts';

/** GET: the letters of the library and those of the authority. */
export async function showLetters(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { agent, locale } = context;
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  const own = await parts.platform.database.read([agent.authorityId], (tx) => listTemplates(tx, agent.authorityId));
  const ownById = new Map(own.map((template) => [template.letterId, template]));
  const library = [...editorLibrary().kit.texts.letters.values()];
  const lines = [
    ...library.map((letter) => ({ id: letter.letter, title: letter.title, kept: ownById.get(letter.letter) })),
    ...own.flatMap((kept) =>
      kept.content === undefined || library.some(({ letter }) => letter === kept.letterId)
        ? []
        : [{ id: kept.letterId, title: kept.content.title, kept }],
    ),
  ]
    .map(({ id, title, kept }) => ({
      id,
      kept,
      title: inWords(localize(kept?.content?.title ?? title, locale), locale),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, locale));
  const title = say(locale, 'title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'letters',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          <LinkButton href={`${lettersPath}/nouveau`}>{say(locale, 'new')}</LinkButton>
          <Table
            caption={title}
            captionHidden
            narrow="stack-early"
            rows={lines}
            rowKey={({ id }) => id}
            columns={[
              {
                label: say(locale, 'letter'),
                rowHeader: true,
                cell: (line) => (
                  <a class="govuk-link" href={`${lettersPath}/${line.id}`}>
                    {line.title}
                  </a>
                ),
              },
              {
                label: say(locale, 'origin'),
                cell: ({ kept }) =>
                  kept?.content === undefined
                    ? say(locale, 'origin.library')
                    : say(locale, 'origin.changed', { version: kept.version }),
              },
              {
                label: say(locale, 'changed'),
                cell: ({ kept }) =>
                  kept === undefined
                    ? '–'
                    : say(locale, 'changedBy', { date: formatDate(kept.madeAt, locale), name: kept.madeBy }),
              },
            ]}
          />
        </>
      ),
    }),
  );
}
