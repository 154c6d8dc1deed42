import type { OptionValue } from '../conditions/known-fields.ts';
import type { ConditionLanguage } from '../conditions/translate.ts';
import { childFlag, childrenNamed, childText, findChild, listTexts, type XmlElement } from './xml.ts';

export interface PublikCondition {
  readonly language: ConditionLanguage;
  readonly source: string;
}

export interface PublikDataSource {
  readonly type: string;
  readonly value: string | undefined;
}

/** A field of a form, of a block, of an act or of the back office, as any version of Publik exports it. */
export interface PublikField {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly varname: string | undefined;
  readonly required: boolean;
  readonly hint: string | undefined;
  readonly condition: PublikCondition | undefined;
  readonly postConditions: readonly { readonly condition: PublikCondition; readonly message: string }[];
  readonly items: readonly string[];
  readonly dataSource: PublikDataSource | undefined;
  readonly prefill: { readonly type: string; readonly value: string | undefined } | undefined;
  readonly validation:
    | { readonly type: string; readonly value: string | undefined; readonly message: string | undefined }
    | undefined;
  readonly anonymise: boolean;
  /** Everything else that has a text, by tag. */
  readonly settings: ReadonlyMap<string, string>;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

export interface PublikForm {
  readonly kind: 'formdef' | 'carddef';
  readonly name: string;
  readonly slug: string;
  readonly description: string | undefined;
  readonly keywords: readonly string[];
  readonly category: string | undefined;
  readonly workflow: { readonly slug: string | undefined; readonly name: string | undefined } | undefined;
  readonly fields: readonly PublikField[];
  readonly settings: ReadonlyMap<string, OptionValue>;
  readonly roles: readonly string[];
  readonly backOfficeOnly: boolean;
}

/** A condition of any version: with its language, or bare Python. */
export function readCondition(holder: XmlElement | undefined): PublikCondition | undefined {
  const element = findChild(holder, 'condition');
  if (element === undefined) return undefined;
  const value = childText(element, 'value');
  if (value === undefined) {
    const bare = element.text.trim();
    return bare === '' || bare === 'None'
      ? undefined
      : { language: looksDjango(bare) ? 'django' : 'python', source: bare };
  }
  return { language: childText(element, 'type') === 'django' ? 'django' : 'python', source: value };
}

/** Bare conditions are Python, but some files hold Django's filters in them. */
function looksDjango(source: string): boolean {
  return /\w\|\w/.test(source);
}

export function readFields(holder: XmlElement | undefined): PublikField[] {
  return holder?.children.filter((child) => child.name === 'field' || child.name === 'item').map(readField) ?? [];
}

const shapedTags = new Set([
  'label',
  'type',
  'varname',
  'required',
  'hint',
  'condition',
  'post_conditions',
  'items',
  'data_source',
  'prefill',
  'validation',
  'anonymise',
  'id',
  'rows',
  'columns',
  'display_locations',
]); // prettier-ignore

function readField(element: XmlElement, index: number): PublikField {
  const validation = findChild(element, 'validation');
  const prefill = findChild(element, 'prefill');
  const dataSource = findChild(element, 'data_source');
  const settings = new Map(
    element.children
      .filter((child) => !shapedTags.has(child.name) && child.text.trim() !== '')
      .map((child) => [child.name, child.text.trim()] as const),
  );
  const shape = {
    id: childText(element, 'id') ?? String(index + 1),
    type: childText(element, 'type') ?? 'string',
    label: childText(element, 'label') ?? childText(element, 'name') ?? '',
    varname: childText(element, 'varname'),
    required: childText(element, 'required') === 'optional' ? false : (childFlag(element, 'required') ?? true),
    hint: childText(element, 'hint'),
    condition: readCondition(element),
    postConditions: readPostConditions(element),
    items: listTexts(findChild(element, 'items')),
    anonymise: !['False', 'no', undefined].includes(childText(element, 'anonymise')),
    settings,
    rows: listTexts(findChild(element, 'rows')),
    columns: listTexts(findChild(element, 'columns')),
    prefill:
      prefill === undefined
        ? undefined
        : { type: childText(prefill, 'type') ?? 'none', value: childText(prefill, 'value') },
    validation: readValidation(validation),
    dataSource: readDataSource(dataSource),
  };
  return shape;
}

function readValidation(element: XmlElement | undefined): PublikField['validation'] {
  const type = childText(element, 'type');
  // Before 2019 the validation was a bare regular expression.
  const bare = element !== undefined && element.children.length === 0 ? element.text.trim() : '';
  if (type === undefined) return bare === '' ? undefined : { type: 'regex', value: bare, message: undefined };
  return { type, value: childText(element, 'value'), message: childText(element, 'error_message') };
}

export function readDataSource(element: XmlElement | undefined): PublikDataSource | undefined {
  const type = childText(element, 'type');
  return type === undefined || type === 'none' ? undefined : { type, value: childText(element, 'value') };
}

function readPostConditions(element: XmlElement): PublikField['postConditions'] {
  return (findChild(element, 'post_conditions')?.children ?? []).flatMap((entry) => {
    const condition = readCondition(entry);
    return condition === undefined ? [] : [{ condition, message: messageOf(entry) ?? 'Vérifiez cette page.' }];
  });
}

/** The message, bare or as a template of its own. */
function messageOf(entry: XmlElement): string | undefined {
  return childText(entry, 'error_message') ?? childText(findChild(entry, 'error_message'), 'value');
}

export function readForm(root: XmlElement): PublikForm {
  const workflow = findChild(root, 'workflow');
  const workflowName = workflow?.text.trim();
  const name = childText(root, 'name') ?? 'Sans titre';
  return {
    kind: root.name === 'carddef' ? 'carddef' : 'formdef',
    name,
    slug: childText(root, 'url_name') ?? childText(root, 'internal_identifier') ?? name,
    description: childText(root, 'description'),
    keywords: (childText(root, 'keywords') ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    category: findChild(root, 'category')?.text.trim(),
    workflow:
      workflow === undefined
        ? undefined
        : { slug: workflow.attributes.get('slug'), name: workflowName === '' ? undefined : workflowName },
    fields: readFields(findChild(root, 'fields')),
    settings: readSettings(root),
    roles: childrenNamed(findChild(root, 'roles'), 'role').map((role) => role.text.trim()),
    backOfficeOnly:
      findChild(root, 'backoffice-submission-roles') !== undefined &&
      childFlag(root, 'backoffice_submission_only') === true,
  };
}

/** `<option varname="x" type="bool">true</option>`, or `<item><varname>…` in old files. */
function readSettings(root: XmlElement): ReadonlyMap<string, OptionValue> {
  const settings = new Map<string, OptionValue>();
  const holder = findChild(root, 'options') ?? findChild(root, 'workflow_options');
  for (const option of holder?.children ?? []) {
    const name = option.attributes.get('varname') ?? childText(option, 'varname') ?? option.name;
    settings.set(name, settingOf(option));
  }
  return settings;
}

function settingOf(option: XmlElement): OptionValue {
  const type = option.attributes.get('type');
  if (option.children.length > 0) return childText(option, 'text') ?? childText(option, 'value') ?? null;
  const text = option.text.trim();
  if (type === 'bool') return ['true', 'True', 'yes'].includes(text);
  if (text === '' || text === 'None') return null;
  return (type === 'int' || type === 'float' || type === 'decimal') && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

export interface PublikBlock {
  readonly name: string;
  readonly slug: string;
  readonly fields: readonly PublikField[];
}

export function readBlock(root: XmlElement): PublikBlock {
  const name = childText(root, 'name') ?? 'Bloc';
  return { name, slug: childText(root, 'slug') ?? name, fields: readFields(findChild(root, 'fields')) };
}
