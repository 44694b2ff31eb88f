import { findAgeSeconds } from '../shared/clock';
import { merge, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { bestOf, found, sortedBy } from './conclude';
import type { ExpectedFlowLog, ExpectedLogGroup } from './contract';
import type { FlowLogState, LogGroupObservation, LogGroupState } from './observation';

/** Length of a minute of the metric: records may have come until its end. */
const MINUTE_SECONDS = 60;

/** The flow log of the VPC: active, of all traffic, and delivered where it belongs. */
export function checkFlowLogs(expected: ExpectedFlowLog, observed: Observed<readonly FlowLogState[]>): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion('flow logs', 'redundancy', observed);
  }
  const candidates = observed.value.filter(({ logGroupName }) => logGroupName === expected.logGroupName);
  return (
    bestOf(sortedBy(candidates, ({ id }) => id).map(checkFlowLog)) ??
    found('FlowLogMissing', expected.vpcId, `no flow log of the VPC delivers to ${expected.logGroupName}`)
  );
}

function checkFlowLog({ id, status, delivery, error, trafficType }: FlowLogState): Conclusion {
  return merge([
    status === 'ACTIVE' ? NOTHING : found('FlowLogInactive', id, `the flow log is ${status}`),
    checkDelivery(id, delivery, error),
    trafficType === 'ALL' ? NOTHING : found('FlowLogPartial', id, `records ${trafficType} traffic only`),
  ]);
}

function checkDelivery(id: string, delivery: string | undefined, error: string | undefined): Conclusion {
  if (delivery === 'FAILED') {
    return found('FlowLogFailing', id, `records are not delivered: ${error ?? 'no reason given'}`);
  }
  const reason = `EC2 calls it ${delivery ?? 'nothing'}`;
  return delivery === 'SUCCESS'
    ? NOTHING
    : openQuestion(`delivery of ${id}`, 'redundancy', unknown('Incomplete', reason));
}

/** One log group: there, under its key, kept long enough, and written to. */
export function checkLogGroup(
  expected: ExpectedLogGroup,
  observed: LogGroupObservation | undefined,
  now: Date,
): Conclusion {
  const subject = `log group ${expected.id}`;
  const { group, newest } = observed ?? { group: unknown('Incomplete', 'the log group was not read') };
  const activity = checkActivity(expected, newest, now);
  if (group.kind === 'unknown') {
    return merge([openQuestion(subject, 'redundancy', group), activity]);
  }
  return group.value === 'absent'
    ? found('LogGroupMissing', subject, `there is no ${expected.logGroupName} in ${expected.region}`)
    : merge([checkState(expected, group.value, subject), activity]);
}

function checkState(expected: ExpectedLogGroup, { keyArn, retentionDays }: LogGroupState, subject: string): Conclusion {
  return merge([
    keyArn === expected.keyArn
      ? NOTHING
      : found('LogKeyChanged', subject, `is encrypted with ${keyArn ?? 'a key of CloudWatch Logs'}`),
    retentionDays === undefined || retentionDays >= expected.retentionDays
      ? NOTHING
      : found(
          'LogRetentionShortened',
          subject,
          `keeps records for ${String(retentionDays)} days, not ${String(expected.retentionDays)}`,
        ),
  ]);
}

function checkActivity(
  { id, silentMinutes }: ExpectedLogGroup,
  newest: LogGroupObservation['newest'],
  now: Date,
): Conclusion {
  if (silentMinutes === undefined) {
    return NOTHING;
  }
  const subject = `records in ${id}`;
  const observed = newest ?? unknown('Incomplete', 'the metric was not read');
  if (observed.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', observed);
  }
  const age = observed.value === 'silent' ? Infinity : findAgeSeconds(observed.value, now);
  if (age === undefined) {
    return openQuestion(subject, 'redundancy', unknown('Contradictory', 'the newest came in the future'));
  }
  return age <= silentMinutes * 60 + MINUTE_SECONDS
    ? NOTHING
    : found('LogSilent', subject, `nothing was written for ${String(silentMinutes)} minutes`);
}
