import type { Conclusion, Metrics } from '../decision';
import { ACTION_METRICS, type ReasonCode } from './contract';
import { isSpent } from './incident';
import type { Memory } from './memory';
import { endpointOf } from './probes';
import { because, concludeFrom, type Reason } from './reasons';
import type { State, Step } from './states';
import type { Path, Standing } from './standing';

/** What became of a run of an action. */
export interface ActionOutcome {
  readonly state: State;
  /** State the last run left; `undefined` when this run could not learn it. */
  readonly previousState: State | undefined;
  /** Whether people should be told. */
  readonly changed: boolean;
  /** The way through the states. */
  readonly steps: readonly Step[];
  /** Why it went that way. */
  readonly reasons: readonly Reason[];
  readonly conclusion: Conclusion;
  /** What the decision rests on. */
  readonly inputs: unknown;
  /** What was measured; only of a drill. */
  readonly evidence?: unknown;
}

/** Outcome of a run that did not look at the cluster. */
export function outcomeBefore({ state, steps, reasons }: Path, found?: Memory): ActionOutcome {
  const conclusion = concludeFrom(reasons);
  return {
    state,
    previousState: found?.state,
    // Without the state that was announced there is nothing to compare with; the open question has its own alarm.
    changed: false,
    steps,
    reasons,
    conclusion: {
      ...conclusion,
      metrics: { [ACTION_METRICS.acted]: 0, [ACTION_METRICS.rateLimited]: 0 },
    },
    inputs: { found: found ?? null },
  };
}

/** Outcome of a run that had the lease. */
export function outcomeAfter(standing: Standing, found: Memory, changed: boolean): ActionOutcome {
  const { state, steps, seen, reasons, sight } = standing;
  const all = withSplit(state, [...seen, ...reasons]);
  return {
    state,
    previousState: found.state,
    changed,
    steps,
    reasons: all,
    conclusion: { ...concludeFrom(all), metrics: metricsOf(standing, all) },
    inputs: { found, ...sight },
  };
}

/** A split that was suspected is not over because one look did not show it. */
function withSplit(state: State, reasons: readonly Reason[]): readonly Reason[] {
  const isTold = reasons.some(({ code }) => SPLITS.includes(code));
  return state === 'SPLIT_SUSPECT' && !isTold
    ? [because('SplitOpen', 'writer', 'two writers were suspected, and one was not yet seen often enough'), ...reasons]
    : reasons;
}

const SPLITS: readonly ReasonCode[] = ['TwoWritersReported', 'TwoWritersAnswer', 'OldWriterBack'];

/** States in which nothing is done about a lost writer. */
const HOLDING: readonly State[] = ['HOLD', 'CONFIRM', 'ABORTED', 'SPLIT_SUSPECT'];

function metricsOf({ state, memory, sight, isWithoutWriter, hasActed }: Standing, reasons: readonly Reason[]): Metrics {
  const { incident } = memory;
  return {
    [ACTION_METRICS.acted]: toNumber(hasActed),
    [ACTION_METRICS.held]: toNumber(HOLDING.includes(state) && (isWithoutWriter || incident !== undefined)),
    [ACTION_METRICS.suspected]: incident === undefined || isSpent(incident) ? 0 : incident.confirmations,
    [ACTION_METRICS.splitSuspected]: toNumber(state === 'SPLIT_SUSPECT'),
    [ACTION_METRICS.rateLimited]: toNumber(
      reasons.some(({ code }) => code === 'TooSoonAfterAct' || code === 'TooManyActs'),
    ),
    ...(sight === undefined
      ? {}
      : {
          [ACTION_METRICS.probesSilent]: sight.vantages.filter((vantage) => endpointOf(vantage) === 'silent').length,
          [ACTION_METRICS.probesRefused]: sight.vantages.filter((vantage) => endpointOf(vantage) === 'refused').length,
        }),
  };
}

function toNumber(is: boolean): number {
  return is ? 1 : 0;
}
