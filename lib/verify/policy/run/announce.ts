import type { ServiceRange } from '../../address';
import type { Verifier } from '../../engine/verifier';
import { readWord } from '../select/words';
import { requireServices } from '../services';
import type { Policy, PolicyRule, Selector, ServiceText } from '../types';

/** What the questions of a policy name: a verifier that knows it beforehand builds its network once. */
export interface Announced {
  readonly addresses: readonly string[];
  readonly services: readonly ServiceRange[];
}

/** Addresses and services that a policy names. */
export function announced(policy: Policy): Announced {
  const texts = new Set(policy.rules.flatMap(servicesIn));
  const selectors = [...Object.values(policy.segments ?? {}), ...policy.rules.flatMap(selectorsIn)];
  return {
    addresses: [...new Set(selectors.flatMap(addressesIn))],
    services: requireServices([...texts]),
  };
}

/** Lets a verifier cut its network along everything that a policy names, at once. */
export function announce(verifier: Verifier, policy: Policy): void {
  const { addresses, services } = announced(policy);
  addresses.forEach((address) => verifier.internetAt(address));
  verifier.isolate({ from: [], to: [], services });
}

function servicesIn(rule: PolicyRule): readonly ServiceText[] {
  if (rule.kind === 'matrix') {
    return Object.values(rule.cells).flat();
  }
  return 'services' in rule ? (rule.services ?? []) : [];
}

/** Selectors of a rule. */
export function selectorsIn(rule: PolicyRule): readonly Selector[] {
  switch (rule.kind) {
    case 'isolate':
    case 'reach':
    case 'reach-only':
      return [rule.from, rule.to];
    case 'isolate-pairwise':
      return rule.among;
    case 'no-egress':
      return [rule.from, ...(rule.except === undefined ? [] : [rule.except])];
    case 'pass-through':
      return [rule.from, rule.to, rule.through];
    case 'matrix':
      return rule.segments;
    case 'symmetric':
      return [];
  }
}

function addressesIn(selector: Selector): readonly string[] {
  if (typeof selector === 'string') {
    const word = readWord(selector);
    return word.kind === 'naming' && word.word === 'internet' ? [word.value] : [];
  }
  return Object.values(selector as Readonly<Record<string, Selector>>).flatMap(addressesIn);
}
