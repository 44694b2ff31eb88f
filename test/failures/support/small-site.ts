import { modelOfTemplate, type JsonObject, type TemplateModel } from '../../../lib/template';
import { readFailureModel, type Declared, type FailureModel, type ReadFailures } from '../../../lib/failures';

export const REGION = 'eu-west-1';
export const ZONES = ['eu-west-1a', 'eu-west-1b'] as const;

type Properties = JsonObject;
type Resources = Record<
  string,
  { Type: string; Properties?: Properties; DependsOn?: string; UpdatePolicy?: JsonObject; Metadata?: JsonObject }
>;

/** Resources that a test adds, or changes property by property. */
export type Changes = Readonly<
  Record<string, { Type?: string; Properties?: Properties; DependsOn?: string; UpdatePolicy?: JsonObject }>
>;

/** A topic with a key, of which operators hear. */
export const TOPIC: Changes = {
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: {
      KmsMasterKeyId: { Ref: 'Key' },
      Subscription: [{ Protocol: 'email', Endpoint: 'operators@example.com' }],
    },
  },
};

/** A load balancer before four servers in two zones, and an Aurora cluster with a reader behind them. */
export function smallSite(changes: Changes = {}, metadata: JsonObject = {}): TemplateModel {
  return modelOfTemplate(smallTemplate(changes, metadata), { region: REGION, stackName: 'Site' });
}

/** Its template. */
export function smallTemplate(changes: Changes = {}, metadata: JsonObject = {}): JsonObject {
  const resources: Resources = { ...network(), ...servers(), ...database() };
  for (const [id, { Type, Properties, ...attributes }] of Object.entries(changes)) {
    const known = resources[id];
    resources[id] = {
      ...known,
      Type: Type ?? known?.Type ?? '',
      Properties: withoutNull({ ...known?.Properties, ...Properties }),
      ...attributes,
    };
  }
  return { Resources: resources, Metadata: metadata };
}

/** `null` takes a property away. */
function withoutNull(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

export function readSmall(changes: Changes = {}, declared: Declared = {}): ReadFailures {
  return readFailureModel(smallSite(changes), declared);
}

function ref(id: string): JsonObject {
  return { Ref: id };
}

function attribute(id: string, name: string): JsonObject {
  return { 'Fn::GetAtt': [id, name] };
}

function network(): Resources {
  const subnets = ['Entry', 'Server', 'Data'].flatMap((name, block) =>
    ZONES.map((zone, index) => ({ id: `${name}${index === 0 ? 'A' : 'B'}`, zone, block: block * 10 + index })),
  );
  const group = (properties: Properties = {}): Resources[string] => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'group', VpcId: ref('Vpc'), ...properties },
  });
  const from = (source: JsonObject, port: number): JsonObject => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...source,
  });
  return {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Gateway: { Type: 'AWS::EC2::InternetGateway' },
    Attached: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') },
    },
    Public: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    Out: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: ref('Public'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Gateway') },
    },
    ...Object.fromEntries(
      subnets.flatMap(({ id, zone, block }) => [
        [
          id,
          {
            Type: 'AWS::EC2::Subnet',
            Properties: { VpcId: ref('Vpc'), AvailabilityZone: zone, CidrBlock: `10.0.${String(block)}.0/24` },
          },
        ],
        ...(id.startsWith('Entry')
          ? [
              [
                `${id}Routes`,
                {
                  Type: 'AWS::EC2::SubnetRouteTableAssociation',
                  Properties: { SubnetId: ref(id), RouteTableId: ref('Public') },
                },
              ],
            ]
          : []),
      ]),
    ),
    EntryGroup: group({ SecurityGroupIngress: [from({ CidrIp: '0.0.0.0/0' }, 443)] }),
    ServerGroup: group({
      SecurityGroupIngress: [from({ SourceSecurityGroupId: attribute('EntryGroup', 'GroupId') }, 8080)],
    }),
    DataGroup: group({
      SecurityGroupIngress: [from({ SourceSecurityGroupId: attribute('ServerGroup', 'GroupId') }, 5432)],
    }),
  };
}

function servers(): Resources {
  return {
    Entry: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Scheme: 'internet-facing',
        Subnets: [ref('EntryA'), ref('EntryB')],
        SecurityGroups: [attribute('EntryGroup', 'GroupId')],
        LoadBalancerAttributes: [{ Key: 'zonal_shift.config.enabled', Value: 'true' }],
      },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: ref('Entry'),
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      },
    },
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: {
        VpcId: ref('Vpc'),
        Port: 8080,
        Protocol: 'HTTP',
        HealthCheckIntervalSeconds: 5,
        HealthCheckTimeoutSeconds: 2,
        UnhealthyThresholdCount: 2,
        HealthyThresholdCount: 3,
      },
    },
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          ImageId: 'ami-0123456789abcdef0',
          SecurityGroupIds: [attribute('ServerGroup', 'GroupId')],
        },
      },
    },
    Servers: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        AutoScalingGroupName: 'servers',
        MinSize: '4',
        MaxSize: '8',
        VPCZoneIdentifier: [ref('ServerA'), ref('ServerB')],
        TargetGroupARNs: [ref('Targets')],
        LaunchTemplate: { LaunchTemplateId: ref('Launch'), Version: '1' },
      },
    },
  };
}

function database(): Resources {
  const instance = (zone: string, tier: number): Resources[string] => ({
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      DBClusterIdentifier: ref('Database'),
      DBInstanceClass: 'db.r8g.large',
      Engine: 'aurora-postgresql',
      AvailabilityZone: zone,
      PromotionTier: tier,
    },
  });
  return {
    DataSubnets: {
      Type: 'AWS::RDS::DBSubnetGroup',
      Properties: { DBSubnetGroupDescription: 'data', SubnetIds: [ref('DataA'), ref('DataB')] },
    },
    Database: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        Engine: 'aurora-postgresql',
        DBSubnetGroupName: ref('DataSubnets'),
        VpcSecurityGroupIds: [attribute('DataGroup', 'GroupId')],
      },
    },
    Writer: instance(ZONES[0], 0),
    Reader: { ...instance(ZONES[1], 1), DependsOn: 'Writer' },
  };
}

/** The pool with an id; throws when there is none. */
export function poolOf({ pools }: FailureModel, id: string): FailureModel['pools'][number] {
  const found = pools.find((pool) => pool.id === id);
  if (found === undefined) {
    throw new Error(`no pool ${id}; there are ${pools.map((pool) => pool.id).join(', ')}`);
  }
  return found;
}
