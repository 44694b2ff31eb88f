export {
  alarmNameOf,
  type AlarmDefinition,
  type AlarmIdentity,
  type AlarmMetric,
  type CompositeAlarm,
  type PhysicalNames,
  type PlayedAlarm,
  type Statistic,
  type UnplayedAlarm,
} from './alarm-definition';
export { alarmDefinitions } from './alarm-definitions';
export {
  AlarmPlayer,
  type AlarmChange,
  type AlarmPlayerOptions,
  type AlarmWriter,
  type PlayedFunction,
} from './alarm-player';
export { changeNotice, type ChangeNotice } from './change-notice';
export type { CheckRecord, Effect, Finding, OpenQuestion } from './check-record';
export {
  evaluate,
  EXTRA_PERIODS,
  type AlarmRules,
  type AlarmState,
  type Comparison,
  type Datapoint,
  type MissingData,
} from './evaluate';
export { FUNCTION_LABELS, isAction, isCheck } from './function-labels';
export { openMailbox, type Mailbox, type MailboxOptions, type QueueClient, type TopicClient } from './mailbox';
export { parseNotification, type AlarmNotification, type Notification, type OtherNotification } from './notification';
export { parseRecord } from './parse-record';
export { readRecords, type LogReader, type RecordsQuery } from './read-records';
export { chainProblems } from './record-chain';
export { recordOfInvocation, scheduledRuns, type Invocation } from './scheduled-runs';
export { lockProblems, readStoredRecords, type StoredRecord } from './stored-records';
