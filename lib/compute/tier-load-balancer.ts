import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  CfnListener,
  DesyncMitigationMode,
  IpAddressType,
  SslPolicy,
  XffHeaderProcessingMode,
  type IApplicationListener,
  type IApplicationLoadBalancer,
  type IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { logPrefixes } from '../foundation';
import type { Site, TierName } from '../site';
import { servicePorts } from '../site';

/**
 * Seconds a connection may be idle. CloudFront keeps its own for 5 s by default, servers keep theirs for longer than
 * this, so it is always the load balancer that closes.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const IDLE_TIMEOUT = Duration.seconds(60);

/** Properties for `TierLoadBalancer`. */
export interface TierLoadBalancerProps {
  /** Site the load balancer belongs to. */
  readonly site: Site;

  /** Tier whose servers it stands in front of. */
  readonly tier: TierName;

  /** The VPC. */
  readonly vpc: IVpc;

  /** Private subnets of the load balancer, one per zone. */
  readonly subnets: readonly ISubnet[];

  /** Security group of the load balancer; its rules are made with the network. */
  readonly securityGroup: ISecurityGroup;

  /** Bucket for its logs, encrypted with the keys of S3. */
  readonly logBucket: IBucket;

  /** Servers it sends requests to. */
  readonly targetGroup: IApplicationTargetGroup;

  /**
   * Certificate of the listener.
   *
   * @default - HTTP inside the VPC, because nobody issues certificates for a site without a domain
   */
  readonly certificate?: ICertificate;
}

/**
 * Internal load balancer of a tier with one listener.
 *
 * It is never reachable from the internet: viewers come through CloudFront, and CloudFront does the redirect to HTTPS.
 */
export class TierLoadBalancer extends Construct {
  /** The load balancer. */
  readonly loadBalancer: IApplicationLoadBalancer;

  /** Its only listener. */
  readonly listener: IApplicationListener;

  constructor(scope: Construct, id: string, props: TierLoadBalancerProps) {
    super(scope, id);
    const loadBalancer = new ApplicationLoadBalancer(this, 'Resource', {
      vpc: props.vpc,
      vpcSubnets: { subnets: [...props.subnets] },
      internetFacing: false,
      ipAddressType: IpAddressType.IPV4,
      securityGroup: props.securityGroup,
      deletionProtection: props.site.protection,
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
      dropInvalidHeaderFields: true,
      xffHeaderProcessingMode: XffHeaderProcessingMode.APPEND,
      idleTimeout: IDLE_TIMEOUT,
    });
    // Operators and zonal autoshift can take one zone out of service.
    loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
    // Said aloud, so that nobody has to know the default: without an answer of a firewall no request passes.
    loadBalancer.setAttribute('waf.fail_open.enabled', 'false');
    keepLogs(loadBalancer, props);

    const { certificate } = props;
    const port = servicePorts(props.site)[props.tier === 'web' ? 'entryLoadBalancer' : 'appLoadBalancer'];
    const listener = loadBalancer.addListener('Listener', {
      port,
      // The default opens the port to everybody, on an internal load balancer too.
      open: false,
      defaultTargetGroups: [props.targetGroup],
      ...(certificate === undefined
        ? { protocol: ApplicationProtocol.HTTP }
        : {
            protocol: ApplicationProtocol.HTTPS,
            certificates: [certificate],
            // Forward secrecy and authenticated encryption alone, with key exchange that outlasts quantum computers.
            sslPolicy: SslPolicy.TLS13_12_RES_PQ,
          }),
    });
    hideProduct(listener.node.defaultChild);
    this.loadBalancer = loadBalancer;
    this.listener = listener;
  }
}

/**
 * Requests, connections and health checks are logged under one prefix; the names of the files tell them apart.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html
 */
function keepLogs(loadBalancer: ApplicationLoadBalancer, { logBucket, tier }: TierLoadBalancerProps): void {
  const prefix = `${logPrefixes.loadBalancers}/${tier}`;
  loadBalancer.logAccessLogs(logBucket, prefix);
  loadBalancer.logConnectionLogs(logBucket, prefix);
  loadBalancer.setAttribute('health_check_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('health_check_logs.s3.bucket', logBucket.bucketName);
  loadBalancer.setAttribute('health_check_logs.s3.prefix', prefix);
}

/** Leaves the product's name out of answers. */
function hideProduct(listener: unknown): void {
  if (listener instanceof CfnListener) {
    listener.listenerAttributes = [{ key: 'routing.http.response.server.enabled', value: 'false' }];
  }
}
