import { createEvaluator } from './evaluate/evaluator';
import { asString, isList, isObject, type JsonObject, type JsonValue } from './json';
import type { Given, TemplateFinding, TemplateStack } from './model';
import { LANGUAGE_EXTENSIONS, transformsOf } from './taints';
import { scalarText } from './values/build';
import { itemsOf } from './values/read-value';

/** A template without loops, and what could not be carried out. */
export interface ExpandedTemplate {
  readonly template: JsonObject;
  readonly taints: readonly TemplateFinding[];
}

/** Names that loops give values to, innermost last. */
type Bindings = readonly (readonly [identifier: string, value: string])[];

interface Expansion {
  readonly stack: TemplateStack;
  readonly given: Given;
  readonly taint: (means: string) => void;
}

/**
 * Carries out the loops of `AWS::LanguageExtensions`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 * read 2026-11-25
 */
export function expandTemplate(stack: TemplateStack, template: JsonObject, given: Given): ExpandedTemplate {
  if (!transformsOf(template).includes(LANGUAGE_EXTENSIONS)) {
    return { template, taints: [] };
  }
  const taints: TemplateFinding[] = [];
  const expansion: Expansion = {
    stack,
    given,
    taint: (means) => taints.push({ code: 'FOREACH_UNKNOWN', where: stack.constructPath, means }),
  };
  const sections = Object.fromEntries(
    ['Conditions', 'Resources', 'Outputs']
      .filter((section) => template[section] !== undefined)
      .map((section) => [section, expand(expansion, template[section] ?? null, [])]),
  );
  return { template: { ...template, ...sections }, taints };
}

function expand(expansion: Expansion, value: JsonValue, bindings: Bindings): JsonValue {
  if (typeof value === 'string') {
    return substitute(value, bindings);
  }
  if (isList(value)) {
    return value.map((item) => expand(expansion, item, bindings));
  }
  if (!isObject(value)) {
    return value;
  }
  const bound = bindings.findLast(([identifier]) => identifier === value['Ref']);
  if (bound !== undefined && Object.keys(value).length === 1) {
    return bound[1];
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) =>
      key.startsWith('Fn::ForEach::')
        ? expandLoop(expansion, key, entry, bindings)
        : [[substitute(key, bindings), expand(expansion, entry ?? null, bindings)] as const],
    ),
  );
}

function expandLoop(
  expansion: Expansion,
  key: string,
  loop: JsonValue | undefined,
  bindings: Bindings,
): readonly (readonly [string, JsonValue])[] {
  const [identifier, collection, fragment] = isList(loop) ? loop : [];
  const items = collectionOf(expansion, key, collection, bindings);
  const name = asString(identifier);
  if (items === undefined || name === undefined || !isObject(fragment)) {
    return [];
  }
  return items.flatMap((item) => Object.entries(asEntries(expand(expansion, fragment, [...bindings, [name, item]]))));
}

function asEntries(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, entry ?? null])) : {};
}

/** What a loop goes over; a parameter's default is taken, and told, when no value is given. */
function collectionOf(
  expansion: Expansion,
  key: string,
  collection: JsonValue | undefined,
  bindings: Bindings,
): readonly string[] | undefined {
  const { stack, given } = expansion;
  const before = stack.parent === undefined ? [] : [stack.parent.stack];
  const model = {
    directory: '',
    stacks: [...before, stack],
    resources: [],
    byType: new Map(),
    missingContext: [],
    given,
    findings: [],
  };
  const evaluator = createEvaluator(model, { assumeDefaults: true });
  const bound = collection === undefined ? undefined : expand(expansion, collection, bindings);
  const value = evaluator.value(stack, bound);
  const items = itemsOf(value)?.map((item) => (item.kind === 'known' ? scalarText(item.value) : undefined));
  const known = items?.filter((item) => item !== undefined);
  if (known === undefined || known.length !== items?.length) {
    expansion.taint(`${key} goes over something that only the deployment tells: what it makes is not shown`);
    return undefined;
  }
  if (evaluator.assumptions.length > 0) {
    expansion.taint(
      `${key} goes over a parameter without given value; shown is what ${evaluator.assumptions.join(', ')} makes`,
    );
  }
  return known;
}

/** `${Name}` is the value; `&{Name}` is what of it may stand in a logical id. */
function substitute(text: string, bindings: Bindings): string {
  return bindings.reduceRight(
    (result, [identifier, value]) =>
      result.replaceAll(`\${${identifier}}`, value).replaceAll(`&{${identifier}}`, value.replace(/[^A-Za-z0-9]/g, '')),
    text,
  );
}
