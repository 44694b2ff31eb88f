import { checkAudit } from '../../../lambda/audit-check/check';
import { checkFlowLogs, checkLogGroup } from '../../../lambda/audit-check/check-logs';
import type { FlowLogState, LogGroupObservation } from '../../../lambda/audit-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  EDGE,
  expectation,
  flowLog,
  flowLogGroup,
  healthy,
  keyArn,
  logGroupOf,
  secondsAgo,
  TOKYO,
} from './expectation';

const timeout = unknown('Timeout', 'no answer');

function redundancy(code: string, subject: string, detail: string) {
  return { code, effect: 'redundancy', subject, detail };
}

describe('F56 flow logs', () => {
  const check = (...logs: readonly Partial<FlowLogState>[]) =>
    checkFlowLogs(expectation.flowLog, known(logs.map((log) => ({ ...flowLog, ...log }))));

  test('one that delivers all traffic to its log group is no fault', () => {
    expect(check({})).toMatchObject({ findings: [], questions: [] });
  });

  const missing = redundancy('FlowLogMissing', 'vpc-1', 'no flow log of the VPC delivers to /test-site/network/flows');

  test.each<[string, readonly Partial<FlowLogState>[]]>([
    ['no flow log', []],
    ['one that delivers elsewhere', [{ logGroupName: '/other' }]],
    ['one that delivers to a bucket', [{ logGroupName: undefined }]],
  ])('%s is a gap', (_what, logs) => {
    expect(check(...logs)).toMatchObject({ findings: [missing], questions: [] });
  });

  test.each<[Partial<FlowLogState>, string, string]>([
    [{ status: 'INACTIVE' }, 'FlowLogInactive', 'the flow log is INACTIVE'],
    [{ trafficType: 'REJECT' }, 'FlowLogPartial', 'records REJECT traffic only'],
    [{ delivery: 'FAILED', error: 'Access error' }, 'FlowLogFailing', 'records are not delivered: Access error'],
    [{ delivery: 'FAILED' }, 'FlowLogFailing', 'records are not delivered: no reason given'],
  ])('%j is a gap', (change, code, detail) => {
    expect(check(change)).toMatchObject({ findings: [redundancy(code, 'fl-1', detail)], questions: [] });
  });

  test.each([
    [undefined, 'EC2 calls it nothing'],
    ['PAUSED', 'EC2 calls it PAUSED'],
  ])('a delivery that is %s is an open question', (delivery, reason) => {
    expect(check({ delivery })).toMatchObject({
      findings: [],
      questions: [{ subject: 'delivery of fl-1', code: 'Incomplete', reason, effect: 'redundancy' }],
    });
  });

  test('of several the best counts, in whatever order they come', () => {
    const broken = { id: 'fl-0', status: 'INACTIVE', trafficType: 'ACCEPT' };
    const failing = { id: 'fl-2', delivery: 'FAILED' };
    expect(check(broken, failing, {})).toMatchObject({ findings: [], questions: [] });
    expect(check(broken, failing).findings.map(({ subject }) => subject)).toStrictEqual(['fl-2']);
    expect(check({ id: 'fl-9', status: 'INACTIVE' }, failing).findings).toMatchObject([{ subject: 'fl-2' }]);
    expect(check(failing, { id: 'fl-9', status: 'INACTIVE' }).findings).toMatchObject([{ subject: 'fl-2' }]);
  });

  test('without an answer they are an open question', () => {
    expect(checkFlowLogs(expectation.flowLog, timeout)).toMatchObject({
      findings: [],
      questions: [{ subject: 'flow logs', code: 'Timeout', effect: 'redundancy' }],
    });
  });
});

describe('F56 log groups', () => {
  const check = (changes: Partial<LogGroupObservation> = {}, expected = flowLogGroup) =>
    checkLogGroup(expected, { ...logGroupOf('flow-logs'), ...changes }, NOW);

  test('one under its key, kept long enough and written to is no fault', () => {
    expect(check()).toMatchObject({ findings: [], questions: [] });
  });

  test('one that does not exist is missing, and not silent as well', () => {
    expect(check({ group: known('absent'), newest: known('silent') })).toMatchObject({
      findings: [
        redundancy('LogGroupMissing', 'log group flow-logs', `there is no /test-site/network/flows in ${TOKYO}`),
      ],
      questions: [],
    });
  });

  test.each([
    [keyArn(EDGE, 'logs'), `is encrypted with ${keyArn(EDGE, 'logs')}`],
    [undefined, 'is encrypted with a key of CloudWatch Logs'],
  ])('the key %s is not the right one', (key, detail) => {
    expect(check({ group: known({ keyArn: key, retentionDays: 400 }) })).toMatchObject({
      findings: [redundancy('LogKeyChanged', 'log group flow-logs', detail)],
    });
  });

  test.each([
    [399, [redundancy('LogRetentionShortened', 'log group flow-logs', 'keeps records for 399 days, not 400')]],
    [400, []],
    [401, []],
    [undefined, []],
  ])('records that are kept for %s days', (retentionDays, findings) => {
    expect(check({ group: known({ keyArn: keyArn(TOKYO, 'logs'), retentionDays }) }).findings).toStrictEqual(findings);
  });

  const silent = redundancy('LogSilent', 'records in flow-logs', 'nothing was written for 8 minutes');

  test.each([
    ['8 minutes after the end of the minute of the last one', 540, []],
    ['a second later', 541, [silent]],
  ])('records %s', (_what, age, findings) => {
    expect(check({ newest: known(secondsAgo(age)) }).findings).toStrictEqual(findings);
  });

  test('no record at all in the time looked at is silence', () => {
    expect(check({ newest: known('silent') }).findings).toStrictEqual([silent]);
  });

  test.each<[string, LogGroupObservation['newest'], string, string]>([
    ['that nobody read', undefined, 'Incomplete', 'the metric was not read'],
    ['without an answer', timeout, 'Timeout', 'no answer'],
    ['in the future', known(secondsAgo(-61)), 'Contradictory', 'the newest came in the future'],
  ])('records %s are an open question', (_what, newest, code, reason) => {
    expect(check({ newest })).toMatchObject({
      findings: [],
      questions: [{ subject: 'records in flow-logs', code, reason, effect: 'redundancy' }],
    });
  });

  test('one that may be silent is not asked about its records', () => {
    const quiet = { ...flowLogGroup, silentMinutes: undefined };
    expect(check({ newest: known('silent') }, quiet)).toMatchObject({ findings: [], questions: [] });
  });

  test('without an answer its records are still judged', () => {
    expect(check({ group: timeout, newest: known('silent') })).toMatchObject({
      findings: [silent],
      questions: [{ subject: 'log group flow-logs', code: 'Timeout', effect: 'redundancy' }],
    });
  });

  test('one that nobody read is an open question', () => {
    const logGroups = { 'dns-queries': logGroupOf('dns-queries'), 'web-acl': logGroupOf('web-acl') };
    expect(checkAudit(expectation, { ...healthy, logGroups }, NOW).questions).toMatchObject([
      { subject: 'log group flow-logs', code: 'Incomplete', reason: 'the log group was not read' },
      { subject: 'records in flow-logs', code: 'Incomplete', reason: 'the metric was not read' },
    ]);
  });
});

describe('F55 a clock that goes wrong by ten minutes', () => {
  const skewed = (seconds: number) => checkAudit(expectation, healthy, new Date(NOW.getTime() + seconds * 1000));

  test('backwards finds its newest records in the future, and believes nothing', () => {
    expect(skewed(-600)).toMatchObject({ status: 'UNKNOWN', findings: [] });
    expect(skewed(-600).questions.map(({ subject, code }) => `${code} ${subject}`)).toStrictEqual([
      'Contradictory delivery of arn:aws:cloudtrail:us-west-2:222222222222:trail/organization',
      'Contradictory records in dns-queries',
      'Contradictory records in flow-logs',
    ]);
  });

  test('forwards finds logs silent rather than well', () => {
    expect(skewed(600)).toMatchObject({ status: 'DEGRADED', findings: [{ code: 'LogSilent' }] });
  });
});
