export { FAULTS } from './catalogue';
export type { DrillFault, DrillGround, Injected, LostResource } from './drill-fault';
export { freezeEmulator, frozenFaults, type FrozenOptions } from './frozen-emulator';
export { Lane, type LaneOptions, type LaneRun } from './lane';
export { NO_RECORD, type FaultOutcome, type RaisedAlarm } from './outcome';
export { awaitRecovery, runFaults, type DrillOptions, type OpenFault } from './run-faults';
