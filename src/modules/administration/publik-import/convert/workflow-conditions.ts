import type { PublikCondition } from '../read/publik-form.ts';
import type { PublikItem, PublikWorkflow } from '../read/publik-workflow.ts';

/** Every condition of a workflow: on actions, and on the fields that acts ask. */
export function conditionsOfWorkflow(workflow: PublikWorkflow): PublikCondition[] {
  const items = [...workflow.statuses, ...workflow.globalActions].flatMap((holder) => holder.items);
  return items.flatMap(conditionsOfItem);
}

function conditionsOfItem(item: PublikItem): PublikCondition[] {
  return [item.condition, ...item.fields.map((field) => field.condition)].filter(
    (condition) => condition !== undefined,
  );
}
