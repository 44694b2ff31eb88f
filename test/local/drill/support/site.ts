import { SAFE_LIMITS } from '../../../../lambda/shared/failover/contract';
import type { DrillSite } from '../../../../lib/local/drill';
import type { SiteExpectations } from '../../../../lib/local/site';

const COMMON = { version: 1, site: 'starter' } as const;
const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;

const topicOf = (region: string) => ({
  region,
  topicArn: `arn:aws:sns:${region}:111122223333:alarms`,
  keyArn: `arn:aws:kms:${region}:111122223333:key/topic`,
  subscriptions: 1,
  publishers: ['cloudwatch.amazonaws.com'],
});

/** What the functions of a small site expect. */
export const EXPECTATIONS: SiteExpectations = {
  topology: {
    ...COMMON,
    tiers: (['web', 'app'] as const).map((name) => ({
      ...{ name, autoScalingGroupName: `group-${name}`, autoScalingGroupArn: `arn:group-${name}` },
      ...{ loadBalancerArn: `arn:balancer-${name}`, targetGroupArn: `targets-${name}`, minimumPerZone: 1 },
    })),
    network: {
      availabilityZones: ZONES,
      natGateways: [
        { availabilityZone: 'ap-northeast-1a', natGatewayId: 'nat-a' },
        { availabilityZone: 'ap-northeast-1c', natGatewayId: 'nat-c' },
      ],
      routeTables: [
        { routeTableId: 'rtb-data', role: 'data', availabilityZone: 'ap-northeast-1a', routes: [] },
        {
          ...{ routeTableId: 'rtb-app', role: 'app', availabilityZone: 'ap-northeast-1a' },
          routes: [{ destination: '0.0.0.0/0', targetId: 'nat-a' }],
        },
      ],
      firewallEndpoints: [],
      interfaceEndpoints: [],
    },
  },
  database: {
    ...COMMON,
    clusterIdentifier: 'db',
    availabilityZones: ZONES,
    instanceClasses: ['db.r8g.large'],
    instances: 3,
    ...{ minimumPromotableReaders: 1, maximumReplicaLagMilliseconds: 1_000, maximumFailoversPerHour: 2 },
    ...{ clusterParameterGroup: 'cluster-group', instanceParameterGroup: 'instance-group' },
    ...{ deletionProtection: true, storageEncrypted: true },
  },
  backup: {
    ...COMMON,
    vaults: [],
    backups: [
      {
        ...{ name: 'database', resourceArns: ['arn:db'], planId: 'plan-1', schedules: ['cron(0 3 * * ? *)'] },
        ...{ intervalSeconds: 86_400, recoveryPoints: 3 },
      },
    ],
    pointInTime: { clusterIdentifier: 'db', maximumAgeSeconds: 300 },
    restoreTest: { planName: 'tests', planArn: 'arn:tests', maximumAgeSeconds: 3_000_000, proof: 'restored' },
  },
  audit: {
    ...COMMON,
    flowLog: { vpcId: 'vpc-1', logGroupName: 'flow-logs' },
    logGroups: [],
    trail: { maximumDeliveryAgeSeconds: 3_600 },
    edge: {
      ...{ distributionId: 'E1', webAclArn: 'arn:web-acl', logDestinationArn: 'arn:log-group' },
      rules: [{ name: 'rate', enforces: true }],
    },
    topics: [topicOf('ap-northeast-3'), topicOf('ap-northeast-1')],
  },
  certificate: {
    ...COMMON,
    certificates: [],
    database: { clusterIdentifier: 'db' },
    renewal: { warnDays: 30, urgentDays: 7 },
  },
  heartbeat: {
    ...COMMON,
    region: 'ap-northeast-1',
    heartbeats: [{ check: 'topology-check', silenceSeconds: 300 }],
  },
  failover: {
    ...COMMON,
    clusterIdentifier: 'db',
    availabilityZones: ZONES,
    limits: SAFE_LIMITS,
    probes: ZONES.map((availabilityZone) => ({
      availabilityZone,
      functionName: `probe-${availabilityZone.slice(-1)}`,
    })),
    database: { user: 'site_probe', name: 'app', port: 5432, clusterEndpoint: 'db.cluster' },
    loadBalancerArns: ['arn:balancer-web'],
  },
  site: {
    ...COMMON,
    url: 'https://tickets.example.jp',
    path: '/health',
    methods: [
      { method: 'GET', limitMilliseconds: 47_000 },
      { method: 'POST', limitMilliseconds: 27_000 },
    ],
  },
};

/** A small site whose decision about the writer acts, without anything that stands in for its database. */
export const SITE: DrillSite = {
  expectations: EXPECTATIONS,
  acts: true,
  deciderSchedule: { name: 'decider', group: 'starter' },
  dataPlane: 'there is one loopback address',
};

/** The same with other expectations. */
export function siteWith(expectations: Partial<SiteExpectations>, site: Partial<DrillSite> = {}): DrillSite {
  return { ...SITE, expectations: { ...EXPECTATIONS, ...expectations }, ...site };
}

/** The same with another network. */
export function withNetwork(network: Partial<SiteExpectations['topology']['network']>): DrillSite {
  const { topology } = EXPECTATIONS;
  return siteWith({ topology: { ...topology, network: { ...topology.network, ...network } } });
}

/** The same whose database stands in so many of its zones. */
export function withZones(count: number, site: Partial<DrillSite> = {}): DrillSite {
  return siteWith({ failover: { ...EXPECTATIONS.failover, availabilityZones: ZONES.slice(0, count) } }, site);
}
