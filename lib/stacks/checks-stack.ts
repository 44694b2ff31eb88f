import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { SiteBackups } from '../backup';
import type { AuroraCluster } from '../database';
import { FailoverChecks, type AuditedLogGroup, type AuditedTopic, type CheckedCertificate } from '../failover';
import type { SegmentedVpc } from '../network';
import { webAclLogGroupName } from '../site';
import type { ComputeStack } from './compute-stack';
import type { EdgeStack } from './edge-stack';
import { EDGE_REGION, SiteStack, type SiteStackProps } from './site-stack';
import type { WatchStack } from './watch-stack';

/** Properties for `ChecksStack`. */
export interface ChecksStackProps extends SiteStackProps {
  /** Network that is checked. */
  readonly network: SegmentedVpc;
  /** Tiers that are checked. */
  readonly compute: ComputeStack;
  /** Database that is checked. */
  readonly database: AuroraCluster;
  /** Bucket with the releases, whose backups are checked. */
  readonly releaseBucket: IBucket;
  /** Backups whose plans are checked. */
  readonly backups: SiteBackups;
  /** Distribution and web ACL that are checked. */
  readonly edge: EdgeStack;
  /** What watches the checks from another Region, for the daily mail. */
  readonly watch: WatchStack;
  /** Key of the log groups of us-east-1. */
  readonly edgeLogKey: IKey;
  /** Topic of every Region the site uses, by Region. */
  readonly topics: ReadonlyMap<string, ITopic>;
  /** Hears of every change. */
  readonly notificationTopic: ITopic;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
  /** Receives access logs of the decision records. */
  readonly logBucket: IBucket;
}

/** The functions that look, on schedule, whether the site could still lose a part, and the records of what they decide. */
export class ChecksStack extends SiteStack {
  /** The checks with their metrics, and the decision records of the Region. */
  readonly checks: FailoverChecks;

  constructor(scope: Construct, props: ChecksStackProps) {
    super(scope, 'Checks', 'scheduled failover checks and decision records', props);
    this.referWeakly();
    const { site, network, compute, database, backups, edge } = props;
    const { distribution, webAcl } = edge;
    this.checks = new FailoverChecks(this, 'Checks', {
      site,
      logKey: props.logKey,
      logBucket: props.logBucket,
      notificationTopic: props.notificationTopic,
      network: network.topology,
      tiers: { web: compute.web, app: compute.app },
      cluster: database.cluster,
      parameterGroupNames: database.parameterGroupNames,
      systemResources: [props.releaseBucket],
      plans: backups.plans,
      restoreTest: backups.restoreTest,
      certificates: checkedCertificates(props),
      watch: { region: props.watch.region, records: props.watch.watch.records, checks: props.watch.watch.all },
      audited: {
        flowLog: { vpc: network.vpc, logGroup: network.flowLogGroup },
        logGroups: auditedLogGroups(props),
        edge: {
          distribution: distribution.distribution,
          webAclArn: webAcl.webAclArn,
          rules: webAcl.rules,
        },
        topics: [...props.topics].map(([region, topic]) => auditedTopic(region, topic)),
      },
    });
  }
}

/**
 * Log groups in which traffic leaves its trace, and how long each may be silent. Records of flows come every minute: eight
 * minutes, the five of the check and one of its alarm tell of a fault within a quarter of an hour. Servers ask for names of
 * AWS every few minutes, yet not every minute. What is refused, and who is turned away at the edge, may be nobody for days.
 */
function auditedLogGroups({ site, network, logKey, edgeLogKey }: ChecksStackProps): AuditedLogGroup[] {
  const { flowLogGroup, dnsQueryLogGroup, firewallLogs } = network;
  return [
    { id: 'flow-logs', logGroupName: flowLogGroup.logGroupName, key: logKey, silentMinutes: 8 },
    { id: 'dns-queries', logGroupName: dnsQueryLogGroup.logGroupName, key: logKey, silentMinutes: 60 },
    ...(firewallLogs === undefined
      ? []
      : [
          { id: 'firewall-alerts', logGroupName: firewallLogs.alert.logGroupName, key: logKey },
          { id: 'firewall-flows', logGroupName: firewallLogs.flow.logGroupName, key: logKey, silentMinutes: 60 },
        ]),
    { id: 'web-acl', region: EDGE_REGION, logGroupName: webAclLogGroupName(site), key: edgeLogKey },
  ];
}

/** Certificates that viewers and load balancers see, of a site with a domain. */
function checkedCertificates({ site, region, compute, edge }: ChecksStackProps): CheckedCertificate[] {
  const { domain } = site;
  const seen = [
    { purpose: 'viewers', certificate: edge.certificate, region: EDGE_REGION },
    { purpose: 'load balancers', certificate: compute.certificate, region },
  ];
  return seen.flatMap(({ purpose, certificate, region: place }) =>
    certificate === undefined || domain === undefined
      ? []
      : [{ purpose, certificate, region: place, domainName: domain.name }],
  );
}

function auditedTopic(region: string, { masterKey }: ITopic): AuditedTopic {
  if (masterKey === undefined) {
    throw new Error(`the topic of ${region} is not encrypted`);
  }
  return { region, key: masterKey };
}
