import { asObject, type JsonObject, type JsonValue } from '../../template';
import type { DeployedStack } from './stack-state';

/** What a deployment did to a stack. */
export interface StackChanges {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** Logical ids of resources added to a stack that was there already; this and the other lists are sorted. */
  readonly created: readonly string[];
  /** Updated in place; a replaced resource is in `replaced` alone. */
  readonly updated: readonly string[];
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * What a deployment did, from the resources before and after it and those that CloudFormation says it updated.
 *
 * @param before resources before, or `undefined` when there was no such stack
 */
export function changesOf(
  before: DeployedStack | undefined,
  after: DeployedStack,
  updatedIds: ReadonlySet<string>,
): StackChanges {
  const former = before ?? {};
  const ids = (holds: DeployedStack, lacks: DeployedStack): readonly string[] =>
    Object.keys(holds)
      .filter((id) => !Object.hasOwn(lacks, id))
      .sort();
  const kept = Object.keys(after).filter((id) => Object.hasOwn(former, id));
  const isReplaced = (id: string): boolean => former[id]?.physicalId !== after[id]?.physicalId;
  const changes = {
    created: before === undefined ? [] : ids(after, former),
    updated: kept.filter((id) => updatedIds.has(id) && !isReplaced(id)).sort(),
    replaced: kept.filter(isReplaced).sort(),
    deleted: ids(former, after),
  };
  const quiet = Object.values(changes).every((list) => list.length === 0);
  return { outcome: before === undefined ? 'created' : quiet ? 'unchanged' : 'updated', ...changes };
}

/** How two templates of a stack differ. */
export interface TemplateDifference {
  /** Logical ids of resources that are new, gone, or have other properties: CloudFormation must act on them. */
  readonly properties: ReadonlySet<string>;
  /** Logical ids of resources of which anything else differs, such as a policy: CloudFormation may report them. */
  readonly attributes: ReadonlySet<string>;
}

/**
 * Resources that differ between two templates of a stack.
 *
 * @param own the later template with its own logical ids, where resources are made again under others: what refers to one of
 * them is changed by the reference, and not by its template
 */
export function differenceOf(before: JsonObject, after: JsonObject, own: JsonObject = after): TemplateDifference {
  const [former, latter, asked] = [before, after, own].map(({ Resources }) => asObject(Resources));
  const properties = new Set<string>();
  const attributes = new Set<string>();
  for (const id of new Set([...Object.keys(former ?? {}), ...Object.keys(latter ?? {})])) {
    const [one, other] = [former?.[id], latter?.[id]];
    if (one === undefined || other === undefined || !alike(one, asked?.[id] ?? other)) {
      properties.add(id);
    } else if (!same(one, other)) {
      attributes.add(id);
    }
  }
  return { properties, attributes };
}

/** Whether two resources have the same type and properties. */
function alike(one: JsonValue, other: JsonValue): boolean {
  const [former, latter] = [asObject(one), asObject(other)];
  return same(former['Type'], latter['Type']) && same(former['Properties'], latter['Properties']);
}

/** Sentences about a deployment that changed more, or less, than its templates ask for. */
export function unexpectedChanges(
  stack: string,
  { created, updated, replaced, deleted }: StackChanges,
  { properties, attributes }: TemplateDifference,
): readonly string[] {
  const touched = new Set([...created, ...updated, ...replaced, ...deleted]);
  const needless = [...touched].filter((id) => !properties.has(id) && !attributes.has(id));
  const missed = [...properties].filter((id) => !touched.has(id));
  return [
    ...needless.sort().map((id) => `${stack}.${id} was changed although its template did not change`),
    ...missed.sort().map((id) => `${stack}.${id} was not changed although its template did`),
    ...replaced.map((id) => `${stack}.${id} was replaced; a change of protection must replace nothing`),
  ];
}

function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
