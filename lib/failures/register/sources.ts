/** Pages on which delays and rules rest; a rule says on which day its page was read. */
export const SOURCES = {
  targetHealth: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  groupHealth: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html',
  crossZone: 'https://www.repost.aws/knowledge-center/elb-dns-cross-zone-balance-configuration',
  zonalShift:
    'https://aws.amazon.com/blogs/networking-and-content-delivery/using-cross-zone-load-balancing-with-zonal-shift',
  vpcOrigin: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
  originGroup:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorOriginGroups.html',
  replacement: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
  maintenance:
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html',
  auroraFailover: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  auroraVolume: 'https://aws.amazon.com/blogs/database/amazon-aurora-under-the-hood-reducing-costs-using-quorum-sets/',
  readerEndpoint: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Endpoints.Reader.html',
  endpointTtl: 'https://www.repost.aws/knowledge-center/aurora-mysql-redirected-endpoint-writer',
  multiAz: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html',
  multiAzCluster: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts-failover.html',
  clientRecovery:
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.BestPractices.FastFailover.html',
  vpnTunnels: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
  deadPeer: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/initiate-vpn-tunnels.html',
  transitAttachment: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
  route53Failover:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  planes: 'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html',
  alarms: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  keys: 'https://repost.aws/knowledge-center/rds-aurora-inaccessible-state',
  natGateway: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
  none: 'not documented',
} as const;
