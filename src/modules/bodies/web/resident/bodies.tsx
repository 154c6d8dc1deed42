import { formatSiret } from '#modules/forms/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Table } from '#ui/components/table.tsx';
import type { BodiesParts } from '../../bodies-parts.ts';
import { bodyMessages as say } from '../../messages.ts';
import { type DeclarationRow, listOwnDeclarations } from '../../queries/list-declarations.ts';
import { chooseActing } from '../../usecases/choose-acting.ts';
import { bodiesPath, bodyPage, isId, residentOf } from '../body-web.tsx';

/** Those that the person represents, for whom they act now, and what they declared. */
export async function showBodies(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const resident = residentOf(context);
  const bodies = resident.bodies ?? [];
  const declarations = await listOwnDeclarations(parts.platform, parts.platform.database.open, resident.accountId);
  const title = say(locale, 'title');
  return bodyPage(context, parts, {
    title,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {bodies.length === 0 ? <p class="govuk-body">{say(locale, 'none')}</p> : <ActFor context={context} />}
        {bodies.length > 0 && (
          <Table
            caption={say(locale, 'yours')}
            rows={bodies}
            rowKey={(body) => body.bodyId}
            columns={[
              { label: say(locale, 'name'), rowHeader: true, cell: (body) => body.name },
              { label: say(locale, 'kindShort'), cell: (body) => say(locale, `kind.${body.kind}`) },
              { label: say(locale, 'role'), cell: (body) => say(locale, `role.${body.role}`) },
              {
                label: say(locale, 'action'),
                labelHidden: true,
                cell: (body) => (
                  <a class="govuk-link" href={`${bodiesPath}/${body.bodyId}`}>
                    {say(locale, 'open')}
                    <span class="govuk-visually-hidden"> {body.name}</span>
                  </a>
                ),
              },
            ]}
          />
        )}
        {declarations.length > 0 && (
          <OwnDeclarations context={context} declarations={declarations} names={await namesOf(parts, declarations)} />
        )}
        <LinkButton href={`${bodiesPath}/declarer`} tone={bodies.length === 0 ? 'primary' : 'secondary'}>
          {say(locale, 'declareLink')}
        </LinkButton>
      </>
    ),
  });
}

/** For whom the next requests are made. */
function ActFor({ context }: { context: RequestContext }) {
  const { locale } = context;
  const resident = residentOf(context);
  return (
    <Form action="/mon-espace/agir-pour" csrf={context.csrfToken()}>
      <Radios
        id="pour"
        label={say(locale, 'actFor')}
        labelSize="m"
        hint={say(locale, 'actForHint')}
        value={resident.actingFor?.bodyId ?? 'moi'}
        options={[
          { value: 'moi', label: say(locale, 'actForMyself') },
          ...(resident.bodies ?? []).map((body) => ({ value: body.bodyId, label: body.name })),
        ]}
      />
      <Button>{say(locale, 'actForSubmit')}</Button>
    </Form>
  );
}

function OwnDeclarations(props: {
  context: RequestContext;
  declarations: readonly DeclarationRow[];
  names: ReadonlyMap<string, string>;
}) {
  const { locale } = props.context;
  return (
    <Table
      caption={say(locale, 'declarations')}
      rows={props.declarations}
      rowKey={(row) => row.id}
      columns={[
        { label: say(locale, 'name'), rowHeader: true, cell: (row) => row.name },
        { label: say(locale, 'number'), cell: (row) => (row.siret === null ? row.rna : formatSiret(row.siret)) },
        { label: say(locale, 'sentTo'), cell: (row) => props.names.get(row.authority_id) ?? '' },
        { label: say(locale, 'declaredOn'), cell: (row) => formatDate(row.declared_at, locale) },
        {
          label: say(locale, 'state'),
          cell: (row) => [say(locale, `state.${row.state}`), row.reason].filter(Boolean).join(' – '),
        },
      ]}
    />
  );
}

async function namesOf(parts: BodiesParts, declarations: readonly DeclarationRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(declarations.map((row) => row.authority_id))];
  return new Map(
    await Promise.all(ids.map(async (id) => [id, (await parts.directory.getAuthority(id)).name] as const)),
  );
}

/** "J’agis pour": from the next page on. */
export async function submitActing(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const resident = residentOf(context);
  const chosen = single(context.body, 'pour');
  if (chosen !== 'moi' && !isId(chosen)) throw new NotFoundError();
  await chooseActing(parts.platform, resident, chosen === 'moi' ? undefined : chosen);
  const body = resident.bodies?.find((one) => one.bodyId === chosen);
  context.setFlash(body === undefined ? say(locale, 'actingMyself') : say(locale, 'actingNow', { name: body.name }));
  return redirect('/mon-espace');
}
