import { Evaluator } from '../engine/evaluate';
import type { Outcome } from '../engine/outcome';
import type { FailureModel, Scenario } from '../model/types';
import { Relevance } from './relevance';
import type { NamedScenario } from './scenarios';

export interface MatrixOptions {
  /** Whether scenarios that are the same to everybody are evaluated once. @default true */
  readonly sharesOutcomes?: boolean;
}

/** Outcomes of many scenarios on one model. */
export class Matrix {
  private readonly evaluator: Evaluator;
  private readonly relevance: Relevance;
  private readonly shares: boolean;
  private readonly known = new Map<string, Outcome>();

  constructor(model: FailureModel, { sharesOutcomes = true }: MatrixOptions = {}) {
    this.evaluator = new Evaluator(model);
    this.relevance = new Relevance(model);
    this.shares = sharesOutcomes;
  }

  outcomeOf(scenario: Scenario): Outcome {
    if (!this.shares) {
      return this.evaluator.evaluate(scenario);
    }
    const key = this.relevance.keyOf(scenario);
    const found = this.known.get(key) ?? this.evaluator.evaluate(scenario);
    this.known.set(key, found);
    return found;
  }

  *outcomes(scenarios: Iterable<NamedScenario>): Generator<readonly [NamedScenario, Outcome]> {
    for (const named of scenarios) {
      yield [named, this.outcomeOf(named.scenario)];
    }
  }

  /** How many different outcomes were evaluated. */
  get evaluated(): number {
    return this.known.size;
  }
}
