import type { OptionValue } from '../conditions/known-fields.ts';
import { type PublikCondition, type PublikField, readCondition, readFields } from './publik-form.ts';
import { childFlag, childrenNamed, childText, findChild, listTexts, type XmlElement } from './xml.ts';

/** One action of a status. */
export interface PublikItem {
  readonly type: string;
  readonly id: string;
  readonly condition: PublikCondition | undefined;
  /** Who may do it, or to whom it is: `_submitter`, `_receiver`, names of roles, templates of addresses. */
  readonly by: readonly string[];
  readonly to: readonly string[];
  readonly fields: readonly PublikField[];
  readonly element: XmlElement;
}

export interface PublikStatus {
  readonly id: string;
  readonly name: string;
  readonly endpoint: boolean;
  readonly hiddenFromApplicant: boolean;
  readonly items: readonly PublikItem[];
}

export interface PublikTrigger {
  readonly type: string;
  readonly roles: readonly string[];
  readonly element: XmlElement;
}

export interface PublikGlobalAction {
  readonly name: string;
  readonly items: readonly PublikItem[];
  readonly triggers: readonly PublikTrigger[];
}

export interface PublikWorkflow {
  readonly name: string;
  readonly slug: string;
  readonly roles: ReadonlyMap<string, string>;
  readonly statuses: readonly PublikStatus[];
  readonly globalActions: readonly PublikGlobalAction[];
  readonly settings: ReadonlyMap<string, OptionValue>;
  readonly backOfficeFields: readonly PublikField[];
}

export function readWorkflow(root: XmlElement): PublikWorkflow {
  const name = childText(root, 'name') ?? 'Circuit';
  return {
    name,
    slug: childText(root, 'slug') ?? name,
    roles: new Map(
      (findChild(root, 'roles')?.children ?? []).map((role) => [
        role.attributes.get('id') ?? role.attributes.get('role_key') ?? role.text.trim(),
        role.text.trim(),
      ]),
    ),
    statuses: (findChild(root, 'possible_status')?.children ?? []).map(readStatus),
    globalActions: (findChild(root, 'global_actions')?.children ?? []).map(readGlobalAction),
    settings: defaultSettings(root),
    backOfficeFields: readFields(findChild(findChild(findChild(root, 'backoffice-fields'), 'formdef'), 'fields')),
  };
}

function readStatus(element: XmlElement, index: number): PublikStatus {
  return {
    id: childText(element, 'id') ?? String(index + 1),
    name: childText(element, 'name') ?? `Statut ${index + 1}`,
    endpoint: childFlag(element, 'forced_endpoint') ?? childFlag(element, 'endpoint') ?? false,
    hiddenFromApplicant: (findChild(element, 'visibility')?.children.length ?? 0) > 0,
    items: readItems(findChild(element, 'items')),
  };
}

function readItems(holder: XmlElement | undefined): PublikItem[] {
  return (holder?.children ?? []).map((element, index) => ({
    type: element.attributes.get('type') ?? childText(element, 'key') ?? element.name,
    id: element.attributes.get('id') ?? String(index + 1),
    condition: readCondition(element),
    by: listTexts(findChild(element, 'by')),
    to: listTexts(findChild(element, 'to')),
    fields: readFields(findChild(findChild(element, 'formdef'), 'fields')),
    element,
  }));
}

function readGlobalAction(element: XmlElement): PublikGlobalAction {
  return {
    name: childText(element, 'name') ?? 'Action',
    items: readItems(findChild(element, 'items')),
    triggers: childrenNamed(findChild(element, 'triggers'), 'trigger').map((trigger) => ({
      type: trigger.attributes.get('type') ?? childText(trigger, 'key') ?? 'manual',
      roles: listTexts(findChild(trigger, 'roles')),
      element: trigger,
    })),
  };
}

/** What the settings are where a form does not say: `default_value` of the workflow's variables. */
function defaultSettings(root: XmlElement): ReadonlyMap<string, OptionValue> {
  const holder = findChild(findChild(findChild(root, 'variables'), 'formdef'), 'fields');
  return new Map(
    readFields(holder).flatMap((field) => {
      if (field.varname === undefined) return [];
      const value = field.settings.get('default_value') ?? null;
      return [[field.varname, field.type === 'bool' ? value === 'True' || value === 'true' : value] as const];
    }),
  );
}
