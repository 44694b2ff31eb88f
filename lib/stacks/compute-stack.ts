import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AccessRoles } from '../access';
import { EntryOrigin, OriginCertificate, ServerTier, ZonalAutoshift, type ZonalAutoshiftProps } from '../compute';
import { APPLICATION_USER, type AuroraCluster } from '../database';
import { declareFailures, selectorOf } from '../foundation';
import type { SegmentedVpc } from '../network';
import { declaredTier, servicePorts, type Site } from '../site';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `ComputeStack`. */
export interface ComputeStackProps extends SiteStackProps {
  /** Network the tiers are placed in. */
  readonly network: SegmentedVpc;
  /** Database the app tier uses. */
  readonly database: AuroraCluster;
  /** Operators open recorded sessions on the servers. */
  readonly access: AccessRoles;
  /** Receives launches, terminations and rollback alarms. */
  readonly notificationTopic: ITopic;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
  /** Receives the load balancers' logs. */
  readonly logBucket: IBucket;
  /** Receives the tiers' releases. */
  readonly releaseBucket: IBucket;
}

/** Both tiers of servers and CloudFront's private way to them. */
export class ComputeStack extends SiteStack {
  /** Web tier behind the entry load balancer. */
  readonly web: ServerTier;
  /** App tier behind the app load balancer. */
  readonly app: ServerTier;
  /** CloudFront's way to the entry load balancer. */
  readonly entryOrigin: EntryOrigin;
  /** Certificate of both load balancers; absent without a domain. */
  readonly certificate?: ICertificate;

  constructor(scope: Construct, props: ComputeStackProps) {
    super(scope, 'Compute', 'web and app tiers', props);
    const { site, network, database } = props;
    const { domain } = site;
    if (domain !== undefined) {
      this.certificate = new OriginCertificate(this, 'Certificate', { domain }).certificate;
    }
    const common = { ...props, vpc: network.vpc, certificate: this.certificate };
    const ports = servicePorts(site);
    this.app = new ServerTier(this, 'App', {
      ...common,
      tier: 'app',
      loadBalancerSubnets: network.subnets.internal,
      instanceSubnets: network.subnets.internal,
      loadBalancerSecurityGroup: network.securityGroups['app-load-balancer'],
      instanceSecurityGroup: network.securityGroups.app,
      environment: {
        DATABASE_HOST: database.cluster.clusterEndpoint.hostname,
        DATABASE_PORT: String(ports.database),
        DATABASE_NAME: site.database.databaseName,
        DATABASE_USER: APPLICATION_USER,
      },
    });
    database.grantConnect(this.app);
    props.access.grantSessionRecording(this.app);
    const scheme = ports.appLoadBalancer === 443 ? 'https' : 'http';
    this.web = new ServerTier(this, 'Web', {
      ...common,
      tier: 'web',
      loadBalancerSubnets: network.subnets['barrier-entry'],
      instanceSubnets: network.subnets.dmz,
      loadBalancerSecurityGroup: network.securityGroups['entry-load-balancer'],
      instanceSecurityGroup: network.securityGroups.web,
      environment: {
        APP_ORIGIN: `${scheme}://${this.app.loadBalancer.loadBalancerDnsName}:${ports.appLoadBalancer}`,
        ...(domain === undefined ? {} : { APP_SERVER_NAME: domain.name }),
      },
    });
    props.access.grantSessionRecording(this.web);
    declareFailures(this, {
      tiers: (['web', 'app'] as const).map((tier) => declaredTier(site, tier, selectorOf(this[tier].autoScalingGroup))),
    });
    this.entryOrigin = new EntryOrigin(this, 'Entry', { site, loadBalancer: this.web.loadBalancer });
    if (site.profile === 'mission-critical') {
      new ZonalAutoshift(this, 'EntryAutoshift', autoshiftOf(site, this.web));
      new ZonalAutoshift(this, 'AppAutoshift', autoshiftOf(site, this.app));
    }
  }
}

/** Practice runs of a tier end when the tier answers with errors. */
function autoshiftOf(site: Site, tier: ServerTier): ZonalAutoshiftProps {
  const { loadBalancer, autoScalingGroup, rollbackAlarms } = tier;
  const [outcomeAlarm] = rollbackAlarms;
  if (outcomeAlarm === undefined) {
    throw new Error('a tier has no alarm that could end a practice run');
  }
  return { site, loadBalancer, autoScalingGroup, outcomeAlarm };
}
