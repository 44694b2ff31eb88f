import { resourceKey, type TemplateResource } from '../model';
import { oneOf } from '../values/alternatives';
import { keyOf } from '../values/key-of';
import { unknown, type Alternative, type Value } from '../values/value';
import type { Scope } from './scope';

/** Most orders that are all tried: three endpoints, or two firewalls of two endpoints each. */
const MAX_ORDERS = 6;

/**
 * Evaluates under every order in which the firewalls that are asked for may list their endpoints.
 *
 * A result that is the same under all of them does not depend on the order and is known; otherwise it is one of
 * several, and that is told.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-networkfirewall/issues/15
 * read 2026-11-25: `EndpointIds` is not sorted by Availability Zone; the way round is to split the joined list at the zone
 */
export function evaluateInEveryOrder(
  evaluate: (order: Scope['orderOf']) => Value,
  tell: (means: string) => void,
): Value {
  const asked = new Map<TemplateResource, number>();
  const first = evaluate((firewall, length) => {
    asked.set(firewall, length);
    return range(length);
  });
  const firewalls = [...asked].filter(([, length]) => length > 1);
  if (firewalls.length === 0) {
    return first;
  }
  const names = firewalls.map(([firewall]) => resourceKey(firewall)).join(', ');
  const because = `order of the endpoints of ${names}`;
  const count = firewalls.reduce((product, [, length]) => product * factorial(length), 1);
  if (count > MAX_ORDERS) {
    if (first.kind === 'list') {
      return { ...first, unordered: true };
    }
    tell(meaning(names));
    return unknown(because);
  }
  const alternatives = ordersOf(firewalls).map((orders): Alternative => ({
    value: evaluate((firewall, length) => orders.get(firewall) ?? range(length)),
    when: `${names} lists its endpoints as ${[...orders.values()].map((order) => order.join(',')).join('; ')}`,
  }));
  if (first.kind === 'list' && new Set(alternatives.map(({ value }) => contentOf(value))).size === 1) {
    return { ...first, unordered: true };
  }
  if (new Set(alternatives.map(({ value }) => keyOf(value))).size > 1) {
    tell(meaning(names));
  }
  return oneOf(alternatives, because);
}

type Orders = ReadonlyMap<TemplateResource, readonly number[]>;

function ordersOf(firewalls: readonly (readonly [TemplateResource, number])[]): readonly Orders[] {
  return firewalls.reduce<readonly Orders[]>(
    (all, [firewall, length]) =>
      all.flatMap((orders) => permutations(length).map((order) => new Map([...orders, [firewall, order]]))),
    [new Map()],
  );
}

function meaning(names: string): string {
  return (
    `the value depends on the order in which ${names} lists its endpoints, which is not guaranteed: ` +
    'traffic may go to the endpoint of another Availability Zone; pick the endpoint by its zone'
  );
}

/** What a list holds whatever its order. */
function contentOf(value: Value): string {
  return value.kind === 'list' ? value.items.map(keyOf).sort().join(',') : keyOf(value);
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}

function permutations(length: number): readonly (readonly number[])[] {
  return length === 0
    ? [[]]
    : permutations(length - 1).flatMap((shorter) =>
        range(length)
          .toReversed()
          .map((position) => [...shorter.slice(0, position), length - 1, ...shorter.slice(position)]),
      );
}
