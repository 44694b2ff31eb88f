import type { Outcome } from '../../../lib/failures/engine/outcome';
import { Matrix } from '../../../lib/failures/matrix/matrix';
import { doubleFaults, singleFaults, type NamedScenario } from '../../../lib/failures/matrix/scenarios';
import { randomCase } from '../random/random-case';

/** Of the pairs of a model so many are looked at: one of each of this number. */
const EVERY = 29;

export interface Compared {
  readonly scenarios: number;
  /** Scenarios whose outcome is another when it is shared. */
  readonly differing: readonly string[];
  /** Whether a reaction fired that can make things worse. */
  readonly hasHarm: boolean;
}

/** Evaluates every single fault and some pairs of a random model, once with outcomes shared and once without. */
export function compareSharing(seed: number): Compared {
  const { model } = randomCase(seed);
  const shared = new Matrix(model);
  const single = new Matrix(model, { sharesOutcomes: false });
  const pairs = [...doubleFaults(model)].filter((_, at) => at % EVERY === seed % EVERY);
  const all: readonly NamedScenario[] = [...singleFaults(model), ...pairs];
  const differing: string[] = [];
  let hasHarm = false;
  for (const { id, scenario } of all) {
    const alone = single.outcomeOf(scenario);
    hasHarm ||= alone.events.some(({ kind }) => kind === 'end');
    if (textOf(shared.outcomeOf(scenario)) !== textOf(alone)) {
      differing.push(id);
    }
  }
  return { scenarios: all.length, differing, hasHarm };
}

function textOf({ services, seen, byHand, isAtRest }: Outcome): string {
  return JSON.stringify([services, [...seen], byHand, isAtRest]);
}
