import type { FunctionLabel } from '../../../lambda/shared/contract';
import { isAction, type CheckRecord } from '../observe';
import { together } from '../together';
import type { Lane } from './lane';
import { codesOf, isWell, NO_RECORD, type FaultOutcome } from './outcome';

/** Runs of a check until it must be healthy again after a repair. */
const RUNS_TO_RECOVER = 3;

/** The same for an action: it is at rest again once it saw three times that all is well. */
const RUNS_TO_REST = 4;

/** Runs given to alarms until they are silent again. */
const RUNS_TO_SILENCE = 10;

/**
 * Runs the functions of faults, in step, until each is healthy and the alarms that its faults raised are silent.
 *
 * @returns the outcomes, with what became of the recovery
 */
export async function awaitRecovery(outcomes: readonly FaultOutcome[], lane: Lane): Promise<readonly FaultOutcome[]> {
  const names = [...new Set(outcomes.map(({ check }) => check))];
  const recoveries = names.map((check) => {
    const alarms = outcomes.filter((it) => it.check === check).flatMap((it) => it.alarms.map(({ name }) => name));
    return new Recovery(check, new Set(alarms), lane);
  });
  for (let left = recoveries; left.length > 0; left = left.filter(({ isDone }) => !isDone)) {
    await together(left.map((recovery) => recovery.run()));
  }
  return outcomes.map((outcome) => {
    const recovery = recoveries.find(({ check }) => check === outcome.check);
    return recovery === undefined ? outcome : recovery.conclude(outcome);
  });
}

class Recovery {
  readonly check: FunctionLabel;
  private readonly alarms: ReadonlySet<string>;
  private readonly lane: Lane;
  private runs = 0;
  private isHealthy = false;
  private last: CheckRecord | undefined;

  constructor(check: FunctionLabel, alarms: ReadonlySet<string>, lane: Lane) {
    this.check = check;
    this.alarms = alarms;
    this.lane = lane;
  }

  async run(): Promise<void> {
    const { record } = await this.lane.run(this.check);
    this.runs += 1;
    this.last = record;
    this.isHealthy ||= isWell(record);
  }

  get isDone(): boolean {
    const least = isAction(this.check) ? RUNS_TO_REST : RUNS_TO_RECOVER;
    return this.isHealthy
      ? this.stillRaised(this.alarms).length === 0 || this.runs >= RUNS_TO_SILENCE
      : this.runs >= least;
  }

  conclude(outcome: FaultOutcome): FaultOutcome {
    const { id, title } = outcome;
    const raised = this.stillRaised(new Set(outcome.alarms.map(({ name }) => name)));
    const said = [this.last?.outcome ?? NO_RECORD, ...codesOf(this.last)].join(', ');
    return {
      ...outcome,
      recovered: this.isHealthy && raised.length === 0,
      problems: [
        ...outcome.problems,
        ...(this.isHealthy
          ? []
          : [`${id} (${title}): ${this.check} must be healthy after the repair, it said ${said}`]),
        ...raised.map((name) => `${id} (${title}): the alarm ${name} is still raised after the repair`),
      ],
    };
  }

  private stillRaised(names: ReadonlySet<string>): readonly string[] {
    return this.lane.raisedNow().filter((name) => names.has(name));
  }
}
