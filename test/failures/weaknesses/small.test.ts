import type { JsonObject } from '../../../lib/template';
import { TOPIC, type Changes } from '../support/small-site';
import { ALARM_CASES } from './alarm-cases';
import { placesOf, weaknessesOf, worsen, type Case, type Small } from './small-weaknesses';

// A whole site is read and evaluated for each, on machines that do other things too.
jest.setTimeout(60_000);

const ref = (id: string): JsonObject => ({ Ref: id });
const attribute = (id: string, name: string): JsonObject => ({ 'Fn::GetAtt': [id, name] });

/** A NAT gateway in each zone, and the way there. */
const NATS: Changes = Object.fromEntries(
  ['A', 'B'].flatMap((zone): [string, Changes[string]][] => [
    [`Nat${zone}`, { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: ref(`Entry${zone}`) } }],
    [`Table${zone}`, { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } }],
    [
      `Way${zone}`,
      {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: ref(`Table${zone}`),
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: ref(`Nat${zone}`),
        },
      },
    ],
    [
      `Tied${zone}`,
      {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { SubnetId: ref(`Server${zone}`), RouteTableId: ref(`Table${zone}`) },
      },
    ],
  ]),
);

/** A second reader, in the zone of the writer. */
const SECOND: Changes = {
  Second: {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      DBClusterIdentifier: ref('Database'),
      DBInstanceClass: 'db.r8g.large',
      Engine: 'aurora-postgresql',
      AvailabilityZone: 'eu-west-1a',
      PromotionTier: 1,
    },
    DependsOn: 'Writer',
  },
};

const CARRYING: Small = {
  declared: {
    services: [{ id: 'buy', method: 'POST', peakPerSecond: 100 }],
    tiers: [{ of: 'id:Servers', requestsPerSecond: 50 }],
    balancers: [{ of: 'id:Entry', requestsPerSecond: 'unlimited' }],
    databases: [{ of: 'id:Database', requestsPerSecond: 1000 }],
  },
};

const routing = (name: string, value: string): Small => ({
  changes: {
    Targets: { Properties: { TargetGroupAttributes: [{ Key: `target_group_health.${name}`, Value: value }] } },
  },
});
const ROUTING = 'unhealthy_state_routing.minimum_healthy_targets';
const DNS = 'dns_failover.minimum_healthy_targets';

const RESTORED = (region: string): Small => ({
  declared: {
    runbooks: [
      {
        id: 'restore',
        on: ['region-lost'],
        does: ['restore-region'],
        seconds: 14_400,
        region,
        dataLossSeconds: 86_400,
      },
    ],
  },
});

const ELB: Small = { changes: { Servers: { Properties: { HealthCheckType: 'ELB' } } } };
const DEEP: Small = { declared: { tiers: [{ of: 'id:Servers', healthCheck: ['id:Database'] }] } };

/** A key that the database and the notifications share, and an event when somebody disables it. */
const WATCHED: Changes = {
  ...TOPIC,
  DataKey: { Type: 'AWS::KMS::Key', Properties: {} },
  Database: { Properties: { KmsKeyId: attribute('DataKey', 'Arn') } },
  Watch: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: {
        source: ['aws.kms'],
        detail: { eventName: ['DisableKey'] },
        resources: [attribute('DataKey', 'Arn')],
      },
      Targets: [{ Arn: ref('Topic'), Id: 'topic' }],
    },
  },
};

const CASES: readonly Case[] = [
  {
    what: 'one NAT gateway for two zones',
    code: 'NAT_SHARED_BY_ZONES',
    good: { changes: NATS },
    bad: { changes: { WayB: { Properties: { NatGatewayId: ref('NatA') } } } },
    found: ['error Site/NatA (eu-west-1a)'],
  },
  {
    what: 'two readers in one zone',
    code: 'READERS_IN_ONE_ZONE',
    good: { changes: SECOND },
    bad: { changes: { Second: { Properties: { AvailabilityZone: 'eu-west-1b' } } } },
    found: ['error Site/Database (eu-west-1b, then Site/Writer)'],
  },
  {
    what: 'the only reader in the zone of the writer',
    code: 'READERS_IN_ONE_ZONE',
    good: {},
    bad: { changes: { Reader: { Properties: { AvailabilityZone: 'eu-west-1a' } } } },
    found: ['error Site/Database (eu-west-1a)'],
  },
  {
    what: 'a smaller reader that is next',
    code: 'SMALLER_PROMOTABLE_READER',
    good: { changes: SECOND },
    bad: { changes: { Reader: { Properties: { DBInstanceClass: 'db.r8g.medium', PromotionTier: 0 } } } },
    found: ['error Site/Reader (Site/Writer)'],
  },
  {
    what: 'a smaller reader that is the last in the order',
    code: 'SMALLER_PROMOTABLE_READER',
    good: { changes: SECOND },
    bad: { changes: { Second: { Properties: { DBInstanceClass: 'db.r8g.medium', PromotionTier: 15 } } } },
    found: ['warning Site/Second'],
  },
  {
    what: 'an interval shorter than the timeout',
    code: 'CHECK_INTERVAL_BELOW_TIMEOUT',
    good: {},
    bad: { changes: { Targets: { Properties: { HealthCheckTimeoutSeconds: 6 } } } },
    found: ['error Site/Targets'],
  },
  {
    what: 'an interval as long as the timeout that is the default',
    code: 'CHECK_INTERVAL_BELOW_TIMEOUT',
    good: {},
    bad: { changes: { Targets: { Properties: { HealthCheckTimeoutSeconds: null } } } },
    found: ['error Site/Targets'],
  },
  {
    what: 'a deep check that is heeded',
    code: 'DEEP_CHECK_ENDS_SERVERS',
    good: ELB,
    bad: DEEP,
    found: ['error Site/Servers (Site/Writer)'],
  },
  {
    what: 'a deep check that is heeded, which does harm',
    code: 'REDUNDANCY_HARMS',
    good: DEEP,
    bad: ELB,
    found: ['error Site/Servers (Site/Writer)'],
  },
  {
    what: 'a count of targets that a zone falls below',
    code: 'FAIL_OPEN_WITHOUT_A_ZONE',
    good: routing(`${ROUTING}.count`, '2'),
    bad: routing(`${ROUTING}.count`, '3'),
    found: ['error Site/Targets (eu-west-1a)', 'error Site/Targets (eu-west-1b)'],
  },
  {
    what: 'a share of targets that a zone falls below',
    code: 'FAIL_OPEN_WITHOUT_A_ZONE',
    good: routing(`${ROUTING}.percentage`, '50'),
    bad: routing(`${ROUTING}.percentage`, '51'),
    found: ['error Site/Targets (eu-west-1a)', 'error Site/Targets (eu-west-1b)'],
  },
  {
    what: 'a count of targets for DNS that a zone falls below',
    code: 'FAIL_OPEN_WITHOUT_A_ZONE',
    good: routing(`${DNS}.count`, '2'),
    bad: routing(`${DNS}.count`, '3'),
    found: ['error Site/Targets (eu-west-1a)'],
  },
  {
    what: 'failing open, which does harm',
    code: 'REDUNDANCY_HARMS',
    good: routing(`${ROUTING}.count`, '2'),
    bad: routing(`${ROUTING}.count`, '3'),
    found: ['error Site/Targets (Site/ServerA)'],
  },
  {
    what: 'fewer servers than the peak needs without a zone',
    code: 'CAPACITY_BELOW_PEAK',
    good: CARRYING,
    bad: { changes: { Servers: { Properties: { MinSize: '3' } } } },
    found: ['error Site/Servers (eu-west-1a)'],
  },
  {
    what: 'a database that carries less than the peak',
    code: 'CAPACITY_BELOW_PEAK',
    good: CARRYING,
    bad: { declared: { databases: [{ of: 'id:Database', requestsPerSecond: 99 }] } },
    found: ['error Site/Reader (eu-west-1a)'],
  },
  ...ALARM_CASES,
  {
    what: 'a notification by the key of which it tells',
    code: 'ALARM_INSIDE_ITS_FAULT',
    good: { changes: WATCHED },
    bad: { changes: { Topic: { Properties: { KmsMasterKeyId: ref('DataKey') } } } },
    found: ['error Site/Watch (Site/DataKey)'],
    // Nothing outside of the only Region tells of its loss.
    always: ['error Site/Watch (eu-west-1)'],
  },
  {
    what: 'a restore in the Region that is lost',
    code: 'REACTION_NEEDS_LOST_PLANE',
    good: RESTORED('eu-central-1'),
    bad: RESTORED('eu-west-1'),
    found: ['error Site/Entry (eu-west-1)'],
  },
];

test.each(CASES)('finds $code: $what', ({ code, good, bad, found }) => {
  expect(placesOf(weaknessesOf(code, worsen(good, bad)))).toEqual(found);
});

test.each(CASES)('finds no $code without that: $what', ({ code, good, always = [] }) => {
  expect(placesOf(weaknessesOf(code, good))).toEqual(always);
});

test('a regional NAT gateway, which is in every zone, is shared by none', () => {
  const regional: Changes = {
    ...NATS,
    NatA: {
      Type: 'AWS::EC2::NatGateway',
      Properties: { AvailabilityMode: 'regional', VpcId: ref('Vpc') },
    },
    WayB: { ...NATS['WayB'], Properties: { ...NATS['WayB']?.Properties, NatGatewayId: ref('NatA') } },
  };
  expect(weaknessesOf('NAT_SHARED_BY_ZONES', { changes: regional })).toEqual([]);
});
