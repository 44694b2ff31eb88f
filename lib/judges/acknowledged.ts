import type { Acknowledgement } from './acknowledgement';

/** Team that answers for every entry, and the day by which each must be judged anew. */
const REVIEW = { owner: 'platform', expires: '2027-11-30' } as const;

/** The same rule in the two packs derived from AWS Config. */
const nistAndPci = (rule: string): readonly string[] => [
  `NIST.800.53.R5::NIST.800.53.R5-${rule}`,
  `PCI.DSS.321::PCI.DSS.321-${rule}`,
];

/** Findings of `AwsSolutions-IAM5`: resources of a policy that hold a star. */
const wildcards = (...resources: readonly string[]): readonly string[] =>
  resources.map((resource) => `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`);

/** Findings of `AwsSolutions-IAM4`: policies that AWS manages. */
const managedPolicies = (...policies: readonly string[]): readonly string[] =>
  policies.map((policy) => `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`);

/** Findings of a site's stacks that are accepted. The one file in which they are reviewed. */
export const ACKNOWLEDGED: readonly Acknowledgement[] = [
  // Edge
  {
    rules: ['AwsSolutions::AwsSolutions-CFR1'],
    where: ['*-Edge/Distribution/Resource/Resource'],
    reason:
      'Countries are limited by the web ACL where the site file asks for it (edge.geo); other sites serve every country.',
    ...REVIEW,
  },
  {
    rules: ['AwsSolutions::AwsSolutions-CFR3'],
    where: ['*-Edge/Distribution/Resource/Resource'],
    reason:
      'Access is logged by a log delivery (standard logging v2); the rule knows the legacy setting alone, which needs bucket ACLs.',
    ...REVIEW,
  },
  {
    rules: ['AwsSolutions::AwsSolutions-CFR4'],
    where: ['*-Edge/Distribution/Resource/Resource'],
    reason:
      'A site without a domain has the certificate of cloudfront.net, whose policy AWS fixes; HTTP is redirected to HTTPS.',
    ...REVIEW,
  },
  {
    rules: nistAndPci('ALBWAFEnabled'),
    where: ['*-Compute/*/LoadBalancer/Resource/Resource'],
    reason:
      'Both load balancers are internal: every request has passed the web ACL of the distribution, the only way in.',
    ...REVIEW,
  },
  {
    rules: [...nistAndPci('ALBHttpToHttpsRedirection'), ...nistAndPci('ELBv2ACMCertificateRequired')],
    where: ['*-Compute/*/LoadBalancer/Resource/Listener/Resource'],
    reason:
      'Without a domain no certificate can be had: HTTP stays on the private path from CloudFront and within the VPC, and servers take TLS alone.',
    ...REVIEW,
  },

  // Network
  {
    rules: ['AwsSolutions::AwsSolutions-VPC3'],
    where: ['*-Network/Vpc/NetworkAcls/*'],
    reason:
      'Network ACLs keep the order of the segments where a security group is wrong; NaclKeepsSegmentOrder proves them.',
    ...REVIEW,
  },
  {
    rules: nistAndPci('VPCNoUnrestrictedRouteToIGW'),
    where: ['*-Network/Vpc/Routes/BarrierEgress*Default'],
    reason:
      'The subnets of the NAT gateways need this route and hold nothing else; FirewallReturnSubnetHoldsOnlyNat proves it where egress is inspected.',
    ...REVIEW,
  },
  {
    rules: ['CloudFormation-Validate::W3010'],
    where: ['*-Network/Vpc/Subnets/*/Subnet', '*-Data/Database/Resource/*/Resource'],
    reason:
      'Zones are named literally by design: they come from the site file, and a change of zone must be visible in review.',
    ...REVIEW,
  },

  // Storage
  {
    rules: ['AwsSolutions::AwsSolutions-S1', ...nistAndPci('S3BucketLoggingEnabled')],
    where: ['*-Foundation/AccessLogs/Resource/Resource'],
    reason:
      'This is the bucket of the access logs: logging to itself would never end. It is versioned, closed to the public and refuses plain HTTP.',
    ...REVIEW,
  },
  {
    rules: nistAndPci('S3BucketReplicationEnabled'),
    where: [
      '*-Foundation/AccessLogs/Resource/Resource',
      '*-Data/Releases/Resource/Resource',
      '*-Edge/Distribution/FallbackPage/Resource/Resource',
    ],
    reason:
      'Releases are copied by AWS Backup to every recovery Region, the fallback page comes with each deployment, and logs are versioned and retained.',
    ...REVIEW,
  },
  {
    rules: nistAndPci('S3DefaultEncryptionKMS'),
    where: [
      '*-Foundation/AccessLogs/Resource/Resource',
      '*-Data/Releases/Resource/Resource',
      '*-Edge/Distribution/FallbackPage/Resource/Resource',
    ],
    reason:
      'Encrypted with the keys of S3: load balancers and S3 write to no bucket with a KMS key; releases and the public page hold no secret.',
    ...REVIEW,
  },

  {
    rules: [...nistAndPci('S3BucketReplicationEnabled'), ...nistAndPci('S3DefaultEncryptionKMS')],
    where: ['*-Checks/Checks/Records/Resource/Resource', '*-Watch/Watch/Records/Resource/Resource'],
    reason:
      'Every version is under Object Lock and also in the log of its function; with the keys of S3 records are written while a key of the account is disabled, and hold no secret.',
    ...REVIEW,
  },

  // Database
  {
    rules: ['NIST.800.53.R5::NIST.800.53.R5-DynamoDBInBackupPlan'],
    where: ['*-Failover/Actions/Lease/Resource/Resource'],
    reason:
      'The table holds who may act for a minute, restored by point in time recovery; a lease from a backup would be a wrong one. What was decided is in the locked records.',
    ...REVIEW,
  },
  {
    rules: ['NIST.800.53.R5::NIST.800.53.R5-RDSInBackupPlan'],
    where: ['*-Data/Database/Resource/*/Resource'],
    reason: 'The backup plan covers the cluster, of which the instances are part; the rule looks at instances alone.',
    ...REVIEW,
  },
  {
    rules: ['PCI.DSS.321::PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled'],
    where: ['*-Data/Database/Resource/*/Resource'],
    reason:
      'The cluster runs a long-term support version, patched in the maintenance window; upgrades are made in the site file and tested first.',
    ...REVIEW,
  },
  {
    rules: ['AwsSolutions::AwsSolutions-SMG4', 'NIST.800.53.R5::NIST.800.53.R5-SecretsManagerRotationEnabled'],
    where: ['*-Data/Database/Resource/Secret/Resource'],
    reason:
      'RDS cannot rotate the secret of a global database. Servers sign in by IAM; the master secret serves emergencies and is changed by hand after each use.',
    ...REVIEW,
  },

  // Functions
  {
    rules: nistAndPci('LambdaInsideVPC'),
    where: [
      '*-Checks/Checks/**',
      '*-Watch/Watch/**',
      '*-Failover/Actions/Failover/**',
      '*-Failover/Actions/Evacuation/**',
      '*-Failover/Actions/Drill/**',
      '*-Compute/Releases/Objects/Copier/**',
      '*-Edge/Distribution/FallbackPage/Objects/Copier/**',
    ],
    reason:
      'The functions call AWS APIs, one the site as its viewers do, and none has a way into the VPC; those that check and decide must run while the network they judge is broken. Probes stand in it.',
    ...REVIEW,
  },

  // Roles
  {
    rules: managedPolicies(
      'service-role/AWSBackupServiceRolePolicyForBackup',
      'service-role/AWSBackupServiceRolePolicyForRestores',
      'AWSBackupServiceRolePolicyForS3Backup',
      'AWSBackupServiceRolePolicyForS3Restore',
    ),
    where: ['*-Backup/Backups/*Role/Resource'],
    reason:
      'Policies AWS keeps in step with AWS Backup; only the service may assume the roles, and the vault refuses deletion to every role.',
    ...REVIEW,
  },
  {
    rules: managedPolicies('service-role/AmazonRDSEnhancedMonitoringRole'),
    where: ['*-Data/Database/MonitoringRole/Resource/Resource'],
    reason:
      'Policy AWS keeps in step with enhanced monitoring: it writes to RDSOSMetrics alone, and only RDS of this account may assume the role.',
    ...REVIEW,
  },
  {
    rules: wildcards(
      '*',
      'arn:aws:rds:{any}:db:*',
      'arn:aws:kms:{any}:key/*',
      'arn:aws:cloudtrail:*:*:trail/*',
      '{any}-check/*.json',
    ),
    where: [
      '*-Checks/Checks/*/Resource/Resource/Resource/Policy/Resource',
      '*-Watch/Watch/*/Resource/Resource/Resource/Policy/Resource',
    ],
    reason:
      'Reading actions that IAM cannot limit to resources, keys of one alias, trails of any account; a check writes its own records alone, and can change nothing it watches.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', '{any}/*.json'),
    where: ['*-Checks/Checks/Summary/Resource/Resource/Policy/Resource'],
    reason:
      'The summary reads the records of the functions it is named, by function, and writes its own; X-Ray takes no resource.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', 'arn:aws:rds:{any}:db:*', '{any}/fail-over-writer/*.json', '{any}/evacuate-writer/*.json'),
    where: ['*-Failover/Actions/Failover/**/Policy/Resource', '*-Failover/Actions/Evacuation/**/Policy/Resource'],
    reason:
      'Reading actions that IAM cannot limit, in one Region; the one action that changes anything is allowed on one cluster. Records are those of the function, leases of one item.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', 'arn:aws:ec2:{any}:network-interface/*'),
    where: ['*-Failover/Actions/Probes/*/Policy/Resource'],
    reason:
      'Lambda makes the interfaces of a probe, so that no template knows their ids: in one subnet with one group, and the code of the function is denied the same calls.',
    ...REVIEW,
  },
  {
    rules: wildcards(
      '*',
      'arn:aws:autoscaling:{any}:autoScalingGroup:*:autoScalingGroupName/{any}',
      'arn:aws:logs:{any}:log-group:*',
    ),
    where: ['*-Compute/*/Role/Policy/Resource'],
    reason:
      'Session Manager, X-Ray and DescribeLogGroups take no resource; the group is fixed by its name, of which AWS invents only the id.',
    ...REVIEW,
  },
  {
    rules: wildcards('{any}/releases/web/*'),
    where: ['*-Compute/Web/Role/Policy/Resource'],
    reason:
      'Releases of the web tier alone: while an update is rolled back, servers of both template versions start and fetch theirs.',
    ...REVIEW,
  },
  {
    rules: wildcards('{any}/releases/app/*'),
    where: ['*-Compute/App/Role/Policy/Resource'],
    reason:
      'Releases of the app tier alone: while an update is rolled back, servers of both template versions start and fetch theirs.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', '{any}/releases/web/*', '{any}/releases/app/*', 'arn:aws:kms:{any}:key/*'),
    where: ['*-Compute/Releases/Objects/Copier/Policy/Resource'],
    reason:
      'The copier writes beneath its own prefixes of one bucket, reads assets of the CDK alone, and uses their key through S3 only; X-Ray takes no resource.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', '{any}/_fallback/*', 'arn:aws:kms:{any}:key/*'),
    where: ['*-Edge/Distribution/FallbackPage/Objects/Copier/Policy/Resource'],
    reason:
      'The copier writes beneath its own prefix of one bucket, reads assets of the CDK alone, and uses their key through S3 only; X-Ray takes no resource.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', 'arn:aws:logs:*:{any}*'),
    where: ['*-Access/Roles/Auditor*/Resource', '*-Access/Roles/OperatorView/Resource'],
    reason:
      'Reading actions alone: most take no resource, and records are limited to the log groups of the site, named in full but for those of functions.',
    ...REVIEW,
  },
  {
    rules: wildcards('*', 'arn:aws:ec2:{any}:instance/*', 'arn:aws:ssm:{any}:session/*'),
    where: ['*-Access/Roles/OperatorSessions/Resource'],
    reason:
      'Sessions reach instances with the tag of this site, by the recorded document, from declared networks; operators end their own sessions alone.',
    ...REVIEW,
  },

  // What a site file declares, and the reference sites do not
  {
    rules: [
      'AwsSolutions::AwsSolutions-RDS10',
      'NIST.800.53.R5::NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled',
      'NIST.800.53.R5::NIST.800.53.R5-ELBDeletionProtectionEnabled',
    ],
    where: ['*-Data/Database/Resource/Resource', '*-Compute/*/LoadBalancer/Resource/Resource'],
    reason:
      'The site file switches protection off, for the first deployment or for a removal; the cluster leaves a final snapshot.',
    declaredBy: 'protection: false',
    ...REVIEW,
  },
  {
    rules: ['AwsSolutions::AwsSolutions-RDS14'],
    where: ['*-Data/Database/Resource/Resource'],
    reason:
      'A cluster with a generated secret may become part of a global database, which knows no backtrack; point in time recovery reaches back 35 days.',
    declaredBy: "database: { engine: 'aurora-mysql', secret: 'generated' }",
    ...REVIEW,
  },
  {
    rules: wildcards('*', 'arn:aws:rds:{any}:db:*', '{any}/drill/*.json'),
    where: ['*-Failover/Actions/Drill/**/Policy/Resource'],
    reason:
      'Reading actions that IAM cannot limit, in one Region; the one action that changes anything is allowed on one cluster. Records are those of the drill, its lease one item.',
    declaredBy: 'database: { failover: { drill } }',
    ...REVIEW,
  },
];
