/**
 * The forms engine: what a procedure's form asks, when, how answers are read, checked, kept, shown again and told.
 * See README.md for the names of inputs that a page posts.
 */

export {
  agentPages,
  isForAgents,
  type ParsedAgentFields,
  parseAgentFields,
  setAgentAnswers,
} from './domain/agent-fields.ts';
export type {
  AddressAnswer,
  Answer,
  AnswerDocument,
  Answers,
  CommuneAnswer,
  PeriodAnswer,
  PointAnswer,
} from './domain/answers.ts';
export { checkConditionOf } from './domain/check-condition.ts';
export { checkExpression, type ExpressionProblem } from './domain/check-expression.ts';
export {
  type ChoiceList,
  type ChoiceLists,
  choiceListSchema,
  maxShownOptions,
  registerChoiceLists,
} from './domain/choice-lists.ts';
export { checkForm, compileForm, type FormSurroundings, InvalidFormError } from './domain/compile-form.ts';
export type {
  CompiledEntry,
  CompiledField,
  CompiledForm,
  CompiledGroup,
  CompiledPage,
  FormProblem,
} from './domain/compiled-form.ts';
export { isGroup } from './domain/compiled-form.ts';
export {
  correctionPages,
  isCorrectable,
  type ParsedCorrection,
  parseCorrection,
} from './domain/corrected-fields.ts';
export { listExpressionFunctions } from './domain/expression-functions.ts';
export type { ExpressionVariables, VariableType } from './domain/expression-variables.ts';
export {
  compileExpression,
  type Expression,
  type ExpressionScope,
  evaluate,
  holds,
  onCostlyExpression,
} from './domain/expressions.ts';
export { registerFieldType } from './domain/field-registry.ts';
export type { FieldProblem, FieldTypeDefinition, InputReader, ParsedAnswer } from './domain/field-type.ts';
export { formatPhone } from './domain/field-types/phone.ts';
export { formatSiret, hasSiretKey, readSiret } from './domain/field-types/siret.ts';
export type {
  CommuneEntry,
  CommuneLookup,
  DraftDocument,
  FormAuthority,
  FormContext,
  FormTerritory,
  KnownContact,
  PageContext,
} from './domain/form-context.ts';
export type { BilingualText, FieldError } from './domain/form-error.ts';
export * from './domain/form-schema.ts';
export { exitFor, firstIncompletePage, nextPage, previousPage } from './domain/navigation.ts';
export { type ParsedPage, parsePage } from './domain/parse-page.ts';
export { type Prefilled, type PrefillOrigin, type PrefillSource, prefillAnswers } from './domain/prefill.ts';
export {
  listConnectorData,
  listExchangeData,
  type PrefillConnector,
  registerPrefillConnector,
} from './domain/prefill-connectors.ts';
export type { FormAction, RawInputs } from './domain/raw-inputs.ts';
export { type SummaryGroup, type SummaryRow, type SummarySection, summarize } from './domain/summary.ts';
export { validateAll, validatePage } from './domain/validate.ts';
export { answerScope, keepShownAnswers, visibleFields, visiblePages } from './domain/visibility.ts';
export { type AskedConnectors, askConnectors } from './usecases/ask-connectors.ts';
export { choiceListRoutes } from './web/choice-list-routes.ts';
export { type FieldViewProps, type PageSettings, registerFieldView } from './web/field-view.ts';
export { FormPageFields } from './web/form-page.tsx';
export type { FormPageFieldsProps } from './web/form-page-props.ts';
