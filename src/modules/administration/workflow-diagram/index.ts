/** A workflow as a drawing: `<WorkflowDiagram definition locale />`, above the list of its acts. */
export { WorkflowDiagram } from './workflow-diagram.tsx';
