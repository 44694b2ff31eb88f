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
export { AlarmPlayer, type AlarmChange, type AlarmPlayerOptions, type AlarmWriter } from './alarm-player';
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
export { openMailbox, type Mailbox, type MailboxOptions, type QueueClient, type TopicClient } from './mailbox';
export { parseNotification, type AlarmNotification, type Notification, type OtherNotification } from './notification';
export { parseRecord } from './parse-record';
export { readRecords, type LogReader, type RecordsQuery } from './read-records';
export { recordOfInvocation, scheduledRuns, type Invocation } from './scheduled-runs';
