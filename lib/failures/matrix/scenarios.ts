import type { FailureModel, Fault, FateGroup, Member, Scenario } from '../model/types';

/** A scenario with a name that stays the same for the same model. */
export interface NamedScenario {
  readonly id: string;
  readonly scenario: Scenario;
  /** What operators do meanwhile. */
  readonly operation?: Operation;
}

/** What operators do from day to day. */
export type Operation =
  | { readonly kind: 'evacuated'; readonly zone: string }
  | { readonly kind: 'replaced'; readonly member: string }
  | { readonly kind: 'on-sale' };

/** Every way in which one group fails. */
export function faultsOf({ id, kind }: FateGroup): readonly Fault[] {
  const lost: Fault = { group: id, mode: 'lost' };
  return kind === 'zone' ? [lost, { group: id, mode: 'cut-off' }] : [lost];
}

/** Every single fault. */
export function* singleFaults(model: FailureModel): Generator<NamedScenario> {
  for (const fault of model.groups.flatMap(faultsOf)) {
    yield { id: nameOf(fault), scenario: { first: [fault] } };
  }
}

/**
 * Every single fault in what operators do from day to day: with a zone evacuated, with one member of a tier being
 * replaced by a release, and in an on-sale window.
 */
export function* faultsInOperation(model: FailureModel): Generator<NamedScenario> {
  const zones = model.groups.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
  const refreshed = model.pools.flatMap(({ id, replace, members }) =>
    replace === undefined
      ? []
      : members.map((member) => ({
          name: `${id}/${member.id}`,
          out: replace.startsFirst === true ? [] : rotationsOf(model, id, member),
        })),
  );
  for (const { id, scenario } of singleFaults(model)) {
    for (const zone of zones) {
      yield {
        id: `${id}, ${zone} evacuated`,
        scenario: { ...scenario, evacuated: [zone] },
        operation: { kind: 'evacuated', zone },
      };
    }
    for (const { name, out } of refreshed) {
      yield {
        id: `${id}, ${name} being replaced`,
        scenario: { ...scenario, out },
        operation: { kind: 'replaced', member: name },
      };
    }
    yield {
      id: `${id}, on-sale window`,
      scenario: { ...scenario, isOnSale: true },
      operation: { kind: 'on-sale' },
    };
  }
}

/**
 * A member with whatever else stands for its part in a rotation: nobody sends requests to a server that is being replaced,
 * and each node of a load balancer has a rotation of its own.
 */
function rotationsOf({ pools }: FailureModel, pool: string, { part }: Member): readonly string[] {
  return pools
    .filter(({ id, leave }) => id === pool || leave !== undefined)
    .flatMap(({ id, members }) =>
      members.filter((member) => member.part === part).map((member) => `${id}/${member.id}`),
    );
}

/** Every two faults: at once, and one after the other in both orders. */
export function* doubleFaults(model: FailureModel): Generator<NamedScenario> {
  const faults = model.groups.flatMap(faultsOf);
  for (const [at, one] of faults.entries()) {
    for (const other of faults.slice(at + 1)) {
      if (other.group !== one.group) {
        const [a, b] = [nameOf(one), nameOf(other)];
        yield { id: `${a} + ${b}`, scenario: { first: [one, other] } };
        yield { id: `${a}, then ${b}`, scenario: { first: [one], then: [other] } };
        yield { id: `${b}, then ${a}`, scenario: { first: [other], then: [one] } };
      }
    }
  }
}

function nameOf({ group, mode }: Fault): string {
  return mode === 'lost' ? group : `${group} cut off`;
}
