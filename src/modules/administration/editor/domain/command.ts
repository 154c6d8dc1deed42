import type { ConditionTarget, RowTarget } from './condition-target.ts';
import type { JsonObject } from './json.ts';
import type { ValueTarget } from './values/value-target.ts';

/** The lists of a workflow. */
export type WorkflowList = 'states' | 'transitions' | 'messages' | 'letters';

/** An edit: every one is a pure function of what it changes, see `apply-command.ts`. */
export type Command =
  /** Replaces these keys of the procedure; null takes a key away. */
  | { readonly do: 'change-head'; readonly values: JsonObject }
  | { readonly do: 'add-page'; readonly page: JsonObject; readonly after?: string | undefined }
  /** Everything of the page but its fields. */
  | { readonly do: 'change-page'; readonly page: string; readonly values: JsonObject }
  | { readonly do: 'move-page'; readonly page: string; readonly by: -1 | 1 }
  | { readonly do: 'remove-page'; readonly page: string; readonly knowingly: boolean }
  /** `field` is that of an entry, or `group.` for the end of a group. */
  | {
      readonly do: 'add-field';
      readonly page: string;
      readonly entry: JsonObject;
      readonly group?: string | undefined;
      readonly after?: string | undefined;
    }
  | { readonly do: 'change-field'; readonly page: string; readonly field: string; readonly entry: JsonObject }
  | { readonly do: 'move-field'; readonly page: string; readonly field: string; readonly by: -1 | 1 }
  | { readonly do: 'move-field-to'; readonly page: string; readonly field: string; readonly to: string }
  | { readonly do: 'duplicate-field'; readonly page: string; readonly field: string }
  | { readonly do: 'remove-field'; readonly page: string; readonly field: string; readonly knowingly: boolean }
  /** Puts the fields of a block in its place, to be changed one by one. */
  | { readonly do: 'unfold-block'; readonly page: string; readonly field: string; readonly fields: JsonObject[] }
  /** Without an expression the condition goes away. */
  | {
      readonly do: 'set-condition';
      readonly target: ConditionTarget;
      readonly expression?: string | undefined;
    }
  /** A check, an exit or a rule, new or changed; without a row it goes away. */
  | { readonly do: 'set-row'; readonly target: RowTarget; readonly row?: JsonObject | undefined }
  /** A value worked out; without an expression it goes away. */
  | { readonly do: 'set-value'; readonly target: ValueTarget; readonly expression?: string | undefined }
  | { readonly do: 'change-workflow'; readonly values: JsonObject }
  | { readonly do: 'use-workflow'; readonly workflow: JsonObject }
  | { readonly do: 'add-item'; readonly list: WorkflowList; readonly item: JsonObject }
  | { readonly do: 'change-item'; readonly list: WorkflowList; readonly id: string; readonly item: JsonObject }
  | { readonly do: 'move-item'; readonly list: WorkflowList; readonly id: string; readonly by: -1 | 1 }
  | { readonly do: 'remove-item'; readonly list: WorkflowList; readonly id: string; readonly knowingly: boolean }
  /** Everything at once: an import, a former revision. */
  | { readonly do: 'replace'; readonly source: JsonObject; readonly workflow: JsonObject };
