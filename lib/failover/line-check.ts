import { Duration, Stack } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  LINE_METRICS,
  linesUpMetricName,
  type ExpectedLine,
  type ExpectedPartner,
  type LineCheckEvent,
} from '../../lambda/line-check/contract';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Properties for `LineCheck`. */
export interface LineCheckProps extends CheckSurroundings {
  /** Partners with the lines to each, at least one of both. */
  readonly partners: readonly ExpectedPartner[];

  /**
   * Time between two checks: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** Watches the lines to partners: tunnels, BGP sessions and what they announce. */
export class LineCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: LineCheckProps) {
    super(scope, id);
    const lines = props.partners.flatMap((partner) => partner.lines);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'line-check',
      description: `${props.site.name}: tunnels and BGP sessions of the lines to partners`,
      interval: props.interval ?? Duration.minutes(1),
      timeout: Duration.seconds(45),
      statements: readLines(Stack.of(this), lines),
      event: lineEvent(props),
    });
  }

  /** Lines to a partner that are up, the lowest number in the period. */
  metricLinesUp(partner: string, options?: MetricOptions): Metric {
    return this.check.metric(linesUpMetricName(partner), { statistic: Stats.MINIMUM, ...options });
  }

  /** Partners to whom no line is up. */
  metricPartnersDown(options?: MetricOptions): Metric {
    return this.check.metric(LINE_METRICS.partnersDown, options);
  }

  /** Partners to whom some lines are up and some are not. */
  metricPartnersDegraded(options?: MetricOptions): Metric {
    return this.check.metric(LINE_METRICS.partnersDegraded, options);
  }
}

/** VPN connections are listed, which knows no resource; what belongs to Direct Connect has ARNs. */
function readLines(stack: Stack, lines: readonly ExpectedLine[]): PolicyStatement[] {
  const direct = lines.filter((line) => line.kind === 'direct-connect');
  const arn = (region: string, resource: string, resourceName: string) =>
    stack.formatArn({ service: 'directconnect', region, resource, resourceName });
  return [
    ...(lines.some(({ kind }) => kind === 'vpn')
      ? [
          new PolicyStatement({
            sid: 'ReadTunnels',
            actions: ['ec2:DescribeVpnConnections'],
            resources: ['*'],
            conditions: { StringEquals: { 'aws:RequestedRegion': stack.region } },
          }),
        ]
      : []),
    ...(direct.length > 0
      ? [
          new PolicyStatement({
            sid: 'ReadConnections',
            actions: ['directconnect:DescribeConnections'],
            resources: direct.map(({ region, connectionId }) => arn(region, 'dxcon', connectionId)),
          }),
          new PolicyStatement({
            sid: 'ReadInterfaces',
            actions: ['directconnect:DescribeVirtualInterfaces'],
            resources: direct.map(({ region, virtualInterfaceId }) => arn(region, 'dxvif', virtualInterfaceId)),
          }),
        ]
      : []),
  ];
}

function lineEvent({ site, partners }: LineCheckProps): LineCheckEvent {
  return { version: 1, site: site.name, partners };
}
