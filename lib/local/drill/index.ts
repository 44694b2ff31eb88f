export { FAULTS, WAVES } from './catalogue';
export type { DrillFault, DrillGround, DrillSite, Injected, LostResource, Wave } from './drill-fault';
export { freezeServices, type FrozenServicesOptions } from './frozen-services';
export { Lane, type LaneOptions, type LaneRun } from './lane';
export { LINE_DOWN, playLines, type LinesOptions } from './line-fault';
export { NO_RECORD, type FaultOutcome, type RaisedAlarm } from './outcome';
export { awaitRecovery } from './recovery';
export { runFaults, type DrillOptions, type OpenFault } from './run-faults';
