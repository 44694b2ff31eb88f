import { App, Stack, type AppProps, type IPolicyValidationPlugin } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import flags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Acknowledgement } from '../../../lib/judges';

/** Acknowledgements of the app below, on top of those of a site, which it has no findings for. */
export const DEMO_ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    rules: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
    where: ['*-Demo/Policy/Resource'],
    reason: 'DescribeInstances takes no resource; 読み取りだけを許可する',
    owner: 'platform',
    expires: '2027-11-30',
  },
  {
    rules: [
      'NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted',
      'PCI.DSS.321::PCI.DSS.321-CloudWatchLogGroupEncrypted',
    ],
    where: ['*-Demo/Logs'],
    reason: 'the log group of the demonstration holds nothing that is secret',
    owner: '=cmd|calc',
    expires: '2027-06-30',
  },
  {
    rules: ['Honmaru::FixedNamesStartWithSite'],
    where: ['*-Demo/Logs'],
    reason: 'the demonstration belongs to no site, so no other site can meet its name',
    owner: 'platform',
    expires: '2027-11-30',
  },
];

/** An app with one small stack that complies apart from what is acknowledged. */
export function demoApp(props: AppProps = {}): {
  readonly app: App;
  readonly stack: Stack;
  readonly logs: CfnLogGroup;
} {
  const app = new App({
    stackTraces: false,
    // `addJudges` registers the template validator itself, where a test wants it.
    builtinCloudFormationValidation: false,
    ...props,
    context: { ...flags, '@aws-cdk/core:defaultCrossStackReferences': 'strong', ...props.context },
  });
  const stack = new Stack(app, 'Test-Demo', { env: { region: 'ap-northeast-1' } });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  new ManagedPolicy(stack, 'Policy', {
    roles: [role],
    statements: [new PolicyStatement({ actions: ['ec2:DescribeInstances'], resources: ['*'] })],
  });
  const logs = new CfnLogGroup(stack, 'Logs', { logGroupName: '/demo/logs', retentionInDays: 400 });
  return { app, stack, logs };
}

/** Adds an alarm without an action, on which cdk-nag insists; a composite alarm tells of it, which suffices for us. */
export function addSilentAlarm(stack: Stack): Alarm {
  const alarm = new Alarm(stack, 'Alarm', {
    metric: new Metric({ namespace: 'Demo', metricName: 'Faults' }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  });
  new CfnCompositeAlarm(stack, 'Composite', {
    alarmRule: `ALARM(${alarm.alarmArn})`,
    alarmActions: [`arn:aws:ssm:${stack.region}:111111111111:opsitem:1`],
  });
  return alarm;
}

/** The acknowledgements with the first of them changed. */
export function changedAcknowledgement(change: Partial<Acknowledgement>): readonly Acknowledgement[] {
  return DEMO_ACKNOWLEDGEMENTS.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry));
}

/** A judge of somebody else. */
export const quietPlugin = (name: string, validate: IPolicyValidationPlugin['validate']): IPolicyValidationPlugin => ({
  name,
  validate,
});
