import { parseDjangoCondition } from '../conditions/parse-django.ts';
import { parsePythonExpression } from '../conditions/parse-python.ts';
import type { Syntax } from '../conditions/syntax.ts';
import type { PublikCondition } from '../read/publik-form.ts';

/** What conditions say of the fields and settings that they name. */
export interface NamesUsed {
  /** Values that each field is compared with. */
  readonly compared: Map<string, Set<string>>;
  /** Settings (`form_option_…`) that are named. */
  readonly settings: Set<string>;
}

/** Reads what the conditions name; those that cannot be read say nothing. */
export function namesUsedBy(conditions: readonly PublikCondition[]): NamesUsed {
  const used: NamesUsed = { compared: new Map(), settings: new Set() };
  for (const { language, source } of conditions) {
    try {
      visit(language === 'django' ? parseDjangoCondition(source) : parsePythonExpression(source), used);
    } catch {
      // Told where the condition stands.
    }
  }
  return used;
}

function visit(syntax: Syntax, used: NamesUsed): void {
  switch (syntax.kind) {
    case 'name': {
      const setting = /^form_option_(\w+)$/.exec(syntax.name.replaceAll('.', '_'))?.[1];
      if (setting !== undefined) used.settings.add(setting);
      return;
    }
    case 'list':
      for (const item of syntax.items) visit(item, used);
      return;
    case 'filter':
      visit(syntax.of, used);
      for (const argument of syntax.args) visit(argument, used);
      return;
    case 'not':
      visit(syntax.of, used);
      return;
    case 'and':
    case 'or':
    case 'arithmetic':
      visit(syntax.left, used);
      visit(syntax.right, used);
      return;
    case 'choose':
      for (const part of [syntax.when, syntax.then, syntax.otherwise]) visit(part, used);
      return;
    case 'compare':
      visit(syntax.left, used);
      visit(syntax.right, used);
      noteComparison(syntax.left, syntax.right, used);
      noteComparison(syntax.right, syntax.left, used);
  }
}

function noteComparison(named: Syntax, other: Syntax, used: NamesUsed): void {
  let of = named;
  while (of.kind === 'filter') of = of.of;
  if (of.kind !== 'name') return;
  const varname = /^(?:form_var_|block_var_)(\w+?)(?:_raw)?$/.exec(of.name.replaceAll('.', '_'))?.[1];
  if (varname === undefined) return;
  const values = other.kind === 'list' ? other.items : [other];
  for (const value of values) {
    if (value.kind !== 'constant' || typeof value.value !== 'string' || value.value === '') continue;
    const texts = used.compared.get(varname) ?? new Set<string>();
    used.compared.set(varname, texts.add(value.value.slice(0, 200)));
  }
}
