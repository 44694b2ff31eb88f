/** Name of the provider function, the same in every Region that has a stack. */
export const LOCAL_PROVIDER = 'honmaru-local-provider';

/** Property of a database cluster whose deletion policy is `Snapshot`: true makes its deletion take a last snapshot. */
export const FINAL_SNAPSHOT_PROPERTY = 'HonmaruFinalSnapshot';

/**
 * Types that the provider makes through the interfaces of AWS. Those of AWS are types of CloudFormation;
 * `Honmaru::Local::Instances` are the instances that an Auto Scaling group would start, `Honmaru::Local::StackOutput` reads
 * an output of a stack in another Region, with the attribute `Value`, and `Honmaru::Local::BucketLock` and
 * `Honmaru::Local::TopicKey` are properties of a bucket and of a topic.
 */
export const TRANSLATED_TYPES = [
  'AWS::Backup::BackupSelection',
  'AWS::CloudFront::MonitoringSubscription',
  'AWS::CloudFront::VpcOrigin',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::DeliverySource',
  'AWS::NetworkFirewall::Firewall',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::GlobalCluster',
  'Honmaru::Local::BucketLock',
  'Honmaru::Local::Instances',
  'Honmaru::Local::StackOutput',
  'Honmaru::Local::TopicKey',
] as const;

/** A type that the provider makes. */
export type TranslatedType = (typeof TRANSLATED_TYPES)[number];

/** What a value was before CloudFormation made a string of it. */
export type Kind = 'number' | 'boolean';

/** Properties of every resource that the provider makes. */
export interface ProviderProperties {
  /** ARN of the provider function. */
  readonly ServiceToken: string;
  /** Type that is played: one of `TRANSLATED_TYPES`, or any type that is only recorded. */
  readonly Type: string;
  /** Properties as the template has them; CloudFormation hands every primitive on as a string. */
  readonly Properties: Readonly<Record<string, unknown>>;
  /** Numbers and booleans that the template writes literally: JSON pointers into `Properties` (RFC 6901). */
  readonly Kinds: Readonly<Record<string, Kind>>;
  /**
   * Answer to `Ref`, with `Attributes`: the type is only recorded, and nothing is made. It cannot be called `Ref`: an object
   * with that key is a reference for CloudFormation.
   */
  readonly Reference?: string;
  /** Answers to `Fn::GetAtt` of a type that is only recorded; a dot in a name is part of the name. */
  readonly Attributes?: Readonly<Record<string, unknown>>;
}

/** Properties of `Honmaru::Local::Instances`. */
export interface InstancesProperties {
  readonly AutoScalingGroupName: string;
  /** IDs of the subnets, at least one: instances are spread over them evenly. */
  readonly Subnets: readonly string[];
  /** Number of instances, 0 or more. */
  readonly DesiredCapacity: number;
  /**
   * Launch template that the instances name.
   *
   * @default none
   */
  readonly LaunchTemplateId?: string;
  /**
   * Security groups of the launch template.
   *
   * @default - the default group of the default VPC, whatever the launch template says
   */
  readonly SecurityGroupIds?: readonly string[];
  /** ARNs of the target groups every instance is registered with. */
  readonly TargetGroupArns: readonly string[];
  /**
   * Port the instances answer on.
   *
   * @default the port of the target group
   */
  readonly Port?: number;
}

/** Properties of `Honmaru::Local::StackOutput`. */
export interface StackOutputProperties {
  /** Region of the stack, for example `us-east-1`. */
  readonly Region: string;
  readonly StackName: string;
  readonly OutputName: string;
}

/** Zone of the names of databases: as RDS has one for each account and Region. */
const DATABASE_ZONE = 'honmarulocal';

/** Name of the endpoint of a database instance. */
export function instanceHost(instanceId: string, region: string): string {
  return `${instanceId}.${DATABASE_ZONE}.${region}.rds.amazonaws.com`;
}

/** Name of the endpoint of a database cluster that follows its writer, or that of its readers. */
export function clusterHost(clusterId: string, region: string, role: 'writer' | 'readers'): string {
  const part = role === 'writer' ? 'cluster' : 'cluster-ro';
  return `${clusterId}.${part}-${DATABASE_ZONE}.${region}.rds.amazonaws.com`;
}

/** Type of the resource in the local template that plays a type. */
export function localType(type: string): string {
  return `Custom::Local${type.replaceAll('::', '')}`;
}
