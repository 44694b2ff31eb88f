import { isList, type JsonValue } from '../json';
import { type FindingCode, type TemplateModel, type TemplateResource, type TemplateStack } from '../model';
import { entryOf, listOf, objectOf } from '../values/build';
import { distribute } from '../values/alternatives';
import { unknown, type Value } from '../values/value';
import { attributeValue } from './attribute-value';
import { conditionTruth, type Truth } from './conditions';
import { evaluateIn } from './evaluate';
import { isIntrinsic } from './intrinsic';
import { evaluateInEveryOrder } from './firewall-order';
import { ModelIndex } from './model-index';
import type { EvaluateOptions, Scope, World } from './scope';

/** Tells what CloudFormation will read, as far as that is known before deployment. */
export interface Evaluator {
  readonly model: TemplateModel;
  readonly options: EvaluateOptions;
  /** Defaults of parameters that were taken so far, sorted: `<stack>/<parameter>=<value>`. */
  readonly assumptions: readonly string[];
  /** Any expression of a stack. */
  value(stack: TemplateStack, value: JsonValue | undefined): Value;
  /** A property of a resource, `absent` when it has none. */
  property(resource: TemplateResource, ...path: readonly string[]): Value;
  /** What `Fn::GetAtt` of a resource gives, and `Ref` for the attribute `Ref`. */
  attribute(resource: TemplateResource, attribute: string): Value;
  /** Truth of a condition of a stack; `undefined` when only the deployment tells. */
  condition(stack: TemplateStack, name: string): Truth;
  /** Whether a resource is made: its condition, and those of the nested stacks around it. */
  exists(resource: TemplateResource): 'yes' | 'no' | 'unknown';
}

/** Receives what evaluation stumbles over. */
export type Note = (code: FindingCode, stack: TemplateStack, means: string) => void;

/** Makes an evaluator; it remembers what it evaluated, so keep one for each model and world. */
export function createEvaluator(model: TemplateModel, options: EvaluateOptions = {}, note?: Note): Evaluator {
  const assumptions = new Set<string>();
  const remembered = new WeakMap<TemplateStack, WeakMap<object, Value>>();
  const index = new ModelIndex(model, (stack, value) => evaluateTop(stack, value));

  function scopeOf(
    stack: TemplateStack,
    order: Scope['orderOf'],
    path: ReadonlySet<string>,
    view: EvaluateOptions = options,
  ): Scope {
    const scope: Scope = {
      model,
      index,
      stack,
      options: view,
      evaluate: (value) => evaluateIn(scope, value),
      follow: (key, other, use) => {
        if (path.has(key)) {
          note?.('CIRCULAR_REFERENCE', stack, `${key} stands for itself: CloudFormation refuses it`);
          return unknown('circular reference');
        }
        return use(scopeOf(other, order, new Set([...path, key]), view));
      },
      under: (key, truth, use) =>
        use(scopeOf(stack, order, path, { ...view, world: worldWith(view.world, key, truth) })),
      orderOf: order,
      note: (code, means) => note?.(code, stack, means),
      assume: (text) => assumptions.add(text),
    };
    return scope;
  }

  function evaluateTop(stack: TemplateStack, value: JsonValue | undefined): Value {
    if (typeof value !== 'object' || value === null) {
      return evaluateIn(scopeOf(stack, inOrder, NOTHING), value);
    }
    const known = remembered.get(stack)?.get(value);
    if (known !== undefined) {
      return known;
    }
    // Each expression is looked at by itself: what stands beside it does not share its firewalls.
    const result = isList(value)
      ? listOf(value.map((item) => evaluateTop(stack, item)))
      : isIntrinsic(value)
        ? overOrders(stack, (scope) => evaluateIn(scope, value))
        : objectOf(Object.entries(value).map(([key, entry]) => [key, evaluateTop(stack, entry)] as const));
    const ofStack = remembered.get(stack) ?? new WeakMap<object, Value>();
    remembered.set(stack, ofStack.set(value, result));
    return result;
  }

  function overOrders(stack: TemplateStack, use: (scope: Scope) => Value): Value {
    if (options.opaque === true) {
      return use(scopeOf(stack, inOrder, NOTHING));
    }
    return evaluateInEveryOrder(
      (order) => use(scopeOf(stack, order, NOTHING)),
      (means) => note?.('NFW_ENDPOINT_ORDER', stack, means),
    );
  }

  function condition(stack: TemplateStack, name: string): Truth {
    return conditionTruth(scopeOf(stack, inOrder, NOTHING), name);
  }

  function exists(resource: TemplateResource): 'yes' | 'no' | 'unknown' {
    const own = resource.condition === undefined ? true : condition(resource.stack, resource.condition);
    const around = resource.stack.parent === undefined ? 'yes' : exists(resource.stack.parent);
    return own === false || around === 'no' ? 'no' : own === undefined || around === 'unknown' ? 'unknown' : 'yes';
  }

  return {
    model,
    options,
    get assumptions() {
      return [...assumptions].sort();
    },
    value: evaluateTop,
    property: (resource, first, ...rest) =>
      rest.reduce<Value>(
        (value, key) => distribute([value], ([picked]) => entryOf(picked ?? value, key)),
        evaluateTop(resource.stack, first === undefined ? resource.properties : resource.properties[first]),
      ),
    attribute: (resource, attribute) =>
      overOrders(resource.stack, (scope) => attributeValue(scope, resource, attribute)),
    condition,
    exists,
  };
}

const NOTHING: ReadonlySet<string> = new Set();

function worldWith(world: World | undefined, condition: string, truth: boolean): World {
  return {
    name: world?.name ?? '',
    conditions: new Map([...(world?.conditions ?? []), [condition, truth]]),
    symbols: world?.symbols ?? new Map(),
  };
}

function inOrder(_firewall: TemplateResource, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
