import { asList, asString, isList, isObject, walk, type JsonValue } from '../json';
import { compare } from '../compare';
import type { TemplateModel, TemplateStack } from '../model';
import { keyOf } from '../values/key-of';
import { knownText } from '../values/read-value';
import type { SymbolValue, Value } from '../values/value';
import { conditionKey } from './conditions';
import { createEvaluator, type Evaluator } from './evaluator';
import type { World } from './scope';

/** Most unknown conditions whose valuations are all looked at. */
export const MAX_CONDITIONS = 12;
/** Most combinations of the values that conditions ask for. */
const MAX_COMBINATIONS = 2 ** MAX_CONDITIONS;

/** Every way in which the conditions of a model can turn out. */
export interface Worlds {
  /** Whether `worlds` is all of them; otherwise it is empty, and values are one of their alternatives. */
  readonly complete: boolean;
  /** Keys of the conditions that only the deployment tells, sorted. */
  readonly unknownConditions: readonly string[];
  readonly worlds: readonly World[];
}

/**
 * Enumerates the valuations of the conditions that decide about a resource or a value.
 *
 * What conditions compare is enumerated rather than the conditions themselves, so that valuations which no deployment
 * can have are left out: a parameter is not `prod` and `dev` at once.
 */
export function enumerateWorlds(model: TemplateModel): Worlds {
  const evaluator = createEvaluator(model);
  const conditions = model.stacks
    .flatMap((stack) => [...usedConditions(stack)].map((name) => ({ stack, name, key: conditionKey(stack, name) })))
    .filter(({ stack, name }) => stack.conditions[name] !== undefined && evaluator.condition(stack, name) === undefined)
    .sort((a, b) => compare(a.key, b.key));
  const unknownConditions = conditions.map(({ key }) => key);
  if (conditions.length > MAX_CONDITIONS) {
    return { complete: false, unknownConditions, worlds: [] };
  }
  const atoms = new Atoms(evaluator);
  conditions.forEach(({ stack, name }) => {
    atoms.collect(stack, { Condition: name }, new Set());
  });
  const combinations = atoms.combinations();
  if (combinations === undefined) {
    return { complete: false, unknownConditions, worlds: [] };
  }
  const byName = new Map<string, World>();
  for (const combination of combinations) {
    const truths = new Map(
      conditions.map(({ stack, name, key }) => [key, atoms.truth(combination, stack, { Condition: name })] as const),
    );
    const name = [...truths].map(([key, truth]) => (truth ? key : `not ${key}`)).join(', ');
    const found = byName.get(name);
    const symbols = new Map(
      [...combination].flatMap(([id, choice]) => (choice.value === undefined ? [] : [[id, choice.value]])),
    );
    byName.set(name, {
      name,
      conditions: truths,
      symbols: found === undefined ? symbols : shared(found.symbols, symbols),
    });
  }
  return { complete: true, unknownConditions, worlds: [...byName.values()] };
}

/** Conditions that decide about a resource, an output or a value; CDK's own metadata resource is of no effect. */
function usedConditions(stack: TemplateStack): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (name: JsonValue | undefined) => {
    if (typeof name === 'string') {
      used.add(name);
    }
  };
  const addFrom = (value: JsonValue | undefined) => {
    walk(value, (item) => {
      if (isObject(item) && isList(item['Fn::If'])) {
        add(item['Fn::If'][0]);
      }
    });
  };
  stack.resources
    .filter(({ type }) => type !== 'AWS::CDK::Metadata')
    .forEach(({ condition, properties }) => {
      add(condition);
      addFrom(properties);
    });
  stack.outputs.forEach(({ value, exportName }) => {
    addFrom(value);
    addFrom(exportName);
  });
  return used;
}

/** What one symbol is taken to be: a value that is compared with, or (`undefined`) any other; or a plain truth. */
interface Choice {
  readonly value: string | undefined;
  readonly truth: boolean;
}

type Combination = ReadonlyMap<string, Choice>;

/** The comparisons that decide about conditions. */
class Atoms {
  private readonly evaluator: Evaluator;
  /** Values with which a symbol is compared. */
  private readonly compared = new Map<string, { readonly symbol: SymbolValue; readonly values: Set<string> }>();
  /** Comparisons of another kind: either true or false. */
  private readonly opaque = new Set<string>();

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  collect(stack: TemplateStack, expression: JsonValue | undefined, path: ReadonlySet<string>): void {
    this.visit(stack, expression, path, (atom) => {
      if (atom.kind === 'compared') {
        const entry = this.compared.get(atom.symbol.id) ?? { symbol: atom.symbol, values: new Set<string>() };
        entry.values.add(atom.value);
        this.compared.set(atom.symbol.id, entry);
      } else {
        this.opaque.add(atom.key);
      }
      return undefined;
    });
  }

  /** Every combination of choices; `undefined` when they are too many. */
  combinations(): readonly Combination[] | undefined {
    const domains: (readonly [string, readonly Choice[]])[] = [
      ...[...this.compared].map(([id, { symbol, values }]) => [id, choicesOf(symbol, values)] as const),
      ...[...this.opaque].map((key) => [key, [true, false].map((truth) => ({ value: undefined, truth }))] as const),
    ];
    const count = domains.reduce((product, [, choices]) => product * choices.length, 1);
    return count > MAX_COMBINATIONS
      ? undefined
      : domains.reduce<readonly Combination[]>(
          (all, [id, choices]) => all.flatMap((one) => choices.map((choice) => new Map([...one, [id, choice]]))),
          [new Map()],
        );
  }

  truth(combination: Combination, stack: TemplateStack, expression: JsonValue | undefined): boolean {
    return (
      this.visit(stack, expression, new Set(), (atom) =>
        atom.kind === 'compared'
          ? combination.get(atom.symbol.id)?.value === atom.value
          : combination.get(atom.key)?.truth,
      ) ?? false
    );
  }

  /** Truth of an expression of which the comparisons are decided one by one. */
  private visit(
    stack: TemplateStack,
    expression: JsonValue | undefined,
    path: ReadonlySet<string>,
    decide: (atom: Atom) => boolean | undefined,
  ): boolean | undefined {
    const [key, argument] = isObject(expression) ? (Object.entries(expression)[0] ?? []) : [];
    const each = () => asList(argument).map((item) => this.visit(stack, item, path, decide));
    switch (key ?? '') {
      case 'Condition': {
        const name = asString(argument) ?? '';
        const definition = stack.conditions[name];
        const known = this.evaluator.condition(stack, name);
        return known !== undefined || definition === undefined || path.has(name)
          ? (known ?? decide({ kind: 'opaque', key: conditionKey(stack, name) }))
          : this.visit(stack, definition, new Set([...path, name]), decide);
      }
      case 'Fn::Not': {
        const [inner] = each();
        return inner === undefined ? undefined : !inner;
      }
      case 'Fn::And': {
        const all = each();
        return all.includes(undefined) ? undefined : !all.includes(false);
      }
      case 'Fn::Or': {
        const all = each();
        return all.includes(undefined) ? undefined : all.includes(true);
      }
      case 'Fn::Equals':
        return this.comparison(stack, asList(argument), decide);
      default:
        return expression === true || expression === 'true';
    }
  }

  private comparison(
    stack: TemplateStack,
    sides: readonly JsonValue[],
    decide: (atom: Atom) => boolean | undefined,
  ): boolean | undefined {
    const [a, b] = sides.map((side) => this.evaluator.value(stack, side));
    if (a === undefined || b === undefined) {
      return false;
    }
    const [text, other] = a.kind === 'known' ? [knownText(a), b] : [knownText(b), a];
    if (a.kind === 'known' && b.kind === 'known') {
      return keyOf(a) === keyOf(b) || knownText(a) === knownText(b);
    }
    return other.kind === 'symbol' && text !== undefined
      ? decide({ kind: 'compared', symbol: other, value: text })
      : decide({ kind: 'opaque', key: opaqueKey(stack, a, b) });
  }
}

type Atom =
  | { readonly kind: 'compared'; readonly symbol: SymbolValue; readonly value: string }
  | { readonly kind: 'opaque'; readonly key: string };

function opaqueKey(stack: TemplateStack, a: Value, b: Value): string {
  return `${stack.constructPath}: ${[keyOf(a), keyOf(b)].sort().join(' == ')}`;
}

function choicesOf(symbol: SymbolValue, values: ReadonlySet<string>): readonly Choice[] {
  const allowed = symbol.constraints.allowedValues?.map(String);
  const possible = [...values].filter((value) => allowed?.includes(value) ?? true);
  const others = allowed?.filter((value) => !values.has(value));
  const [onlyOther] = others ?? [];
  const other: readonly Choice[] =
    others === undefined || others.length > 1
      ? [{ value: undefined, truth: false }]
      : onlyOther === undefined
        ? []
        : [{ value: onlyOther, truth: false }];
  return [...possible.map((value) => ({ value, truth: true })), ...other];
}

/** What holds in both. */
function shared(a: ReadonlyMap<string, JsonValue>, b: ReadonlyMap<string, JsonValue>): ReadonlyMap<string, JsonValue> {
  return new Map([...a].filter(([id, value]) => b.get(id) === value));
}
