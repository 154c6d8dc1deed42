/** Types of the variables of an expression: a CEL type, a record given by its fields (an address), a list of records (a group). */
export type ExpressionVariables = { readonly [name: string]: VariableType };
export type VariableType = string | { readonly record: ExpressionVariables } | { readonly listOf: ExpressionVariables };
