export type { SpikeFinding, SpikeFindingCode } from './findings';
export { isShort, type Totals } from './totals';
export type { LeastMinimum } from './least-minimum';
export type { MinuteRow, TierMinute } from './minutes';
export type { SpikeReport, SpikeRun, TierReport } from './report';
export { SCENARIOS, type Scenario, type ScenarioId } from './scenarios';
export { isCarried, simulateSpike } from './simulate-spike';
export { TIMINGS, type TimingId } from './timing';
