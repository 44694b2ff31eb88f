import type { Outcome, State } from '../engine/outcome';
import type { Scenario } from '../model/types';

/** Faults that together take a service down, and of which none can be left out. */
export interface CutSet {
  readonly service: string;
  readonly groups: readonly string[];
  /** The worst state that some order of them leads to. */
  readonly state: State;
}

export interface PairCount {
  readonly service: string;
  readonly pairs: number;
  readonly survived: number;
}

const RANK: Readonly<Record<State, number>> = { UP: 0, PARTIAL: 1, UNDETERMINED: 2, DOWN: 3 };

/**
 * Counts the pairs of faults that each service survives, and finds the faults that it does not survive, single ones and pairs of
 * which neither alone suffices. A service survives when it is up once everything that happens by itself has happened.
 */
export class CutSets {
  private readonly single = new Map<string, Map<string, State>>();
  private readonly pairs = new Map<string, Map<string, State>>();

  add({ first, then = [] }: Scenario, { services }: Outcome): void {
    const groups = [...new Set([...first, ...then].map(({ group }) => group))].sort();
    const found = groups.length === 1 ? this.single : this.pairs;
    for (const { service, t1 } of services) {
      const states = found.get(service) ?? new Map<string, State>();
      found.set(service, states);
      const key = JSON.stringify(groups);
      const known = states.get(key);
      states.set(key, known === undefined || RANK[t1.state] > RANK[known] ? t1.state : known);
    }
  }

  minimal(): readonly CutSet[] {
    const sets: CutSet[] = [];
    for (const [service, states] of this.single) {
      const alone = [...states].filter(([, state]) => state !== 'UP');
      sets.push(...alone.map(([key, state]) => ({ service, groups: groupsOf(key), state })));
      const suffices = new Set(alone.flatMap(([key]) => groupsOf(key)));
      for (const [key, state] of this.pairs.get(service) ?? []) {
        if (state !== 'UP' && !groupsOf(key).some((group) => suffices.has(group))) {
          sets.push({ service, groups: groupsOf(key), state });
        }
      }
    }
    return sets;
  }

  survived(): readonly PairCount[] {
    return [...this.pairs].map(([service, states]) => ({
      service,
      pairs: states.size,
      survived: [...states.values()].filter((state) => state === 'UP').length,
    }));
  }
}

function groupsOf(key: string): readonly string[] {
  return JSON.parse(key) as readonly string[];
}
