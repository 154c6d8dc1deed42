import { type CompiledForm, type FormContext, isGroup } from '#modules/forms/index.ts';
import { isChildRelation, isSameMember } from '#modules/identity/index.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { listTypedChildren, type TypedChild } from '../../domain/typed-children.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { dossierMessages as say } from '../../messages.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { dossierPath } from './counter.ts';
import { openDossier } from './own-dossier.tsx';
import { accountOf } from './visitor.ts';

/**
 * The children of the person's household, for the forms that ask for one. An authority learns an id of its own for each:
 * two of them cannot tell that they speak of the same child.
 */
export async function withHousehold(
  context: RequestContext,
  parts: DossiersParts,
  authorityId: string,
  form: CompiledForm,
  inputs: FormContext,
): Promise<FormContext> {
  const accountId = context.resident?.accountId;
  if (accountId === undefined || !asksForChild(form)) return inputs;
  const members = await parts.identity.listHousehold(accountId);
  const household = members
    .filter((member) => isChildRelation(member.relation))
    .map(({ id, givenNames, familyName, birthDate }) => ({
      id: parts.identity.pseudonymOf(id, authorityId).toString('hex', 0, 16),
      givenNames,
      familyName,
      ...(birthDate === undefined ? {} : { birthDate }),
    }));
  return { ...inputs, household };
}

export function asksForChild(form: CompiledForm): boolean {
  return [...form.fieldsById.values()].some((entry) =>
    (isGroup(entry) ? entry.fields : [entry]).some((field) => field.definition.type === 'child'),
  );
}

/** The children typed in a dossier that is the person's own, and that their household does not hold yet. */
export async function childrenToKeep(
  context: RequestContext,
  parts: DossiersParts,
  dossier: DossierRow,
  form: CompiledForm,
): Promise<readonly TypedChild[]> {
  const account = accountOf(context, parts, dossier.authority_id);
  // Bodies have no household, whoever acts for them.
  if (context.resident?.actingFor !== undefined) return [];
  if (account === undefined || dossier.account_pseudonym?.equals(account.pseudonym) !== true) return [];
  const typed = listTypedChildren(form, dossier.answers);
  if (typed.length === 0) return [];
  const household = await parts.identity.listHousehold(account.id);
  return typed.filter((child) => !household.some((member) => isSameMember(member, child)));
}

interface KeepChildrenProps {
  context: RequestContext;
  action: string;
  kept: readonly TypedChild[];
}

/** Unticked: nothing is kept that the person does not ask for. */
export function KeepChildren({ context, action, kept }: KeepChildrenProps) {
  const { locale } = context;
  if (kept.length === 0) return null;
  return (
    <Form action={action} csrf={context.csrfToken()}>
      <Checkboxes
        id="child"
        label={say(locale, 'household.keepTitle')}
        labelSize="m"
        hint={say(locale, 'household.keepHint')}
        options={kept.map((child) => ({
          value: child.path,
          label: say(locale, kept.length === 1 ? 'household.keep' : 'household.keepNamed', {
            name: `${child.givenNames} ${child.familyName}`,
          }),
        }))}
      />
      <Button tone="secondary">{say(locale, 'household.keepSubmit')}</Button>
    </Form>
  );
}

/** Keeps the children that were ticked; those of somebody else's dossier are nobody's. */
export async function sendKeptChildren(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, dossier } = await openDossier(context, parts);
  const account = accountOf(context, parts, authority.id);
  const isBodys = context.resident?.actingFor !== undefined;
  if (account === undefined || isBodys || dossier.account_pseudonym?.equals(account.pseudonym) !== true)
    throw new DossierNotFoundError();
  const { form } = await parts.catalogue.getVersionOf(dossier);
  const ticked = new Set([context.body.child ?? []].flat());
  const children = listTypedChildren(form, dossier.answers).filter((child) => ticked.has(child.path));
  const { locale } = context;
  try {
    const members = children.map(({ path: _path, ...child }) => ({ ...child, relation: 'child' as const }));
    if (members.length > 0) await parts.identity.addHouseholdMembers(account.id, members);
    context.setFlash(say(locale, members.length === 0 ? 'household.nothingKept' : 'household.kept'));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    context.setFlash(say(locale, 'household.full'));
  }
  return redirect(dossierPath(authority, dossier.id, 'recu'));
}
