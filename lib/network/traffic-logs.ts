import { Aws, Stack } from 'aws-cdk-lib';
import { CfnFlowLog, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import type { Site } from '../site';

/**
 * Every field that tells who talked to whom, by which way, and why not.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const FLOW_LOG_FIELDS = [
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr',
  'region az-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path reject-reason',
]
  .flatMap((line) => line.split(' '))
  .map((field) => `\${${field}}`)
  .join(' ');

/** Properties for `TrafficLogs`. */
export interface TrafficLogsProps {
  /** Site whose traffic is recorded. */
  readonly site: Site;

  /** VPC whose traffic and queries are recorded. */
  readonly vpc: IVpc;

  /** Key of the log groups. */
  readonly logKey: IKey;
}

/** Flow logs of every interface of the VPC, and every DNS query with its answer. */
export class TrafficLogs extends Construct {
  /** Receives a record per connection and minute; silent only when logging is broken. */
  readonly flows: ILogGroup;
  /** Receives every DNS query with its answer. */
  readonly dnsQueries: ILogGroup;

  constructor(scope: Construct, id: string, props: TrafficLogsProps) {
    super(scope, id);
    const { site, vpc, logKey: key } = props;
    this.flows = new SiteLogGroup(this, 'FlowLogGroup', {
      site,
      key,
      logGroupName: `/${site.name}/network/flows`,
    }).logGroup;
    this.addFlowLog(vpc, this.flows);

    this.dnsQueries = new SiteLogGroup(this, 'QueryLogGroup', {
      site,
      key,
      // Deliveries to `/aws/vendedlogs/` share one resource policy of the Region.
      logGroupName: `/aws/vendedlogs/${site.name}-dns-queries`,
    }).logGroup;
    const config = new CfnResolverQueryLoggingConfig(this, 'QueryLog', {
      name: `${site.name}-dns-queries`,
      destinationArn: this.dnsQueries.logGroupArn,
    });
    new CfnResolverQueryLoggingConfigAssociation(this, 'QueryLogAssociation', {
      resolverQueryLogConfigId: config.attrId,
      resourceId: vpc.vpcId,
    });
  }

  private addFlowLog(vpc: IVpc, logGroup: ILogGroup): void {
    const role = new Role(this, 'FlowLogRole', {
      description: 'Delivers flow logs of the VPC to its log group',
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }),
          },
        },
      }),
    });
    const policy = new ManagedPolicy(this, 'FlowLogPolicy', {
      description: 'Delivers flow logs of the VPC to its log group',
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
      ],
    });
    // Every property of a flow log is replaced on change; records of a minute are the finest there are.
    const flowLog = new CfnFlowLog(this, 'FlowLog', {
      resourceType: 'VPC',
      resourceId: vpc.vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: logGroup.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
      logFormat: FLOW_LOG_FIELDS,
      maxAggregationInterval: 60,
    });
    flowLog.node.addDependency(policy);
  }
}
