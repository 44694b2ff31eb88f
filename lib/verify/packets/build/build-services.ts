import { knownNumber, possibleValues, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Listening, Subnet } from '../net/network';
import { TCP } from '../net/packet';
import { either, truthOf, type Truth } from '../net/truth';
import { addInterface, groupsOf } from './build-interfaces';
import { subnetsOf } from './build-vpcs';
import type { Draft } from './draft';

/** Makes the interfaces of functions, databases, file systems and containers. */
export function buildServices(draft: Draft): void {
  draft.reader.all('AWS::Lambda::Function').forEach((resource) => addFunction(draft, resource));
  draft.reader.all('AWS::RDS::DBInstance').forEach((resource) => addDatabase(draft, resource));
  draft.reader.all('AWS::RDS::DBCluster').forEach((resource) => addDatabase(draft, resource));
  draft.reader.all('AWS::RDS::DBProxy').forEach((resource) => addProxy(draft, resource));
  draft.reader.all('AWS::EFS::MountTarget').forEach((resource) => addMountTarget(draft, resource));
  draft.reader.all('AWS::ECS::Service').forEach((resource) => addTasks(draft, resource));
}

/**
 * A function in a VPC only opens connections, and never has a public address.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html read 2026-11-25
 */
function addFunction(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  if (reader.value(resource, 'VpcConfig').kind === 'absent') {
    draft.doubts.set(resource, 'it runs outside every VPC of the assembly');
    return;
  }
  for (const subnet of knownSubnets(draft, resource, reader.items(resource, 'VpcConfig', 'SubnetIds'))) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, reader.value(resource, 'VpcConfig', 'SecurityGroupIds'), subnet),
      device: { kind: 'client' },
      listens: 'nothing',
      hasPublic: 'no',
      hasIpv6: reader.truth(resource, ['VpcConfig', 'Ipv6AllowedForDualStack'], 'no'),
    });
  }
}

/** An instance of a cluster stands where the cluster does, in any subnet of the group. */
function addDatabase(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const cluster = reader.target(resource, 'DBClusterIdentifier');
  const home = resource.type === 'AWS::RDS::DBInstance' && cluster !== undefined ? cluster : resource;
  const group = reader.target(home, 'DBSubnetGroupName') ?? reader.target(resource, 'DBSubnetGroupName');
  const listed = group === undefined ? undefined : reader.items(group, 'SubnetIds');
  const groups = home.type === 'AWS::RDS::DBInstance' ? 'VPCSecurityGroups' : 'VpcSecurityGroupIds';
  const ports = portsOf(reader.evaluator.attribute(home, 'Endpoint.Port'));
  for (const subnet of knownSubnets(draft, resource, listed)) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, reader.value(home, groups), subnet),
      device: { kind: 'service' },
      listens: ports.map((port) =>
        port === undefined
          ? someWhere(resource)
          : listening(port, `${resource.logicalId} database`, ports.length === 1 ? 'yes' : 'unknown'),
      ),
      hasPublic: isPublicDatabase(draft, resource, subnet),
      hasIpv6: truthOf(reader.text(home, 'NetworkType') === 'DUAL'),
    });
  }
}

/**
 * What is not said depends on the VPC. AWS's own pages disagree on a VPC with an internet gateway: one says public, another
 * private where a subnet group is named.
 *
 * @see https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/-create-db-instance-request/publicly-accessible.html
 * @see https://docs.aws.amazon.com/fr_fr/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/-create-db-instance-request/-builder/publicly-accessible.html
 * read 2026-11-25
 */
function isPublicDatabase(draft: Draft, resource: TemplateResource, subnet: Subnet): Truth {
  const { reader } = draft;
  const otherwise = subnet.vpc.internetGateway === undefined ? 'no' : 'unknown';
  const members = reader
    .all('AWS::RDS::DBInstance')
    .filter((member) => reader.target(member, 'DBClusterIdentifier') === resource);
  // The members of an Aurora cluster have the addresses; the cluster itself only has names for them.
  return members.length > 0
    ? members.map((member) => reader.truth(member, ['PubliclyAccessible'], otherwise)).reduce(either)
    : reader.truth(resource, ['PubliclyAccessible'], otherwise);
}

const PROXY_PORTS: Readonly<Record<string, number>> = { MYSQL: 3306, POSTGRESQL: 5432, SQLSERVER: 1433 };

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-planning.html read 2026-11-25 */
function addProxy(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const port = PROXY_PORTS[reader.text(resource, 'EngineFamily') ?? ''];
  const sendsTo = reader
    .all('AWS::RDS::DBProxyTargetGroup')
    .filter((group) => reader.target(group, 'DBProxyName') === resource)
    .flatMap((group) => ['DBInstanceIdentifiers', 'DBClusterIdentifiers'].map((key) => reader.targets(group, key)))
    .flatMap(({ found }) => found.flatMap((database) => draft.interfacesOf(database)));
  for (const subnet of knownSubnets(draft, resource, reader.items(resource, 'VpcSubnetIds'))) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, reader.value(resource, 'VpcSecurityGroupIds'), subnet),
      device: { kind: 'service', sendsTo },
      listens: port === undefined ? [someWhere(resource)] : [listening(port, `${resource.logicalId} proxy`, 'yes')],
      hasPublic: 'no',
    });
  }
}

/** @see https://docs.aws.amazon.com/efs/latest/ug/network-access.html read 2026-11-25 */
function addMountTarget(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const fixed = reader.text(resource, 'IpAddress');
  for (const subnet of knownSubnets(draft, resource, reader.items(resource, 'SubnetId'))) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, reader.value(resource, 'SecurityGroups'), subnet),
      device: { kind: 'service' },
      listens: [listening(2049, `${resource.logicalId} NFS`, 'yes')],
      hasPublic: 'no',
      hasIpv6: truthOf(reader.word(resource, ['IpAddressType'], 'IPV4_ONLY') !== 'IPV4_ONLY'),
      ...(fixed === undefined ? {} : { fixed }),
    });
  }
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html read 2026-11-25 */
function addTasks(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const path = ['NetworkConfiguration', 'AwsvpcConfiguration'];
  const assigns = reader.word(resource, [...path, 'AssignPublicIp'], 'DISABLED');
  for (const subnet of knownSubnets(draft, resource, reader.items(resource, ...path, 'Subnets'))) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, reader.value(resource, ...path, 'SecurityGroups'), subnet),
      device: { kind: 'host' },
      listens: 'everything',
      hasPublic: assigns === '?' ? 'unknown' : truthOf(assigns === 'ENABLED'),
    });
  }
}

function knownSubnets(
  draft: Draft,
  resource: TemplateResource,
  values: readonly Value[] | undefined,
): readonly Subnet[] {
  const subnets = subnetsOf(draft, values);
  if (subnets === undefined || subnets.length === 0) {
    draft.doubts.set(resource, 'its subnets are not known');
    return (values ?? []).flatMap((value) => {
      const target = targetOf(value);
      const subnet = target === undefined ? undefined : draft.subnets.get(target);
      return subnet === undefined ? [] : [subnet];
    });
  }
  return subnets;
}

/** Ports that are possible; `undefined` for one that is not known. */
function portsOf(value: Value): readonly (number | undefined)[] {
  return possibleValues(value)?.map(knownNumber) ?? [undefined];
}

/** Some port that is not known. */
function someWhere(resource: TemplateResource): Listening {
  return { protocol: TCP, from: 0, to: 65535, certain: 'unknown', what: resource.logicalId };
}

function listening(port: number, what: string, certain: Truth): Listening {
  return { protocol: TCP, from: port, to: port, certain, what };
}
