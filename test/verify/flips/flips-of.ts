import type { JsonObject } from '../../../lib/template';
import { flipsOf, rulesOf, type FlipRule } from '../../../lib/verify/flips';
import type { Resources } from '../pairs/builders';
import { modelOf } from './small-network';

function rules(resources: Resources): readonly FlipRule[] {
  return rulesOf(modelOf(resources));
}

/** Every flip of some resources, as `<rule>: <flip>` without the name of the stack. */
export function flips(resources: Resources): readonly string[] {
  return rules(resources).flatMap((rule) => flipsOf(rule).map(({ id }) => id.replace(/^Small\//, '')));
}

/** Properties of a resource after a flip. */
export function after(resources: Resources, flip: string, logicalId: string): JsonObject | undefined {
  const found = rules(resources)
    .flatMap(flipsOf)
    .find(({ id }) => id === `Small/${flip}`);
  if (found === undefined) {
    throw new Error(`${flip} is none of ${flips(resources).join(', ')}`);
  }
  return found.apply(modelOf(resources)).resources.find((each) => each.logicalId === logicalId)?.properties;
}

/** A value in another. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Readonly<Record<string, unknown>>)[key], value);
}
