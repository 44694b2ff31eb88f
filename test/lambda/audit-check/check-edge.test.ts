import { checkAudit } from '../../../lambda/audit-check/check';
import type { EdgeObservation } from '../../../lambda/audit-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, healthy, WAF_LOG_ARN, WEB_ACL_ARN } from './expectation';

const timeout = unknown('Timeout', 'no answer');

function check(edge: Partial<EdgeObservation>) {
  return checkAudit(expectation, { ...healthy, edge: { ...healthy.edge, ...edge } }, NOW);
}

test('an edge as deployed is healthy', () => {
  expect(check({})).toMatchObject({
    status: 'HEALTHY',
    metrics: { SecurityDegraded: 0, AuditGaps: 0, ServiceDown: 0, RedundancyLost: 0 },
  });
});

test.each([
  ['', 'the distribution has not its web ACL but none'],
  ['arn:other', 'the distribution has not its web ACL but arn:other'],
])('F48 the web ACL %s instead of its own degrades security, and the site stays up', (webAclArn, detail) => {
  expect(check({ distribution: known({ isEnabled: true, webAclArn }) })).toMatchObject({
    status: 'DEGRADED',
    findings: [{ code: 'WebAclDetached', effect: 'redundancy', subject: 'E1', detail }],
    questions: [],
    metrics: { SecurityDegraded: 1, AuditGaps: 0, ServiceDown: 0 },
  });
});

test('a disabled distribution stops the service and degrades nothing else', () => {
  expect(check({ distribution: known({ isEnabled: false, webAclArn: WEB_ACL_ARN }) })).toMatchObject({
    status: 'FAILED',
    findings: [
      { code: 'DistributionDisabled', effect: 'service', subject: 'E1', detail: 'the distribution is disabled' },
    ],
    metrics: { SecurityDegraded: 0, ServiceDown: 1 },
  });
});

test('a distribution that does not exist stops the service and needs no protection', () => {
  expect(check({ distribution: known('absent') })).toMatchObject({
    status: 'FAILED',
    findings: [
      { code: 'DistributionMissing', effect: 'service', subject: 'E1', detail: 'the distribution does not exist' },
    ],
    metrics: { SecurityDegraded: 0 },
  });
});

test('a distribution without an answer may be down, and may be unprotected', () => {
  const { status, questions, metrics } = check({ distribution: timeout });
  expect(status).toBe('UNKNOWN');
  expect(questions).toMatchObject([
    { subject: 'distribution', code: 'Timeout', effect: 'service' },
    { subject: 'web ACL of the distribution', code: 'Timeout', effect: 'redundancy' },
  ]);
  expect(metrics).not.toHaveProperty('SecurityDegraded');
  expect(metrics).not.toHaveProperty('ServiceDown');
  expect(metrics).toMatchObject({ AuditGaps: 0, AlarmPathFaults: 0 });
});

test('F48 a web ACL that does not exist degrades security', () => {
  expect(check({ webAcl: known('absent') }).findings).toStrictEqual([
    { code: 'WebAclMissing', effect: 'redundancy', subject: WEB_ACL_ARN, detail: 'the web ACL does not exist' },
  ]);
});

test.each(['Block', 'Captcha', 'Challenge', 'None'])('F48 a rule whose action is %s enforces', (action) => {
  const rules = [
    { name: 'RequestsPerSource', action },
    { name: 'Core', action: 'Count' },
  ];
  expect(check({ webAcl: known({ rules }) }).status).toBe('HEALTHY');
});

test.each(['Count', 'Allow', 'Monetize'])('F48 a rule whose action is %s does not enforce', (action) => {
  const rules = [
    { name: 'RequestsPerSource', action },
    { name: 'Core', action },
  ];
  expect(check({ webAcl: known({ rules }) })).toMatchObject({
    findings: [
      {
        code: 'WebAclRuleWeak',
        effect: 'redundancy',
        subject: 'rule RequestsPerSource',
        detail: `the rule refuses nothing, its action is ${action}`,
      },
    ],
    metrics: { SecurityDegraded: 1 },
  });
});

test('F48 rules that are gone are each named', () => {
  expect(check({ webAcl: known({ rules: [{ name: 'Another', action: 'Block' }] }) })).toMatchObject({
    findings: ['Core', 'RequestsPerSource'].map((name) => ({
      code: 'WebAclRuleMissing',
      effect: 'redundancy',
      subject: `rule ${name}`,
      detail: 'the web ACL has no such rule',
    })),
    metrics: { SecurityDegraded: 2 },
  });
});

test('a web ACL without an answer leaves its metric out, unless a fault is known', () => {
  expect(check({ webAcl: timeout }).questions).toMatchObject([
    { subject: 'web ACL', code: 'Timeout', effect: 'redundancy' },
  ]);
  expect(check({ webAcl: timeout }).metrics).not.toHaveProperty('SecurityDegraded');
  const detached = check({ webAcl: timeout, distribution: known({ isEnabled: true, webAclArn: '' }) });
  expect(detached.metrics).toMatchObject({ SecurityDegraded: 1, CheckUnknown: 1 });
});

test.each([
  [known('absent' as const), 'WebAclLoggingOff', 'nothing that the web ACL refuses is logged'],
  [known({ destinationArns: ['a', 'b'] }), 'WebAclLoggingElsewhere', 'logs go to a and b'],
])('F56 logging that is %j is a gap', (logging, code, detail) => {
  expect(check({ logging })).toMatchObject({
    status: 'DEGRADED',
    findings: [{ code, effect: 'redundancy', subject: WEB_ACL_ARN, detail }],
    metrics: { AuditGaps: 1, SecurityDegraded: 0 },
  });
});

test('a second destination of the logs is no fault', () => {
  expect(check({ logging: known({ destinationArns: ['a', WAF_LOG_ARN] }) }).status).toBe('HEALTHY');
});

test('logging without an answer leaves the gaps out', () => {
  const { questions, metrics } = check({ logging: timeout });
  expect(questions).toMatchObject([{ subject: 'logging of the web ACL', code: 'Timeout', effect: 'redundancy' }]);
  expect(metrics).not.toHaveProperty('AuditGaps');
});
